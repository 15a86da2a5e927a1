import { createHash, type Hash } from "node:crypto";
import { IngestFailure } from "../../domain/failure.ts";
import type { ListedFile } from "../ports.ts";
import { shown } from "../source/listing.ts";

export interface Digests {
  readonly sha256: string;
  /** Null unless the source publishes it, as nobody would compare it. */
  readonly gitSha1: string | null;
}

/** Hashes one content as it passes: SHA-256 always, the git blob SHA-1 where the source publishes that. */
export function contentDigest(file: Pick<ListedFile, "bytes" | "gitSha1">) {
  const sha256 = createHash("sha256");
  let git: Hash | null = null;
  if (file.gitSha1 !== null) git = createHash("sha1").update(`blob ${file.bytes}\0`);
  return {
    update(bytes: Uint8Array): void {
      sha256.update(bytes);
      git?.update(bytes);
    },
    finish: (): Digests => ({ sha256: sha256.digest("hex"), gitSha1: git?.digest("hex") ?? null }),
  };
}

export type ContentDigest = ReturnType<typeof contentDigest>;

/**
 * Compares what arrived with what the source published.
 * @throws IngestFailure integrity_mismatch naming the file, what was expected and what came
 */
export function verify(file: ListedFile, actual: Digests): void {
  const differs = (name: string, expected: string, came: string | null) => {
    if (expected !== came) {
      throw new IngestFailure("integrity_mismatch", `${shown(file.path)} should have ${name} ${expected}, got ${came}`);
    }
  };
  if (file.sha256 !== null) differs("SHA-256", file.sha256, actual.sha256);
  if (file.gitSha1 !== null) differs("git SHA-1", file.gitSha1, actual.gitSha1);
}

/** Feeds pieces that come in any order to a digest in the order of the file. */
export function inOrder(digest: ContentDigest) {
  let next = 0;
  const waiting = new Map<number, { bytes: Uint8Array; hashed: () => void }>();
  return {
    /** Resolves when piece `index` was hashed, so when all before it have come. Its bytes must not change until then. */
    feed(index: number, bytes: Uint8Array): Promise<void> {
      return new Promise((hashed) => {
        waiting.set(index, { bytes, hashed });
        for (let piece = waiting.get(next); piece !== undefined; piece = waiting.get(next)) {
          waiting.delete(next);
          next += 1;
          digest.update(piece.bytes);
          piece.hashed();
        }
      });
    },
  };
}
