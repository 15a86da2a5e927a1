/** The input of a request: its body is read, and everything is checked against the contract. */
import { isUtf8 } from "node:buffer";
import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";
import type { Request } from "express";
import { type OperationId, operationTable } from "../../generated/operations.ts";
import { requests, type ValidationFault } from "../../generated/validators.js";
import type { Schemas } from "../../handlers/contract.ts";
import { Refusal } from "./replies.ts";

/** Path, query and documented headers of a request. */
export interface Parameters {
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly header: Readonly<Record<string, unknown>>;
}

/** Whether an operation reads a body. */
export const takesBody = (id: OperationId): boolean => requests[id].body !== null;

/**
 * Checks the parameters against the contract and returns them with their types; those that are missing get their
 * defaults. Throws a Refusal with 400.
 */
export function checkParameters(id: OperationId, path: Parameters["path"], request: Request): Parameters {
  const { url, query, headers } = request;
  if (ENCODED_NUL.test(url)) throw refused([{ path: "request", message: NUL }]);
  const header = operationTable[id].headers.flatMap((name) => {
    const value = headers[name.toLowerCase()];
    return value === undefined ? [] : [[name, value] as const];
  });
  const parameters = { path: { ...path }, query: { ...query }, header: Object.fromEntries(header) };
  const { parameters: validate } = requests[id];
  if (!validate(parameters)) throw badRequest(validate.errors ?? []);
  const places = [
    ...otherThanDigits("path", path, parameters.path),
    ...otherThanDigits("query", query, parameters.query),
  ];
  if (places.length > 0) throw refused(places.map((place) => ({ path: place, message: "must be written in digits" })));
  return parameters;
}

/** Numbers that were not written as numbers are here: the validators also take 1e0, 0x1, +1 or 1 between spaces for one. */
const otherThanDigits = (
  where: string,
  written: Readonly<Record<string, unknown>>,
  typed: Readonly<Record<string, unknown>>,
): string[] =>
  Object.entries(typed)
    .filter(([name, value]) => typeof value === "number" && name in written && !/^\d+$/.test(String(written[name])))
    .map(([name]) => `${where}/${name}`);

/** Checks a body against the contract and fills in its defaults; undefined is no body. Throws a Refusal with 400. */
export function checkBody(id: OperationId, body: unknown): void {
  const { body: validate, bodyRequired } = requests[id];
  if (validate === null || (body === undefined && !bodyRequired)) return;
  if (body === undefined) throw badBody("is missing");
  const nul = placeOfNul(body, "body");
  if (nul !== null) throw refused([{ path: nul, message: NUL }]);
  if (!validate(body)) throw badRequest(validate.errors ?? [], "body");
}

/** 400 for a body that is wrong as a whole. */
const badBody = (message: string): Refusal => refused([{ path: "body", message }]);

/** 400 with the place of each fault in the words of a caller, such as `body/url`; at most ten. */
function badRequest(faults: readonly ValidationFault[], root = ""): Refusal {
  const last = faults.at(-1);
  // A union comes after the faults of all its variants, at one place.
  if (last?.keyword === "anyOf")
    return refused([{ path: placeOf(last, root), message: faults.slice(0, -1).map(sentenceOf).join(", or ") }]);
  return refused(faults.slice(0, 10).map((fault) => ({ path: placeOf(fault, root), message: sentenceOf(fault) })));
}

function refused(errors: readonly { readonly path: string; readonly message: string }[]): Refusal {
  const short = errors.map(({ path, message }) => ({ path, message: message.slice(0, 1000) }));
  const detail = short.map(({ path, message }) => `${path}: ${message}`).join("; ");
  const body: Schemas["BadRequest"] = { detail: detail.slice(0, 4000), errors: short };
  return new Refusal({ status: 400, body });
}

function placeOf({ instancePath, params }: ValidationFault, root: string): string {
  const place = instancePath.replaceAll("~1", "/").replaceAll("~0", "~");
  const named = params["missingProperty"] ?? params["additionalProperty"];
  return `${root}${place}${typeof named === "string" ? `/${named}` : ""}`.replace(/^\//, "");
}

function sentenceOf({ keyword, params, message }: ValidationFault): string {
  switch (keyword) {
    case "required":
      return "is missing";
    case "additionalProperties":
      return "is not known here";
    case "enum":
      return `must be one of ${(params["allowedValues"] as unknown[]).join(", ")}`;
    default:
      return message ?? "is not valid";
  }
}

/**
 * No text of a request may hold a NUL: PostgreSQL stores none, and a program that takes it for the end of a text would
 * read another name than the registry.
 */
const NUL = "must not contain the character NUL";
const ENCODED_NUL = /%00/;

/** Where a value holds a NUL, in the words of a caller (`body/user/name`); null when it holds none. */
function placeOfNul(value: unknown, place: string): string | null {
  if (typeof value === "string") return value.includes("\0") ? place : null;
  if (typeof value !== "object" || value === null) return null;
  for (const [name, inner] of Object.entries(value)) {
    const found = name.includes("\0") ? place : placeOfNul(inner, `${place}/${name}`);
    if (found !== null) return found;
  }
  return null;
}

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
