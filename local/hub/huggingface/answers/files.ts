import { gzipSync } from "node:zlib";
import { slice } from "../../content.ts";
import { faultOf } from "../../faults.ts";
import type { Commit } from "../../git/history.ts";
import type { Entry } from "../../git/objects.ts";
import type { Call } from "../../http/call.ts";
import { contentReply } from "../../http/ranges.ts";
import { empty, type Headers, json, type Reply, redirect } from "../../http/reply.ts";
import { guardContent } from "../access.ts";
import { cdnAddress } from "../cdn.ts";
import { refusal } from "../refusals.ts";
import type { HubRepository } from "../repository.ts";
import type { Site } from "../site.ts";
import { xetHash } from "../xet.ts";
import { fileHeaders, isText } from "./file-headers.ts";

interface Located {
  readonly commit: Commit;
  readonly path: string;
}

const encodedPath = (path: string): string => path.split("/").map(encodeURIComponent).join("/");
const isDownload = (call: Call): boolean => call.query.get("download") === "true";

function entryAt({ commit, path }: Located): Entry {
  const entry = commit.tree.entries.get(path);
  if (entry !== undefined) return entry;
  throw refusal("entry-missing", "Entry not found", { asText: true, headers: { "X-Repo-Commit": commit.id } });
}

/** Serves a plain file's bytes; compresses small text when the client lets it, which hides the length. */
function plainBytes(call: Call, entry: Entry, commit: Commit, revalidate: boolean): Reply {
  const headers = { ...fileHeaders(entry.path, isDownload(call)), "X-Repo-Commit": commit.id };
  const ignoreRange = faultOf(call.faults, "ignore-range") !== undefined;
  const reply = contentReply(call, entry.content, headers, { etag: `"${entry.oid}"`, ignoreRange, revalidate });
  const gzip = /\bgzip\b/.test(call.header("accept-encoding") ?? "") && reply.status === 200 && call.method === "GET";
  if (!gzip || !isText(entry.path) || entry.content.bytes < 1024) return reply;
  const packed = gzipSync(slice(entry.content));
  const { "Content-Length": _hidden, ...kept } = reply.headers;
  const content = { bytes: packed.length, chunks: (start: number, end: number) => [packed.subarray(start, end)] };
  return {
    status: 200,
    headers: { ...kept, "Content-Encoding": "gzip", Vary: "Accept-Encoding" },
    body: { content, start: 0, end: packed.length },
  };
}

function xetLinks(site: Site, repository: HubRepository, commit: Commit, hash: string): Headers {
  const { kind } = repository.sample;
  const refresh = `<${site.endpoint}/api/${kind}s/${repository.id}/xet-read-token/${commit.id}>; rel="xet-auth"`;
  const info = `<${site.cdn}/v1/reconstructions/${hash}>; rel="xet-reconstruction-info"`;
  return { "X-Xet-Hash": hash, Link: `${refresh}, ${info}` };
}

function lfsFile(
  call: Call,
  site: Site,
  repository: HubRepository,
  at: Located & { entry: Entry; sha256: string },
): Reply {
  const { entry, commit, sha256 } = at;
  const etag = `"${sha256}"`;
  const hash = xetHash(sha256);
  const headers: Headers = {
    "X-Repo-Commit": commit.id,
    "X-Linked-Size": String(entry.content.bytes),
    "X-Linked-Etag": etag,
    "Accept-Ranges": "bytes",
    "Cache-Control": "no-store",
    ...(site.xetHeaders ? xetLinks(site, repository, commit, hash) : {}),
  };
  if (call.header("if-none-match") === etag) return empty(304, { ...headers, ETag: etag });
  if (site.xetHeaders && call.header("accept")?.includes("application/vnd.xet-fileinfo+json")) {
    return json({ hash, size: entry.content.bytes }, { ...headers, ETag: etag });
  }
  const expired = faultOf(call.faults, "expired-signature") !== undefined;
  return redirect(cdnAddress(call, site, { repository, entry }, { expired, download: isDownload(call) }), headers, 302);
}

/** /{id}/resolve/{rev}/{path}: bytes, or where to find them. */
export function resolve(call: Call, site: Site, repository: HubRepository, at: Located): Reply {
  if (at.path !== "README.md") guardContent(call, site, repository);
  const entry = entryAt(at);
  if (entry.lfs !== null) return lfsFile(call, site, repository, { ...at, entry, sha256: entry.lfs.sha256 });
  const { sample, id } = repository;
  const guarded = sample.private === true || (sample.gated ?? false) !== false;
  const etag = `"${entry.oid}"`;
  if (site.plainFiles === "direct" || guarded) return plainBytes(call, entry, at.commit, true);
  const headers = { "X-Repo-Commit": at.commit.id, "X-Linked-Etag": etag, "Accept-Ranges": "bytes" };
  if (call.header("if-none-match") === etag) return empty(304, { ...headers, ETag: etag });
  const query = new URLSearchParams([
    [call.path, ""],
    ["etag", etag],
  ]);
  if (isDownload(call)) query.set("download", "true");
  return redirect(`/api/resolve-cache/${sample.kind}s/${id}/${at.commit.id}/${encodedPath(at.path)}?${query}`, headers);
}

/** The target of a plain file's redirect: always the bytes. */
export function resolveCache(call: Call, site: Site, repository: HubRepository, at: Located): Reply {
  guardContent(call, site, repository);
  return plainBytes(call, entryAt(at), at.commit, true);
}

/** /{id}/raw/{rev}/{path}: what git holds, which for LFS is the pointer. */
export function raw(call: Call, site: Site, repository: HubRepository, at: Located): Reply {
  guardContent(call, site, repository);
  const entry = entryAt(at);
  return plainBytes(call, entry.lfs === null ? entry : { ...entry, content: entry.lfs.pointer }, at.commit, false);
}
