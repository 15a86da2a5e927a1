import type { Commit } from "../git/history.ts";
import { decoded } from "../http/call.ts";
import type { RepositoryKind } from "../sample.ts";
import { refusal } from "./refusals.ts";
import type { HubRepository } from "./repository.ts";

const plural: Readonly<Record<string, RepositoryKind>> = { models: "model", datasets: "dataset", spaces: "space" };

const apiRoutes = new Set([
  "revision",
  "tree",
  "treesize",
  "paths-info",
  "commits",
  "refs",
  "discussions",
  "auth-check",
  "scan",
]);
const fileRoutes = new Set(["resolve", "raw"]);

/** Where a call goes: the repository, what is asked of it, and the rest of the path still encoded. */
export interface Address {
  readonly kind: RepositoryKind;
  readonly id: string;
  /** "info" when only the repository is named. */
  readonly route: string;
  readonly rest: readonly string[];
}

/** Ids have one or two segments, so the marker behind them is looked for rather than counted to. */
function split(kind: RepositoryKind, segments: readonly string[], routes: ReadonlySet<string>): Address | null {
  for (const length of [2, 1]) {
    const route = segments[length];
    if (route !== undefined && routes.has(route)) {
      const id = segments.slice(0, length).map(decoded).join("/");
      return { kind, id, route, rest: segments.slice(length + 1) };
    }
  }
  if (routes !== apiRoutes || segments.length === 0 || segments.length > 2) return null;
  return { kind, id: segments.map(decoded).join("/"), route: "info", rest: [] };
}

/** Reads /api/{models|datasets|spaces}/…; null when it is something else. */
export function apiAddress(segments: readonly string[]): Address | null {
  const kind = segments[0] === "api" ? plural[segments[1] ?? ""] : undefined;
  return kind === undefined ? null : split(kind, segments.slice(2), apiRoutes);
}

/** Reads /[datasets/|spaces/]{id}/{resolve|raw}/…; null when it is something else. */
export function fileAddress(segments: readonly string[]): Address | null {
  const kind = plural[segments[0] ?? ""];
  return split(kind ?? "model", kind === undefined ? segments : segments.slice(1), fileRoutes);
}

/** Reads /api/resolve-cache/{models|…}/{id}/{commit}/{path}; null when it is something else. */
export function cacheAddress(segments: readonly string[]): Address | null {
  const kind = plural[segments[2] ?? ""];
  if (segments[0] !== "api" || segments[1] !== "resolve-cache" || kind === undefined) return null;
  const at = segments.findIndex((segment, index) => index > 3 && /^[0-9a-f]{40}$/.test(segment));
  if (at < 4 || at > 5) return null;
  return { kind, id: segments.slice(3, at).map(decoded).join("/"), route: "resolve-cache", rest: segments.slice(at) };
}

/**
 * Splits "revision/path". A revision with slashes may come encoded as one segment or bare, so the longest
 * beginning that names a ref wins. Refuses a revision that does not exist.
 */
export function locate(
  repository: HubRepository,
  rest: readonly string[],
): { readonly revision: string; readonly commit: Commit; readonly path: string } {
  const parts = rest.map(decoded);
  for (let length = parts.length; length > 0; length -= 1) {
    const revision = parts.slice(0, length).join("/");
    const commit = repository.find(revision);
    if (commit !== null) return { revision, commit, path: parts.slice(length).join("/") };
  }
  throw refusal("revision-missing", `Invalid rev id: ${parts[0] ?? ""}`);
}

/** The path inside the repository that a call names, without looking at the repository; null when it names none. */
export function pathGuess(
  segments: readonly string[],
  find: (kind: RepositoryKind, id: string) => HubRepository | null,
) {
  const address = cacheAddress(segments) ?? fileAddress(segments);
  if (address === null) return null;
  const repository = find(address.kind, address.id);
  const parts = address.rest.map(decodedOrRaw);
  if (repository === null) return parts.slice(1).join("/");
  const known = (length: number) => repository.find(parts.slice(0, length).join("/")) !== null;
  const length = parts.findLastIndex((_, index) => known(index + 1)) + 1;
  return parts.slice(Math.max(1, length)).join("/");
}

const decodedOrRaw = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch (error) {
    if (error instanceof URIError) return segment;
    throw error;
  }
};
