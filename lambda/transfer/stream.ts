/**
 * Contents whose key is known only at their end, because the source publishes no SHA-256 of them: out of its single stream
 * of all files, and through the temporary disk.
 */
import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { IngestFailure } from "../../domain/failure.ts";
import type { ListedFile } from "../ports.ts";
import { isPassing, pause } from "../source/http/retry.ts";
import { shown } from "../source/listing.ts";
import type { StreamedFile } from "../source/source.ts";
import type { ContentProgress, TransferContext, Unit } from "./context.ts";
import {
  contentDigest,
  type Digests,
  fetchPiece,
  intoBuffer,
  isMismatch,
  retriedOnMismatch,
  type Target,
  verify,
} from "./fetch.ts";
import { largeUnit } from "./large.ts";
import type { Origin } from "./parts.ts";
import { type Content, wayOf } from "./plan.ts";
import { inSlot } from "./slots.ts";
import { storeWhole, verifiedDigests } from "./small.ts";

/** Fewer files than this are fetched one by one even where one stream has them all. */
const WORTH_A_STREAM = 4;

/**
 * Moves contents out of the source's single stream of all files, and returns the others: files that the stream lacks or
 * holds in an altered form, as their authors may ask for.
 */
export async function settleStreamed(
  context: TransferContext,
  contents: readonly Content[],
): Promise<readonly Content[]> {
  if (contents.length < WORTH_A_STREAM) return contents;
  const wanted = new Map(contents.map((content) => [content.file.path, content]));
  for (let failures = 0; wanted.size > 0; ) {
    const before = wanted.size;
    try {
      await readStream(context, wanted);
      break;
    } catch (error) {
      if (!isPassing(error) || context.signal.aborted) throw error;
      failures = wanted.size < before ? 1 : failures + 1;
      if (failures >= context.options.tries) throw error;
      context.log.warn("the stream of all files broke off", { missing: wanted.size, failures });
      await pause(context.pauses, failures, context.signal);
    }
  }
  return [...wanted.values()];
}

/** Removes from `wanted` what it moves. */
async function readStream(context: TransferContext, wanted: Map<string, Content>): Promise<void> {
  const stream = context.source.stream?.(context.listing, context.call(context.signal)) ?? [];
  for await (const streamed of stream) {
    context.deadline.check();
    const content = wanted.get(streamed.path);
    if (content === undefined || streamed.bytes !== content.file.bytes) continue;
    const take = wayOf(content.file, context.options.partBytes) === "whole" ? throughMemory : throughDisk;
    if (await take(context, content, streamed)) wanted.delete(streamed.path);
    if (wanted.size === 0) return;
  }
}

/** True when the file was the listed one; it is then on its way into its blob. */
async function throughMemory(context: TransferContext, content: Content, streamed: StreamedFile): Promise<boolean> {
  const { file } = content;
  const loan = await context.memory.take(file.bytes, context.signal);
  let storing = false;
  try {
    const read = { streamed, target: intoBuffer(loan.bytes), verified: () => verifiedDigests(file, loan.bytes) };
    const digests = await readVerified(context, content, read);
    if (digests === null) return false;
    storing = true;
    void context.group.spawn(async () => {
      let intact = false;
      try {
        await storeWhole(context, content, loan.bytes, digests);
        intact = true;
      } finally {
        loan.release({ reuse: intact });
      }
    });
    return true;
  } finally {
    if (!storing) loan.release();
  }
}

async function throughDisk(context: TransferContext, content: Content, streamed: StreamedFile): Promise<boolean> {
  const spool = await openSpool(context, content.file);
  let storing = false;
  try {
    const digests = await readVerified(context, content, { streamed, ...intoSpool(content.file, spool) });
    if (digests === null) return false;
    storing = true;
    context.startNow(fromSpool(context, content, digests.sha256, spool));
    return true;
  } finally {
    if (!storing) await spool.close();
  }
}

interface StreamRead {
  readonly streamed: StreamedFile;
  readonly target: Target;
  /** @throws IngestFailure integrity_mismatch */
  readonly verified: () => Digests;
}

