import type { ResolvedSource } from "./source/source.ts";
import { perform, type Run } from "./stage.ts";
import { archiveStage } from "./stages/archive.ts";
import { evidenceStage } from "./stages/evidence.ts";
import { type Judged, rateStage } from "./stages/rate.ts";
import { resolveStage } from "./stages/resolve.ts";
import { scanStage } from "./stages/scan.ts";
import { decide, rejectEarly, type Settled } from "./stages/settle.ts";
import { transferStage } from "./stages/transfer.ts";

/** The whole ingest of one claimed artifact, read aloud. Returns how it ended; failures are thrown. */
export async function ingest(run: Run): Promise<Settled> {
  const resolved = await perform(resolveStage, run.claim.link, run);
  const judged = await judge(resolved, run);
  if (judged !== null && isFirmRejection(judged)) return rejectEarly(judged, run);
  const transferred = await perform(transferStage, resolved.listing, run);
  const report = await perform(scanStage, transferred, run);
  const archived = await perform(archiveStage, transferred, run);
  return decide({ resolved, judged, transferred, report, archived }, run);
}

const isFirmRejection = ({ rating }: Judged): boolean => rating.gate.decision === "reject" && rating.gate.firm;

/** Only models are rated; datasets and code pass by their integrity and their scan. */
async function judge(resolved: ResolvedSource, run: Run): Promise<Judged | null> {
  if (run.claim.link.type !== "model") return null;
  const snapshot = await perform(evidenceStage, resolved, run);
  return perform(rateStage, snapshot, run);
}
