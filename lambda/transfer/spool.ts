import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { IngestFailure } from "../../domain/failure.ts";
import type { ByteRange, ListedFile } from "../ports.ts";
import { shown } from "../source/listing.ts";
import type { Unit, World } from "./context.ts";
import { fetchInto, type Target } from "./fetch.ts";
import { type LargeOrigin, largeUnit } from "./large.ts";
import { retriedOnMismatch } from "./mismatch.ts";
import type { Content } from "./plan.ts";
import { inSlot } from "./small.ts";
import type { Tally } from "./tally.ts";
import { contentDigest, type Digests, verify } from "./verify.ts";

/** A piece of the temporary disk, held open. */
export interface Spool {
  readonly handle: FileHandle;
  /** Frees the disk; may be called again. */
  close(): Promise<void>;
}

/** A large content whose SHA-256 is not published: to the disk first, as its key is only known at its end. */
export function spooledUnit(world: World, content: Content): Unit {
  const { file } = content;
  return {
    async produce() {
      const spool = await openSpool(world, file);
      await world.slots.take(world.group.signal);
      world.group.spawn(async () => {
        const tally = world.tally(content);
        const sha256 = await inSlot(world.slots, file.bytes, () =>
          retriedOnMismatch(world, file, () => fetchToDisk(world, file, spool, tally)),
        );
        world.again(fromSpool(world, content, sha256, spool));
      });
    },
  };
}

/**
 * Waits for room on the temporary disk and takes it. The file has no name any more once it is open, so that nothing
 * stays behind even when the process is killed.
 * @throws IngestFailure source_too_large when the file can never fit
 */
export async function openSpool(world: World, file: ListedFile): Promise<Spool> {
  const { directory, maxBytes } = world.options.spool;
  if (file.bytes > maxBytes) {
    const why = `${shown(file.path)} has ${file.bytes} bytes and no published SHA-256; up to ${maxBytes} can be checked`;
    throw new IngestFailure("source_too_large", why);
  }
  const release = await world.disk.take(file.bytes, world.group.signal);
  const folder = await mkdtemp(join(directory, "spool-"));
  const handle = await open(join(folder, "content"), "wx+");
  await rm(folder, { recursive: true });
  let closed = false;
  const spool: Spool = {
    handle,
    async close() {
      if (closed) return;
      closed = true;
      world.closers.delete(spool.close);
      release();
      await handle.close();
    },
  };
  world.closers.add(spool.close);
  return spool;
}

/** Writes a stream to the spool from its start and hashes it on the way. */
export function spooling(file: ListedFile, { handle }: Spool) {
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

async function fetchToDisk(world: World, file: ListedFile, spool: Spool, tally: Tally): Promise<string> {
  tally.restart();
  const { target, verified } = spooling(file, spool);
  await fetchInto(world, file, null, target, tally, world.group.signal);
  return verified().sha256;
}

/** The way on from the disk: as a large file whose hash is known. Its bytes were counted when they came. */
export function fromSpool(world: World, content: Content, sha256: string, spool: Spool): Unit {
  const origin: LargeOrigin = {
    async fetch({ start, end }: ByteRange, target) {
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
  return largeUnit(world, { ...content, file: { ...content.file, sha256 } }, origin);
}
