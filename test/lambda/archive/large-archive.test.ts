import { execFile } from "node:child_process";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildArchive } from "../../../lambda/archive/build.ts";
import { testWith } from "../../support/programs/programs.ts";
import { MemoryStore } from "../../support/transfer/memory-store.ts";
import type { Rope } from "../../support/transfer/rope.ts";
import { stageContext, storeBlob, storeRope } from "../../support/transfer/stage-context.ts";
import { yauzlListing } from "./readers.ts";

const run = promisify(execFile);
const GIB = 1024 ** 3;
const KEY = "archives/1/large.zip";

/** Writes a rope with holes where it has zeros, so that an archive of gigabytes takes kilobytes of disk. */
async function writeSparse(path: string, rope: Rope): Promise<void> {
  const file = await open(path, "w");
  try {
    let at = 0;
    for (const strand of rope) {
      if (typeof strand !== "number") await file.write(strand, 0, strand.length, at);
      at += typeof strand === "number" ? strand : strand.length;
    }
    await file.truncate(at);
  } finally {
    await file.close();
  }
}

const PYTHON_HEADS = `
import json, sys, zipfile
heads = {}
with zipfile.ZipFile(sys.argv[1]) as z:
    for i in z.infolist():
        with z.open(i) as f:
            heads[i.filename] = [i.file_size, i.header_offset, f.read(3).hex()]
print(json.dumps(heads))
`;

describe("an archive beyond 4 GiB", () => {
  let scratch: string;
  let path: string;
  let moved: number;

  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), "large-archive-"));
    path = join(scratch, "large.zip");
    const store = new MemoryStore();
    const files = [
      storeBlob(store, "a-before.txt", Buffer.from("before")),
      storeRope(store, "b-huge.bin", [Buffer.from("hug"), 4.5 * GIB, Buffer.from("end")]),
      storeRope(store, "c-below.bin", [Buffer.from("bel"), 2 ** 32 - 2 - 3]),
      storeRope(store, "d-exact.bin", [Buffer.from("exa"), 2 ** 32 - 3]),
      storeBlob(store, "e-after.txt", Buffer.from("after")),
    ];
    ({ bytesMoved: moved } = await buildArchive(files, KEY, stageContext(store)));
    await writeSparse(path, store.objects.get(KEY)?.rope ?? []);
  });
  afterAll(() => rm(scratch, { recursive: true }));

  test("moves less than 1 % of its content through memory", () => {
    expect(moved).toBeLessThan(0.01 * 12 * GIB);
  });

  test("lists its sizes and offsets to yauzl through ZIP64 fields", async () => {
    const listing = await yauzlListing(path);
    expect(listing.map(({ name, bytes }) => [name, bytes])).toEqual([
      ["a-before.txt", 6],
      ["b-huge.bin", 4.5 * GIB + 6],
      ["c-below.bin", 2 ** 32 - 2],
      ["d-exact.bin", 2 ** 32],
      ["e-after.txt", 5],
    ]);
    expect(listing[4]?.offset).toBeGreaterThan(12 * GIB);
  });

  testWith("python3")("opens every member at its place in Python's zipfile", async () => {
    const { stdout } = await run("python3", ["-c", PYTHON_HEADS, path]);
    const heads = Object.values(JSON.parse(stdout) as Record<string, [number, number, string]>).map(([, , hex]) => hex);
    expect(heads.map((hex) => Buffer.from(hex, "hex").toString())).toEqual(["bef", "hug", "bel", "exa", "aft"]);
  });

  testWith("unzip")("is listed and partly unpacked by Info-ZIP without a warning", async () => {
    const listed = await run("unzip", ["-l", path]);
    expect(listed.stdout).toContain(`${4.5 * GIB + 6}`);
    const unpacked = await run("unzip", ["-p", path, "e-after.txt"]);
    expect([unpacked.stdout, unpacked.stderr, listed.stderr]).toEqual(["after", "", ""]);
  });
});

describe("an archive of more than 65,535 files", () => {
  test("counts them in its ZIP64 end record", async () => {
    const store = new MemoryStore();
    const file = storeBlob(store, "x", Buffer.alloc(0));
    const files = Array.from({ length: 65_600 }, (_, index) => ({ ...file, path: `d/${index}` }));
    await buildArchive(files, KEY, stageContext(store));
    const scratch = await mkdtemp(join(tmpdir(), "many-entries-"));
    try {
      const path = join(scratch, "many.zip");
      await writeSparse(path, store.objects.get(KEY)?.rope ?? []);
      expect(await yauzlListing(path)).toHaveLength(65_600);
    } finally {
      await rm(scratch, { recursive: true });
    }
  });
});
