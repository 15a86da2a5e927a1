import { blobKey } from "../../domain/object-keys.ts";
import type { ListedFile, StoredFile } from "../ports.ts";
import { crcOf } from "../store/checksum.ts";
import type { Unit, World } from "./context.ts";
import { fetchInto } from "./fetch.ts";
import { retriedOnMismatch } from "./mismatch.ts";
import type { Content } from "./plan.ts";
import type { Slots } from "./slots.ts";
import type { Tally } from "./tally.ts";
import { contentDigest, type Digests, verify } from "./verify.ts";

/** A content that fits into one part: through memory, verified, then put under its name unless it is there. */
export function wholeUnit(world: World, content: Content): Unit {
  const { file } = content;
  return {
    async produce() {
      const loan = await world.memory.take(file.bytes, world.group.signal);
      await world.slots.take(world.group.signal);
      world.group.spawn(async () => {
        let intact = false;
        try {
          const digests = await inSlot(world.slots, file.bytes, () =>
            retriedOnMismatch(world, file, () => fetchWhole(world, file, loan.bytes, world.tally(content))),
          );
          await settle(world, content, loan.bytes, digests);
          intact = true;
        } finally {
          // A request that was given up may still read it.
          loan.release({ reuse: intact });
        }
      });
    },
  };
}

/** Does something in the slot that was taken, and gives it back. */
export async function inSlot<T>(slots: Slots, bytes: number, request: () => Promise<T>): Promise<T> {
  let moved = 0;
  try {
    const result = await request();
    moved = bytes;
    return result;
  } finally {
    slots.release(moved);
  }
}

async function fetchWhole(world: World, file: ListedFile, bytes: Buffer, tally: Tally): Promise<Digests> {
  tally.restart();
  // The content of an empty file is known, and a range of it cannot be asked for.
  if (file.bytes > 0) await fetchInto(world, file, null, fillingFrom(bytes), tally, world.group.signal);
  return digestsOf(file, bytes);
}

/** @throws IngestFailure integrity_mismatch when the bytes are not the published ones */
export function digestsOf(file: ListedFile, bytes: Uint8Array): Digests {
  const digest = contentDigest(file);
  digest.update(bytes);
  const digests = digest.finish();
  verify(file, digests);
  return digests;
}

/** Writes into a buffer from its start. */
export function fillingFrom(bytes: Buffer) {
  let at = 0;
  return {
    write(chunk: Uint8Array): void {
      bytes.set(chunk, at);
      at += chunk.length;
    },
    restart(): void {
      at = 0;
    },
  };
}

/** Stores a content that is in memory and was verified. */
export async function settle(
  world: World,
  content: Content,
  bytes: Buffer,
  { sha256, gitSha1 }: Digests,
): Promise<void> {
  const { signal } = world.group;
  const blob = { sha256, bytes: bytes.length, crc32: crcOf(bytes), gitSha1 };
  // The register answers for many at once: nobody holds a slot while waiting for it.
  await world.reference({ sha256, bytes: bytes.length });
  await world.puts.take(signal);
  await inSlot(world.puts, bytes.length, () =>
    world.ctx.store.put(blobKey(sha256), bytes, { onlyIfAbsent: true, signal }),
  );
  await world.stored(blob);
  world.done(content, blob, kindOf(world, bytes));
}

/** What stands in git for a file that is kept elsewhere: GitHub's archives hold these texts, not the content. */
function kindOf({ listing }: World, bytes: Buffer): StoredFile["kind"] {
  if (listing.host !== "github" || bytes.length > 1024) return "file";
  const text = bytes.toString("latin1");
  return /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:.*\n)*?oid sha256:[0-9a-f]{64}\n/.test(text)
    ? "lfs_pointer"
    : "file";
}
