import type { Claim } from "../db/ingest/claim.ts";
import type { Ledger } from "../db/ingest/ledger.ts";
import type { ProgressReporter } from "./attempt/progress.ts";
import type { IngestTools } from "./compose.ts";
import type { StageContext } from "./ports.ts";
import type { Telemetry } from "./telemetry.ts";

/** The work of one claim: what its stages share. */
export interface Run {
  readonly claim: Claim;
  readonly ledger: Ledger;
  readonly tools: IngestTools;
  readonly context: StageContext;
  /** The context's progress, with the calls that only the worker and the pipeline may make. */
  readonly progress: ProgressReporter;
  readonly telemetry: Telemetry;
}

/** A stage. Its output is plain JSON and saved before the next stage begins: a retry continues instead of starting over. */
export interface Stage<In, Out> {
  readonly name: "resolve" | "evidence" | "rate" | "transfer" | "scan" | "archive";
  readonly run: (input: In, run: Run) => Promise<Out>;
}

/** Runs a stage, or returns the output that an earlier invocation saved. */
export async function perform<In, Out>(stage: Stage<In, Out>, input: In, run: Run): Promise<Out> {
  const saved = run.claim.checkpoints[stage.name];
  if (saved !== undefined) return saved as Out;
  run.context.signal.throwIfAborted();
  run.context.deadline.check();
  const output = await run.telemetry.stage(stage.name, () => stage.run(input, run));
  run.context.signal.throwIfAborted();
  await run.ledger.saveCheckpoint(run.claim, stage.name, output);
  return output;
}
