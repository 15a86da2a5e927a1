import { randomUUID } from "node:crypto";
import { isDatabaseAway } from "../db/away.ts";
import type { Claim } from "../db/ingest/claim.ts";
import { failures, IngestFailure, LeaseLost, mayRetry, OutOfTime } from "../domain/failure.ts";
import { handOverMark } from "./attempt/checkpoints.ts";
import { type ProgressReporter, progressReporter } from "./attempt/progress.ts";
import { deadlineAt, nextMark } from "./attempt/time.ts";
import type { IngestTools } from "./compose.ts";
import { ingest } from "./pipeline.ts";
import type { Log, StageContext } from "./ports.ts";
import { parsed, type Run } from "./run.ts";
import { keepingRecent } from "./store/small-objects.ts";
import type { Telemetry } from "./telemetry.ts";

/** One delivery of an event to a worker. */
export interface Delivery {
  readonly artifactId: number;
  /** Request id of the invocation; the same when the service retries it. */
  readonly holder: string;
  /** Milliseconds that this invocation may still take. */
  readonly remainingMs: () => number;
  readonly log: Log;
  readonly telemetry: Telemetry;
  readonly signal?: AbortSignal | undefined;
}

/** How a delivery ended; `continued` means that a continuation has to be started. */
export type DeliveryOutcome =
  | "not-claimed"
  | "lost"
  | "completed"
  | "rejected"
  | "postponed"
  | "failed"
  | "retry"
  | "continued";

/**
 * Claims the artifact, runs the pipeline and settles the claim. A fault of the ingest itself is written to the ledger,
 * not thrown. Throws when even that cannot be written, so that the service delivers the event again.
 */
export async function work(delivery: Delivery, tools: IngestTools): Promise<DeliveryOutcome> {
  const { config, ledger } = tools;
  const claim = await ledger.claim({
    artifactId: delivery.artifactId,
    holder: delivery.holder,
    leaseSeconds: config.leaseSeconds,
    maxAttempts: config.attempts.max,
  });
  if (claim === null) return "not-claimed";
  const abort = new AbortController();
  delivery.signal?.addEventListener("abort", () => abort.abort(delivery.signal?.reason), { once: true });
  const stopHeartbeat = startHeartbeat(claim, tools, delivery.log, abort);
  const progress = progressReporter({
    write: (state) => ledger.progress(claim, state),
    clock: tools.clock,
    initial: { attempt: claim.attempt, continuation: claim.continuation, previous: claim.progress },
    onLost: (error) => abort.abort(error),
    onFault: (error) => delivery.log.warn("progress not written", { error: String(error) }),
  });
  const context = contextOf({ claim, delivery, tools, progress, abort });
  const checkpoints = new Map(Object.entries(claim.checkpoints));
  const run: Run = { claim, checkpoints, ledger, tools, telemetry: delivery.telemetry, context, progress };
  try {
    return await ingest(run);
  } catch (error) {
    return await settleFault(abort.signal.aborted ? (abort.signal.reason ?? error) : error, run);
  } finally {
    stopHeartbeat();
    await progress.close();
  }
}

/**
 * Renews the lease of a claim three times per lease, until the returned function is called. A lost lease aborts the
 * work; any other fault waits for the next beat, since the lease outlives two missed ones.
 */
function startHeartbeat(claim: Claim, { ledger, config }: IngestTools, log: Log, abort: AbortController): () => void {
  let beating = false;
  const beat = async (): Promise<void> => {
    if (beating) return;
    beating = true;
    try {
      await ledger.renew(claim);
    } catch (error) {
      if (error instanceof LeaseLost) abort.abort(error);
      else log.warn("heartbeat failed", { error: String(error) });
    } finally {
      beating = false;
    }
  };
  const timer = setInterval(() => void beat(), (config.leaseSeconds * 1000) / 3);
  return () => clearInterval(timer);
}

interface Parts {
  readonly claim: Claim;
  readonly delivery: Delivery;
  readonly tools: IngestTools;
  readonly progress: ProgressReporter;
  readonly abort: AbortController;
}

function contextOf({ claim, delivery, tools, progress, abort }: Parts): StageContext {
  const { limitSeconds, marginSeconds } = tools.config.time;
  const startedAt = tools.clock.now();
  const configured = (): number =>
    limitSeconds === null ? Number.POSITIVE_INFINITY : startedAt + limitSeconds * 1000 - tools.clock.now();
  return {
    artifactId: claim.artifactId,
    name: claim.name,
    clock: tools.clock,
    log: delivery.log,
    store: keepingRecent(tools.store),
    blobs: tools.ledger.blobs(claim),
    progress,
    deadline: deadlineAt(() => Math.min(delivery.remainingMs(), configured()) - marginSeconds * 1000),
    signal: abort.signal,
  };
}

/** Settles a claim whose pipeline threw: hands over to a continuation, waits for a retry, or fails with no remains. */
async function settleFault(error: unknown, run: Run): Promise<DeliveryOutcome> {
  if (error instanceof LeaseLost) return "lost";
  await run.progress.flush();
  if (!(error instanceof OutOfTime)) return endAttempt(toFailure(error, run), run);
  const mark = nextMark(
    parsed(run.claim.checkpoints["chain"], { name: "chain", parse: handOverMark }, run),
    run.progress.state(),
  );
  if (mark.stalled) return endAttempt(new IngestFailure("timed_out", "two invocations in a row made no progress"), run);
  await run.ledger.saveCheckpoint(run.claim, "chain", mark);
  await run.ledger.handOver(run.claim);
  run.telemetry.count("Continuation", 1);
  return "continued";
}

type ReportedFailure = IngestFailure & { readonly reference?: string };

/** An error that is not a known failure is a bug: the user gets a reference, the log gets the cause. */
function toFailure(error: unknown, { context: { log } }: Run): ReportedFailure {
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

async function endAttempt(failure: ReportedFailure, run: Run): Promise<DeliveryOutcome> {
  const { claim, ledger, tools, progress } = run;
  const { max, pauseSeconds } = tools.config.attempts;
  const { code, message: detail, reference } = failure;
  const retryable = failures[code].retry !== "never";
  const record = { code, detail, retryable, ...(reference === undefined ? {} : { reference }) };
  if (mayRetry(code, claim.attempt, max)) {
    const pause = pauseSeconds * 3 ** (claim.attempt - 1);
    const message = `Attempt ${claim.attempt} of ${max} failed (${detail}); the next one starts in about ${pause} s`;
    run.telemetry.outcome("retry", code);
    await ledger.retryLater(claim, { failure: record, progress: progress.state(), pauseSeconds: pause, message });
    return "retry";
  }
  await ledger.fail(claim, { failure: record, progress: progress.state() });
  await tools.leaveNothing(claim);
  run.telemetry.outcome("failed", code);
  return "failed";
}
