import { slice } from "../content.ts";
import type { Commit } from "../git/history.ts";
import type { Entry } from "../git/objects.ts";
import { type Directory, isEntry } from "../git/tree.ts";
import type { Call } from "../http/call.ts";
import type { Reply } from "../http/reply.ts";
import { notFound, problem, tagged } from "./answers.ts";
import type { GitHubRepository } from "./repository.ts";
import { license } from "./shapes.ts";
import type { GitHubSite } from "./site.ts";

/** GitHub cuts recursive trees after this many entries. */
const MOST_ENTRIES = 100_000;

const at = (site: GitHubSite, repository: GitHubRepository): string => `${site.api}/repos/${repository.sample.name}`;

function treeRow(site: GitHubSite, repository: GitHubRepository, item: Entry | Directory, under: string) {
  const path = under === "" ? item.path : item.path.slice(under.length + 1);
  const url = (kind: string) => `${at(site, repository)}/git/${kind}/${item.oid}`;
  if (!isEntry(item)) return { path, mode: "040000", type: "tree", sha: item.oid, url: url("trees") };
  if (item.mode === "160000") return { path, mode: item.mode, type: "commit", sha: item.oid };
  return { path, mode: item.mode, type: "blob", sha: item.oid, size: item.content.bytes, url: url("blobs") };
}

/** Which directory of which commit a tree-ish names: a ref, a commit, or the id of a tree. */
function treeNamed(repository: GitHubRepository, name: string): { commit: Commit; under: string; oid: string } {
  const commit = repository.find(name);
  if (commit !== null) return { commit, under: "", oid: commit.tree.oid };
  for (const { commit: one } of repository.head === null ? [] : repository.line(repository.head)) {
    if (one.tree.oid === name) return { commit: one, under: "", oid: name };
    const directory = [...one.tree.directories.values()].find(({ oid }) => oid === name);
    if (directory !== undefined) return { commit: one, under: directory.path, oid: name };
  }
  throw notFound();
}

/** GET /git/trees/{tree-ish}: any value of `recursive` turns recursion on, as on GitHub. */
export function gitTree(call: Call, site: GitHubSite, repository: GitHubRepository, name: string): Reply {
  if (repository.head === null) throw problem(409, "Git Repository is empty.");
  const { commit, under, oid } = treeNamed(repository, name);
  const items = commit.tree.list(under, call.query.has("recursive"));
  const limit = Math.min(repository.sample.treeLimit ?? MOST_ENTRIES, MOST_ENTRIES);
  const tree = items.slice(0, limit).map((item) => treeRow(site, repository, item, under));
  const url = `${at(site, repository)}/git/trees/${oid}`;
  return tagged(call, { sha: oid, url, tree, truncated: items.length > limit });
}

/** GET /git/blobs/{sha}: the bytes themselves where the raw media type is asked for, otherwise base64 in JSON. */
export function gitBlob(call: Call, site: GitHubSite, repository: GitHubRepository, oid: string): Reply {
  const commits = repository.head === null ? [] : repository.line(repository.head);
  const entries = commits.flatMap(({ commit }) => [...commit.tree.entries.values()]);
  const entry = entries.find((one) => one.oid === oid && one.mode !== "160000");
  if (entry === undefined) throw notFound();
  const { content } = entry;
  if (content.bytes > 100 << 20) throw problem(403, "This API returns blobs up to 100 MB in size.");
  if (call.header("accept")?.includes("raw") !== true) {
    const url = `${at(site, repository)}/git/blobs/${oid}`;
    const base64 = slice(content).toString("base64");
    return tagged(call, { sha: oid, size: content.bytes, encoding: "base64", content: base64, url });
  }
  const headers = { "Content-Type": "application/octet-stream", "Content-Length": String(content.bytes) };
  return { status: 200, headers, body: { content, start: 0, end: content.bytes } };
}

function contentShape(site: GitHubSite, repository: GitHubRepository, item: Entry | Directory, whole: boolean) {
  const { path, oid: sha } = item;
  const common = {
    name: path.slice(path.lastIndexOf("/") + 1),
    path,
    sha,
    url: `${at(site, repository)}/contents/${path}`,
  };
  if (!isEntry(item)) return { ...common, type: "dir", size: 0 };
  if (item.mode === "160000") return { ...common, type: whole ? "submodule" : "file", size: 0 };
  const text = () => slice(item.content).toString("base64").replaceAll(/.{60}/g, "$&\n");
  const link =
    item.mode === "120000" ? { type: "symlink", target: slice(item.content).toString("utf8") } : { type: "file" };
  const body = whole && item.mode !== "120000" ? { encoding: "base64", content: `${text()}\n` } : {};
  return { ...common, ...link, size: item.content.bytes, ...body };
}

/** GET /contents/{path}: a file with its content in base64, or the list of a directory. */
export function contents(call: Call, site: GitHubSite, repository: GitHubRepository, path: string): Reply {
  const commit = repository.find(call.query.get("ref") ?? "HEAD");
  if (commit === null) throw notFound();
  const entry = commit.tree.entries.get(path);
  if (entry !== undefined) {
    if (entry.content.bytes > 100 << 20) throw problem(403, "This API returns blobs up to 100 MB in size.");
    return tagged(call, contentShape(site, repository, entry, true));
  }
  if (path !== "" && !commit.tree.directories.has(path)) throw notFound();
  return tagged(
    call,
    commit.tree.list(path, false).map((item) => contentShape(site, repository, item, false)),
  );
}

function firstFile(repository: GitHubRepository, call: Call, pattern: RegExp): Entry {
  const commit = repository.find(call.query.get("ref") ?? "HEAD");
  const found = [...(commit?.tree.entries.values() ?? [])].find(({ path }) => pattern.test(path));
  if (found === undefined) throw notFound();
  return found;
}

export const readme = (call: Call, site: GitHubSite, repository: GitHubRepository): Reply =>
  tagged(call, contentShape(site, repository, firstFile(repository, call, /^README(\.\w+)?$/i), true));

export function licenseFile(call: Call, site: GitHubSite, repository: GitHubRepository): Reply {
  const file = firstFile(repository, call, /^(LICEN[CS]E|COPYING)(\.\w+)?$/i);
  return tagged(call, { ...contentShape(site, repository, file, true), license: license(repository) });
}
