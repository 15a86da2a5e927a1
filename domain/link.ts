import type { components } from "../generated/api.ts";
import { isGitHubName, isGitHubOwner, isGitHubPage, isHubName, isHubPage, withoutGitEnding } from "./repository-id.ts";

export type ArtifactType = components["schemas"]["ArtifactType"];
export const artifactTypes = ["model", "dataset", "code"] as const satisfies ArtifactType[];
export const sourceHosts = ["huggingface", "github"] as const;
export type SourceHost = (typeof sourceHosts)[number];

/** A link as the registry understood it. */
export interface SourceLink {
  readonly host: SourceHost;
  readonly type: ArtifactType;
  /** "owner/name" in the letters of the link; "name" alone for legacy ids of Hugging Face. */
  readonly repository: string;
  /**
   * Branch, tag or commit, and perhaps a folder after it: a ref can hold slashes, so that only the source can tell where
   * it ends (see `refsOf`). "main" for Hugging Face and "HEAD" for GitHub when the link names none.
   */
  readonly revision: string;
}

/** The link does not name a repository that this registry can ingest; the message says what is wrong with it. */
export class LinkFault extends Error {
  override readonly name = "LinkFault";
}

const HUB_HOSTS = new Set(["huggingface.co", "www.huggingface.co", "hf.co", "www.hf.co"]);
const GITHUB_HOSTS = new Set(["github.com", "www.github.com"]);
/** Pages of a repository that show a folder, and those that show one file. */
const HUB_ROUTES = new Set(["tree", "blob", "resolve", "raw", "blame"]);
const GITHUB_ROUTES = new Set(["tree", "blob", "raw", "blame", "commit", "commits", "edit"]);
const FILE_ROUTES = new Set(["blob", "resolve", "raw", "blame", "edit"]);
const hubNoun = { model: "a model", dataset: "a dataset", code: "a space" } as const;

/** Maximum length of a ref in a link: with more slashes or characters it can only be a folder. */
const MAX_REF_SEGMENTS = 8;
const MAX_REF_LENGTH = 250;

/**
 * Understands the forms of a link that people paste: with or without scheme, short host, clone address,
 * `/tree/<ref>/<folder>`, `/blob/<ref>/<path>`, trailing slash, query, fragment.
 * Only the canonical hosts are links; where the client really goes is configuration.
 * @throws LinkFault naming what is wrong
 */
export function parseSourceLink(text: string, type: ArtifactType): SourceLink {
  const url = parseUrl(text.trim());
  const host = url.hostname.toLowerCase();
  if (HUB_HOSTS.has(host)) return hubLink(url, type);
  if (GITHUB_HOSTS.has(host)) return githubLink(url, type);
  throw new LinkFault(`the host ${shortened(host)} is not a source of this registry; use huggingface.co or github.com`);
}

/**
 * The type of the artifact that a link most likely names: a GitHub repository is code unless somebody says dataset.
 * Throws LinkFault with the most telling of the reasons when it names none.
 */
export function likelyType(text: string): ArtifactType {
  const faults: string[] = [];
  for (const type of ["model", "code", "dataset"] as const) {
    try {
      parseSourceLink(text, type);
      return type;
    } catch (error) {
      if (!(error instanceof LinkFault)) throw error;
      faults.push(error.message);
    }
  }
  throw new LinkFault(
    faults.find((fault) => !/^the link names |^GitHub links are code/.test(fault)) ?? String(faults[0]),
  );
}

/** The part of a link that a message quotes: links can be long. */
const shortened = (part: string): string => (part.length > 100 ? `${part.slice(0, 100)}…` : part);

/** The clone addresses of git name the same repositories as the pages: git@host:path, ssh://git@host/path, git+https://. */
const asPage = (text: string): string =>
  text.replace(/^git@([\w.-]+):/i, "https://$1/").replace(/^(ssh:\/\/git@|git:\/\/|git\+https:\/\/)/i, "https://");

