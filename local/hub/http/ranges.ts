import type { Content } from "../content.ts";
import type { Call } from "./call.ts";
import { empty, type Headers, type Reply, text } from "./reply.ts";

type Asked = { readonly start: number; readonly end: number } | "whole" | "unsatisfiable";

/** Reads a Range header against a size in bytes. Several ranges at once are not served. */
function rangeOf(header: string | null, bytes: number): Asked {
  if (header === null || !header.startsWith("bytes=")) return "whole";
  const match = /^bytes=(\d*)-(\d*)$/.exec(header.replaceAll(" ", ""));
  if (match === null || (match[1] === "" && match[2] === "")) return "unsatisfiable";
  const [from, to] = [match[1] ?? "", match[2] ?? ""];
  if (from === "") return to === "0" ? "unsatisfiable" : { start: Math.max(0, bytes - Number(to)), end: bytes };
  const start = Number(from);
  const end = to === "" ? bytes : Math.min(Number(to) + 1, bytes);
  return start < end ? { start, end } : "unsatisfiable";
}

export interface Conditions {
  /** Quoted. */
  readonly etag: string;
  /** Answer a Range request with the whole file, as broken servers do. */
  readonly ignoreRange?: boolean;
  /** Whether If-None-Match is looked at. */
  readonly revalidate?: boolean;
}

const matches = (header: string | null, etag: string): boolean =>
  header?.split(",").some((one) => ["*", etag].includes(one.trim().replace(/^W\//, ""))) ?? false;

/** Serves content the way static file servers do: validators first, then ranges. */
export function contentReply(call: Call, content: Content, headers: Headers, conditions: Conditions): Reply {
  const { etag } = conditions;
  const common: Headers = { ...headers, ETag: etag, "Accept-Ranges": "bytes" };
  if (conditions.revalidate !== false && matches(call.header("if-none-match"), etag)) return empty(304, common);
  const ifRange = call.header("if-range");
  const ranged = conditions.ignoreRange !== true && (ifRange === null || ifRange === etag);
  const asked = ranged ? rangeOf(call.header("range"), content.bytes) : "whole";
  const total = content.bytes;
  // A client probing an empty file with one byte would take 416 for an error.
  if (total === 0 && asked !== "whole") {
    const extra = { "Content-Length": "0", "Content-Range": "bytes */0" };
    return { status: 200, headers: { ...common, ...extra }, body: { content, start: 0, end: 0 } };
  }
  if (asked === "unsatisfiable") {
    return text("Requested Range Not Satisfiable", { ...headers, "Content-Range": `bytes */${total}` }, 416);
  }
  const { start, end } = asked === "whole" ? { start: 0, end: total } : asked;
  const part = asked === "whole" ? {} : { "Content-Range": `bytes ${start}-${end - 1}/${total}` };
  return {
    status: asked === "whole" ? 200 : 206,
    headers: { ...common, "Content-Length": String(end - start), ...part },
    body: { content, start, end },
  };
}
