import type { DeclaredLink } from "../../db/catalogue/lineage.ts";
import type { ArchiveRecord } from "../../db/entities/artifact.ts";
import type { RatingRecord } from "../../db/ingest/settle.ts";
import { IngestFailure } from "../../domain/failure.ts";
import { asTexts } from "../../domain/json.ts";
import { sameId } from "../../domain/repository-id.ts";
import type { components } from "../../generated/api.ts";
import { declaredDatasets, declaredParents, metadataFact } from "../../rating/card/declared.ts";
import type { Policy } from "../../rating/policy.ts";
import { type Rating, rate } from "../../rating/rate.ts";
import type { Snapshot } from "../../rating/snapshot.ts";
import { toModelRating } from "../../rating/wire.ts";
import { pauseAfter } from "../attempt/time.ts";
import type { ArchiveResult, Listing, TransferResult } from "../ports.ts";
import type { Run } from "../run.ts";
import type { ScanReport } from "../scan/scan.ts";
import { shown } from "../source/listing.ts";
import type { ResolvedSource } from "../source/source.ts";
import { storedReadme } from "../store/blobs.ts";
import { scanVerdict, toVerdict } from "./verdict.ts";

/** A rating with the facts it was made from. Plain JSON. */
export interface Judged {
  readonly snapshot: Snapshot;
  readonly rating: Rating;
}

/** How the pipeline ended. */
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

export function rateSnapshot(snapshot: Snapshot, { tools, context }: Run): Judged {
  const rating = rate(snapshot, tools.ratingOptions);
  const { net, coverage, verdict, firmness } = rating;
  context.log.info("rated", { net, coverage, verdict, firmness });
  return { snapshot, rating };
}

/** Rejects a model whose verdict is firm before any weights were moved. */
export async function rejectEarly(judged: Judged, run: Run): Promise<Settled> {
  run.context.progress.stage("gate");
  return reject(toVerdict(judged.rating, null), judged, run);
}

/** Decides by the rating and the scan. */
export async function decide(work: Work, run: Run): Promise<Settled> {
  run.context.progress.stage("settle");
  await run.ledger.move(run.claim, "rating");
  const unsafe = work.report.findings.some(({ severity }) => severity === "unsafe");
  if (work.judged === null) {
    return unsafe
      ? reject(scanVerdict(work.report, run.tools.ratingOptions.threshold), null, run)
      : complete(work, run);
  }
  if (unsafe) return reject(toVerdict(work.judged.rating, work.report), work.judged, run);
  return weigh({ ...work, judged: work.judged }, run);
}

/** Reads unknown facts again before they may count against a model: a network fault never lowers a score. */
async function weigh(work: Work & { judged: Judged }, run: Run): Promise<Settled> {
  const judged = work.judged.rating.gate.decision === "accept" ? work.judged : await readAgain(work.judged, run);
  switch (judged.rating.gate.decision) {
    case "accept":
      return complete({ ...work, judged }, run);
    case "reject":
      return reject(toVerdict(judged.rating, work.report), judged, run);
    case "defer":
      return postpone(judged, run);
  }
}

async function readAgain(judged: Judged, run: Run): Promise<Judged> {
  if (run.tools.facts.missing(judged.snapshot).length === 0) return judged;
  const snapshot = await run.tools.facts.refresh(judged.snapshot, run.context.signal);
  await run.ledger.saveCheckpoint(run.claim, "evidence", snapshot);
  return rateSnapshot(snapshot, run);
}

/** Leaves the artifact in `rating` until the facts can be read; after the last attempt this is a retryable failure. */
async function postpone({ rating, snapshot }: Judged, run: Run): Promise<Settled> {
  const { claim, ledger, tools, progress } = run;
  const { attempts } = tools.config;
  const missing = tools.facts.missing(snapshot).slice(0, 5).join("; ");
  const reason = `${rating.gate.reasons.join(" ")}${missing === "" ? "" : ` Not readable: ${missing}`}`;
  if (claim.attempt >= attempts.max || !rating.gate.retryable) throw new IngestFailure("source_unavailable", reason);
  const pause = pauseAfter(claim.attempt, attempts);
  await progress.flush();
  await ledger.postpone(claim, {
    pauseSeconds: pause,
    message: `The verdict is postponed. ${reason} The next attempt starts in about ${pause} s`,
  });
  run.telemetry.outcome("postponed");
  return "postponed";
}