function parseUrl(text: string): URL {
  const page = asPage(text);
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(page) ? page : `https://${page}`;
  if (!URL.canParse(withScheme)) throw new LinkFault("this is not a link");
  const url = new URL(withScheme);
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw new LinkFault(`the scheme ${shortened(url.protocol.slice(0, -1))} is not supported; use https`);
  }
  if (url.username !== "" || url.password !== "") throw new LinkFault("a link must not contain credentials");
  if (url.port !== "") throw new LinkFault("a link must not name a port");
  return url;
}

/** Non-empty path segments, each percent-decoded on its own. */
function segmentsOf(url: URL): string[] {
  const raw = url.pathname.split("/").filter((segment) => segment !== "");
  try {
    return raw.map(decodeURIComponent);
  } catch {
    throw new LinkFault("the path holds a broken percent-encoding");
  }
}

function hubLink(url: URL, type: ArtifactType): SourceLink {
  const segments = segmentsOf(url);
  const kind = hubKind(segments[0]);
  if (kind.prefixed) segments.shift();
  if (kind.type !== type)
    throw new LinkFault(`the link names ${hubNoun[kind.type]}, not ${type === "code" ? "code" : hubNoun[type]}`);
  const first = segments[0];
  if (first === undefined) throw new LinkFault("the link names no repository");
  if (!kind.prefixed && isHubPage(first)) throw new LinkFault(`/${first} is a page of Hugging Face, not a repository`);
  const routeAt = segments.findIndex((segment, index) => index > 0 && HUB_ROUTES.has(segment));
  const idSegments = routeAt === -1 ? segments : segments.slice(0, routeAt);
  if (idSegments.length > 2)
    throw new LinkFault(`/${shortened(idSegments[2] ?? "")} after the repository is not understood`);
  const names = [...idSegments.slice(0, -1), withoutGitEnding(idSegments.at(-1) ?? "")];
  const repository = names.map(checkHubName).join("/");
  const rest = routeAt === -1 ? [] : segments.slice(routeAt + 1);
  return checked({ host: "huggingface", type, repository, revision: revisionIn(segments[routeAt], rest) ?? "main" });
}

function hubKind(first: string | undefined): { type: ArtifactType; prefixed: boolean } {
  if (first === "datasets") return { type: "dataset", prefixed: true };
  if (first === "spaces") return { type: "code", prefixed: true };
  return { type: "model", prefixed: first === "models" };
}

function checkHubName(part: string): string {
  if (!isHubName(part)) throw new LinkFault(`"${part.slice(0, 100)}" is not a valid name on Hugging Face`);
  return part;
}

function githubLink(url: URL, type: ArtifactType): SourceLink {
  if (type === "model")
    throw new LinkFault("GitHub links are code or datasets; post this to /artifact/code or /artifact/dataset");
  const [owner, repository, route, ...rest] = segmentsOf(url);
  if (owner !== undefined && isGitHubPage(owner))
    throw new LinkFault(`/${owner} is a page of GitHub, not a repository`);
  if (owner === undefined || repository === undefined) throw new LinkFault("the link names no repository");
  if (!isGitHubOwner(owner)) throw new LinkFault(`"${owner.slice(0, 60)}" is not a valid owner on GitHub`);
  const name = withoutGitEnding(repository);
  if (!isGitHubName(name)) {
    throw new LinkFault(`"${name.slice(0, 100)}" is not a valid repository name on GitHub`);
  }
  return checked({ host: "github", type, repository: `${owner}/${name}`, revision: githubRevision(route, rest) });
}

function githubRevision(route: string | undefined, rest: readonly string[]): string {
  if (route === undefined) return "HEAD";
  const isTag = route === "releases" && rest[0] === "tag";
  const segments = isTag ? rest.slice(1) : route === "commit" ? rest.slice(0, 1) : rest;
  const revision = isTag || GITHUB_ROUTES.has(route) ? revisionIn(route, segments) : undefined;
  if (revision !== undefined) return revision;
  throw new LinkFault(`/${shortened(route)} after the repository is not understood`);
}

