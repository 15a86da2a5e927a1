import { failures, IngestFailure, OutOfTime } from "../../domain/failure.ts";
import { taskGroup } from "../../domain/task-group.ts";
import type { Listing, StageContext, TransferResult } from "../ports.ts";
import type { Source } from "../source/source.ts";
import { abandonUploads } from "./abandon.ts";
import { type Unit, type World, worldOf } from "./context.ts";
import { settleKnown } from "./known.ts";
import { type HashedFile, largeUnit } from "./large.ts";
import { type TransferOptions, transferOptions } from "./options.ts";
import { type Content, contentsOf, wayOf } from "./plan.ts";
import { wholeUnit } from "./small.ts";
import { spooledUnit } from "./spool.ts";
import { settleStreamed } from "./stream.ts";

/** Large files that are prepared before their turn, so that looking for their remains costs no time. */
const AHEAD = 4;
/** Time for the removal of what a final failure left, milliseconds. */
const CLEAN_UP_MS = 20_000;
/** A time budget longer than this, a day, is none; timers hold no more than 24 days. */
const LONGEST_WATCH_MS = 86_400_000;

/**
 * Brings every file of the listing into its blob, verified, and says which blob holds which path, sorted by path.
 * Contents that are stored already are not fetched. May be called again after any interruption: it goes on.
 * @throws IngestFailure, OutOfTime when the time budget ends, LeaseLost, or the reason of the context's signal; in
 * each case nothing is in flight any more. Open uploads stay only when another try can use them.
 */
export async function transfer(
  listing: Listing,
  source: Source,
  ctx: StageContext,
  given: Partial<TransferOptions> = {},
): Promise<TransferResult> {
  const files = listing.files.filter(({ kind }) => kind === "file");
  ctx.progress.stage("transfer", { bytes: listing.bytesTotal, files: files.length });
  const group = taskGroup(ctx.signal);
  const options = transferOptions(given);
  const world = worldOf(ctx, listing, source, options, group);
  const watch = watchDeadline(world);
  try {
    const unknown = await settleKnown(world, contentsOf(files));
    const contents = await settleStreamed(world, unknown);
    await run(
      world,
      contents.map((content) => unitFor(world, content)),
    );
    world.handedOut();
    await group.settle();
    // Units that were taken up out of line end quietly when the time is over.
    if (world.counts.files.length < files.length) throw new OutOfTime();
  } catch (error) {
    const reason = await end(world, error);
    if (isFinal(reason)) await abandonUploads(listing, ctx, AbortSignal.timeout(CLEAN_UP_MS));
    throw reason;
  } finally {
    watch.abort();
    for (const close of world.closers) await close();
  }
  const { fetched, saved } = world.counts;
  const stored = world.counts.files.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files: stored, bytesFetched: fetched, bytesSaved: saved };
}

function unitFor(world: World, content: Content): Unit {
  const way = wayOf(content.file, world.options.partBytes);
  if (way === "whole") return wholeUnit(world, content);
  if (way === "spooled") return spooledUnit(world, content);
  return largeUnit(world, content as Content & { file: HashedFile });
}

/** Hands out unit after unit. */
async function run({ ctx, group }: World, units: readonly Unit[]): Promise<void> {
  for (const [index, unit] of units.entries()) {
    group.signal.throwIfAborted();
    ctx.deadline.check();
    for (const soon of units.slice(index + 1, index + 1 + AHEAD)) soon.prepare?.();
    await unit.produce();
  }
}

/** Ends what is still under way a moment after the time budget: a request that hangs must not use up the margin. */
function watchDeadline({ ctx, group, options }: World): AbortController {
  const watch = new AbortController();
  const left = ctx.deadline.remaining();
  if (left > LONGEST_WATCH_MS) return watch;
  ctx.clock.sleep(left + options.graceMs, watch.signal).then(
    () => {
      if (ctx.deadline.remaining() === 0) group.cancel(new OutOfTime());
    },
    // The watch ends with the transfer.
    () => {},
  );
  return watch;
}

/** Ends everything in flight and returns why. When only the time is over, what is under way may arrive first. */
async function end({ ctx, group, options }: World, error: unknown): Promise<unknown> {
  if (error instanceof OutOfTime) {
    const patience = new AbortController();
    const grace = ctx.clock.sleep(options.graceMs, patience.signal).then(
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
