import { failures, IngestFailure, LeaseLost, mayRetry, OutOfTime } from "../domain/failure.ts";
import { handOverMark } from "./attempt/checkpoints.ts";
import { contextOf, type Delivery } from "./attempt/delivery.ts";
import { type ReportedFailure, toFailure } from "./attempt/faults.ts";
import { beatMs, startHeartbeat } from "./attempt/heartbeat.ts";
import { progressReporter } from "./attempt/progress.ts";
import { nextMark, pauseAfter } from "./attempt/time.ts";
import type { IngestTools } from "./compose.ts";
import { ingest } from "./pipeline.ts";
import { parsed, type Run } from "./run.ts";

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
  const onLost = (error: LeaseLost) => abort.abort(error);
  const stopHeartbeat = startHeartbeat({
    beat: () => ledger.renew(claim),
    everyMs: beatMs(config.leaseSeconds),
    onLost,
    log: delivery.log,
  });
  const progress = progressReporter({
    write: (state) => ledger.progress(claim, state),
    clock: tools.clock,
    initial: { attempt: claim.attempt, continuation: claim.continuation, previous: claim.progress },
    onLost,
    onFault: (error) => delivery.log.warn("progress not written", { error: String(error) }),
  });
  const context = contextOf({ held: claim, name: claim.name, delivery, tools, progress, abort });
  const checkpoints = new Map(Object.entries(claim.checkpoints));
  const { telemetry, invoke } = delivery;
  const run: Run = { claim, checkpoints, ledger, tools, telemetry, invoke, context, progress };
  try {
    return await ingest(run);
  } catch (error) {
    return await settleFault(abort.signal.aborted ? (abort.signal.reason ?? error) : error, run);
  } finally {
    stopHeartbeat();
    await progress.close();
  }
}

/** Settles a claim whose pipeline threw: hands over to a continuation, waits for a retry, or fails with no remains. */
async function settleFault(error: unknown, run: Run): Promise<DeliveryOutcome> {
  if (error instanceof LeaseLost) return "lost";
  await run.progress.flush();
  if (!(error instanceof OutOfTime)) return endAttempt(toFailure(error, run.context.log), run);
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

async function endAttempt(failure: ReportedFailure, run: Run): Promise<DeliveryOutcome> {
  const { claim, ledger, tools, progress } = run;
  const { attempts } = tools.config;
  const { code, message: detail, reference } = failure;
  const retryable = failures[code].retry !== "never";
  const record = { code, detail, retryable, ...(reference === undefined ? {} : { reference }) };
  if (mayRetry(code, claim.attempt, attempts.max)) {
    const pause = pauseAfter(claim.attempt, attempts);
    const message = `Attempt ${claim.attempt} of ${attempts.max} failed (${detail}); the next one starts in about ${pause} s`;
    run.telemetry.outcome("retry", code);
    await ledger.retryLater(claim, { failure: record, progress: progress.state(), pauseSeconds: pause, message });
    return "retry";
  }
  await ledger.fail(claim, { failure: record, progress: progress.state() });
  await tools.leaveNothing(claim);
  run.telemetry.outcome("failed", code);
  return "failed";
}
