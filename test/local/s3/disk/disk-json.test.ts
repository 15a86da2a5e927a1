import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { replaceFile } from "../../../../local/s3/disk/disk-json.ts";

test("a file that is being replaced is read as the old content or the new, never as a part of either", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "s3-replace-"));
  try {
    const target = path.join(folder, "deep", "record");
    const contents = ["a", "b"].map((letter) => letter.repeat(2 ** 21));
    await replaceFile(target, contents[0] ?? "");
    let running = true;
    const reader = (async () => {
      while (running) expect(contents.includes(await readFile(target, "utf8"))).toBe(true);
    })();
    for (let round = 0; round < 20; round += 1) await replaceFile(target, contents[round % 2] ?? "");
    running = false;
    await reader;
    expect(await readdir(path.dirname(target))).toEqual(["record"]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test("a file that cannot be replaced leaves nothing unfinished behind", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "s3-replace-"));
  try {
    const target = path.join(folder, "taken");
    await mkdir(path.join(target, "by-a-folder"), { recursive: true });
    await expect(replaceFile(target, "content")).rejects.toThrow();
    expect(await readdir(folder)).toEqual(["taken"]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
