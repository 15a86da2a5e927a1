import pLimit from "p-limit";
import type { CompletedArtifact, Inventory, KnownBlob } from "../../db/upkeep/inventory.ts";
import { blobKey } from "../../domain/object-keys.ts";
import type { ObjectStore } from "../../lambda/ports.ts";
import type { GarbageReport } from "./garbage.ts";

export interface IntegrityOptions {
  readonly inventory: Inventory;
  readonly store: ObjectStore;
  /** Lists what nothing refers to, and deletes nothing. */
  readonly garbage: () => Promise<GarbageReport>;
  readonly signal: AbortSignal;
}

/** One difference between the database and the object store. */
export interface Difference {
  /** An artifact, a blob or a key. */
  readonly of: string;
  readonly what: string;
}
export interface IntegrityReport {
  readonly artifacts: number;
  readonly files: number;
  readonly blobs: number;
  readonly differences: readonly Difference[];
}

const PAGE = 500;
const CONCURRENT_HEADS = 32;

/**
 * Compares the database, the manifests, the blobs and the archives: everything that must be stored exists with the
 * recorded size and CRC-32, and nothing else exists. Reads no content: the store keeps the CRC-32 of each object.
 */
export async function checkIntegrity(options: IntegrityOptions): Promise<IntegrityReport> {
  const differences: Difference[] = [];
  const counts = { artifacts: 0, files: 0, blobs: 0 };
  for (let after = 0; ; ) {
    const page = await options.inventory.completed(after, PAGE);
    const last = page.at(-1);
    if (last === undefined) break;
    after = last.id;
    counts.artifacts += page.length;
    counts.files += page.reduce((sum, { files }) => sum + files, 0);
    differences.push(...(await each(page, (artifact) => ofArtifact(artifact, options))));
  }
  for (let after = ""; ; ) {
    const page = await options.inventory.blobs(after, PAGE);
    const last = page.at(-1);
    if (last === undefined) break;
    after = last.sha256;
    counts.blobs += page.length;
    differences.push(...(await each(page, (blob) => ofBlob(blob, options))));
  }
  return { ...counts, differences: [...differences, ...(await surplus(options))] };
}

async function each<T>(page: readonly T[], look: (item: T) => Promise<Difference[]>): Promise<Difference[]> {
  return (await pLimit(CONCURRENT_HEADS).map(page, look)).flat();
}

async function ofArtifact(artifact: CompletedArtifact, options: IntegrityOptions): Promise<Difference[]> {
  const of = `artifact ${artifact.id}`;
  const { key, bytes, crc32 } = artifact.archive;
  return [
    ...artifact.unmatched.map(({ path, why }) => ({ of, what: `${path}: ${why}` })),
    ...(key === null ? [] : await compare(of, `its archive ${key}`, { key, bytes, crc32 }, options)),
  ];
}

const ofBlob = ({ sha256, bytes, crc32 }: KnownBlob, options: IntegrityOptions): Promise<Difference[]> =>
  compare(`blob ${sha256}`, "its object", { key: blobKey(sha256), bytes, crc32 }, options);

/** A store that keeps no CRC-32 of an object is compared by size alone. */
async function compare(
  of: string,
  what: string,
  expected: { readonly key: string; readonly bytes: number; readonly crc32: number | null },
  { store, signal }: IntegrityOptions,
): Promise<Difference[]> {
  const head = await store.head(expected.key, signal);
  if (head === null) return [{ of, what: `${what} is missing` }];
  if (head.bytes !== expected.bytes)
    return [{ of, what: `${what} has ${head.bytes} bytes instead of ${expected.bytes}` }];
  if (head.crc32 !== null && expected.crc32 !== null && head.crc32 !== expected.crc32)
    return [{ of, what: `${what} has another CRC-32 than recorded` }];
  return [];
}

const SURPLUS = { blob: "a blob", partial: "a part", archive: "an archive", upload: "an open upload" } as const;

async function surplus({ inventory, garbage }: IntegrityOptions): Promise<Difference[]> {
  const { items } = await garbage();
  const leftovers = await inventory.leftovers();
  return [
    ...leftovers.map(({ id, what }) => ({ of: `artifact ${id}`, what: `has ended and still has ${what}` })),
    ...items.map(({ kind, key }) => ({
      of: key,
      what: `is ${SURPLUS[kind]} that nothing refers to`,
    })),
  ];
}
