import type { ArtifactState, FoundArtifact } from "../db/catalogue/artifacts.ts";
import type { ArchiveRecord } from "../db/entities/artifact.ts";
import { mayChange } from "./artifact-update.ts";
import { actorOf, type Call, type Caller, type Schemas } from "./contract.ts";
import type { Deps } from "./deps.ts";

/** How long an artifact may be pending before its message says what it waits for, in milliseconds. */
const PATIENCE_MS = 60_000;

/** The artifact as the API shows it to a caller. A completed one gets a link to its archive, which the audit log records. */
export async function presentArtifact(row: FoundArtifact, deps: Deps, call: Call): Promise<Schemas["Artifact"]> {
  const shown = presentUnlinked(row, deps.now(), call.caller);
  if (shown.status !== "completed") return shown;
  const { id, type, name } = row;
  const { key } = present(row.archive, row);
  if (key === null) return shown;
  const url = await deps.downloads.handOut({ id, type, name, archive: { key } }, actorOf(call));
  return { ...shown, data: { ...shown.data, download_url: url } };
}

type Unlinked = Schemas["ArtifactInProgress"] | Schemas["ReportedArtifact"];

/** The same without the link: for reports, and to tell one state from another. */
export function presentUnlinked(row: FoundArtifact, now: Date, viewer: Caller | null = null): Unlinked {
  const shared = {
    metadata: { id: row.id, name: row.name, type: row.type },
    data: { url: row.url },
    status_message: statusMessage(row, now),
    progress: row.progress ?? notStarted(row),
    revision: { requested: row.revision, commit: row.commit ?? null },
    ...(viewer !== null && mayChange(viewer, row) ? { posted_by: row.owner } : {}),
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
  switch (row.status) {
    case "completed":
      return {
        ...shared,
        status: row.status,
        data: { url: row.url, archive: presentArchive(present(row.archive, row)) },
        ...(row.verdict ? { verdict: row.verdict } : {}),
        ...(row.update ? { update: presentUpdate(row.update) } : {}),
      };
    case "rejected":
      return { ...shared, status: row.status, verdict: present(row.verdict, row) };
    case "failed":
      return { ...shared, status: row.status, failure: present(row.failure, row) };
    default:
      return { ...shared, status: row.status };
  }
}

/** Fields that an artifact of this status always has. */
function present<T>(value: T | null | undefined, { id, status }: ArtifactState): T {
  if (value == null) throw new Error(`artifact ${id} is ${status} and lacks what goes with it`);
  return value;
}

/** The last update of an artifact, running or ended. */
const presentUpdate = (row: ArtifactState): Schemas["ArtifactUpdateState"] => ({
  status: row.status === "completed" && !row.archive ? "up_to_date" : row.status,
  message: row.statusMessage,
  revision: { requested: row.revision, commit: row.commit ?? null },
  requested_by: row.owner,
  ...(row.progress ? { progress: row.progress } : {}),
  ...(row.verdict ? { verdict: row.verdict } : {}),
  ...(row.status === "failed" && row.failure ? { failure: row.failure } : {}),
  started_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});

const presentArchive = (archive: ArchiveRecord): Schemas["Archive"] => ({
  bytes: archive.bytes,
  crc32: hex32(archive.crc32),
  sha256: archive.sha256,
  ...(archive.missing === undefined ? {} : { missing: archive.missing }),
});

/** Eight lower-case hex digits of an unsigned 32-bit number. */
export const hex32 = (value: number): string => value.toString(16).padStart(8, "0");

/** Progress before the first stage. */
export function notStarted(row: Pick<ArtifactState, "attempt" | "continuation">): Schemas["Progress"] {
  return {
    stage: "queued",
    detail: null,
    bytes_done: 0,
    bytes_total: null,
    bytes_saved: 0,
    files_done: 0,
    files_total: null,
    percent: 0,
    bytes_per_second: 0,
    eta_seconds: null,
    attempt: row.attempt,
    continuation: row.continuation,
    heartbeat_at: null,
  };
}

type Waiting = Pick<ArtifactState, "status" | "statusMessage" | "nextAttemptAt" | "dispatchError" | "dispatches">;

/** Tells the owner of a pending artifact what it waits for, once it has waited long. */
export function statusMessage(row: Waiting, now: Date): string {
  const waited = now.getTime() - row.nextAttemptAt.getTime();
  if (row.status !== "pending" || waited < PATIENCE_MS) return row.statusMessage;
  const minutes = Math.floor(waited / 60_000);
  const since = `Waits for the ingest function for ${minutes} minute${minutes === 1 ? "" : "s"}`;
  if (row.dispatchError) return `${since}; the last call to it failed: ${row.dispatchError}`;
  return row.dispatches === 0
    ? `${since}; it was not called yet`
    : `${since}; it was called ${row.dispatches} time${row.dispatches === 1 ? "" : "s"} and did not take the work, so it is probably at its concurrency limit`;
}
