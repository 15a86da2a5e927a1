import type { RatingRecord } from "../../db/ingest/settle.ts";
import { IngestFailure } from "../../domain/failure.ts";
import type { components } from "../../generated/api.ts";
import { toModelRating } from "../../rating/wire.ts";
import type { ArchiveResult, Listing, TransferResult } from "../ports.ts";
import type { ScanReport } from "../scan/scan.ts";
import type { ResolvedSource } from "../source/source.ts";
import type { Run } from "../stage.ts";
import { storedReadme } from "../store/stored-readme.ts";
import { declaredLinks } from "./links.ts";
import { type Judged, rateAgain } from "./rate.ts";
import { scanVerdict, toVerdict } from "./verdict.ts";

export type Settled = "completed" | "rejected" | "postponed";
type Verdict = components["schemas"]["Verdict"];

export interface Work {
  readonly resolved: ResolvedSource;
  /** Null for what is not rated. */
  readonly judged: Judged | null;
  readonly transferred: TransferResult;
  readonly report: ScanReport;
  readonly archived: ArchiveResult;
}

/** The verdict is firm before any weight byte was moved. */
export async function rejectEarly(judged: Judged, run: Run): Promise<Settled> {
  run.context.progress.stage("gate");
  return reject(toVerdict(judged.rating, null, run.tools.ratingOptions.policy), judged, run);
}

/** The final verdict over rating and scan. */
export async function decide(work: Work, run: Run): Promise<Settled> {
  run.context.progress.stage("settle");
  await run.ledger.move(run.claim, "rating");
  const unsafe = work.report.findings.some(({ severity }) => severity === "unsafe");
  if (work.judged === null) {
    return unsafe
      ? reject(scanVerdict(work.report, run.tools.ratingOptions.threshold), null, run)
      : complete(work, run);
  }
  if (unsafe)
    return reject(toVerdict(work.judged.rating, work.report, run.tools.ratingOptions.policy), work.judged, run);
  return weigh({ ...work, judged: work.judged }, run);
}

/** What could not be read is read again before it may count against a model: a network fault is never a bad mark. */
async function weigh(work: Work & { judged: Judged }, run: Run): Promise<Settled> {
  const judged = work.judged.rating.gate.decision === "accept" ? work.judged : await readAgain(work.judged, run);
  switch (judged.rating.gate.decision) {
    case "accept":
      return complete({ ...work, judged }, run);
    case "reject":
      return reject(toVerdict(judged.rating, work.report, run.tools.ratingOptions.policy), judged, run);
    case "defer":
      return postpone(judged, run);
  }
}

async function readAgain(judged: Judged, run: Run): Promise<Judged> {
  if (run.tools.facts.missing(judged.snapshot).length === 0) return judged;
  const again = rateAgain(await run.tools.facts.refresh(judged.snapshot, run.context.signal), run);
  await run.ledger.saveCheckpoint(run.claim, "rate", again);
  return again;
}

/** Waits in `rating` for what could not be read; after the last attempt it is a retryable failure, not a verdict. */
async function postpone({ rating, snapshot }: Judged, run: Run): Promise<Settled> {
  const { claim, ledger, tools, progress } = run;
  const { max, pauseSeconds } = tools.config.attempts;
  const missing = tools.facts.missing(snapshot).slice(0, 5).join("; ");
  const lacking = `${rating.gate.reasons.join(" ")}${missing === "" ? "" : ` Unread: ${missing}`}`;
  if (claim.attempt >= max || !rating.gate.retryable) throw new IngestFailure("source_unavailable", lacking);
  const pause = pauseSeconds * 3 ** (claim.attempt - 1);
  await progress.flush();
  await ledger.postpone(claim, {
    pauseSeconds: pause,
    message: `The verdict waits. ${lacking} Tried again in about ${pause} s`,
  });
  run.telemetry.outcome("postponed");
  return "postponed";
}

async function complete({ resolved, judged, transferred, report, archived }: Work, run: Run): Promise<Settled> {
  const { claim, ledger, progress, context } = run;
  // The README of a model was kept with the facts of its rating.
  if (judged === null)
    await ledger.keepReadme(claim, await storedReadme(transferred.files, context.store, context.signal));
  const verdict = judged === null ? undefined : toVerdict(judged.rating, report, run.tools.ratingOptions.policy);
  progress.stage("done");
  await ledger.complete(claim, {
    message: verdict === undefined ? "Verified and archived" : `Admitted with a net score of ${verdict.net_score}`,
    progress: progress.state(),
    verdict,
    rating: judged === null ? undefined : toRecord(judged, run),
    files: manifest(resolved.listing, transferred),
    archive: { key: archived.key, bytes: archived.bytes, crc32: archived.crc32, sha256: archived.sha256 },
    links: judged === null ? [] : declaredLinks(judged.snapshot, run.tools.ratingOptions.policy),
  });
  if (verdict !== undefined) run.telemetry.rated(verdict.net_score);
  run.telemetry.outcome("completed");
  return "completed";
}

async function reject(verdict: Verdict, judged: Judged | null, run: Run): Promise<Settled> {
  const { claim, ledger, progress } = run;
  await ledger.move(claim, "rating");
  progress.stage("done");
  await ledger.reject(claim, {
    message: `Rejected: ${verdict.reasons[0] ?? "the verdict did not pass"}`.slice(0, 4000),
    progress: progress.state(),
    verdict,
    rating: judged === null ? undefined : toRecord(judged, run),
  });
  await run.tools.leaveNothing(claim);
  run.telemetry.rated(verdict.net_score);
  run.telemetry.outcome("rejected");
  return "rejected";
}

/** A rating without any known metric has no wire form and is not recorded. */
function toRecord({ rating, snapshot }: Judged, { claim, tools }: Run): RatingRecord | undefined {
  if (rating.net === null) return undefined;
  const { policy } = tools.ratingOptions;
  return {
    policyVersion: rating.policyVersion,
    netScore: rating.net,
    rating: toModelRating(rating, claim.name, policy) as unknown as RatingRecord["rating"],
    snapshot,
  };
}

/** Stored files as they were verified, and the entries of the tree whose content is not kept. */
function manifest(listing: Listing, { files }: TransferResult) {
  const stored = files.map(({ path, bytes, sha256, crc32, gitSha1, kind }) => ({
    path,
    bytes,
    sha256,
    crc32,
    gitSha1,
    kind,
  }));
  const kept = new Set(stored.map(({ path }) => path));
  const reported = listing.files
    .filter(({ path, kind }) => (kind === "submodule" || kind === "symlink") && !kept.has(path))
    .map(({ path, gitSha1, kind }) => ({ path, bytes: 0, sha256: null, crc32: null, gitSha1, kind }));
  return [...stored, ...reported];
}
