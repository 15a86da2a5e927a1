import type { GarbageRegister } from "../../db/upkeep/garbage.ts";
import { ARCHIVE_PREFIX, BLOB_PREFIX, blobKey, PARTIAL_PREFIX } from "../../domain/object-keys.ts";
import type { ObjectStore, OpenUpload } from "../../lambda/ports.ts";

export interface GarbageOptions {
  readonly store: ObjectStore;
  readonly register: GarbageRegister;
  /** Nothing younger is touched, in seconds. */
  readonly ageSeconds: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Lists what would be deleted, and deletes nothing. */
  readonly dryRun: boolean;
  readonly signal: AbortSignal;
}

export type GarbageKind = "blob" | "partial" | "archive" | "upload";

/** One thing that nothing refers to. */
export interface GarbageItem {
  readonly kind: GarbageKind;
  readonly key: string;
  /** 0 for an open upload, whose parts are not counted, and for a blob that is known but not stored. */
  readonly bytes: number;
}
export interface GarbageReport {
  readonly items: readonly GarbageItem[];
  readonly checkpoints: number;
}

interface Candidate {
  readonly key: string;
  readonly bytes: number;
}

/** Keys per query, and rows locked at a time. */
const CHUNK = 200;

/**
 * Deletes what nothing refers to: blobs without a live reference, parts and open uploads that no ingest continues,
 * archives of deleted and ended artifacts, checkpoints of final artifacts. Never races an ingest: rows of blobs are
 * locked until their objects are deleted, and nothing younger than the age is touched.
 */
export async function collectGarbage(options: GarbageOptions): Promise<GarbageReport> {
  const items = [
    ...(await uploads(options)),
    ...(await partials(options)),
    ...(await archives(options)),
    ...(await blobs(options)),
  ];
  return { items, checkpoints: await options.register.staleCheckpoints(!options.dryRun) };
}

/** What a collection would delete now, and of what age: epoch milliseconds. */
export interface GarbagePreview extends GarbageReport {
  readonly olderThan: number;
}

/**
 * Lists what a collection would delete. Callers at the same time share one listing.
 * @returns null when listing takes longer than `limitMs`
 */
export function garbagePreview(
  options: Omit<GarbageOptions, "dryRun" | "signal">,
  limitMs: number,
): () => Promise<GarbagePreview | null> {
  let inFlight: Promise<GarbagePreview | null> | null = null;
  const list = async (): Promise<GarbagePreview | null> => {
    const signal = AbortSignal.timeout(limitMs);
    const olderThan = options.now() - options.ageSeconds * 1000;
    try {
      return { ...(await collectGarbage({ ...options, dryRun: true, signal })), olderThan };
    } catch (error) {
      if (signal.aborted) return null;
      throw error;
    }
  };
  return () => {
    inFlight ??= list().finally(() => {
      inFlight = null;
    });
    return inFlight;
  };
}

const tooYoung = ({ ageSeconds, now }: GarbageOptions, at: number): boolean => at > now() - ageSeconds * 1000;

