import type { Actor } from "../db/audit/log.ts";
import type { FoundArtifact } from "../db/catalogue/artifacts.ts";
import type { ArchiveRecord, ArtifactRow } from "../db/entities/artifact.ts";
import { mayChange } from "./artifact-update.ts";
import type { Caller, Schemas } from "./contract.ts";
import type { Deps } from "./deps.ts";
import { presentUpdate } from "./present-update.ts";

/** How long an artifact may be pending before its message says what it waits for, in milliseconds. */
const PATIENCE_MS = 60_000;

/** The artifact as the API shows it to `viewer`. `downloadUrl` is given for completed artifacts only. */
export function presentArtifact(
  row: FoundArtifact,
  now: Date,
  downloadUrl: string | null,
  viewer: Caller | null = null,
): Schemas["Artifact"] {
  return {
    metadata: { id: row.id, name: row.name, type: row.type },
    data: {
      url: row.url,
      ...(downloadUrl !== null && row.archive
        ? { download_url: downloadUrl, archive: presentArchive(row.archive) }
        : {}),
    },
    status: row.status,
    status_message: statusMessage(row, now),
    progress: row.progress ?? notStarted(row),
    revision: { requested: row.revision, commit: row.commit ?? null },
    ...(row.verdict ? { verdict: row.verdict } : {}),
    ...(row.status === "failed" && row.failure ? { failure: row.failure } : {}),
    ...(row.update ? { update: presentUpdate(row.update) } : {}),
    ...(viewer !== null && mayChange(viewer, row) ? { posted_by: row.owner } : {}),
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

/** The link that an answer about an artifact carries; null while there is no archive. */
export async function linkTo(
  { id, type, name, archive }: ArtifactRow,
  { downloads }: Deps,
  by: Actor,
): Promise<string | null> {
  return archive ? downloads.handOut({ id, type, name, archive }, by) : null;
}

const presentArchive = (archive: ArchiveRecord): Schemas["Archive"] => ({
  bytes: archive.bytes,
  crc32: hex32(archive.crc32),
  sha256: archive.sha256,
});

/** Eight lower-case hex digits of an unsigned 32-bit number. */
export const hex32 = (value: number): string => value.toString(16).padStart(8, "0");

/** Progress before the first stage. */
export function notStarted(row: Pick<ArtifactRow, "attempt" | "continuation">): Schemas["Progress"] {
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

type Waiting = Pick<ArtifactRow, "status" | "statusMessage" | "nextAttemptAt" | "dispatchError" | "dispatches">;

/** A pending artifact must never leave its owner guessing. */
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
