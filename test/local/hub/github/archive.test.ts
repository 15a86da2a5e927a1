import { createGunzip, gunzipSync } from "node:zlib";
import { extract, type Header } from "tar-stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aCodeRepository } from "../../../../local/hub/builders.ts";
import { contentOf } from "../../../../local/hub/content.ts";
import { blobId } from "../../../../local/hub/git/objects.ts";
import { type LocalHub, startHub } from "../../../../local/hub.ts";
import { ask, askJson, follow } from "../with-hub.ts";

const TOKEN = "ghp_valid";
let hub: LocalHub;
let clock = Date.parse("2026-01-02T03:04:05Z");
beforeAll(async () => {
  hub = await startHub({
    repositories: [],
    token: TOKEN,
    now: () => new Date(clock),
    github: [
      aCodeRepository("acme/code", {
        files: [
          { path: ".gitattributes", content: "results.md export-ignore\n" },
          { path: "weights.bin", content: { bytes: 5000, seed: 1 }, lfs: true },
          { path: "vendor/lib", submodule: "1".repeat(40) },
          { path: `${"deep/".repeat(30)}file.txt`, content: "deep\n" },
          { path: "big.dat", content: { bytes: 3_000_000, seed: 2 } },
        ],
      }),
      aCodeRepository("acme/secret", { private: true }),
    ],
  });
});
afterAll(() => hub.close());

interface Unpacked {
  readonly header: Header;
  readonly content: Buffer;
}

async function unpack(archive: Buffer): Promise<Map<string, Unpacked>> {
  const found = new Map<string, Unpacked>();
  const reading = extract();
  const gunzip = createGunzip();
  gunzip.pipe(reading);
  gunzip.end(archive);
  for await (const entry of reading) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk as Buffer);
    found.set(entry.header.name, { header: entry.header, content: Buffer.concat(chunks) });
  }
  return found;
}

const tarball = async (ref: string) => follow(`${hub.github}/repos/acme/code/tarball/${ref}`);

test("the archive holds every file of the tree below one folder, with the ids that the tree tells", async () => {
  const { sha } = (await askJson(`${hub.github}/repos/acme/code/commits/main`)) as { sha: string };
  const [first, last] = await tarball(sha);
  expect(first?.status).toBe(302);
  const files = await unpack(last?.body ?? Buffer.alloc(0));
  const listed = await askJson(`${hub.github}/repos/acme/code/git/trees/${sha}?recursive=1`);
  const { tree } = listed as { tree: { path: string; mode: string; type: string; sha: string }[] };
  const blobs = tree.filter(({ type, mode, path }) => type === "blob" && mode !== "120000" && path !== "results.md");
  for (const { path, sha: id } of blobs) {
    const file = files.get(`acme-code-${sha.slice(0, 7)}/${path}`);
    expect(blobId(contentOf(file?.content ?? "")), path).toBe(id);
  }
});

test("links, executables, LFS pointers and submodules are archived as git does", async () => {
  const [, last] = await tarball("main");
  const files = await unpack(last?.body ?? Buffer.alloc(0));
  const at = (suffix: string) => [...files].find(([name]) => name.endsWith(suffix))?.[1];
  expect(at("/docs")?.header).toMatchObject({ type: "symlink", linkname: "README.md" });
  expect(at("/scripts/check.sh")?.header.mode).toBe(0o775);
  expect(at("/weights.bin")?.content.toString()).toMatch(/^version https:\/\/git-lfs[\s\S]*\nsize 5000\n$/);
  expect(at("/vendor/lib/")?.header.type).toBe("directory");
  expect(at("/results.md")).toBeUndefined();
});

test("the archive begins with the commit's id", async () => {
  const [, last] = await tarball("main");
  const { sha } = (await askJson(`${hub.github}/repos/acme/code/commits/main`)) as { sha: string };
  const tar = gunzipSync(last?.body ?? "");
  expect(tar.subarray(156, 157).toString()).toBe("g");
  expect(tar.subarray(512, 512 + 52).toString()).toBe(`52 comment=${sha}\n`);
});

test("an archive has no length and knows no ranges", async () => {
  const [first] = await tarball("main");
  expect(first?.headers.location).toBe(`${hub.codeload}/acme/code/legacy.tar.gz/refs/heads/main`);
  const answer = await ask(String(first?.headers.location), { headers: { range: "bytes=0-9" } });
  expect(answer.status).toBe(200);
  expect(answer.headers["content-length"]).toBeUndefined();
  expect(answer.headers["content-type"]).toBe("application/x-gzip");
});

test("a private archive needs a link that was signed in the last five minutes", async () => {
  const first = await ask(`${hub.github}/repos/acme/secret/tarball/main`, { token: TOKEN });
  const link = String(first.headers.location);
  expect((await ask(link.slice(0, link.indexOf("?")))).status).toBe(404);
  expect((await ask(link)).status).toBe(200);
  clock += 301_000;
  expect((await ask(link)).status).toBe(404);
});

test("an archive of a ref that does not exist is not found", async () => {
  expect((await tarball("nope")).at(-1)?.status).toBe(404);
});
