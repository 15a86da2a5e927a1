import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { blobKey } from "../../../domain/object-keys.ts";
import { buildArchive } from "../../../lambda/archive/build.ts";
import type { StoredFile } from "../../../lambda/ports.ts";
import { testWith } from "../../support/programs/programs.ts";
import { MemoryStore } from "../../support/transfer/memory-store.ts";
import { stageContext, storeBlob } from "../../support/transfer/stage-context.ts";
import { infoZip, javaZipInputStream, pythonZipfile, type Seen, yauzlBuffer } from "./readers.ts";

const MIB = 1024 * 1024;
const KEY = "archives/1/sample.zip";

/** Bytes that differ at every place and from file to file, the same in every run. */
const noise = (seed: string, bytes: number): Buffer =>
  Buffer.concat(
    Array.from({ length: Math.ceil(bytes / 32) }, (_, index) =>
      createHash("sha256")
        .update(`${seed}${index >> 10}`)
        .update(Buffer.from([index, index >> 8]))
        .digest(),
    ),
  ).subarray(0, bytes);

const block = noise("block", 64 * 1024);
const large = (seed: string, bytes: number): Buffer =>
  Buffer.concat([noise(seed, 4096), ...Array<Buffer>(Math.ceil(bytes / block.length)).fill(block)]).subarray(0, bytes);

const SMALL: Record<string, Buffer> = {
  "README.md": Buffer.from("# A model\n"),
  "empty.txt": Buffer.alloc(0),
  "data/käse & 日本語 #1 100%.json": noise("json", 5000),
  "🦙.txt": Buffer.from("llama"),
  "part:one.txt": Buffer.from("colon"),
  "twin-a.bin": noise("twin", 3000),
  "twin-b.bin": noise("twin", 3000),
};
const MIXED: Record<string, Buffer> = {
  ...SMALL,
  "model-1.safetensors": large("1", 18 * MIB),
  "model-2.safetensors": large("2", 15 * MIB + 1),
  "model-3.safetensors": large("3", 8 * MIB),
  "z/just-under.bin": large("5", 8 * MIB - 1),
  "z/last.bin": large("6", 9 * MIB),
};

const fill = (store: MemoryStore, contents: Record<string, Buffer>): StoredFile[] =>
  Object.entries(contents).map(([path, content]) => storeBlob(store, path, content));
const digestOf = (content: Buffer): string => createHash("sha256").update(content).digest("hex");
const seen = new Map<Record<string, Buffer>, Seen>();
/** Hashed once for all readers. */
function digests(contents: Record<string, Buffer>): Seen {
  const known =
    seen.get(contents) ??
    Object.fromEntries(Object.entries(contents).map(([path, content]) => [path, digestOf(content)]));
  seen.set(contents, known);
  return known;
}

