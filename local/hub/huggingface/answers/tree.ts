import type { Commit } from "../../git/history.ts";
import type { Entry } from "../../git/objects.ts";
import { type Directory, isEntry } from "../../git/tree.ts";
import { bodyOf, type Call, isOn, numberFrom } from "../../http/call.ts";
import { json, type Reply } from "../../http/reply.ts";
import { mayRead } from "../access.ts";
import { refusal } from "../refusals.ts";
import type { HubRepository } from "../repository.ts";
import type { Site } from "../site.ts";
import { xetHash } from "../xet.ts";
import { fileSecurity } from "./security.ts";

const HIDDEN = "*".repeat(64);

/** An LFS object as the caller sees it: without access to a gated repository its hash is masked. */
export function visibleLfs(call: Call, site: Site, repository: HubRepository, entry: Entry) {
  if (entry.lfs === null) return null;
  const oid = mayRead(call, site, repository) ? entry.lfs.sha256 : HIDDEN;
  return { oid, size: entry.content.bytes, pointerSize: entry.lfs.pointer.bytes };
}

interface Listing {
  readonly call: Call;
  readonly site: Site;
  readonly repository: HubRepository;
  readonly commit: Commit;
  readonly expand: boolean;
}

function row(item: Entry | Directory, { call, site, repository, commit, expand }: Listing): Record<string, unknown> {
  const change = expand ? repository.lastChange(commit, item.path) : null;
  const lastCommit = change === null ? {} : { lastCommit: { id: change.id, title: change.title, date: change.date } };
  if (!isEntry(item)) return { type: "directory", oid: item.oid, size: 0, path: item.path, ...lastCommit };
  const lfs = visibleLfs(call, site, repository, item);
  const xet = lfs !== null && site.xetHeaders ? { xetHash: lfs.oid === HIDDEN ? HIDDEN : xetHash(lfs.oid) } : {};
  const security = expand ? { securityFileStatus: fileSecurity(repository, item) } : {};
  const base = { type: "file", oid: item.oid, size: item.content.bytes, path: item.path };
  return { ...base, ...(lfs === null ? {} : { lfs }), ...xet, ...lastCommit, ...security };
}

const cursorOf = (path: string): string => Buffer.from(`after:${path}`).toString("base64url");

function startOf(items: readonly (Entry | Directory)[], cursor: string | null): number {
  if (cursor === null) return 0;
  const path = /^after:(.*)$/s.exec(Buffer.from(cursor, "base64url").toString("utf8"))?.[1];
  const at = items.findIndex((item) => item.path === path);
  if (at < 0) throw refusal("malformed", "Invalid cursor");
  return at + 1;
}

/** The tree endpoint, one page. The next page's address is absolute, as on the Hub. */
export function tree(
  call: Call,
  site: Site,
  repository: HubRepository,
  at: { revision: string; commit: Commit; path: string },
): Reply {
  const { commit, path, revision } = at;
  if (path !== "" && !commit.tree.directories.has(path)) {
    throw refusal("entry-missing", `${path} does not exist on "${revision}"`);
  }
  const recursive = isOn(call.query.get("recursive"));
  const expand = isOn(call.query.get("expand"));
  const limit = numberFrom(call, "limit", expand ? Math.min(100, site.pageSize) : site.pageSize, {
    least: 1,
    most: site.pageSize,
  });
  const items = commit.tree.list(path, recursive);
  const start = startOf(items, call.query.get("cursor"));
  const page = items.slice(start, start + limit);
  const last = page.at(-1);
  const more = last !== undefined && start + limit < items.length;
  const next = new URLSearchParams(call.query);
  next.set("limit", String(limit));
  if (more) next.set("cursor", cursorOf(last.path));
  const listing: Listing = { call, site, repository, commit, expand };
  return json(
    page.map((item) => row(item, listing)),
    { "X-Repo-Commit": commit.id, ...(more ? { Link: `<${site.endpoint}${call.path}?${next}>; rel="next"` } : {}) },
  );
}

/** Bytes below one path, as the Hub counts them. */
export function treeSize(commit: Commit, path: string): Reply {
  const files = commit.tree.list(path, true).filter(isEntry);
  return json({ path: `/${path}`, size: files.reduce((sum, file) => sum + file.content.bytes, 0) });
}

async function pathsAsked(call: Call): Promise<{ paths: string[]; expand: boolean }> {
  const body = await bodyOf(call);
  if (!(call.header("content-type") ?? "").includes("json")) {
    const form = new URLSearchParams(body);
    return { paths: form.getAll("paths"), expand: isOn(form.get("expand")) };
  }
  let data: unknown;
  try {
    data = JSON.parse(body);
  } catch (error) {
    if (error instanceof SyntaxError) throw refusal("malformed", "Invalid JSON");
    throw error;
  }
  const { paths, expand } = data as { paths?: unknown; expand?: unknown };
  if (!Array.isArray(paths)) throw refusal("malformed", '"paths" must be an array');
  return { paths: paths.map(String), expand: expand === true };
}

/** Facts of several known paths at once; those that do not exist are left out. */
export async function pathsInfo(call: Call, site: Site, repository: HubRepository, commit: Commit): Promise<Reply> {
  const { paths, expand } = await pathsAsked(call);
  if (paths.length > 2000) throw refusal("malformed", '"paths" must hold at most 2000 items');
  const { entries, directories } = commit.tree;
  const found = paths.map((path) => path.replace(/\/+$/, "")).map((path) => entries.get(path) ?? directories.get(path));
  const items = found.filter((item) => item !== undefined);
  return json(items.map((item) => row(item, { call, site, repository, commit, expand })));
}
