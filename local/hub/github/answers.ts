import { createHash } from "node:crypto";
import { type Call, numberFrom } from "../http/call.ts";
import { empty, type Headers, json, Refusal, type Reply } from "../http/reply.ts";
import type { GitHubSite } from "./site.ts";

/** GitHub's error body; it repeats the status as text. */
export const problem = (status: number, message: string, headers: Headers = {}): Refusal =>
  new Refusal(
    json({ message, documentation_url: "https://docs.github.com/rest", status: String(status) }, headers, status),
  );

export const notFound = (): Refusal => problem(404, "Not Found");

/** JSON with an ETag of its content; 304 when the client has it already. */
export function tagged(call: Call, value: unknown, headers: Headers = {}): Reply {
  const etag = `"${createHash("sha256").update(JSON.stringify(value)).digest("hex")}"`;
  const all = { ETag: etag, "Cache-Control": "public, max-age=60, s-maxage=60", ...headers };
  const given = call.header("if-none-match")?.replace(/^W\//, "");
  return given === etag ? empty(304, all) : json(value, all);
}

/** One page of a list, with the links GitHub gives: next and last, first and prev. */
export function paged<T>(
  call: Call,
  { site, id }: { readonly site: GitHubSite; readonly id: number },
  all: readonly T[],
  show: (one: T) => unknown,
): Reply {
  const size = numberFrom(call, "per_page", 30, { least: 1, most: 100 });
  const page = numberFrom(call, "page", 1, { least: 1 });
  const last = Math.max(1, Math.ceil(all.length / size));
  const path = `/repositories/${id}/${call.segments.slice(3).join("/")}`;
  const link = (number: number, rel: string): string => {
    const query = new URLSearchParams(call.query);
    query.set("per_page", String(size));
    query.set("page", String(number));
    return `<${site.api}${path}?${query}>; rel="${rel}"`;
  };
  const forward = page < last ? [link(page + 1, "next"), link(last, "last")] : [];
  const back = page > 1 ? [link(1, "first"), link(page - 1, "prev")] : [];
  const links = [...back, ...forward].join(", ");
  const rows = all.slice((page - 1) * size, page * size).map(show);
  return tagged(call, rows, links === "" ? {} : { Link: links });
}
