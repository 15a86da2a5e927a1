import type { IncomingMessage } from "node:http";
import type { Request, RequestHandler, Response } from "express";

/** How long a refused client may go on sending before its connection is cut, in milliseconds: it has to read the answer. */
const LINGER_MS = 1_000;

/**
 * Answers 413 as soon as a body is known to be over the limit, by what it announces or by what has come: parsers that
 * read to the end first would serve a body without end. Reads nothing itself.
 */
export function limitBody(bytes: number): RequestHandler {
  return (request, response, next) => {
    // Reports of the ingest function are longer and were read already, within a limit of their own.
    if (request.body !== undefined) return next();
    const announced = request.headers["content-length"];
    if (Number(announced ?? 0) > bytes) return refuse(request, response, bytes);
    // The parser of HTTP holds a body to what it announces; only one that comes in pieces has to be counted.
    if (announced === undefined) countPushed(request, bytes, () => refuse(request, response, bytes));
    next();
  };
}

/** Watches what the parser of HTTP hands to the request, without making it flow. */
function countPushed(request: IncomingMessage, limit: number, over: () => void): void {
  let come = 0;
  const push = request.push.bind(request);
  request.push = (chunk: Buffer | null, encoding?: BufferEncoding): boolean => {
    const before = come;
    come += chunk?.length ?? 0;
    if (before <= limit && come > limit) over();
    return push(chunk, encoding);
  };
}

function refuse(request: Request, response: Response, bytes: number): void {
  if (response.headersSent) return;
  response.set("Connection", "close");
  response.status(413).json({ detail: `The body is larger than ${bytes} bytes` });
  const cut = setTimeout(() => request.socket.destroy(), LINGER_MS);
  cut.unref();
  request.once("end", () => clearTimeout(cut)).resume();
}
