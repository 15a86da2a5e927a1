import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { extract } from "tar-stream";
import { IngestFailure } from "../../domain/failure.ts";
import type { Listing } from "../ports.ts";
import { broken, type SourceHttp, type SourceRequest } from "./http/content.ts";
import { named } from "./http/refusal.ts";
import type { SourceCall, StreamedFile } from "./source.ts";

/** Overhead of a tar archive (headers, long names, padding) in bytes per entry. */
const FRAME = 4096;

/** Upper bound of the unpacked archive of this listing in bytes. A longer one is not its archive. */
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
  const flow = pipeline(gunzipped(answer.body), limited(listing), unpacked).catch((error) => {
    failure = error;
  });
  /** The last stream of the pipeline only reports that it was destroyed; the first one that failed has the cause. */
  const causeOf = async (error: unknown) => {
    unpacked.destroy();
    await flow;
    return unreadable(failure ?? error, answer.url.host, request, call);
  };
  try {
    for await (const entry of unpacked) {
      const path = entry.header.name.replace(/^[^/]*\//, "");
      if (entry.header.type === "file" && path !== "") {
        yield { path, bytes: entry.header.size ?? 0, chunks: explained(entry as AsyncIterable<Uint8Array>, causeOf) };
      }
      // What the reader left of this file must be consumed before the next entry arrives.
      entry.resume();
    }
  } catch (error) {
    throw await causeOf(error);
  } finally {
    unpacked.destroy();
    answer.body.destroy();
    await flow;
  }
}

/** The tar archive in a body that is packed, or that the client has unpacked already because its encoding said so. */
async function* gunzipped(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const pieces = body[Symbol.asyncIterator]();
  const first = await pieces.next();
  const all = async function* (): AsyncGenerator<Buffer> {
    if (!first.done) yield first.value;
    yield* { [Symbol.asyncIterator]: () => pieces };
  };
  if (first.done || first.value[0] !== 0x1f) return yield* all();
  const unpacked = createGunzip();
  const flow = pipeline(all(), unpacked).catch(() => {
    // The reader of `unpacked` throws the same error.
  });
  try {
    yield* unpacked;
  } finally {
    unpacked.destroy();
    await flow;
  }
}

async function* explained(
  chunks: AsyncIterable<Uint8Array>,
  causeOf: (error: unknown) => Promise<unknown>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    throw await causeOf(error);
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

/** Bytes that cannot be unpacked are a broken transfer like any other. */
function unreadable(error: unknown, host: string, request: SourceRequest, call: SourceCall): unknown {
  const connection = error instanceof Error && "code" in error && /^(UND_|E[A-Z]+$)/.test(String(error.code));
  if (connection || call.signal.aborted || error instanceof IngestFailure) {
    return broken(error, host, request.subject, call.signal);
  }
  const why = `${host} sent an unreadable archive for ${named(request.subject)}`;
  return new IngestFailure("source_unavailable", why, { cause: error });
}
