import { isUtf8 } from "node:buffer";
import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";
import type { Request } from "express";
import { Refusal } from "./replies.ts";
import { badBody } from "./requests.ts";

const unpackers = { gzip: promisify(gunzip), deflate: promisify(inflate), br: promisify(brotliDecompress) };

/**
 * Reads a JSON body of at most `limit` bytes, as it is sent and unpacked; undefined when there is none. Throws a Refusal:
 * 400 for what is not JSON in UTF-8, 413 over the limit, 415 for another media type, charset or encoding.
 */
export async function readJson(request: Request, limit: number): Promise<unknown> {
  if (!hasBody(request)) return undefined;
  if (!request.is("application/json"))
    throw unsupported(`application/json, not ${request.get("content-type") ?? "untyped"}`);
  const charset = /charset *= *"?([^";]+)/i.exec(request.get("content-type") ?? "")?.[1] ?? "utf-8";
  if (!/^utf-?8$/i.test(charset)) throw unsupported(`in UTF-8, not ${charset}`);
  return parseJson(await unpack(request, await readBytes(request, limit), limit));
}

const hasBody = ({ headers }: Request): boolean =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;

/**
 * Reads the bytes of a body. Throws a Refusal with 413 as soon as the body is known to be over the limit, by its announced
 * length or by the bytes received; the request stays open, so that the client can read the answer.
 */
export async function readBytes(request: Request, limit: number): Promise<Buffer> {
  if (Number(request.headers["content-length"] ?? 0) > limit) throw tooLarge(limit);
  const chunks: Buffer[] = [];
  await new Promise<void>((resolve, reject) => {
    let bytes = 0;
    const take = (chunk: Buffer): void => {
      bytes += chunk.length;
      if (bytes <= limit) chunks.push(chunk);
      else end(tooLarge(limit));
    };
    const end = (fault?: Refusal): void => {
      request.off("data", take);
      if (fault === undefined) resolve();
      else reject(fault);
    };
    request.on("data", take);
    request.once("end", end);
    request.once("error", () => end(badBody("ended too early")));
  });
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
}

/** Undoes the content encoding. Throws a Refusal: 400 for damaged data, 413 over the limit, 415 for an unknown encoding. */
export async function unpack(request: Request, bytes: Buffer, limit: number): Promise<Buffer> {
  const encoding = request.headers["content-encoding"]?.toLowerCase() ?? "identity";
  if (encoding === "identity") return bytes;
  if (!(encoding in unpackers))
    throw unsupported(`encoded with ${Object.keys(unpackers).join(", ")} or not at all, not ${encoding}`);
  try {
    return await unpackers[encoding as keyof typeof unpackers](bytes, { maxOutputLength: limit });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw tooLarge(limit);
    throw badBody(`is not valid ${encoding}`);
  }
}

/** The value of JSON text; undefined for no bytes. Throws a Refusal with 400. */
export function parseJson(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  // Other bytes would be read as replacement characters, and a name would not be the one that was sent.
  if (!isUtf8(bytes)) throw badBody("is not UTF-8");
  try {
    const text = bytes.toString();
    return JSON.parse(text.startsWith("\uFEFF") ? text.slice(1) : text);
  } catch (error) {
    throw badBody(`is not valid JSON: ${(error as Error).message}`.slice(0, 500));
  }
}

const tooLarge = (limit: number): Refusal =>
  new Refusal({ status: 413, body: { detail: `The body is larger than ${limit} bytes` } });

const unsupported = (wanted: string): Refusal =>
  new Refusal({ status: 415, body: { detail: `The body must be ${wanted}` } });
