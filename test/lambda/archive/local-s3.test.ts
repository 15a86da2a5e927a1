import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { crc32 } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { blobKey } from "../../../domain/object-keys.ts";
import { buildArchive } from "../../../lambda/archive/build.ts";
import { streamSubset } from "../../../lambda/archive/subset.ts";
import type { ObjectStore, StoredFile } from "../../../lambda/ports.ts";
import { type OpenStore, openStore } from "../../../lambda/store/compose.ts";
import { type LocalS3, startS3 } from "../../../local/s3.ts";
import { stageContext } from "../../support/transfer/stage-context.ts";
import { yauzlBuffer } from "./readers.ts";

const MIB = 1024 * 1024;
const KEY = "archives/7/sample.zip";

const CONTENTS: Record<string, Buffer> = {
  "README.md": Buffer.from("# A model"),
  empty: Buffer.alloc(0),
  "ünï/🦙 #1.json": Buffer.alloc(300_000, "json"),
  "w-1.safetensors": Buffer.alloc(16 * MIB, "first shard "),
  "w-2.safetensors": Buffer.alloc(17 * MIB + 1, "second shard "),
  "w-3.safetensors": Buffer.alloc(9 * MIB, "third shard "),
};

async function store(objects: ObjectStore, path: string, content: Buffer): Promise<StoredFile> {
  const sha256 = createHash("sha256").update(content).digest("hex");
  const key = blobKey(sha256);
  if (content.length < 8 * MIB) await objects.put(key, content);
  else {
    const upload = await objects.createUpload(key);
    const parts = [
      await objects.uploadPart(upload, 1, content.subarray(0, 6 * MIB)),
      await objects.uploadPart(upload, 2, content.subarray(6 * MIB)),
    ];
    await objects.completeUpload(upload, parts, { bytes: content.length, crc32: crc32(content) });
  }
  return { path, bytes: content.length, sha256, gitSha1: null, crc32: crc32(content), kind: "file" };
}

describe("an archive in the embedded object store", () => {
  let directory: string;
  let server: LocalS3;
  let opened: OpenStore;
  let objects: ObjectStore;
  const files: StoredFile[] = [];

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "archive-s3-"));
    server = await startS3({ directory, accessKeyId: "key", secretAccessKey: "secret", buckets: ["registry"] });
    const credentials = { accessKeyId: server.accessKeyId, secretAccessKey: server.secretAccessKey };
    const { region, endpoint } = server;
    opened = openStore({ bucket: "registry", region, endpoint, credentials });
    objects = opened.store;
    for (const [path, content] of Object.entries(CONTENTS)) files.push(await store(objects, path, content));
  });
  afterAll(async () => {
    await opened.close();
    await server.close();
    await rm(directory, { recursive: true });
  });

  test("is whole, has the predicted checksum and leaves neither seams nor uploads, however it is cut", async () => {
    for (const limits of [{}, { carryBytes: 0 }, { carryBytes: 100 * MIB, copyBytes: 10 * MIB }]) {
      const result = await buildArchive(files, KEY, stageContext(objects), limits);
      const zip = await buffer(await objects.get(KEY));
      expect(await objects.head(KEY)).toMatchObject({ bytes: zip.length, crc32: crc32(zip) });
      expect(result).toMatchObject({ bytes: zip.length, crc32: crc32(zip) });
      const seen = Object.fromEntries(files.map((file) => [file.path, file.sha256]));
      expect(await yauzlBuffer(zip)).toEqual(seen);
    }
    const left: string[] = [];
    for await (const { key } of objects.list("archives/")) left.push(key);
    expect(left).toEqual([KEY]);
    expect(await objects.listUploads("")).toEqual([]);
  });

  test("fails as missing content, and leaves nothing, when a blob was deleted", async () => {
    const gone = files.map((file, index) => (index === 4 ? { ...file, sha256: "f".repeat(64) } : file));
    const ctx = stageContext(objects);
    const built = buildArchive(gone, "archives/8/broken.zip", ctx);
    await expect(built).rejects.toMatchObject({ detail: expect.stringContaining("w-2.safetensors is missing") });
    expect(ctx.missing).toEqual(["f".repeat(64)]);
    expect(await objects.head("archives/8/broken.zip")).toBeNull();
    expect(await objects.listUploads("")).toEqual([]);
  });

  test("can be downloaded in part, with the same bytes for the whole", async () => {
    const { signal } = new AbortController();
    await buildArchive(files, KEY, stageContext(objects));
    const full = await buffer(streamSubset(files, "full", objects, signal));
    expect(full.equals(await buffer(await objects.get(KEY)))).toBe(true);
    const weights = await yauzlBuffer(await buffer(streamSubset(files, "weights", objects, signal)));
    expect(Object.keys(weights)).toEqual(["w-1.safetensors", "w-2.safetensors", "w-3.safetensors"]);
  });
});