/** A link to a folder ingests its whole repository, and says so. */
const folderNote = ({ folder, ref }: ResolvedSource): string =>
  folder === null
    ? ""
    : `. The folder ${shown(folder)} of the link was ignored: the whole repository at ${ref} is held`;

const archiveNote = ({ missing }: ArchiveResult): string =>
  missing === undefined ? "" : `. There is no zip: ${missing}`;

const recordOf = ({ key, bytes, crc32, sha256, missing }: ArchiveResult): ArchiveRecord => ({
  ...{ key, bytes, crc32, sha256 },
  ...(missing === undefined ? {} : { missing }),
});

async function complete({ resolved, judged, transferred, report, archived }: Work, run: Run): Promise<Settled> {
  const { claim, ledger, progress, context } = run;
  // The README of a model was kept by the evidence stage.
  if (judged === null)
    await ledger.keepReadme(claim, await storedReadme(transferred.files, context.store, context.signal));
  const verdict = judged === null ? undefined : toVerdict(judged.rating, report);
  progress.stage("done");
  await ledger.complete(claim, {
    message: `${verdict === undefined ? "Verified and archived" : `Admitted with a net score of ${verdict.net_score}`}${folderNote(resolved)}${archiveNote(archived)}`,
    progress: progress.state(),
    verdict,
    rating: judged === null ? undefined : toRecord(judged, run),
    files: manifest(resolved.listing, transferred),
    archive: recordOf(archived),
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
function toRecord({ rating, snapshot }: Judged, { claim }: Run): RatingRecord | undefined {
  if (rating.net === null) return undefined;
  return {
    policyVersion: rating.policyVersion,
    netScore: rating.net,
    rating: toModelRating(rating, claim.name),
    snapshot,
  };
}

/** The stored files, and the entries of the listing that have no content of their own. */
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

/** Most datasets of one model that become edges. */
const MAX_DATASETS = 100;

/** Declared parents, datasets and source code, each with the places that name it. */
export function declaredLinks(snapshot: Snapshot, policy: Policy): readonly DeclaredLink[] {
  const hub = (repository: string) => ({ host: "huggingface", repository }) as const;
  const parents = declaredParents(snapshot).map(
    ({ id, fields }): DeclaredLink => ({ kind: "parent", target: hub(id), declaredIn: fields }),
  );
  const everyDataset = { ...policy, datasetQuality: { ...policy.datasetQuality, considered: MAX_DATASETS } };
  const datasets = declaredDatasets(snapshot, everyDataset).map(
    (id): DeclaredLink => ({ kind: "dataset", target: hub(id), declaredIn: placesOf(id, snapshot) }),
  );
  return [...parents, ...datasets, ...codeLinks(snapshot)];
}

function placesOf(id: string, snapshot: Snapshot): readonly string[] {
  const metadata = metadataFact(snapshot);
  const places: readonly (readonly [string, readonly string[]])[] = [
    ["metadata", metadata.known === "value" ? asTexts(metadata.value["datasets"]) : []],
    [
      "tags",
      snapshot.info.known === "value" ? snapshot.info.value.tags.map((tag) => tag.replace(/^dataset:/, "")) : [],
    ],
  ];
  return places.filter(([, ids]) => ids.some((other) => sameId(other, id))).map(([place]) => place);
}

function codeLinks({ code }: Snapshot): readonly DeclaredLink[] {
  if (code.known !== "value") return [];
  const { name, rule } = code.value;
  return [{ kind: "code", target: { host: "github", repository: name }, declaredIn: [rule] }];
}
