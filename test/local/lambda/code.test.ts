import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { ZipArchive } from "archiver";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CodeStore } from "../../../local/lambda/functions/code.ts";
import { zipOf } from "./test-lambda.ts";

let folder: string;
let codes: CodeStore;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "gatehouse-code-"));
  codes = new CodeStore(path.join(folder, "codes"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** A zip whose names go in as they are; archiver itself would clean them, so they are patched in afterwards. */
async function zipNamed(name: string): Promise<Buffer> {
  const safe = name.replaceAll(/[^A-Za-z.]/g, "_").replaceAll("..", "__");
  const archive = new ZipArchive({ store: true });
  archive.append(Buffer.from("content"), { name: safe });
  await archive.finalize();
  const parts: Buffer[] = [];
  for await (const part of archive) parts.push(part as Buffer);
  return Buffer.from(Buffer.concat(parts).toString("latin1").replaceAll(safe, name), "latin1");
}

const everything = (): Promise<string[]> => readdir(folder, { recursive: true });

describe("the code store", () => {
  test("unpacks a bundle once, into a folder named by its digest", async () => {
    const zip = await zipOf("export const handler = 1");
    const code = await codes.keep(zip);
    expect(await codes.keep(zip)).toEqual(code);
    expect(await readFile(path.join(codes.folderOf(code), "index.mjs"), "utf8")).toBe("export const handler = 1");
    expect(path.basename(codes.folderOf(code))).toBe(Buffer.from(code.sha256, "base64").toString("hex"));
  });

  test("keeps folders of the zip", async () => {
    const code = await codes.keep(await zipNamed("inner/deep.mjs"));
    expect(await readFile(path.join(codes.folderOf(code), "inner", "deep.mjs"), "utf8")).toBe("content");
  });

  test.each(["../outside.mjs", "/tmp/outside.mjs", "a/../../outside.mjs", "..\\outside.mjs"])(
    "refuses an entry named %s and leaves nothing behind",
    async (name) => {
      await expect(codes.keep(await zipNamed(name))).rejects.toThrow("Could not unzip");
      expect(await everything()).toEqual(["codes"]);
    },
  );

  test("refuses a symbolic link", async () => {
    const archive = new ZipArchive();
    archive.symlink("link.mjs", "/etc/passwd");
    await archive.finalize();
    const parts: Buffer[] = [];
    for await (const part of archive) parts.push(part as Buffer);
    await expect(codes.keep(Buffer.concat(parts))).rejects.toThrow("symbolic link");
  });

  test("removes what no version refers to any more", async () => {
    const [kept, gone] = await Promise.all(["1", "2"].map(async (text) => codes.keep(await zipOf(text))));
    await codes.keepOnly([kept!]);
    expect(await readdir(path.join(folder, "codes"))).toEqual([path.basename(codes.folderOf(kept!))]);
    expect(gone).toBeDefined();
  });
});

describe("a zip of modules", () => {
  test("has the same bytes for the same content", async () => {
    const [first, second] = await Promise.all([1, 2].map(() => zipOf("same")));
    expect(Buffer.compare(first!, second!)).toBe(0);
  });
});
