import type { WebhookDeliveryRow } from "../db/entities/artifact.ts";
import { mayChange } from "./artifact-update.ts";
import { artifactNumber, type Handler, type Schemas } from "./contract.ts";
import { noSuchArtifact, problem } from "./problems.ts";

/** Newest deliveries that an answer holds. */
const MOST = 100;

/** Addresses of receivers may hold secrets, so only those who named them and administrators see them. */
export const artifactDeliveries: Handler<"ArtifactDeliveries"> = async ({ path }, deps, { caller }) => {
  const row = await deps.artifacts.find(path.artifact_type, artifactNumber(path.id));
  if (row === null) return noSuchArtifact(path.artifact_type, path.id);
  if (caller === null || !mayChange(caller, row))
    return problem(
      "forbidden",
      "Only the account that posted the artifact, or an administrator, may see its deliveries",
    );
  const deliveries = await deps.webhooks.deliveries(row.id, MOST);
  return { status: 200, body: { deliveries: deliveries.map(present) } };
};

const present = (row: WebhookDeliveryRow): Schemas["WebhookDelivery"] => ({
  id: row.id,
  url: row.url,
  state: row.state,
  attempts: row.attempts,
  next_at: row.state === "pending" ? row.nextAt.toISOString() : null,
  last_status: row.lastStatus ?? null,
  last_error: row.lastError ?? null,
  created_at: row.createdAt.toISOString(),
  ended_at: row.endedAt?.toISOString() ?? null,
});
