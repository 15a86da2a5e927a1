/** Files and folders of a revision as the Hub's API lists them. */
import { type HubFile, type HubFolder, isFile, type Listing } from "../content/listing.ts";
import { HubRefusal } from "../refusal.ts";
import type { PathsQuery } from "./paths.ts";
import { isOn } from "./query.ts";

/** The commit that every file of an answer was taken from. */
export interface TakenFrom {
  readonly commit: string;
  /** ISO 8601. */
  readonly date: string;
}

export interface TreeQuery {
  readonly recursive: boolean;
  /** With the commit of each entry. */
  readonly expand: boolean;
  /** Most entries of a page. */
  readonly limit: number;
  /** The last path of the page before; null for the first page. */
  readonly after: string | null;
}

/** One page for nearly every repository: llama.cpp reads no second one. */
const PAGE = 10_000;

/** Throws HubRefusal for a cursor or limit that this API did not hand out. */
export function readTreeQuery(query: URLSearchParams): TreeQuery {
  const limit = query.get("limit") ?? String(PAGE);
  if (!/^[1-9]\d{0,8}$/.test(limit))
    throw new HubRefusal({ status: 400, message: `limit must be a number from 1 to ${PAGE}` });
  const cursor = query.get("cursor");
  const after = cursor === null ? null : Buffer.from(cursor, "base64url").toString();
  return {
    recursive: isOn(query.get("recursive")),
    expand: isOn(query.get("expand")),
    limit: Math.min(Number(limit), PAGE),
    after,
  };
}

export interface TreePage {
  readonly rows: readonly Record<string, unknown>[];
  /** The query of the next page; null on the last one. */
  readonly next: URLSearchParams | null;
}

/** A page of a folder, "" for the top; null when there is no such folder. */
export function treePage(listing: Listing, folder: string, query: TreeQuery, taken: TakenFrom): TreePage | null {
  const entries = listing.list(folder, query.recursive);
  if (entries === null) return null;
  const before = query.after;
  const start = before === null ? 0 : entries.findIndex(({ path }) => path === before) + 1;
  if (before !== null && start === 0)
    throw new HubRefusal({ status: 400, message: "The cursor is not of this folder" });
  const page = entries.slice(start, start + query.limit);
  const last = page.at(-1);
  const rows = page.map((entry) => row(entry, query.expand ? taken : null));
  if (last === undefined || start + page.length === entries.length) return { rows, next: null };
  const next = new URLSearchParams({
    recursive: String(query.recursive),
    expand: String(query.expand),
    limit: String(query.limit),
    cursor: Buffer.from(last.path).toString("base64url"),
  });
  return { rows, next };
}

/** Facts of known paths; those that do not exist are left out. */
export const pathRows = (listing: Listing, { paths, expand }: PathsQuery, taken: TakenFrom) =>
  paths
    .map((path) => path.replaceAll(/^\/+|\/+$/g, ""))
    .map((path) => listing.files.get(path) ?? listing.folders.get(path))
    .filter((entry) => entry !== undefined)
    .map((entry) => row(entry, expand ? taken : null));

function row(entry: HubFile | HubFolder, taken: TakenFrom | null): Record<string, unknown> {
  const { path, oid } = entry;
  const title = "Approved by the registry";
  const lastCommit = taken === null ? {} : { lastCommit: { id: taken.commit, title, date: taken.date } };
  if (!isFile(entry)) return { type: "directory", oid, size: 0, path, ...lastCommit };
  const { bytes, sha256, pointerBytes } = entry;
  const lfs = pointerBytes === null ? {} : { lfs: { oid: sha256, size: bytes, pointerSize: pointerBytes } };
  return { type: "file", oid, size: bytes, path, ...lfs, ...lastCommit };
}
