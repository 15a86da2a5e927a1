/**
 * The transfer: every file of a listing into its blob, verified.
 *
 * What moves how. Files with the same published hash are one content, moved once. A content whose blob exists is not
 * fetched. What is left goes largest first, each content by its own way (plan.ts):
 * - whole (small.ts): a file of up to one part, 8 MiB, is fetched into memory, hashed and put under its key.
 * - in parts (large.ts, parts.ts): a larger file whose SHA-256 is published is fetched as parallel ranges. Parts are
 *   hashed in the order of the file and uploaded as they come; the blob appears when the hash was right.
 * - spooled (stream.ts): a larger file without a published SHA-256 goes to the temporary disk first, because only its
 *   last byte tells its key, and from there on in parts.
 * - streamed (stream.ts): a source that offers all files as one stream, as GitHub does, is read file by file; whatever
 *   the stream lacks is then fetched on its own.
 *
 * What bounds memory. Every byte of content lives in a buffer on loan from one budget of 96 MiB (budget.ts). The next
 * part or file is started only when a buffer and a slot for the request are free, so a listing of any size needs the
 * same memory. Parts that arrive use at most half of it, so that others are stored meanwhile; they begin at even
 * distances, and only as many at a time as raise the rate (arrivals.ts). The number of slots follows the measured
 * throughput (slots.ts). Transfers that run beside each other share all of this. Spools have a budget of disk.
 *
 * Who retries what. The source's client retries nothing of a body; fetch.ts continues a piece where it broke off, with
 * pauses, until `tries` tries in a row brought nothing. The store's client retries each request. A file whose hash is
 * wrong is fetched once more from scratch; a large file whose upload or parts another worker took away is started over a
 * few times. Everything else ends the transfer, and the attempt decides about the next one.
 *
 * What survives a crash. A blob exists only whole. It is referenced before it is uploaded and reported as stored
 * afterwards; if a crash comes between, the next run finds the object under its key. Parts of a large file that may
 * outlast this invocation are kept as objects that can be read back (keepers.ts), so the next run fetches only what is
 * missing. Parts in an open upload are lost; the next run uses the same upload, so nothing is left behind. A failure
 * that no retry can mend removes parts and uploads here; the garbage collector finds what a killed process left.
 *
 * The end of the time budget lets requests in flight arrive for `graceMs`, then ends with OutOfTime; the next
 * invocation calls `transfer` again and continues.
 */
import { failures, IngestFailure, OutOfTime } from "../../domain/failure.ts";
import { blobKey } from "../../domain/object-keys.ts";
import { mapConcurrently, taskGroup } from "../../domain/task-group.ts";
import type { Listing, StageContext, StoredBlob, TransferResult } from "../ports.ts";
import type { Source } from "../source/source.ts";
import {
  type Bounds,
  boundsOf,
  type TransferContext,
  type TransferOptions,
  transferContext,
  transferOptions,
  type Unit,
} from "./context.ts";
import { discardKept } from "./keepers.ts";
import { largeUnit } from "./large.ts";
import type { HashedFile } from "./parts.ts";
import { type Content, contentsOf, wayOf } from "./plan.ts";
import { batchedReports, wholeUnit } from "./small.ts";
import { settleStreamed, spooledUnit } from "./stream.ts";

/** Large files that are prepared before their turn, so that looking for what earlier runs left takes no time of its own. */
const AHEAD = 4;
/** Time for the removal of what a final failure left, milliseconds. */
const CLEAN_UP_MS = 20_000;
/** A time budget longer than a day is none; timers hold no more than 24 days. */
const LONGEST_WATCH_MS = 86_400_000;

/** For transfers that run beside each other. */
export interface Beside {
  readonly bounds: Bounds;
  /** Called when all files have been started and a part of another transfer could begin to arrive. */
  readonly onRoom: () => void;
}

/**
 * Moves every file of the listing into its blob, verified, and says which blob holds which path, sorted by path. May be
 * called again after any interruption: it continues.
 * @throws IngestFailure, OutOfTime when the time budget ends, LeaseLost, or the reason of the context's signal; in
 * each case nothing is in flight any more. Open uploads stay only when another try can use them.
 */
export async function transfer(
  listing: Listing,
  source: Source,
  stage: StageContext,
  given: Partial<TransferOptions> = {},
  beside: Beside | null = null,
): Promise<TransferResult> {
  const files = listing.files.filter(({ kind }) => kind === "file");
  stage.progress.stage("transfer", { bytes: listing.bytesTotal, files: files.length });
  const group = taskGroup(stage.signal);
  const register = batchedReports(stage.blobs, stage.clock);
  const options = transferOptions(given);
  const bounds = beside?.bounds ?? boundsOf(options, stage.clock);
  const context = transferContext({ stage, listing, source, options, group, register, bounds });
  const watch = watchDeadline(context);
  try {
    const unknown = await settleKnown(context, contentsOf(files));
    const contents = source.stream === undefined ? unknown : await settleStreamed(context, unknown);
    const units = contents.map((content) => unitFor(context, content));
    await startAll(context, units);
    if (beside !== null) void group.spawn(() => context.arriving.room(context.signal).then(beside.onRoom));
    await group.settle();
    // Units that were started out of turn end quietly when the time is over.
    if (context.counts.files.length < files.length) throw new OutOfTime();
  } catch (error) {
    const reason = await end(context, error);
    if (isFinal(reason)) await abandonUploads(listing, stage, AbortSignal.timeout(CLEAN_UP_MS));
    throw reason;
  } finally {
    watch.abort();
    for (const close of context.openSpools) await close();
  }
  const { fetched, saved } = context.counts;
  const stored = context.counts.files.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files: stored, bytesFetched: fetched, bytesSaved: saved };
}