describe("buildArchive", () => {
  let scratch: string;
  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), "archive-"));
  });
  afterAll(() => rm(scratch, { recursive: true }));

  let written: Promise<string> | null = null;
  /** Path of the archive of MIXED, for readers that are programs. */
  const onDisk = (): Promise<string> => {
    written ??= write();
    return written;
  };
  async function write(): Promise<string> {
    const store = new MemoryStore();
    await buildArchive(fill(store, MIXED), KEY, stageContext(store));
    const path = join(scratch, "mixed.zip");
    await writeFile(path, store.content(KEY));
    return path;
  }

  test("yields what yauzl reads back as exactly the files, for small ones and for spliced ones", async () => {
    for (const [contents, limits] of [
      [SMALL, {}],
      [MIXED, {}],
      [MIXED, { carryBytes: 0 }],
      [MIXED, { carryBytes: 100 * MIB, copyBytes: 10 * MIB }],
    ] as const) {
      const store = new MemoryStore();
      const result = await buildArchive(fill(store, contents), KEY, stageContext(store), limits);
      const zip = store.content(KEY);
      expect(await yauzlBuffer(zip)).toEqual(digests(contents));
      expect(result).toMatchObject({ key: KEY, bytes: zip.length, crc32: crc32(zip) });
    }
  });

  testWith("unzip")("passes Info-ZIP without a warning", async () => {
    await infoZip(await onDisk());
  });

  testWith("python3")("is read by Python's zipfile", async () => {
    expect(await pythonZipfile(await onDisk())).toEqual(digests(MIXED));
  });

  testWith("java")("is read by Java's ZipInputStream", async () => {
    expect(await javaZipInputStream(await onDisk(), scratch)).toEqual(digests(MIXED));
  });

  test("has the same bytes whatever the order of the files and the plan of the parts", async () => {
    const plans = [{}, { carryBytes: 0 }, { carryBytes: 100 * MIB }, { spliceFromBytes: 1024 * MIB }];
    const hashes = new Set<string>();
    for (const [index, limits] of plans.entries()) {
      const store = new MemoryStore();
      const files = fill(store, MIXED);
      await buildArchive(index % 2 ? files.reverse() : files, KEY, stageContext(store), limits);
      hashes.add(createHash("sha256").update(store.content(KEY)).digest("hex"));
    }
    expect(hashes.size).toBe(1);
  });

  test("records the SHA-256 when every byte was in memory, and null when the store copied some", async () => {
    const store = new MemoryStore();
    const files = fill(store, MIXED);
    const spliced = await buildArchive(files, KEY, stageContext(store));
    const carried = await buildArchive(files, KEY, stageContext(store), { spliceFromBytes: 1024 * MIB });
    const tiny = await buildArchive(fill(store, SMALL), "archives/2/tiny.zip", stageContext(store));
    const sha256 = (key: string) => createHash("sha256").update(store.content(key)).digest("hex");
    expect(spliced.sha256).toBeNull();
    expect(carried.sha256).toBe(sha256(KEY));
    expect(tiny.sha256).toBe(sha256("archives/2/tiny.zip"));
    expect(carried.bytesMoved).toBe(files.reduce((sum, file) => sum + file.bytes, 0));
  });

  test("fetches no more content than it reports as moved, and sends little more than that", async () => {
    const store = new MemoryStore();
    const files = fill(store, MIXED);
    const { bytesMoved } = await buildArchive(files, KEY, stageContext(store), { carryBytes: 0 });
    const fetched = store.calls.reduce((sum, call) => sum + (call.operation === "get" ? call.bytes : 0), 0);
    const sent = store.calls.reduce((sum, call) => sum + (call.operation === "uploadPart" ? call.bytes : 0), 0);
    expect(fetched).toBe(bytesMoved);
    expect(sent - fetched).toBeLessThan(4096);
  });

  test("puts an archive below 5 MiB in one request, also one without files", async () => {
    const store = new MemoryStore();
    await buildArchive(fill(store, SMALL), KEY, stageContext(store));
    await buildArchive([], "archives/2/none.zip", stageContext(store));
    expect([store.count("put"), store.count("createUpload")]).toEqual([2, 0]);
    expect(await yauzlBuffer(store.content("archives/2/none.zip"))).toEqual({});
  });

  test("leaves submodules out and keeps pointers and links as the bytes they came with", async () => {
    const store = new MemoryStore();
    const files = [
      storeBlob(store, "lib", Buffer.alloc(0), "submodule"),
      storeBlob(store, "link", Buffer.from("../target"), "symlink"),
      storeBlob(store, "weights.bin", Buffer.from("version https://git-lfs…"), "lfs_pointer"),
    ];
    await buildArchive(files, KEY, stageContext(store));
    expect(Object.keys(await yauzlBuffer(store.content(KEY)))).toEqual(["link", "weights.bin"]);
  });

  test("refuses paths that appear twice or lead outside, naming them", async () => {
    const store = new MemoryStore();
    const of = (...paths: string[]) => paths.map((path) => storeBlob(store, path, Buffer.from(path)));
    await expect(buildArchive(of("a", "a"), KEY, stageContext(store))).rejects.toThrow('two files have the path "a"');
    for (const path of ["../a", "/a", "a//b", "a/./b", "a\\b", "a\0b", "", "C:a"]) {
      await expect(buildArchive(of(path), KEY, stageContext(store))).rejects.toThrow(JSON.stringify(path));
    }
    expect(store.objects.has(KEY)).toBe(false);
  });

  test("shows how many parts are done and clears that at the end", async () => {
    const store = new MemoryStore();
    const ctx = stageContext(store);
    await buildArchive(fill(store, MIXED), KEY, ctx);
    expect(ctx.details.at(-2)).toMatch(/^archive: (\d+) of \1 parts$/);
    expect(ctx.details.at(-1)).toBeNull();
  });

  test("reads the tail of a seam itself when the store reports no checksum for copied parts", async () => {
    const store = new MemoryStore({ copiedPartCrc: false });
    await buildArchive(fill(store, MIXED), KEY, stageContext(store), { carryBytes: 0 });
    expect(await yauzlBuffer(store.content(KEY))).toEqual(digests(MIXED));
  });

  test("removes seams and open uploads that a killed attempt left under its key, and no others", async () => {
    const store = new MemoryStore();
    const files = fill(store, MIXED);
    await store.createUpload(KEY);
    await store.createUpload(`${KEY}.seams/old-3`);
    const other = await store.createUpload("archives/11/sample.zip");
    store.place(`${KEY}.seams/old-2`, [Buffer.from("seam")]);
    await buildArchive(files, KEY, stageContext(store));
    expect([...store.uploads.keys()]).toEqual([other.uploadId]);
    expect([...store.objects.keys()].filter((key) => key.startsWith("archives/"))).toEqual([KEY]);
  });

  test("reads one blob for files with equal content", async () => {
    const store = new MemoryStore();
    const twins = { "a.bin": large("t", 9 * MIB), "b.bin": large("t", 9 * MIB) };
    const files = fill(store, twins);
    expect(files[0]?.sha256).toBe(files[1]?.sha256);
    await buildArchive(files, KEY, stageContext(store));
    expect(await yauzlBuffer(store.content(KEY))).toEqual(digests(twins));
    expect(store.count("head")).toBe(1);
    expect(store.objects.has(blobKey(files[0]?.sha256 ?? ""))).toBe(true);
  });
});
