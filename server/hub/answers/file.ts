/** How a file is answered: see the table in docs/load.md. */
import type { Readable } from "node:stream";
import type { Request } from "express";
import { INLINE_BYTES } from "../../../db/catalogue/revisions.ts";
import type { ByteRange } from "../../../lambda/ports.ts";
import { lfsPointer } from "../content/git.ts";
import { etagOf, type HubFile } from "../content/listing.ts";

/** Where the bytes of files come from. */
export interface Contents {
  /** A small file, from memory when it was read before. */
  whole(file: HubFile): Promise<Buffer>;
  firstByte(file: HubFile): Promise<number>;
  /** A signed address in the object store, under which the file has its name. */
  link(file: HubFile): Promise<string>;
  /** The bytes of a file, read while they are sent. Throws HubRefusal when too many are read already. */
  stream(file: HubFile, range: ByteRange): Promise<Readable>;
}

export interface FileAnswer {
  readonly status: 200 | 206 | 302 | 304 | 416;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer | Readable | string;
  readonly mediaType?: string;
  /** What a client gets with it: nothing, or the file or where it is. */
  readonly delivers: "nothing" | "inline" | "link" | "stream";
}

export interface FileRequest {
  readonly file: HubFile;
  readonly commit: string;
  readonly request: Request;
  /** True when the bytes pass through this server. */
  readonly proxy: boolean;
}

const BYTES = "application/octet-stream";

/** Answers the content of a file. HEAD asks no store and is never redirected. */
export async function fileAnswer(asked: FileRequest, contents: Contents): Promise<FileAnswer> {
  const { file, request, proxy } = asked;
  const headers = { ...fileHeaders(asked), "X-Linked-Size": String(file.bytes), "X-Linked-Etag": quoted(file) };
  const whole = { ...headers, "Content-Length": String(file.bytes) };
  if (matches(request, quoted(file))) return { status: 304, headers, delivers: "nothing" };
  const part = partOf(request, file.bytes, quoted(file));
  if (file.bytes === 0) return emptyAnswer(whole, request.get("range") !== undefined);
  if (request.method === "HEAD") return { status: 200, headers: whole, mediaType: BYTES, delivers: "nothing" };
  if (part === "beyond") return { status: 416, headers: beyond(headers, file.bytes), delivers: "nothing" };
  const answered = part === null ? whole : partial(headers, part, file.bytes);
  const status = part === null ? 200 : 206;
  if (part?.start === 0 && part.end === 0 && file.bytes > INLINE_BYTES) {
    const body = Buffer.of(await contents.firstByte(file));
    return { status, headers: answered, body, mediaType: BYTES, delivers: "nothing" };
  }
  if (file.bytes <= INLINE_BYTES) {
    const content = await contents.whole(file);
    const body = part === null ? content : content.subarray(part.start, part.end + 1);
    return { status, headers: answered, body, mediaType: BYTES, delivers: "inline" };
  }
  if (proxy) {
    const body = await contents.stream(file, part ?? { start: 0, end: file.bytes - 1 });
    return { status, headers: answered, body, mediaType: BYTES, delivers: "stream" };
  }
  const address = { Location: await contents.link(file), "Cache-Control": "no-store" };
  const redirect = { ...headers, ...address };
  return {
    status: 302,
    headers: redirect,
    body: "The file is at the address in Location\n",
    mediaType: "text/plain",
    delivers: "link",
  };
}

/** Answers what git holds: the pointer of a file that is kept in LFS. */
export async function rawAnswer(asked: FileRequest, contents: Contents): Promise<FileAnswer> {
  const { file, request } = asked;
  if (file.pointerBytes === null) return fileAnswer(asked, contents);
  const body = Buffer.from(lfsPointer(file.sha256, file.bytes));
  const headers = { ...fileHeaders(asked), ETag: `"${file.oid}"`, "Content-Length": String(body.length) };
  if (matches(request, `"${file.oid}"`)) return { status: 304, headers, delivers: "nothing" };
  return { status: 200, headers, body, mediaType: "text/plain", delivers: "nothing" };
}

const quoted = (file: HubFile): string => `"${etagOf(file)}"`;

function fileHeaders({ file, commit }: FileRequest): Record<string, string> {
  return {
    ETag: quoted(file),
    "X-Repo-Commit": commit,
    "Accept-Ranges": "bytes",
    "Content-Disposition": disposition(file.path),
    // A cache may keep it, but has to ask whether it may still be read.
    "Cache-Control": "private, no-cache",
  };
}

/** Names the download as the file is named: blobs are named by their digest. */
export function disposition(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename*=UTF-8''${encoded}`;
}

const matches = (request: Request, etag: string): boolean => {
  const given = request.get("if-none-match");
  return (
    given !== undefined &&
    (given.trim() === "*" || given.split(",").some((one) => one.trim().replace(/^W\//, "") === etag))
  );
};

/** Clients fail on 416 for an empty file, also where the standard asks for it. */
const emptyAnswer = (headers: Record<string, string>, ranged: boolean): FileAnswer => ({
  status: 200,
  headers: { ...headers, ...(ranged ? { "Content-Range": "bytes */0" } : {}) },
  body: Buffer.alloc(0),
  mediaType: BYTES,
  delivers: "inline",
});

const beyond = (headers: Record<string, string>, bytes: number) => ({
  ...headers,
  "Content-Range": `bytes */${bytes}`,
});

const partial = (headers: Record<string, string>, { start, end }: ByteRange, bytes: number) => ({
  ...headers,
  "Content-Length": String(end - start + 1),
  "Content-Range": `bytes ${start}-${end}/${bytes}`,
});

/**
 * The part that a Range header asks for; null for the whole file. Several ranges, other units and what is malformed count
 * as no range, which RFC 9110 allows, and so does a range of another version of the file.
 */
function partOf(request: Request, bytes: number, etag: string): ByteRange | "beyond" | null {
  const condition = request.get("if-range");
  if (bytes === 0 || (condition !== undefined && condition !== etag)) return null;
  const ranges = request.range(bytes);
  if (ranges === -1) return "beyond";
  if (ranges === undefined || ranges === -2 || ranges.type !== "bytes" || ranges.length !== 1) return null;
  return ranges[0] ?? null;
}
