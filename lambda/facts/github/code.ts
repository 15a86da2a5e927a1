/** Reads and measures the files of a source tree that show how its code is maintained; the sources' text is dropped. */
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { extract } from "tar-stream";
import { asObject } from "../../../domain/json.ts";
import { sourceFiles, wantedFiles } from "../../../rating/code/code-files.ts";
import { measureSource } from "../../../rating/code/python.ts";
import { absent, type Fact, type Unknown, unknown, value } from "../../../rating/fact.ts";
import type { Policy } from "../../../rating/policy.ts";
import type { TreeFile } from "../../../rating/snapshot.ts";
import type { CodeFiles } from "../../../rating/snapshot-code.ts";
import { BodyTooLarge, MalformedBody, textOf } from "../body.ts";
import { mapFact, type SourceClient } from "../client.ts";
import { fileText } from "../huggingface/hub.ts";
import { hubFile, type ModelFiles } from "../huggingface/model-files.ts";
import { repositoryPath } from "./history.ts";

/** Larger texts and sources are left out, bytes. */
const MAX_TEXT_BYTES = 128 * 1024;
const MAX_SOURCE_BYTES = 256 * 1024;
/** Number of texts read one by one when the archive of a repository is too large. */
const SINGLE_TEXTS = 4;

type Wanted = ReturnType<typeof wantedFiles>;

function sizesOf(tree: readonly TreeFile[]): ReadonlyMap<string, number | null> {
  return new Map(tree.map(({ path, bytes }) => [path, bytes]));
}

/** Wanted files that are not too large according to the listing. */
function wantedOf(tree: readonly TreeFile[], policy: Policy, sourceLimit?: number): Wanted {
  const sizes = sizesOf(tree);
  const small = (limit: number) => (path: string) => (sizes.get(path) ?? 0) <= limit;
  const paths = tree.map(({ path }) => path);
  const { texts, sources } = wantedFiles(paths, policy, sourceLimit);
  return { texts: texts.filter(small(MAX_TEXT_BYTES)), sources: sources.filter(small(MAX_SOURCE_BYTES)) };
}

/** The wanted files of a GitHub repository out of its archive; of one that is too large, a few texts. */
export async function linkedCode(
  github: SourceClient,
  { name, commit, tree }: { readonly name: string; readonly commit: string; readonly tree: readonly TreeFile[] },
  policy: Policy,
): Promise<Fact<CodeFiles>> {
  const wanted = wantedOf(tree, policy);
  const total = tree.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
  if (total > MAX_UNPACKED_BYTES) return singleTexts(github, name, commit, wanted);
  const paths = new Set([...wanted.texts, ...wanted.sources]);
  if (paths.size === 0) return value({ texts: {}, sources: [] });
  const found = await archivedTexts(github, name, commit, paths);
  if (found.known === "unknown" && found.why === "too_large") return singleTexts(github, name, commit, wanted);
  if (found.known !== "value") return found;
  const held = found.value;
  const texts = wanted.texts.flatMap((path) => (held.has(path) ? [[path, value(held.get(path) ?? "")] as const] : []));
  const sources = wanted.sources.flatMap((path) => (held.has(path) ? [measureSource(path, held.get(path) ?? "")] : []));
  return value({ texts: Object.fromEntries(texts), sources });
}

async function singleTexts(
  github: SourceClient,
  name: string,
  commit: string,
  wanted: Wanted,
): Promise<Fact<CodeFiles>> {
  const read = wanted.texts
    .slice(0, SINGLE_TEXTS)
    .map(async (path) => [path, await singleText(github, name, commit, path)]);
  return value({ texts: Object.fromEntries(await Promise.all(read)), sources: [] });
}

async function singleText(github: SourceClient, name: string, commit: string, path: string): Promise<Fact<string>> {
  const encoded = path.split("/").map(encodeURIComponent).join("/");
  const what = `${path} of ${name}`;
  const answer = await github.json(`${repositoryPath(name)}/contents/${encoded}?ref=${commit}`, {
    what,
    maxBytes: 2 * MAX_TEXT_BYTES,
    optional: true,
  });
  return mapFact(answer, ({ json }) => {
    const content = asObject(json)?.["content"];
    if (typeof content !== "string") return unknown("malformed", `GitHub sent no content of ${what}`);
    return value(Buffer.from(content, "base64").toString("utf8"));
  });
}

