import type { ArtifactRow } from "../db/entities/artifact.ts";
import type { Schemas } from "./contract.ts";

type UpdateState = Schemas["ArtifactUpdateState"];

/** The last update of an artifact as the API shows it, running or ended. */
export function presentUpdate(row: ArtifactRow): UpdateState {
  return {
    status: row.status === "completed" && !row.archive ? "up_to_date" : row.status,
    message: row.statusMessage,
    revision: { requested: row.revision, commit: row.commit ?? null },
    requested_by: row.owner,
    ...(row.progress ? { progress: row.progress } : {}),
    ...(row.verdict ? { verdict: row.verdict } : {}),
    ...(row.status === "failed" && row.failure ? { failure: row.failure } : {}),
    started_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
