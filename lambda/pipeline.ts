import { IngestFailure } from "../domain/failure.ts";
import { archiveKey } from "../domain/object-keys.ts";
import { parseSnapshot, type Snapshot } from "../rating/snapshot.ts";
import { buildArchive } from "./archive/build.ts";
import { archiveCrc32, layOut } from "./archive/layout.ts";
import { whyNoArchive } from "./archive/plan.ts";
import { archiveResult, type Parse, resolvedSource, scanReport, transferResult } from "./attempt/checkpoints.ts";
import { isWorthSharing, shareTransfer } from "./fanout/coordinator.ts";
import type { ArchiveResult, ListedFile, Listing, SourceLink, TransferResult } from "./ports.ts";
import { parsed, type Run } from "./run.ts";
import type { ScanReport } from "./scan/scan.ts";
import type { ResolvedSource } from "./source/source.ts";
import type { Judged, Settled } from "./stages/settle.ts";
import { transfer } from "./transfer/transfer.ts";

/** A third of the function's code, which a cold start leaves unread until an artifact gets there. */
const scanner = () => import("./scan/scan.ts");
const settlement = () => import("./stages/settle.ts");

/** Ingests one claimed artifact, stage by stage. Returns how it ended; failures are thrown. */
export async function ingest(run: Run): Promise<Settled> {
  const resolved = await perform(resolve, run.claim.link, run);
  const judged = await judge(resolved, run);
  if (judged !== null && isFirmRejection(judged)) return (await settlement()).rejectEarly(judged, run);
  const transferred = await perform(transferring, resolved.listing, run);
  const report = await perform(scanning, transferred, run);
  const archived = await perform(archiving, transferred, run);
  return (await settlement()).decide({ resolved, judged, transferred, report, archived }, run);
}

const isFirmRejection = ({ rating }: Judged): boolean => rating.gate.decision === "reject" && rating.gate.firm;

/** Only models are rated; datasets and code pass by their integrity and their scan. */
async function judge(resolved: ResolvedSource, run: Run): Promise<Judged | null> {
  if (run.claim.link.type !== "model") return null;
  const snapshot = await perform(evidence, resolved, run);
  run.context.progress.stage("rate");
  return run.telemetry.stage("rate", async () => (await settlement()).rateSnapshot(snapshot, run));
}

/** A stage. Its output is plain JSON and saved before the next stage begins: a retry continues instead of starting over. */
export interface Stage<In, Out> {
  readonly name: "resolve" | "evidence" | "transfer" | "scan" | "archive";
  readonly parse: Parse<Out>;
  readonly run: (input: In, run: Run) => Promise<Out>;
}

/** Runs a stage, or returns the output that an earlier invocation saved. */
export async function perform<In, Out>(stage: Stage<In, Out>, input: In, run: Run): Promise<Out> {
  const { context, claim, checkpoints } = run;
  const saved = parsed(checkpoints.get(stage.name), stage, run);
  if (saved !== undefined) return saved;
  // Later checkpoints were made from the output that this run replaces.
  checkpoints.clear();
  context.signal.throwIfAborted();
  context.deadline.check();
  const output = await run.telemetry.stage(stage.name, () => stage.run(input, run));
  context.signal.throwIfAborted();
  await run.ledger.saveCheckpoint(claim, stage.name, output);
  return output;
}

/** Pins the commit and lists every file with its size, before any byte is moved. */
const resolve: Stage<SourceLink, ResolvedSource> = {
  name: "resolve",
  parse: resolvedSource,
  run: async (link, { context, tools, ledger, claim, progress }) => {
    context.progress.stage("resolve");
    const resolved = await tools.source(link.host).resolve(link, {
      signal: context.signal,
      say: (text) => context.progress.detail(text),
      remaining: () => context.deadline.remaining(),
    });
    const { ref } = resolved;
    const { repository, commit, files, bytesTotal } = resolved.listing;
    if (files.length === 0) throw new IngestFailure("source_not_found", `${repository} holds no files`);
    const other = await ledger.pin(claim, { repository, ref, commit, bytesTotal });
    if (other !== null) {
      throw new IngestFailure(
        "already_registered",
        `${repository} at ${ref} is ${link.type} ${other} of this registry`,
      );
    }
    context.progress.stage("resolve", { bytes: bytesTotal, files: files.length });
    context.log.info("resolved", { repository, commit, files: files.length, bytes: bytesTotal });
    await warnOfNoArchive(files, { context, tools, progress });
    return resolved;
  },
};

/** Says before anything is moved that the artifact will have no zip. */
async function warnOfNoArchive(
  files: readonly ListedFile[],
  { context, tools, progress }: Pick<Run, "context" | "tools" | "progress">,
): Promise<void> {
  const why = whyNoArchive(
    files.filter(({ kind }) => kind === "file"),
    tools.config.archive.maxBytes,
  );
  if (why === null) return;
  context.log.warn("the artifact will have no archive", { why });
  context.progress.detail(`The artifact will have no zip: ${why}`);
  await progress.flush();
}

/** Gathers the facts that the rating reads: kilobytes, no weights. */
const evidence: Stage<ResolvedSource, Snapshot> = {
  name: "evidence",
  parse: parseSnapshot,
  run: async (resolved, { context, tools, ledger, claim }) => {
    context.progress.stage("evidence");
    const snapshot = await tools.facts.gather(resolved, context.signal);
    await ledger.keepReadme(claim, snapshot.readme.known === "value" ? snapshot.readme.value : null);
    return snapshot;
  },
};

/** Moves the files into blobs and verifies every byte. */
const transferring: Stage<Listing, TransferResult> = {
  name: "transfer",
  parse: transferResult,
  run: async (listing, run) => {
    const { context, tools, telemetry } = run;
    context.progress.stage("transfer", { bytes: listing.bytesTotal, files: listing.files.length });
    const started = context.clock.now();
    const result = isWorthSharing(listing, run)
      ? await shareTransfer(listing, run)
      : await transfer(listing, tools.source(listing.host), context, tools.transferOptions);
    telemetry.count("BytesFetched", result.bytesFetched);
    telemetry.count("BytesSaved", result.bytesSaved);
    const seconds = (context.clock.now() - started) / 1000;
    if (result.bytesFetched > 0 && seconds > 0) telemetry.count("BytesPerSecond", result.bytesFetched / seconds);
    return result;
  },
};

/** Finds what the files can do when they are loaded. Executes nothing. */
const scanning: Stage<TransferResult, ScanReport> = {
  name: "scan",
  parse: scanReport,
  run: async ({ files, shared }, { context, tools, ledger, claim }) => {
    context.progress.stage("scan");
    if (shared) return ledger.shares.report(claim);
    return (await scanner()).scan(files, context, tools.config.scan);
  },
};

/** Builds the zip inside the object store. */
const archiving: Stage<TransferResult, ArchiveResult> = {
  name: "archive",
  parse: archiveResult,
  run: async ({ files }, { context, telemetry, tools }) => {
    context.progress.stage("archive");
    const missing = whyNoArchive(files, tools.config.archive.maxBytes);
    if (missing !== null) {
      const layout = layOut(files);
      return { key: null, bytes: layout.bytes, crc32: archiveCrc32(layout), sha256: null, bytesMoved: 0, missing };
    }
    const result = await buildArchive(files, archiveKey(context.artifactId, context.name), context);
    telemetry.count("ArchiveBytesMoved", result.bytesMoved);
    return result;
  },
};
