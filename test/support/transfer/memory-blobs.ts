import type { BlobRegister, StoredBlob } from "../../../lambda/ports.ts";

export interface MemoryBlobs extends BlobRegister {
  readonly known: Map<string, StoredBlob>;
  readonly referenced: Set<string>;
  /** How often each method was called. */
  readonly calls: Record<keyof BlobRegister, number>;
}

/**
 * A blob register in memory. It refuses to record a blob that nobody referenced before.
 * @param answered resolves when a call may be answered, for a register that takes its time
 */
export function memoryBlobs(answered: () => Promise<unknown> = () => Promise.resolve()): MemoryBlobs {
  const known = new Map<string, StoredBlob>();
  const referenced = new Set<string>();
  const calls = { find: 0, reference: 0, stored: 0, missing: 0 };
  return {
    known,
    referenced,
    calls,
    async find(wanted) {
      calls.find += 1;
      await answered();
      const found = [...known.values()].filter((blob) =>
        wanted.some(({ sha256, gitSha1 }) => blob.sha256 === sha256 || (gitSha1 !== null && blob.gitSha1 === gitSha1)),
      );
      for (const { sha256 } of found) referenced.add(sha256);
      return found;
    },
    async reference(blobs) {
      calls.reference += 1;
      await answered();
      for (const { sha256 } of blobs) referenced.add(sha256);
    },
    async stored(blobs) {
      calls.stored += 1;
      await answered();
      for (const blob of blobs) {
        if (!referenced.has(blob.sha256)) throw new Error(`${blob.sha256} was stored without being referenced`);
        known.set(blob.sha256, blob);
      }
    },
    async missing(sha256) {
      calls.missing += 1;
      known.delete(sha256);
    },
  };
}
