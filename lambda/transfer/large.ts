import { blobKey } from "../../domain/object-keys.ts";
import type { ByteRange, ListedFile, ObjectStore, StoredBlob } from "../ports.ts";
import { SourceObjectChanged, UploadGone } from "../store/faults.ts";
import { spare, type Unit, type World } from "./context.ts";
import { keepDirectly } from "./direct.ts";
import { fetchInto, type Target } from "./fetch.ts";
import type { PartKeeper } from "./keeper.ts";
import { discardStaged, hasLeftovers, keepStaged } from "./keepers.ts";
import { isMismatch } from "./mismatch.ts";
import { type Round, roundOf } from "./parts.ts";
import { type Content, gridOf, type PartGrid } from "./plan.ts";
import type { Tally } from "./tally.ts";

/** A file in parts, whose SHA-256 is known. */
export type HashedFile = ListedFile & { readonly sha256: string };

/** Where the bytes of a large file come from, if not from the source. */
export interface LargeOrigin {
  fetch(range: ByteRange, target: Target, tally: Tally, signal: AbortSignal): Promise<void>;
  /** Called once, whatever came of it. */
  close(): Promise<void>;
}

/** How often a file is begun anew because others completed or removed what it was built of. */
const MAX_LOSSES = 4;

type Begun = { readonly round: Round } | { readonly stored: StoredBlob };

/**
 * A content in several parts: fetched in parallel, hashed in order, and made a blob only when its hash is the
 * published one. A mismatch begins it once more from scratch.
 */
export function largeUnit(world: World, content: Content & { readonly file: HashedFile }, given?: LargeOrigin): Unit {
  const { file } = content;
  const tally = world.tally(content);
  const origin = given ?? fromSource(world, file);
  const mayBeginAnew = patienceWith(world);
  let begun: Promise<Begun> | null = null;

  const unit: Unit = {
    prepare() {
      begun ??= begin(world, file, origin, tally);
      // It is awaited when its turn comes; until then a failure must not count as unhandled.
      begun.catch(() => {});
    },
    async produce() {
      unit.prepare?.();
      const current = await (begun as Promise<Begun>);
      begun = null;
      if ("stored" in current) {
        spare(world.counts, world.ctx.progress, file.bytes);
        world.done(content, current.stored);
        return origin.close();
      }
      world.group.spawn(() => conclude(current.round));
      await current.round.produce();
    },
  };

  async function conclude(round: Round): Promise<void> {
    try {
      const blob = await round.finish();
      if (blob === null) return;
      await world.stored(blob);
      world.done(content, blob);
      await origin.close();
    } catch (error) {
      if (!mayBeginAnew(error)) throw error;
      world.ctx.log.warn("a large file begins anew", { file: file.path, why: String(error) });
      if (isMismatch(error)) await round.discard();
      tally.restart();
      world.again(unit);
    }
  }

  return unit;
}

/** Which failures of a round are worth another: one mismatch, and a few losses to other workers. */
function patienceWith(world: World): (error: unknown) => boolean {
  let mismatches = 0;
  let losses = 0;
  return (error) => {
    if (world.group.signal.aborted) return false;
    if (isMismatch(error)) return ++mismatches <= 1;
    return (error instanceof UploadGone || error instanceof SourceObjectChanged) && ++losses <= MAX_LOSSES;
  };
}

const fromSource = (world: World, file: ListedFile): LargeOrigin => ({
  fetch: (range, target, tally, signal) => fetchInto(world, file, range, target, tally, signal),
  close: async () => {},
});

async function begin(world: World, file: HashedFile, origin: LargeOrigin, tally: Tally): Promise<Begun> {
  const { store } = world.ctx;
  const { signal } = world.group;
  const { sha256, bytes } = file;
  await world.reference({ sha256, bytes });
  const head = await store.head(blobKey(sha256), signal);
  if (head !== null && head.bytes === bytes && head.crc32 !== null) {
    // Under its name a blob is whole and verified, even when the one who stored it could not say so any more, nor
    // remove what it was made of.
    const blob = { sha256, bytes, crc32: head.crc32, gitSha1: null };
    await world.stored(blob);
    await discardStaged(store, sha256, signal);
    return { stored: blob };
  }
  const grid = gridOf(bytes, world.options.partBytes);
  const keeper = await keeperFor(world, file, grid);
  return { round: roundOf({ world, file, grid, keeper, origin, tally }) };
}

async function keeperFor(world: World, file: HashedFile, grid: PartGrid): Promise<PartKeeper> {
  const { store } = world.ctx;
  const { signal } = world.group;
  const staged = mayBeInterrupted(world, file.bytes) || (await wasInterrupted(store, file.sha256, signal));
  return staged
    ? keepStaged(store, { sha256: file.sha256, bytes: file.bytes, grid }, signal)
    : keepDirectly(store, file.sha256, signal);
}

/** True when an earlier run left parts of this content: readable ones, or an upload that was not completed. */
async function wasInterrupted(store: ObjectStore, sha256: string, signal: AbortSignal): Promise<boolean> {
  const key = blobKey(sha256);
  const uploads = await store.listUploads(key, signal);
  return uploads.some((upload) => upload.key === key) || hasLeftovers(store, sha256, signal);
}

/** True when the file may well outlast this invocation at the rate seen so far. */
function mayBeInterrupted({ ctx, options, counts }: World, bytes: number): boolean {
  if (bytes >= options.keepPartsFromBytes) return true;
  const seconds = (ctx.clock.now() - counts.startedAt) / 1000;
  const rate = seconds < 2 ? options.assumedRate : Math.max(1, counts.fetched / seconds);
  return (bytes / rate) * 1000 > ctx.deadline.remaining() / 2;
}
