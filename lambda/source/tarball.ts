import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { extract } from "tar-stream";
import { IngestFailure } from "../failure.ts";
import type { Listing } from "../ports.ts";
import { broken } from "./body.ts";
import type { SourceHttp, SourceRequest } from "./http.ts";
import { named } from "./refusal.ts";
import type { SourceCall, StreamedFile } from "./source.ts";

/** What a tar archive holds besides content: headers, long names, padding. Bytes per entry. */
const FRAME = 4096;

/** Most bytes an unpacked archive of this listing can have; one that goes on after them is no archive of it. */
function bound({ files }: Listing): number {
  const content = files.reduce((sum, { bytes }) => sum + bytes, 0);
  // Twice: attributes of a repository may have names expanded in its files.
  return 2 * content + FRAME * files.length + 1024 * 1024;
}

/** The regular files of a repository's tarball, one after another. The folder that wraps them all is taken off. */
export async function* tarballFiles(
  http: SourceHttp,
  request: SourceRequest,
  listing: Listing,
  call: SourceCall,
): AsyncGenerator<StreamedFile> {
  const answer = await http.send(request, call);
  const unpacked = extract();
  let failure: unknown = null;
  const flow = pipeline(answer.body, createGunzip(), limited(listing), unpacked).catch((error) => {
    failure ??= error;
    unpacked.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  try {
    for await (const entry of unpacked) {
      const path = entry.header.name.replace(/^[^/]*\//, "");
      if (entry.header.type === "file" && path !== "") {
        yield { path, bytes: entry.header.size ?? 0, chunks: entry as AsyncIterable<Uint8Array> };
      }
      // Whatever the reader left of this file has to pass before the next one comes.
      entry.resume();
    }
  } catch (error) {
    throw unreadable(failure ?? error, answer.url.host, request, call);
  } finally {
    unpacked.destroy();
    answer.body.destroy();
    await flow;
  }
}

function limited(listing: Listing) {
  const most = bound(listing);
  return async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let bytes = 0;
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > most) throw new RangeError("the archive is larger than its file list");
      yield chunk;
    }
  };
}

/** Bytes that do not unpack are a broken transfer like any other. */
function unreadable(error: unknown, host: string, request: SourceRequest, call: SourceCall): unknown {
  const told = broken(error, host, request.subject, call.signal);
  const isArchive = error instanceof RangeError || (error instanceof Error && /tar|zlib|header/i.test(error.message));
  if (!isArchive || call.signal.aborted) return told;
  return new IngestFailure("source_unavailable", `${host} sent an unreadable archive for ${named(request.subject)}`, {
    cause: error,
  });
}
