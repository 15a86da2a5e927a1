import type { Claim } from "../db/ingest/claim.ts";
import type { Ledger } from "../db/ingest/ledger.ts";
import type { Parse } from "./attempt/checkpoints.ts";
import type { Delivery } from "./attempt/delivery.ts";
import type { ProgressReporter } from "./attempt/progress.ts";
import type { IngestTools } from "./compose.ts";
import type { StageContext } from "./ports.ts";
import type { Telemetry } from "./telemetry.ts";

/** The work of one claim: what its stages share. */
export interface Run {
  readonly claim: Claim;
  /** The claim's checkpoints that are still valid, by stage name. */
  readonly checkpoints: Map<string, unknown>;
  readonly ledger: Ledger;
  readonly tools: IngestTools;
  readonly context: StageContext;
  /** The context's progress, with the calls that only the worker and the pipeline may make. */
  readonly progress: ProgressReporter;
  readonly telemetry: Telemetry;
  /** Invokes the function that does this work with another event; null where there is none to invoke. */
  readonly invoke: Delivery["invoke"];
}

/** A checkpoint; undefined when there is none. One of another shape, saved by another version, counts as none. */
export function parsed<T>(
  saved: unknown,
  { name, parse }: { readonly name: string; readonly parse: Parse<T> },
  { context }: Run,
): T | undefined {
  if (saved === undefined) return undefined;
  try {
    return parse(saved);
  } catch (error) {
    context.log.warn("checkpoint ignored", { checkpoint: name, error: String(error) });
    return undefined;
  }
}
