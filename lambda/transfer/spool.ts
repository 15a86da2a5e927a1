import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { IngestFailure } from "../../domain/failure.ts";
import type { ListedFile } from "../ports.ts";
import { shown } from "../source/listing.ts";
import type { ContentProgress, TransferContext, Unit } from "./context.ts";
import { contentDigest, type Digests, fetchPiece, retriedOnMismatch, type Target, verify } from "./fetch.ts";
import { largeUnit } from "./large.ts";
import type { Origin } from "./parts.ts";
import type { Content } from "./plan.ts";
import { inSlot } from "./slots.ts";

/** A temporary file, held open. */
export interface Spool {
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
export async function openSpool(context: TransferContext, file: ListedFile): Promise<Spool> {
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
export function intoSpool(file: ListedFile, { handle }: Spool) {
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
export function fromSpool(context: TransferContext, content: Content, sha256: string, spool: Spool): Unit {
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
