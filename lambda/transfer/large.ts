import { blobKey } from "../../domain/object-keys.ts";
import type { ListedFile, ObjectStore, StoredBlob } from "../ports.ts";
import { SourceObjectChanged, UploadGone } from "../store/faults.ts";
import type { ContentProgress, TransferContext, Unit } from "./context.ts";
import { fetchPiece, isMismatch } from "./fetch.ts";
import { discardKept, hasReadableParts, keepInUpload, keepReadable, type PartKeeper } from "./keepers.ts";
import { type HashedFile, type Origin, type Round, roundOf } from "./parts.ts";
import { type Content, gridOf, type PartGrid } from "./plan.ts";

/** How often a file is started over because others completed or removed what it was built of. */
const MAX_LOSSES = 4;

type Begun = { readonly round: Round } | { readonly stored: StoredBlob };

/**
 * A content in several parts: fetched in parallel, hashed in order, and made a blob only when its hash is the
 * published one. After a mismatch it is begun once more from scratch.
 * @param given where the bytes come from, the source by default
 */
export function largeUnit(
  context: TransferContext,
  content: Content & { readonly file: HashedFile },
  given?: Origin,
): Unit {
  const { file } = content;
  const progress = context.progressOf(content);
  const origin = given ?? fromSource(context, file);
  const mayStartOver = retryRule(context);
  let begun: Promise<Begun> | null = null;

  const unit: Unit = {
    prepare() {
      begun ??= begin(context, file, origin, progress);
      // It is awaited when its turn comes; until then a failure must not count as unhandled.
      begun.catch(() => {});
    },
    async start() {
      unit.prepare?.();
      const current = await (begun as Promise<Begun>);
      begun = null;
      if ("stored" in current) {
        context.saved(file.bytes);
        context.done(content, current.stored);
        return origin.close();
      }
      void context.group.spawn(() => conclude(current.round));
      await current.round.start();
    },
  };

  async function conclude(round: Round): Promise<void> {
    try {
      const blob = await round.finish();
      if (blob === null) return;
      await context.register.stored(blob);
      context.done(content, blob);
      await origin.close();
    } catch (error) {
      if (!mayStartOver(error)) throw error;
      context.log.warn("a large file starts over", { file: file.path, why: String(error) });
      if (isMismatch(error)) await round.discard();
      progress.restart();
      context.startNow(unit);
    }
  }

  return unit;
}

/** Which failures of a round are worth another round: one mismatch, and a few losses to other workers. */
function retryRule(context: TransferContext): (error: unknown) => boolean {
  let mismatches = 0;
  let losses = 0;
  return (error) => {
    if (context.signal.aborted) return false;
    if (isMismatch(error)) return ++mismatches <= 1;
    return (error instanceof UploadGone || error instanceof SourceObjectChanged) && ++losses <= MAX_LOSSES;
  };
}

const fromSource = (context: TransferContext, file: ListedFile): Origin => ({
  fetch: (range, target, progress, signal) => fetchPiece(context, { file, range, target, progress, signal }),
  close: async () => {},
});

async function begin(
  context: TransferContext,
  file: HashedFile,
  origin: Origin,
  progress: ContentProgress,
): Promise<Begun> {
  const { store, register, signal } = context;
  const { sha256, bytes } = file;
  await register.reference({ sha256, bytes });
  const head = await store.head(blobKey(sha256), signal);
  if (head !== null && head.bytes === bytes && head.crc32 !== null) {
    // Whole, but unknown to the register: whoever completed it ended before reporting it.
    const blob = { sha256, bytes, crc32: head.crc32, gitSha1: file.gitSha1 };
    await register.stored(blob);
    await discardKept(store, sha256, signal);
    return { stored: blob };
  }
  const grid = gridOf(bytes, context.options.partBytes);
  const keeper = await keeperFor(context, file, grid);
  return { round: roundOf({ context, file, grid, keeper, origin, progress }) };
}

async function keeperFor(context: TransferContext, file: HashedFile, grid: PartGrid): Promise<PartKeeper> {
  const { store, signal } = context;
  const readable = mayBeInterrupted(context, file.bytes) || (await wasInterrupted(store, file.sha256, signal));
  return readable
    ? keepReadable(store, { sha256: file.sha256, bytes: file.bytes, grid }, signal)
    : keepInUpload(store, file.sha256, signal);
}

/** True when an earlier run left parts of this content: readable ones, or an upload that was not completed. */
async function wasInterrupted(store: ObjectStore, sha256: string, signal: AbortSignal): Promise<boolean> {
  const key = blobKey(sha256);
  const uploads = await store.listUploads(key, signal);
  return uploads.some((upload) => upload.key === key) || hasReadableParts(store, sha256, signal);
}

/** True when the file may well outlast this invocation at the rate measured so far. */
function mayBeInterrupted({ clock, deadline, options, counts }: TransferContext, bytes: number): boolean {
  if (bytes >= options.keepPartsFromBytes) return true;
  const seconds = (clock.now() - counts.startedAt) / 1000;
  const rate = seconds < 2 ? options.assumedRate : Math.max(1, counts.fetched / seconds);
  return (bytes / rate) * 1000 > deadline.remaining() / 2;
}
