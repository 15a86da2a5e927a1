import { createHash } from "node:crypto";

/** The hash under which chunked storage and the CDN know a content: unrelated to its sha256 for a client. */
export const xetHash = (sha256: string): string => createHash("sha256").update(`xet:${sha256}`).digest("hex");
