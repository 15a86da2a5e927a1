import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { blobKey } from "../../../domain/object-keys.ts";
import type { EntryKind, ObjectStore, StageContext, StoredFile } from "../../../lambda/ports.ts";
import type { MemoryStore } from "./memory-store.ts";
import { type Rope, ropeBytes, ropeCrc32 } from "./rope.ts";

export interface TestContext extends StageContext {
  /** SHA-256 of each blob that a stage reported as missing. */
  readonly missing: string[];
  /** What a stage said about itself. */
  readonly details: (string | null)[];
}

/** A context around a store in which nothing is waited for, time stands still and the deadline never comes. */
export function stageContext(store: ObjectStore, parts: Partial<StageContext> = {}): TestContext {
  const missing: string[] = [];
  const details: (string | null)[] = [];
  const silent = () => {};
  return {
    artifactId: 1,
    name: "sample",
    clock: { now: () => 0, sleep: async () => {} },
    log: { debug: silent, info: silent, warn: silent, error: silent },
    store,
    blobs: {
      find: async () => [],
      reference: async () => {},
      stored: async () => {},
      missing: async (sha256) => void missing.push(sha256),
    },
    progress: { stage: silent, addBytes: silent, addFiles: silent, detail: (text) => void details.push(text) },
    deadline: { remaining: () => 900_000, check: silent },
    signal: new AbortController().signal,
    missing,
    details,
    ...parts,
  };
}

/** Puts content under its blob key and describes it as a stored file. */
export function storeBlob(store: MemoryStore, path: string, content: Buffer, kind: EntryKind = "file"): StoredFile {
  const known = digests.get(content) ?? { sha256: createHash("sha256").update(content).digest("hex"), rope: [content] };
  digests.set(content, known);
  store.place(blobKey(known.sha256), known.rope);
  return { path, bytes: content.length, sha256: known.sha256, gitSha1: null, crc32: crc32(content), kind };
}

/** The same content is stored by many tests. */
const digests = new WeakMap<Buffer, { readonly sha256: string; readonly rope: Rope }>();

/** Like storeBlob for content too large to be held: its name is made from the path instead of the content. */
export function storeRope(store: MemoryStore, path: string, rope: Rope): StoredFile {
  const sha256 = createHash("sha256").update(path).digest("hex");
  store.place(blobKey(sha256), rope);
  return { path, bytes: ropeBytes(rope), sha256, gitSha1: null, crc32: ropeCrc32(rope), kind: "file" };
}
