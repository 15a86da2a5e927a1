import { IngestFailure } from "../../domain/failure.ts";
import type { ByteRange, ListedFile } from "../ports.ts";
import type { HubAnswer } from "./http/client.ts";
import { broken } from "./http/content.ts";
import { named, type Subject } from "./http/refusal.ts";
import { shown } from "./listing.ts";
import type { SourceBody, SourceWant } from "./source.ts";

/** Request headers for a piece of a file. */
export function rangeHeaders({ range, ifRange }: SourceWant): Record<string, string> {
  if (range === null) return {};
  return { range: `bytes=${range.start}-${range.end}`, ...(ifRange === null ? {} : { "if-range": ifRange }) };
}

function wholeNumber(text: string | string[] | undefined): number | null {
  return typeof text === "string" && /^\d{1,16}$/.test(text) ? Number(text) : null;
}

/** Position of a response's bytes in the file, and the stated length of the file. */
function placed(answer: HubAnswer, range: ByteRange | null): { start: number; total: number | null } | null {
  const whole = { start: 0, total: wholeNumber(answer.headers["content-length"]) };
  if (answer.status !== 206) return whole;
  // Some servers call a whole file a partial one and say nothing of its place.
  if (range === null && answer.headers["content-range"] === undefined) return whole;
  const stated = /^bytes (\d{1,16})-(\d{1,16})\/(\d{1,16}|\*)$/.exec(String(answer.headers["content-range"] ?? ""));
  const start = range?.start ?? 0;
  if (stated === null || Number(stated[1]) !== start) return null;
  return { start, total: stated[3] === "*" ? null : Number(stated[3]) };
}

/**
 * Makes a body of a response, after checking that it is the requested range, unencoded, of a file of the listed
 * length.
 * @throws IngestFailure source_unavailable for an answer that does not fit the request, integrity_mismatch for another
 * length than listed
 */
export function bodyOf(
  answer: HubAnswer,
  file: ListedFile,
  want: SourceWant,
  { subject, signal }: { readonly subject: Subject; readonly signal: AbortSignal },
): SourceBody {
  const place = placed(answer, want.range);
  const encoding = answer.headers["content-encoding"];
  if (place === null || (encoding !== undefined && encoding !== "identity")) {
    answer.body.destroy();
    const why = place === null ? "another range than asked for" : "encoded bytes";
    throw new IngestFailure("source_unavailable", `${answer.url.host} sent ${why} for ${named(subject)}`);
  }
  if (place.total !== null && place.total !== file.bytes) {
    answer.body.destroy();
    throw new IngestFailure(
      "integrity_mismatch",
      `${shown(file.path)} is listed with ${file.bytes} bytes, but the source sends ${place.total}`,
    );
  }
  const etag = answer.headers["etag"];
  const strong = typeof etag === "string" && /^"[^"]*"$/.test(etag) ? etag : null;
  return { ...place, etag: strong, chunks: chunksOf(answer, subject, signal) };
}

async function* chunksOf(answer: HubAnswer, subject: Subject, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    yield* answer.body;
  } catch (error) {
    throw broken(error, answer.url.host, subject, signal);
  } finally {
    answer.body.destroy();
  }
}
