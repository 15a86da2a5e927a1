import { isUtf8 } from "node:buffer";
import express, { type RequestHandler } from "express";

/**
 * Reads a JSON body of up to `limit` bytes. Refuses with 400 what the parser would make something of: no bytes at all
 * (it would take them for `{}`), and bytes that are not UTF-8 (it would put in replacement characters, and a name would
 * not be the one that was sent).
 */
export const readJson = (limit: number): RequestHandler =>
  express.json({
    limit,
    strict: false,
    verify: ({ method }, _response, body, encoding) => {
      // Clients announce nothing, as JSON, also where nothing is wanted.
      if (body.length === 0 && (method === "POST" || method === "PUT")) throw refused("The body is empty");
      if (encoding !== "utf-8" || !isUtf8(body)) throw refused("The body is not UTF-8");
    },
  });

const refused = (message: string): Error => Object.assign(new Error(message), { status: 400, type: "body.refused" });
