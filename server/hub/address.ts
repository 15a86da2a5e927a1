/** The addresses of the download API, below its prefix: which repository, revision and file a path names. */
import { isHubName } from "../../domain/repository-id.ts";

export interface Repository {
  readonly type: "model" | "dataset";
  /** "namespace/name", or "name" alone, in the case of the request. */
  readonly id: string;
}

export interface FileAddress {
  readonly repository: Repository;
  readonly revision: string;
  readonly path: string;
}

/** A request that is understood; `revision` is null where the address names none. */
export type Address =
  | { readonly kind: "setup" }
  | { readonly kind: "whoami" }
  | { readonly kind: "agent-harnesses" }
  | { readonly kind: "telemetry" }
  | ({ readonly kind: "file" } & FileAddress)
  | ({ readonly kind: "raw" } & FileAddress)
  | { readonly kind: "info"; readonly repository: Repository; readonly revision: string | null }
  | { readonly kind: "tree"; readonly repository: Repository; readonly revision: string; readonly path: string }
  | { readonly kind: "paths-info" | "commits"; readonly repository: Repository; readonly revision: string }
  | { readonly kind: "refs" | "auth-check" | "discussions"; readonly repository: Repository }
  | { readonly kind: "manifest"; readonly repository: Repository; readonly tag: string };

/** Where the API lies on the server. */
export const PREFIX = "/hub";

/** First segments of a path that are never a namespace. */
const RESERVED = new Set(["api", "datasets", "spaces", "models", "kernels", "buckets", "v2", "t"]);

/**
 * Understands the path of a URL without the prefix, as it was sent; null when there is nothing at it. Empty segments do
 * not count; a slash inside an id or a path may be percent-encoded. Throws URIError for a broken percent-encoding.
 */
export function parseAddress(path: string): Address | null {
  // No name holds a null character, which the database does not even compare.
  if (path.includes("%00")) return null;
  const segments = path.split("/").filter((segment) => segment !== "");
  const [first, ...rest] = segments;
  if (first === undefined) return { kind: "setup" };
  if (first === "api") return apiAddress(rest);
  if (first === "v2") return manifestAddress(rest);
  if (first === "datasets") return fileAddress("dataset", rest);
  return fileAddress("model", segments);
}

function apiAddress([area, ...rest]: readonly string[]): Address | null {
  if (area === "models") return repositoryAddress("model", rest);
  if (area === "datasets") return repositoryAddress("dataset", rest);
  if (area === "telemetry") return { kind: "telemetry" };
  if (rest.length > 0) return null;
  if (area === "whoami-v2") return { kind: "whoami" };
  return area === "agent-harnesses" ? { kind: "agent-harnesses" } : null;
}

/** What may follow the id of a repository. */
const VERBS = new Set(["revision", "tree", "paths-info", "refs", "auth-check", "commits", "discussions"]);

function repositoryAddress(type: Repository["type"], segments: readonly string[]): Address | null {
  const split = splitId(type, segments, VERBS);
  if (split === null) return null;
  const { repository, rest } = split;
  const [verb, ...after] = rest;
  if (verb === undefined) return { kind: "info", repository, revision: null };
  if (verb === "refs" || verb === "auth-check" || verb === "discussions")
    return after.length === 0 ? { kind: verb, repository } : null;
  const at = splitRevision(after);
  if (at === null) return null;
  const { revision, path } = at;
  if (verb === "tree") return { kind: "tree", repository, revision, path };
  if (path !== "") return null;
  if (verb === "revision") return { kind: "info", repository, revision };
  return { kind: verb as "paths-info" | "commits", repository, revision };
}

const FILE_VERBS = new Set(["resolve", "raw"]);

function fileAddress(type: Repository["type"], segments: readonly string[]): Address | null {
  const split = splitId(type, segments, FILE_VERBS);
  const [verb, ...after] = split?.rest ?? [];
  const at = splitRevision(after);
  if (split === null || verb === undefined || at === null || at.path === "") return null;
  return { kind: verb === "raw" ? "raw" : "file", repository: split.repository, ...at };
}

function manifestAddress(segments: readonly string[]): Address | null {
  const split = splitId("model", segments, new Set(["manifests"]));
  const [verb, tag, ...more] = split?.rest ?? [];
  if (split === null || verb === undefined || tag === undefined || more.length > 0) return null;
  return { kind: "manifest", repository: split.repository, tag: decodeURIComponent(tag) };
}

interface Split {
  readonly repository: Repository;
  /** Begins with one of the verbs, or is empty. */
  readonly rest: readonly string[];
}

/** An id has two segments, or is one with an encoded slash, or is one of the few without a namespace. */
function splitId(type: Repository["type"], segments: readonly string[], verbs: ReadonlySet<string>): Split | null {
  const isEnd = (at: number): boolean => segments.length === at || verbs.has(segments[at] ?? "");
  const length = segments.length >= 2 && isEnd(2) ? 2 : segments.length >= 1 && isEnd(1) ? 1 : 0;
  const parts = segments
    .slice(0, length)
    .map(decodeURIComponent)
    .flatMap((part) => part.split("/"));
  const [namespace = ""] = parts;
  if (parts.length === 0 || parts.length > 2 || !parts.every(isHubName)) return null;
  if (RESERVED.has(namespace.toLowerCase())) return null;
  return { repository: { type, id: parts.join("/") }, rest: segments.slice(length) };
}

/** A revision is one segment, but for the refs of the Hub, which clients do not always encode. */
function splitRevision(segments: readonly string[]): { revision: string; path: string } | null {
  const isRef = segments[0] === "refs" && /^(pr|convert)$/.test(segments[1] ?? "") && segments.length > 2;
  const length = isRef ? 3 : 1;
  const revision = segments.slice(0, length).map(decodeURIComponent).join("/");
  if (revision === "") return null;
  const path = segments.slice(length).map(decodeURIComponent).join("/");
  return { revision, path: path.replaceAll(/\/{2,}/g, "/").replaceAll(/^\/|\/$/g, "") };
}