const FIND_BATCH = 1000;
const HEADS_AT_ONCE = 32;

/**
 * Settles the contents whose blobs exist, whoever brought them, and returns the others. It is not enough that the
 * register knows a blob: it must be in the store with its length, or it is reported missing and fetched.
 */
async function settleKnown(context: TransferContext, contents: readonly Content[]): Promise<Content[]> {
  const unknown: Content[] = [];
  for (let at = 0; at < contents.length; at += FIND_BATCH) {
    context.deadline.check();
    const batch = contents.slice(at, at + FIND_BATCH);
    const wanted = batch.map(({ file: { sha256, gitSha1 } }) => ({ sha256, gitSha1 }));
    const found = blobsByHash(await context.blobs.find(wanted));
    const options = { concurrency: HEADS_AT_ONCE, signal: context.signal };
    const missing = await mapConcurrently(batch, options, async (content) => {
      const blob = found(content);
      return blob !== null && (await settle(context, content, blob)) ? [] : [content];
    });
    unknown.push(...missing.flat());
  }
  return unknown;
}

function blobsByHash(blobs: readonly StoredBlob[]): (content: Content) => StoredBlob | null {
  const bySha256 = new Map(blobs.map((blob) => [blob.sha256, blob]));
  const byGit = new Map(blobs.flatMap((blob) => (blob.gitSha1 === null ? [] : [[blob.gitSha1, blob] as const])));
  return ({ file }) => {
    const blob = file.sha256 !== null ? bySha256.get(file.sha256) : byGit.get(file.gitSha1 ?? "");
    return blob !== undefined && blob.bytes === file.bytes ? blob : null;
  };
}

async function settle(context: TransferContext, content: Content, blob: StoredBlob): Promise<boolean> {
  const head = await context.store.head(blobKey(blob.sha256), context.signal);
  if (head === null || head.bytes !== blob.bytes) {
    context.log.warn("a known blob is missing from the store", { sha256: blob.sha256 });
    await context.blobs.missing(blob.sha256);
    return false;
  }
  context.saved(blob.bytes);
  context.done(content, blob);
  return true;
}

function unitFor(context: TransferContext, content: Content): Unit {
  const way = wayOf(content.file, context.options.partBytes);
  if (way === "whole") return wholeUnit(context, content);
  if (way === "spooled") return spooledUnit(context, content);
  return largeUnit(context, content as Content & { file: HashedFile });
}

async function startAll({ signal, deadline }: TransferContext, units: readonly Unit[]): Promise<void> {
  for (const [index, unit] of units.entries()) {
    signal.throwIfAborted();
    deadline.check();
    for (const soon of units.slice(index + 1, index + 1 + AHEAD)) soon.prepare?.();
    await unit.start();
  }
}

/** Ends what is in flight a moment after the time budget: a request that hangs must not use up the margin. */
function watchDeadline({ clock, deadline, group, options }: TransferContext): AbortController {
  const watch = new AbortController();
  const left = deadline.remaining();
  if (left > LONGEST_WATCH_MS) return watch;
  clock.sleep(left + options.graceMs, watch.signal).then(
    () => {
      if (deadline.remaining() === 0) group.cancel(new OutOfTime());
    },
    // The watch ends with the transfer.
    () => {},
  );
  return watch;
}

/** Ends everything in flight and returns why. When only the time is over, requests in flight may end first. */
async function end({ clock, group, options }: TransferContext, error: unknown): Promise<unknown> {
  if (error instanceof OutOfTime) {
    const patience = new AbortController();
    const grace = clock.sleep(options.graceMs, patience.signal).then(
      () => group.cancel(error),
      () => {},
    );
    while (group.active > 0) await group.next();
    patience.abort();
    await grace;
  }
  group.cancel(error);
  // A failure that came first, or while the last requests ended, says more than the end of the time.
  return group.settle().catch((reason) => reason);
}

/** True when no further try of the same artifact can use what is left. */
function isFinal(error: unknown): boolean {
  return error instanceof IngestFailure && failures[error.code].retry !== "bounded";
}

/** S3 takes no smaller parts but the last, so no smaller file is ever uploaded in parts. */
const SMALLEST_PART = 5 * 1024 * 1024;
const DISCARDS_AT_ONCE = 8;

/**
 * Removes what an unfinished transfer of this listing left: open uploads and part objects. For an ingest that failed for
 * good; one that is tried again can use them. Blobs that are whole stay: others may refer to them. A worker that brings
 * one of these contents at the same time starts that file over.
 */
export async function abandonUploads(
  listing: Listing,
  { store }: Pick<StageContext, "store">,
  signal: AbortSignal,
): Promise<void> {
  const large = contentsOf(listing.files).flatMap(({ file }) =>
    file.sha256 !== null && file.bytes > SMALLEST_PART ? [file.sha256] : [],
  );
  await mapConcurrently(large, { concurrency: DISCARDS_AT_ONCE, signal }, (sha256, ended) =>
    discardKept(store, sha256, ended),
  );
}
