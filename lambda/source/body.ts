import { IngestFailure } from "../../domain/failure.ts";
import { named, type Subject } from "./refusal.ts";
import type { SourceCall } from "./source.ts";

const MAX_JSON_BYTES = 64 * 1024 * 1024;

/** The failure behind an error of the connection or of a body; the caller's own abort stays what it is. */
export function broken(error: unknown, host: string, subject: Subject, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason ?? error;
  if (error instanceof IngestFailure) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "EADDRREFUSED") {
    return new IngestFailure("source_untrusted", `${host} has an address that connections must not lead to`);
  }
  const why = code.includes("TIMEOUT") ? "did not answer in time" : "broke the connection";
  return new IngestFailure("source_unavailable", `${host} ${why} for ${named(subject)}`, { cause: error });
}

/** The first 4 KiB of a body as text. */
export async function beginning(body: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const piece of body) {
      pieces.push(piece);
      bytes += piece.length;
      if (bytes >= 4096) break;
    }
  } catch {
    // The status has said what matters; the text of a refusal that breaks off only refines the message.
  }
  return Buffer.concat(pieces).toString("utf8").slice(0, 4096);
}

/** Reads a whole body as JSON; what breaks off or cannot be read is source_unavailable. */
export async function readJson(
  answer: { readonly url: URL; readonly body: AsyncIterable<Buffer> },
  subject: Subject,
  call: SourceCall,
): Promise<unknown> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  const fail = (why: string, cause?: unknown) =>
    new IngestFailure("source_unavailable", `${answer.url.host} sent ${why} for ${named(subject)}`, { cause });
  try {
    for await (const piece of answer.body) {
      pieces.push(piece);
      bytes += piece.length;
      if (bytes > MAX_JSON_BYTES) throw fail(`more than ${MAX_JSON_BYTES} bytes of JSON`);
    }
  } catch (error) {
    throw broken(error, answer.url.host, subject, call.signal);
  }
  try {
    return JSON.parse(Buffer.concat(pieces).toString("utf8"));
  } catch (error) {
    throw fail("unreadable JSON", error);
  }
}
