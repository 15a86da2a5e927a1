import { randomUUID } from "node:crypto";
import type { ErrorRequestHandler } from "express";
import type { Logger } from "pino";
import { isDatabaseAway } from "../../db/away.ts";
import { IngestFailure } from "../../domain/failure.ts";
import { logOf } from "./log.ts";
import { type AnyReply, Refusal, sendReply } from "./replies.ts";

/** An answer took longer than it may. */
export class Overdue extends Error {
  override readonly name = "Overdue";
  constructor(seconds: number) {
    super(`no answer within ${seconds} s`);
  }
}

/** The server stops while a request waits for its ingest; the ingest goes on after the restart or on another server. */
export class Stopping extends Error {
  override readonly name = "Stopping";
}

/** Seconds after which a client may try again: a restart or a failover takes about as long. */
const RETRY_AFTER = { away: 5, busy: 1 } as const;

export interface FailureOptions {
  /** Called for each request that failed because the database does not answer. */
  readonly onDatabaseAway?: ((error: unknown) => void) | undefined;
}

/** Answers whatever was thrown with a JSON reply; a reply that broke off while it was sent ends its connection. */
export const answerFailures =
  (toReply: typeof replyTo, { onDatabaseAway }: FailureOptions): ErrorRequestHandler =>
  async (error, request, response, _next) => {
    if (isDatabaseAway(error)) onDatabaseAway?.(error);
    const log = logOf(response);
    const operation = response.locals["operation"] ?? `${request.method} ${request.path}`;
    if (response.headersSent) {
      log.warn({ operation, err: error }, "the reply could not be sent whole");
      response.destroy();
      return;
    }
    await sendReply(null, toReply(error, log, operation), response);
  };

/** The reply to anything thrown. A fault of the registry itself is logged under a reference that the reply shows. */
export function replyTo(error: unknown, log: Logger, operation: string): AnyReply {
  if (error instanceof Refusal) return error.reply;
  if (error instanceof URIError) return { status: 400, body: { detail: "The path holds a broken percent-encoding" } };
  const passing = unavailable(error);
  if (passing !== null) {
    log.warn({ operation, err: error }, "answered with 503");
    return passing;
  }
  const reference = randomUUID();
  log.error({ operation, reference, err: error }, "operation failed");
  return { status: 500, body: { detail: "The registry failed; quote the reference when you report it", reference } };
}

/** 503 for a fault that passes by itself, with its reason; null for any other. */
export function unavailable(error: unknown): AnyReply | null {
  if (isDatabaseAway(error)) return answer("The database does not answer; try again in a moment", RETRY_AFTER.away);
  if (error instanceof IngestFailure && error.code === "storage_unavailable")
    return answer("The object store does not answer; try again in a moment", RETRY_AFTER.away);
  if (error instanceof Stopping)
    return answer("The server is stopping. The ingest goes on; read the artifact again in a moment", RETRY_AFTER.away);
  if (error instanceof Overdue) return answer("The answer took too long; try again in a moment", RETRY_AFTER.away);
  return null;
}

export type ConcurrencyLimit = <T>(work: () => Promise<T>) => Promise<T>;

/** Limits concurrent work; excess work is refused with 503 at once, instead of letting all of it wait. */
export function concurrencyLimit(most: number): ConcurrencyLimit {
  let inFlight = 0;
  return async (work) => {
    if (inFlight >= most) throw new Refusal(answer("The registry is busy; try again in a moment", RETRY_AFTER.busy));
    inFlight += 1;
    try {
      return await work();
    } finally {
      inFlight -= 1;
    }
  };
}

const answer = (detail: string, seconds: number) => ({
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