/** Source files worth reading in the model repository itself, at most `limit`. */
export const ownSources = (tree: readonly TreeFile[], policy: Policy, limit: number): readonly string[] =>
  limit === 0 ? [] : wantedOf(tree, policy, limit).sources.slice(0, limit);

/**
 * Source files inside the model repository and the README that goes with them. One that cannot be read makes
 * the whole unknown: a rating of the files that happened to arrive would depend on chance.
 */
export async function ownCode(
  model: ModelFiles,
  readme: Fact<string>,
  limit: number,
  policy: Policy,
): Promise<Fact<CodeFiles>> {
  const { tree } = model;
  const paths = tree.map(({ path }) => path);
  if (sourceFiles(paths, policy).length === 0) return absent;
  if (limit === 0) return unknown("not_followed", "reading the source files is over the request limit of a rating");
  const sizes = sizesOf(tree);
  const wanted = ownSources(tree, policy, limit);
  const read = await Promise.all(
    wanted.map(async (path) => {
      const file = hubFile(model, { path, bytes: sizes.get(path) ?? null });
      return { path, text: await fileText(model.hub, file, MAX_SOURCE_BYTES) };
    }),
  );
  const failed = read.map(({ text }) => text).find((text): text is Unknown => text.known === "unknown");
  if (failed !== undefined) return failed;
  const sources = read.flatMap(({ path, text }) => (text.known === "value" ? [measureSource(path, text.value)] : []));
  return value({ texts: readme.known === "absent" ? {} : { "README.md": readme }, sources });
}

/** Limits of a tarball in bytes: compressed and unpacked. */
const MAX_ARCHIVE_BYTES = 32 * 1024 * 1024;
const MAX_UNPACKED_BYTES = 128 * 1024 * 1024;

/**
 * The text of each wanted file that the archive of the commit holds; one that is too large is left out. A
 * file that the owner keeps out of archives is left out as well.
 */
async function archivedTexts(
  github: SourceClient,
  name: string,
  commit: string,
  wanted: ReadonlySet<string>,
): Promise<Fact<ReadonlyMap<string, string>>> {
  const options = { what: `the archive of ${name}`, maxBytes: MAX_ARCHIVE_BYTES, slow: true };
  return github.stream(`${repositoryPath(name)}/tarball/${commit}`, options, (body) => pick(body, wanted));
}

async function pick(
  body: AsyncIterable<Uint8Array>,
  wanted: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const unpacked = extract();
  const reading = (async () => {
    for await (const entry of unpacked) {
      const path = entry.header.name.split("/").slice(1).join("/");
      const isWanted = entry.header.type === "file" && wanted.has(path) && (entry.header.size ?? 0) <= MAX_SOURCE_BYTES;
      if (isWanted) found.set(path, (await textOf(entry as unknown as AsyncIterable<Uint8Array>)).text);
      else entry.resume();
    }
  })();
  try {
    await Promise.all([pipeline(Readable.from(body), createGunzip(), bounded, unpacked), reading]);
  } catch (error) {
    throw brokenArchive(error) ? new MalformedBody("it is no gzipped tar archive", { cause: error }) : error;
  }
  return found;
}

/** zlib names its faults Z_…; the tar reader throws plain errors. */
function brokenArchive(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof BodyTooLarge) return false;
  const { code } = error as NodeJS.ErrnoException;
  return code === undefined ? /tar|end of data/i.test(error.message) : code.startsWith("Z_");
}

/** A few kilobytes can unpack to gigabytes. */
async function* bounded(source: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  let seen = 0;
  for await (const chunk of source as AsyncIterable<Uint8Array>) {
    seen += chunk.byteLength;
    if (seen > MAX_UNPACKED_BYTES) throw new BodyTooLarge(MAX_UNPACKED_BYTES);
    yield chunk;
  }
}
