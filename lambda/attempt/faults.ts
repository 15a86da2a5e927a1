import { randomUUID } from "node:crypto";
import { isDatabaseAway } from "../../db/away.ts";
import { IngestFailure } from "../../domain/failure.ts";
import type { Log } from "../ports.ts";

export type ReportedFailure = IngestFailure & { readonly reference?: string };

/** An error that is not a known failure is a bug: the user gets a reference, the log gets the cause. */
export function toFailure(error: unknown, log: Log): ReportedFailure {
  if (error instanceof IngestFailure) {
    const { code, detail, cause } = error;
    log.warn("attempt failed", { code, detail, cause: String(cause ?? "") });
    return error;
  }
  if (isDatabaseAway(error)) {
    log.warn("attempt failed", { code: "storage_unavailable", cause: String(error) });
    return new IngestFailure("storage_unavailable", "the database did not answer", { cause: error });
  }
  const reference = randomUUID();
  log.error("internal error", { reference, error: (error as Error).stack ?? String(error) });
  const detail = `quote the reference ${reference} when you report it`;
  return Object.assign(new IngestFailure("internal_error", detail, { cause: error }), { reference });
}
