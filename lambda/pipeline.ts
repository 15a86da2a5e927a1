import { IngestFailure } from "../domain/failure.ts";
import { archiveKey } from "../domain/object-keys.ts";
import type { Snapshot } from "../rating/snapshot.ts";
import { buildArchive } from "./archive/build.ts";
import type { ArchiveResult, Listing, SourceLink, TransferResult } from "./ports.ts";
import type { Run } from "./run.ts";
import { type ScanReport, scan } from "./scan/scan.ts";
import type { ResolvedSource } from "./source/source.ts";
import { decide, type Judged, rateSnapshot, rejectEarly, type Settled } from "./stages/settle.ts";
import { transfer } from "./transfer/transfer.ts";

/** Ingests one claimed artifact, stage by stage. Returns how it ended; failures are thrown. */
export async function ingest(run: Run): Promise<Settled> {
  const resolved = await perform(resolve, run.claim.link, run);
  const judged = await judge(resolved, run);
  if (judged !== null && isFirmRejection(judged)) return rejectEarly(judged, run);
  const transferred = await perform(transferring, resolved.listing, run);
  const report = await perform(scanning, transferred, run);
  const archived = await perform(archiving, transferred, run);
  return decide({ resolved, judged, transferred, report, archived }, run);
}

const isFirmRejection = ({ rating }: Judged): boolean => rating.gate.decision === "reject" && rating.gate.firm;

/** Only models are rated; datasets and code pass by their integrity and their scan. */
async function judge(resolved: ResolvedSource, run: Run): Promise<Judged | null> {
  if (run.claim.link.type !== "model") return null;
  const snapshot = await perform(evidence, resolved, run);
  return perform(rating, snapshot, run);
}

/** A stage. Its output is plain JSON and saved before the next stage begins: a retry continues instead of starting over. */
interface Stage<In, Out> {
  readonly name: "resolve" | "evidence" | "rate" | "transfer" | "scan" | "archive";
  readonly run: (input: In, run: Run) => Promise<Out>;
}

/** Runs a stage, or returns the output that an earlier invocation saved. */
async function perform<In, Out>(stage: Stage<In, Out>, input: In, run: Run): Promise<Out> {
  const saved = run.claim.checkpoints[stage.name];
  if (saved !== undefined) return saved as Out;
  run.context.signal.throwIfAborted();
  run.context.deadline.check();
  const output = await run.telemetry.stage(stage.name, () => stage.run(input, run));
  run.context.signal.throwIfAborted();
  await run.ledger.saveCheckpoint(run.claim, stage.name, output);
  return output;
}

/** Pins the commit and lists every file with its size, before any byte is moved. */
const resolve: Stage<SourceLink, ResolvedSource> = {
  name: "resolve",
  run: async (link, { context, tools, ledger, claim }) => {
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
    return resolved;
  },
};

/** Gathers the facts that the rating reads: kilobytes, no weights. */
const evidence: Stage<ResolvedSource, Snapshot> = {
  name: "evidence",
  run: async (resolved, { context, tools, ledger, claim }) => {
    context.progress.stage("evidence");
    const snapshot = await tools.facts.gather(resolved, context.signal);
    await ledger.keepReadme(claim, snapshot.readme.known === "value" ? snapshot.readme.value : null);
    return snapshot;
  },
};

const rating: Stage<Snapshot, Judged> = {
  name: "rate",
  run: async (snapshot, run) => {
    run.context.progress.stage("rate");
    return rateSnapshot(snapshot, run);
  },
};

/** Moves the files into blobs and verifies every byte. */
const transferring: Stage<Listing, TransferResult> = {
  name: "transfer",
  run: async (listing, { context, tools, telemetry }) => {
    context.progress.stage("transfer", { bytes: listing.bytesTotal, files: listing.files.length });
    const started = context.clock.now();
    const result = await transfer(listing, tools.source(listing.host), context, tools.transferOptions);
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
  run: async ({ files }, { context, tools }) => {
    context.progress.stage("scan");
    return scan(files, context, tools.config.scan);
  },
};

/** Builds the zip inside the object store. */
const archiving: Stage<TransferResult, ArchiveResult> = {
  name: "archive",
  run: async ({ files }, { context, telemetry }) => {
    context.progress.stage("archive");
    const result = await buildArchive(files, archiveKey(context.artifactId, context.name), context);
    telemetry.count("ArchiveBytesMoved", result.bytesMoved);
    return result;
  },
};
