import { randomUUID } from "node:crypto";
import { isDatabaseAway } from "../db/away.ts";
import type { Claim } from "../db/ingest/claim.ts";
import { failures, IngestFailure, LeaseLost, mayRetry, OutOfTime } from "../domain/failure.ts";
import { type ChainMark, nextMark } from "./attempt/chain.ts";
import { startHeartbeat } from "./attempt/heartbeat.ts";
import { type ProgressReporter, progressReporter } from "./attempt/progress.ts";
import { deadlineAt } from "./attempt/time.ts";
import type { IngestTools } from "./compose.ts";
import { ingest } from "./pipeline.ts";
import type { Log, StageContext } from "./ports.ts";
import type { Run } from "./stage.ts";
import { keepingRecent } from "./store/recent.ts";
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

/** How a delivery ended; `continued` means that a new invocation has to be started. */
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
 * Claims the artifact, runs the pipeline and settles what comes of it. Never throws for a fault of the ingest itself:
 * that is written to the ledger. Throws when even that cannot be written, so that the service delivers again.
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
  const heartbeat = startHeartbeat(ledger, claim, { leaseSeconds: config.leaseSeconds, abort, log: delivery.log });
  const progress = progressReporter({
    write: (state) => ledger.progress(claim, state),
    clock: tools.clock,
    initial: { attempt: claim.attempt, continuation: claim.continuation, previous: claim.progress },
    onLost: (error: unknown) => abort.abort(error),
  });
  const context = contextOf(claim, delivery, tools, progress, abort);
  const run: Run = { claim, ledger, tools, telemetry: delivery.telemetry, context, progress };
  try {
    return await ingest(run);
  } catch (error) {
    return await settleFault(abort.signal.aborted ? (abort.signal.reason ?? error) : error, run);
  } finally {
    heartbeat.stop();
    await progress.close();
  }
}

function contextOf(
  claim: Claim,
  delivery: Delivery,
  tools: IngestTools,
  progress: ProgressReporter,
  abort: AbortController,
): StageContext {
  const { limitSeconds, marginSeconds } = tools.config.time;
  const startedAt = tools.clock.now();
  const own = (): number =>
    limitSeconds === null ? Number.POSITIVE_INFINITY : startedAt + limitSeconds * 1000 - tools.clock.now();
  return {
    artifactId: claim.artifactId,
    name: claim.name,
    clock: tools.clock,
    log: delivery.log,
    store: keepingRecent(tools.store),
    blobs: tools.ledger.blobs(claim),
    progress,
    deadline: deadlineAt(() => Math.min(delivery.remainingMs(), own()) - marginSeconds * 1000),
    signal: abort.signal,
  };
}

/** Writes down why the work stopped: goes on later, tries again, or ends as failed with nothing left behind. */
async function settleFault(error: unknown, run: Run): Promise<DeliveryOutcome> {
  if (error instanceof LeaseLost) return "lost";
  await run.progress.flush();
  if (error instanceof OutOfTime) {
    const mark = nextMark(run.claim.checkpoints["chain"] as ChainMark | undefined, run.progress.state());
    if (!mark.stalled) {
      await run.ledger.saveCheckpoint(run.claim, "chain", mark);
      await run.ledger.handOver(run.claim);
      run.telemetry.count("Continuation", 1);
      return "continued";
    }
    return endAttempt(new IngestFailure("timed_out", "two invocations in a row made no progress"), run);
  }
  return endAttempt(toFailure(error, run), run);
}

/** Anything that is not a known failure is a mistake of ours: the user gets a reference, the log the cause. */
function toFailure(error: unknown, run: Run): IngestFailure & { reference?: string } {
  if (error instanceof IngestFailure) {
    run.context.log.warn("attempt failed", {
      code: error.code,
      detail: error.detail,
      cause: String(error.cause ?? ""),
    });
    return error;
  }
  if (isDatabaseAway(error)) {
    run.context.log.warn("attempt failed", { code: "storage_unavailable", cause: String(error) });
    return new IngestFailure("storage_unavailable", "the database did not answer", { cause: error });
  }
  const reference = randomUUID();
  run.context.log.error("attempt failed by a mistake", { reference, error: (error as Error).stack ?? String(error) });
  return Object.assign(
    new IngestFailure("internal_error", `quote the reference ${reference} when you report it`, { cause: error }),
    {
      reference,
    },
  );
}

async function endAttempt(failure: IngestFailure & { reference?: string }, run: Run): Promise<DeliveryOutcome> {
  const { claim, ledger, tools, progress } = run;
  const { max, pauseSeconds } = tools.config.attempts;
  const record = {
    code: failure.code,
    detail: failure.message,
    retryable: failures[failure.code].retry !== "never",
    ...(failure.reference === undefined ? {} : { reference: failure.reference }),
  };
  if (mayRetry(failure.code, claim.attempt, max)) {
    const pause = pauseSeconds * 3 ** (claim.attempt - 1);
    const message = `Attempt ${claim.attempt} of ${max} failed (${failure.message}); the next one starts in about ${pause} s`;
    run.telemetry.outcome("retry", failure.code);
    await ledger.retryLater(claim, { failure: record, progress: progress.state(), pauseSeconds: pause, message });
    return "retry";
  }
  await ledger.fail(claim, { failure: record, progress: progress.state() });
  await tools.leaveNothing(claim);
  run.telemetry.outcome("failed", failure.code);
  return "failed";
}