/** Old objects below a prefix, in chunks. */
async function* oldObjects(options: GarbageOptions, prefix: string): AsyncGenerator<Candidate[]> {
  let chunk: Candidate[] = [];
  for await (const { key, bytes, modifiedAt } of options.store.list(prefix, options.signal)) {
    if (tooYoung(options, modifiedAt)) continue;
    chunk.push({ key, bytes });
    if (chunk.length === CHUNK) {
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
}

const hashIn = (key: string): string | null => /\/([0-9a-f]{64})(\/|$)/.exec(key)?.[1] ?? null;
const artifactIn = (key: string): number | null => {
  const digits = /^archives\/(\d{1,15})\//.exec(key)?.[1];
  return digits === undefined ? null : Number(digits);
};

async function blobs(options: GarbageOptions): Promise<GarbageItem[]> {
  const found: GarbageItem[] = [];
  for await (const chunk of oldObjects(options, BLOB_PREFIX)) {
    found.push(...(await dropByHash(options, "blob", chunk)));
  }
  for (let after = ""; ; ) {
    const orphans = await options.register.orphans(after, CHUNK, options.ageSeconds);
    const last = orphans.at(-1);
    if (last === undefined) return found;
    after = last;
    const known = new Set(found.map(({ key }) => key));
    const unseen = orphans.map((sha256) => ({ key: blobKey(sha256), bytes: 0 })).filter(({ key }) => !known.has(key));
    found.push(...(await dropByHash(options, "blob", unseen)));
  }
}

async function partials(options: GarbageOptions): Promise<GarbageItem[]> {
  const found: GarbageItem[] = [];
  for await (const chunk of oldObjects(options, PARTIAL_PREFIX)) {
    found.push(...(await dropByHash(options, "partial", chunk)));
  }
  return found;
}

/** Deletes the objects whose content nothing needs; a key that Gatehouse did not write stays. */
async function dropByHash(
  { register, store, dryRun, signal }: GarbageOptions,
  kind: "blob" | "partial",
  objects: readonly Candidate[],
): Promise<GarbageItem[]> {
  const need = kind === "blob" ? "live" : "busy";
  const hashes = [...new Set(objects.flatMap(({ key }) => hashIn(key) ?? []))];
  const unneeded = await register.unneeded(hashes, need);
  if (unneeded.length === 0) return [];
  const keysOf = (chosen: readonly string[]): Candidate[] =>
    objects.filter(({ key }) => chosen.includes(hashIn(key) ?? ""));
  const dropped = dryRun
    ? unneeded
    : await register.condemn(unneeded, need, (condemned) =>
        store.delete(
          keysOf(condemned).map(({ key }) => key),
          signal,
        ),
      );
  return keysOf(dropped).map(({ key, bytes }) => ({ kind, key, bytes }));
}

async function archives(options: GarbageOptions): Promise<GarbageItem[]> {
  const { register, store, dryRun, signal } = options;
  const found: GarbageItem[] = [];
  for await (const chunk of oldObjects(options, ARCHIVE_PREFIX)) {
    const known = await remainsOf(register, chunk);
    const surplus = chunk.filter(({ key }) => {
      const id = artifactIn(key);
      if (id === null) return false;
      const artifact = known.get(id);
      return artifact === undefined || (artifact.over && artifact.archiveKey !== key);
    });
    if (surplus.length > 0 && !dryRun)
      await store.delete(
        surplus.map(({ key }) => key),
        signal,
      );
    found.push(...surplus.map(({ key, bytes }): GarbageItem => ({ kind: "archive", key, bytes })));
  }
  return found;
}

async function remainsOf(register: GarbageRegister, objects: readonly { readonly key: string }[]) {
  const ids = [...new Set(objects.flatMap(({ key }) => artifactIn(key) ?? []))];
  return new Map((await register.remains(ids)).map((artifact) => [artifact.id, artifact]));
}

/** Open uploads that no ingest continues: S3 keeps and charges their parts without listing them. */
async function uploads(options: GarbageOptions): Promise<GarbageItem[]> {
  const { store, signal, dryRun } = options;
  const old = async (prefix: string): Promise<OpenUpload[]> =>
    (await store.listUploads(prefix, signal)).filter(({ startedAt }) => !tooYoung(options, startedAt));
  const unneeded = [
    ...(await idleBlobUploads(options, await old(BLOB_PREFIX))),
    ...(await idleArchiveUploads(options, await old(ARCHIVE_PREFIX))),
  ];
  if (!dryRun) for (const upload of unneeded) await store.abortUpload(upload, signal);
  return unneeded.map(({ key }) => ({ kind: "upload", key, bytes: 0 }));
}

async function idleBlobUploads({ register }: GarbageOptions, open: readonly OpenUpload[]): Promise<OpenUpload[]> {
  const hashes = [...new Set(open.flatMap(({ key }) => hashIn(key) ?? []))];
  const idle = new Set(await register.unneeded(hashes, "busy"));
  return open.filter(({ key }) => idle.has(hashIn(key) ?? ""));
}

async function idleArchiveUploads({ register }: GarbageOptions, open: readonly OpenUpload[]): Promise<OpenUpload[]> {
  const known = await remainsOf(register, open);
  return open.filter(({ key }) => known.get(artifactIn(key) ?? -1)?.over !== false);
}
