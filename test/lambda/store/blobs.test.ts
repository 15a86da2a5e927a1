import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { blobKey } from "../../../domain/object-keys.ts";
import type { StoredFile } from "../../../lambda/ports.ts";
import { storedReadme } from "../../../lambda/store/blobs.ts";
import { MemoryStore } from "../../support/transfer/memory-store.ts";

const store = new MemoryStore();
const stored = async (path: string, text: string, part: Partial<StoredFile> = {}): Promise<StoredFile> => {
  const content = Buffer.from(text);
  const sha256 = createHash("sha256").update(content).digest("hex");
  await store.put(blobKey(sha256), content);
  return { path, bytes: content.length, sha256, gitSha1: null, crc32: 0, kind: "file", ...part };
};
const readmeOf = (files: readonly StoredFile[]) => storedReadme(files, store, AbortSignal.timeout(300_000));

test("reads the README at the top of the repository, in any spelling, and none in a folder", async () => {
  const below = await stored("docs/README.md", "below");
  expect(await readmeOf([below])).toBeNull();
  expect(await readmeOf([below, await stored("README.md", "# Häuser 😀")])).toBe("# Häuser 😀");
  expect(await readmeOf([await stored("readme.rst", "rst"), await stored("main.py", "x")])).toBe("rst");
});

test("does not read a README that is a link, a pointer or too long for a search", async () => {
  const link = await stored("README.md", "docs/README.md", { kind: "symlink" });
  const pointer = await stored("README.md", "version https", { kind: "lfs_pointer" });
  const long = await stored("README.md", "x", { bytes: 1024 * 1024 + 1 });
  for (const file of [link, pointer, long]) expect(await readmeOf([file])).toBeNull();
});
