import { randomUUID } from "node:crypto";
import type { ErrorRequestHandler } from "express";
import type { Logger } from "pino";
import { isDatabaseAway } from "../../db/away.ts";
import { IngestFailure } from "../../domain/failure.ts";
import { Overdue, tryAgain } from "./guards.ts";
import { logOf } from "./log.ts";
import { type AnyReply, Refusal, sendReply } from "./replies.ts";

/** The server stops while a request waits for its ingest; the ingest continues after the restart or on another server. */
export class Stopping extends Error {
  override readonly name = "Stopping";
}

/** Seconds after which a client may try again: a restart or a failover takes about as long. */
const AWAY_SECONDS = 5;

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
  if (isDatabaseAway(error)) return tryAgain("The database does not answer; try again in a moment", AWAY_SECONDS);
  if (error instanceof IngestFailure && error.code === "storage_unavailable")
    return tryAgain("The object store does not answer; try again in a moment", AWAY_SECONDS);
  if (error instanceof Stopping)
    return tryAgain("The server is stopping. The ingest continues; read the artifact again in a moment", AWAY_SECONDS);
  if (error instanceof Overdue) return tryAgain("The answer took too long; try again in a moment", AWAY_SECONDS);
  return null;
}
