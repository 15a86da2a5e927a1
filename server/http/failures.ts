import { isDatabaseAway } from "../../db/away.ts";
import { IngestFailure } from "../../domain/failure.ts";
import type { AnyReply } from "./replies.ts";

/** The making of an answer took longer than it may. */
export class Overdue extends Error {
  override readonly name = "Overdue";
  constructor(seconds: number) {
    super(`no answer within ${seconds} s`);
  }
}

/** The server ends while a request waits for its ingest; the ingest goes on after the restart or on another server. */
export class Stopping extends Error {
  override readonly name = "Stopping";
}

/** Seconds after which a client may try again: a restart or a failover takes about as long. */
const RETRY_AFTER = { away: 5, busy: 1 } as const;

/** 503 for a fault that passes by itself, with its reason in plain words; null for any other. */
export function unavailable(error: unknown): AnyReply | null {
  if (isDatabaseAway(error)) return answer("The database does not answer; try again in a moment", RETRY_AFTER.away);
  if (error instanceof IngestFailure && error.code === "storage_unavailable")
    return answer("The object store does not answer; try again in a moment", RETRY_AFTER.away);
  if (error instanceof Stopping)
    return answer("The server stops; the ingest goes on by itself, look at the artifact in a moment", RETRY_AFTER.away);
  if (error instanceof Overdue) return answer("The answer took too long; try again in a moment", RETRY_AFTER.away);
  return null;
}

/** 503 for a request over the number that this server works on at once. */
export const tooBusy = (): AnyReply => answer("The registry is busy; try again in a moment", RETRY_AFTER.busy);

const answer = (detail: string, seconds: number): AnyReply => ({
  status: 503,
  headers: { "Retry-After": String(seconds) },
  body: { detail },
});

/** Rejects with Overdue when the work is not done in time. The work itself has its own limits and ends later. */
export async function within<T>(seconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Overdue(seconds)), seconds * 1000);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