/** Reads one file to its end; null when it is not the listed one. */
async function readVerified(
  context: TransferContext,
  content: Content,
  { streamed, target, verified }: StreamRead,
): Promise<Digests | null> {
  const progress = context.progressOf(content);
  progress.restart();
  for await (const chunk of streamed.chunks) {
    await target.write(chunk);
    context.fetched(chunk.length);
    progress.add(chunk.length);
  }
  try {
    return verified();
  } catch (error) {
    if (!isMismatch(error)) throw error;
    return null;
  }
}

/** A temporary file, held open. */
interface Spool {
  readonly handle: FileHandle;
  /** Frees the disk; may be called again. */
  close(): Promise<void>;
}

/** A large content whose SHA-256 is not published: to the disk first, because its key is known only at its end. */
export function spooledUnit(context: TransferContext, content: Content): Unit {
  const { file } = content;
  return {
    async start() {
      const spool = await openSpool(context, file);
      await context.requests.take(context.signal);
      void context.group.spawn(async () => {
        const progress = context.progressOf(content);
        const sha256 = await inSlot(context.requests, file.bytes, () =>
          retriedOnMismatch(context, file, () => fetchToDisk(context, file, spool, progress)),
        );
        context.startNow(fromSpool(context, content, sha256, spool));
      });
    },
  };
}

/**
 * Waits for room on the temporary disk and takes it. The file is removed from its folder once it is open, so that
 * nothing stays behind even when the process is killed.
 * @throws IngestFailure source_too_large when the file can never fit
 */
async function openSpool(context: TransferContext, file: ListedFile): Promise<Spool> {
  const { directory, maxBytes } = context.options.spool;
  if (file.bytes > maxBytes) {
    const why = `${shown(file.path)} has ${file.bytes} bytes and no published SHA-256; up to ${maxBytes} can be checked`;
    throw new IngestFailure("source_too_large", why);
  }
  const release = await context.disk.take(file.bytes, context.signal);
  const folder = await mkdtemp(join(directory, "spool-"));
  const handle = await open(join(folder, "content"), "wx+");
  await rm(folder, { recursive: true });
  let closed = false;
  const spool: Spool = {
    handle,
    async close() {
      if (closed) return;
      closed = true;
      context.openSpools.delete(spool.close);
      release();
      await handle.close();
    },
  };
  context.openSpools.add(spool.close);
  return spool;
}

/** Writes a stream to the spool from its start and hashes it on the way. */
function intoSpool(file: ListedFile, { handle }: Spool) {
  let digest = contentDigest(file);
  let at = 0;
  const target: Target = {
    async write(bytes) {
      digest.update(bytes);
      for (let done = 0; done < bytes.length; ) {
        const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, at);
        done += bytesWritten;
        at += bytesWritten;
      }
    },
    restart() {
      digest = contentDigest(file);
      at = 0;
    },
  };
  return {
    target,
    /** Digests of what was written. @throws IngestFailure integrity_mismatch */
    verified(): Digests {
      const digests = digest.finish();
      verify(file, digests);
      return digests;
    },
  };
}

async function fetchToDisk(
  context: TransferContext,
  file: ListedFile,
  spool: Spool,
  progress: ContentProgress,
): Promise<string> {
  progress.restart();
  const { target, verified } = intoSpool(file, spool);
  await fetchPiece(context, { file, range: null, target, progress, signal: context.signal });
  return verified().sha256;
}

/** Moves a spooled content on, as a large file whose hash is known. Its bytes were counted when they arrived. */
function fromSpool(context: TransferContext, content: Content, sha256: string, spool: Spool): Unit {
  const origin: Origin = {
    async fetch({ start, end }, target) {
      const bytes = Buffer.allocUnsafe(Math.min(end - start + 1, 1024 * 1024));
      for (let at = start; at <= end; ) {
        const { bytesRead } = await spool.handle.read(bytes, 0, Math.min(bytes.length, end - at + 1), at);
        if (bytesRead === 0) throw new IngestFailure("internal_error", "the temporary file is shorter than written");
        await target.write(bytes.subarray(0, bytesRead));
        at += bytesRead;
      }
    },
    close: () => spool.close(),
  };
  return largeUnit(context, { ...content, file: { ...content.file, sha256 } }, origin);
}
