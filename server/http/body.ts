import { isUtf8 } from "node:buffer";
import type { IncomingMessage } from "node:http";
import express, { type RequestHandler } from "express";

/**
 * Reads a JSON body of up to `limit` bytes. Refuses with 400 what the parser would make something of: no bytes at all
 * (it would take them for `{}`), and bytes that are not UTF-8 (it would put in replacement characters, and a name would
 * not be the one that was sent). What nearly every client sends is read here; packed bodies, bodies in pieces and other
 * charsets are left to the library. Longer bodies than the limit must have been refused before.
 */
export function readJson(limit: number): RequestHandler {
  const readAny = express.json({
    limit,
    strict: false,
    verify: ({ method }, _response, body, encoding) => {
      // Clients announce nothing, as JSON, also where nothing is wanted.
      if (body.length === 0 && (method === "POST" || method === "PUT")) throw refused("The body is empty");
      if (encoding !== "utf-8") throw refused(NOT_UTF8);
      assertUtf8(body);
    },
  });
  return (request, response, next) => {
    if (request.body !== undefined || request.readableEnded || !isPlainJson(request))
      return readAny(request, response, next);
    collect(request, (error, bytes) => {
      if (error !== null) return next(Object.assign(error, { status: 400, type: "request.aborted" }));
      try {
        assertUtf8(bytes);
        request.body = parse(bytes);
      } catch (fault) {
        return next(fault);
      }
      next();
    });
  };
}

const PLAIN = /^application\/json(?: *; *charset=utf-8)?$/i;

/** JSON of an announced length, not packed, in UTF-8. */
export const isPlainJson = ({ headers }: IncomingMessage): boolean =>
  PLAIN.test(headers["content-type"] ?? "") &&
  Number(headers["content-length"] ?? 0) > 0 &&
  headers["content-encoding"] === undefined;

/** Calls back once: with the whole body, or with why it did not come. */
function collect(request: IncomingMessage, done: (error: Error | null, bytes: Buffer) => void): void {
  const chunks: Buffer[] = [];
  const end = (error: Error | null): void => {
    request.off("data", take).off("end", ended).off("error", end);
    done(error, chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks));
  };
  const take = (chunk: Buffer): void => void chunks.push(chunk);
  const ended = (): void => end(null);
  request.on("data", take).on("end", ended).on("error", end);
}

function parse(bytes: Buffer): unknown {
  const text = bytes.toString();
  try {
    return JSON.parse(text.startsWith("\uFEFF") ? text.slice(1) : text);
  } catch (error) {
    throw Object.assign(error as SyntaxError, { status: 400, type: "entity.parse.failed" });
  }
}

const NOT_UTF8 = "The body is not UTF-8";
function assertUtf8(bytes: Buffer): void {
  if (!isUtf8(bytes)) throw refused(NOT_UTF8);
}

const refused = (message: string): Error => Object.assign(new Error(message), { status: 400, type: "body.refused" });