/** The segments behind a route as far as they can belong to a ref; undefined when there are none. */
function revisionIn(route: string | undefined, segments: readonly string[]): string | undefined {
  const [first] = segments;
  if (first === undefined) return undefined;
  // A slash that was percent-encoded belongs to the ref, which then is one segment.
  if (first.includes("/") && isRef(first)) return first;
  if (/^[0-9a-f]{40}$/.test(first)) return first;
  const shown = FILE_ROUTES.has(route ?? "") && segments.length > 1 ? segments.slice(0, -1) : segments;
  const parts = shown.flatMap((segment) => segment.split("/")).filter((part) => part !== "");
  const end = parts.findIndex((part) => /^\.{1,2}$|[\p{Cc}\p{Cs}]/u.test(part));
  const possible = parts.slice(0, end === -1 ? MAX_REF_SEGMENTS : Math.max(1, Math.min(end, MAX_REF_SEGMENTS)));
  while (possible.length > 1 && possible.join("/").length > MAX_REF_LENGTH) possible.pop();
  return possible.join("/");
}

/** A ref that a link can mean, and the folder that then follows it. */
export interface PossibleRef {
  readonly ref: string;
  readonly folder: string | null;
}

/** Everything that the revision of a link can mean, the longest ref first: the source is asked in this order. */
export function refsOf({ host, revision }: Pick<SourceLink, "host" | "revision">): readonly PossibleRef[] {
  const segments = revision.split("/");
  // Hugging Face has two kinds of refs of a fixed length.
  const fixed = host === "huggingface" && segments[0] === "refs" && /^(pr|convert)$/.test(segments[1] ?? "") ? 3 : 0;
  const lengths = fixed > 0 && segments.length >= fixed ? [fixed] : segments.map((_, index) => segments.length - index);
  return lengths
    .map((length) => ({
      ref: segments.slice(0, length).join("/"),
      folder: length === segments.length ? null : segments.slice(length).join("/"),
    }))
    .filter(({ ref }) => isRef(ref));
}

/** The rules of git-check-ref-format that matter where a revision becomes part of a URL. */
function isRef(ref: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  const forbidden = /[\u0000-\u0020\u007f~^:?*[\\]|\.\.|\/\/|@\{|^[/.-]|\/\.|[/.]$|\.lock$/;
  return ref !== "" && ref.length <= MAX_REF_LENGTH && ref.isWellFormed() && !forbidden.test(ref);
}

function checked(link: SourceLink): SourceLink {
  if (refsOf(link).length > 0) return link;
  throw new LinkFault(`"${link.revision.slice(0, 100)}" is not a valid revision`);
}

const hubPrefix = { model: "", dataset: "datasets/", code: "spaces/" } as const;
const defaultRevision = { huggingface: "main", github: "HEAD" } as const;

/** The normal form of a link, as it is stored and shown. */
export function canonicalUrl({ host, type, repository, revision }: SourceLink): string {
  const page = host === "github" ? "https://github.com/" : `https://huggingface.co/${hubPrefix[type]}`;
  return `${page}${repository}${revision === defaultRevision[host] ? "" : `/tree/${encodePath(revision)}`}`;
}

/** A path as a part of a URL; its slashes stay. */
export const encodePath = (path: string): string => path.split("/").map(encodeURIComponent).join("/");

/** Two links with the same key and revision name the same thing: both hosts compare names without case. */
export const sourceKey = (link: Pick<SourceLink, "host" | "type" | "repository">): string =>
  `${link.host}:${link.type}:${link.repository.toLowerCase()}`;

/** The name an artifact gets when none is given: the last part of its repository. */
export const defaultName = (link: SourceLink): string => link.repository.split("/").at(-1) as string;
