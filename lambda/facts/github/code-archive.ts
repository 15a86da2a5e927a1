/** Reads chosen files out of a repository's tarball as it streams by: two requests for any number of files. */
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { extract } from "tar-stream";
import type { Fact } from "../../../rating/fact.ts";
import { textOf } from "../http/exchange.ts";
import type { SourceClient } from "../http/fetch.ts";
import { BodyTooLarge, MalformedBody } from "../http/fetch-fault.ts";
import { repositoryPath } from "./github.ts";

/** Compressed and unpacked bytes after which a tarball is given up. */
export const MAX_ARCHIVE_BYTES = 32 * 1024 * 1024;
export const MAX_UNPACKED_BYTES = 128 * 1024 * 1024;

/**
 * The text of each wanted file that the archive of the commit holds; a file over `maxBytes` is left out. A
 * file that the owner keeps out of archives is left out as well.
 */
export async function archivedTexts(
  github: SourceClient,
  name: string,
  commit: string,
  wanted: ReadonlySet<string>,
  maxBytes: number,
): Promise<Fact<ReadonlyMap<string, string>>> {
  const options = { what: `the archive of ${name}`, maxBytes: MAX_ARCHIVE_BYTES, slow: true };
  return github.stream(`${repositoryPath(name)}/tarball/${commit}`, options, (body) => pick(body, wanted, maxBytes));
}

async function pick(
  body: AsyncIterable<Uint8Array>,
  wanted: ReadonlySet<string>,
  maxBytes: number,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const unpacked = extract();
  const reading = (async () => {
    for await (const entry of unpacked) {
      const path = entry.header.name.split("/").slice(1).join("/");
      const isWanted = entry.header.type === "file" && wanted.has(path) && (entry.header.size ?? 0) <= maxBytes;
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
