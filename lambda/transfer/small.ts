/**
 * Small files: each goes whole through memory, is verified and put under its key. A repository of thousands of them is
 * limited by the work per file, not by bytes. What is done about that, and what it gains in bench case (c): 2,000 files
 * of 8 KiB are ingested 2.7 times as fast as a plain fetch and put of one file after another.
 * - The register gets many blobs in one transaction (`batchedReports`): 2.5 times without the pause between two
 *   transactions, and then as many transactions as the database can answer, instead of at most 40 a second.
 * - The put bypasses the SDK, and what was put is kept for scan and archive: ../store/small-objects.ts.
 */
import { crc32 } from "node:zlib";
import { blobKey } from "../../domain/object-keys.ts";
import type { BlobRegister, Clock, ListedFile, StoredFile } from "../ports.ts";
import type { BlobReports, ContentProgress, TransferContext, Unit } from "./context.ts";
import { contentDigest, type Digests, fetchPiece, intoBuffer, retriedOnMismatch, verify } from "./fetch.ts";
import type { Content } from "./plan.ts";
import { inSlot } from "./slots.ts";

/** A content that fits into one part. */
export function wholeUnit(context: TransferContext, content: Content): Unit {
  const { file } = content;
  return {
    async start() {
      const loan = await context.memory.take(file.bytes, context.signal);
      await context.requests.take(context.signal);
      void context.group.spawn(async () => {
        let intact = false;
        try {
          const digests = await inSlot(context.requests, file.bytes, () =>
            retriedOnMismatch(context, file, () => fetchWhole(context, file, loan.bytes, context.progressOf(content))),
          );
          await storeWhole(context, content, loan.bytes, digests);
          intact = true;
        } finally {
          // An aborted request may still read the buffer.
          loan.release({ reuse: intact });
        }
      });
    },
  };
}

async function fetchWhole(
  context: TransferContext,
  file: ListedFile,
  bytes: Buffer,
  progress: ContentProgress,
): Promise<Digests> {
  progress.restart();
  const { signal } = context;
  // The content of an empty file is known, and no range of it can be requested.
  if (file.bytes > 0) await fetchPiece(context, { file, range: null, target: intoBuffer(bytes), progress, signal });
  return verifiedDigests(file, bytes);
}

/** @throws IngestFailure integrity_mismatch when the bytes are not the published ones */
export function verifiedDigests(file: ListedFile, bytes: Uint8Array): Digests {
  const digest = contentDigest(file);
  digest.update(bytes);
  const digests = digest.finish();
  verify(file, digests);
  return digests;
}

/** Stores a verified content that is in memory. */
export async function storeWhole(
  context: TransferContext,
  content: Content,
  bytes: Buffer,
  { sha256, gitSha1 }: Digests,
): Promise<void> {
  const { signal } = context;
  // No slot is held from here on: fetches do not wait for the register, nor for puts, which the store's client bounds.
  await context.register.reference({ sha256, bytes: bytes.length });
  await context.store.put(blobKey(sha256), bytes, { onlyIfAbsent: true, signal });
  const blob = { sha256, bytes: bytes.length, crc32: crc32(bytes), gitSha1 };
  await context.register.stored(blob);
  context.done(content, blob, kindOf(context, bytes));
}

/** What git holds in place of a file that is kept elsewhere: GitHub's archives contain these texts, not the content. */
function kindOf({ listing }: TransferContext, bytes: Buffer): StoredFile["kind"] {
  if (listing.host !== "github" || bytes.length > 1024) return "file";
  const text = bytes.toString("latin1");
  return /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:.*\n)*?oid sha256:[0-9a-f]{64}\n/.test(text)
    ? "lfs_pointer"
    : "file";
}

/** Blobs in one call of the register, and the pause after a call in which further ones gather, milliseconds. */
const BATCH = 500;
const GATHER_MS = 50;

/** Reports to the register in batches: one transaction for many blobs. */
export function batchedReports(register: BlobRegister, clock: Clock): BlobReports {
  const pause = () => clock.sleep(GATHER_MS);
  return {
    reference: coalesced((blobs) => register.reference(blobs), BATCH, pause),
    stored: coalesced((blobs) => register.stored(blobs), BATCH, pause),
  };
}

/**
 * Turns many calls with one item each into few calls with many: items that come while a call is in flight, or during
 * the pause after it, go together in the next one. Each caller waits for the call that carried its item, and shares
 * its failure.
 */
export function coalesced<T>(
  send: (items: readonly T[]) => Promise<void>,
  maxItems: number,
  pause: () => Promise<void>,
): (item: T) => Promise<void> {
  interface Entry {
    readonly item: T;
    readonly sent: () => void;
    readonly failed: (error: unknown) => void;
  }
  let queue: Entry[] = [];
  let busy = false;

  async function drain(): Promise<void> {
    busy = true;
    while (queue.length > 0) {
      const batch = queue.slice(0, maxItems);
      queue = queue.slice(maxItems);
      try {
        await send(batch.map(({ item }) => item));
        for (const { sent } of batch) sent();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
      if (queue.length < maxItems) await pause();
    }
    busy = false;
  }

  return (item) =>
    new Promise<void>((sent, failed) => {
      queue.push({ item, sent, failed });
      if (!busy) void drain();
    });
}
