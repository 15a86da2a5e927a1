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
