import type { components } from "../generated/api.ts";
import { isGitHubName, isGitHubOwner, isGitHubPage, isHubName, isHubPage, withoutGitEnding } from "./repository-id.ts";

export type ArtifactType = components["schemas"]["ArtifactType"];
export type SourceHost = "huggingface" | "github";

/** A link as the registry understood it. */
export interface SourceLink {
  readonly host: SourceHost;
  readonly type: ArtifactType;
  /** "owner/name" in the letters of the link; "name" alone for legacy Hub ids. */
  readonly repository: string;
  /** Branch, tag or commit; "main" for the Hub and "HEAD" for GitHub when the link names none. */
  readonly revision: string;
}

/** The link does not name a repository that this registry can ingest; the message says what is wrong with it. */
export class LinkFault extends Error {
  override readonly name = "LinkFault";
}

const HUB_HOSTS = new Set(["huggingface.co", "www.huggingface.co", "hf.co"]);
const GITHUB_HOSTS = new Set(["github.com", "www.github.com"]);
const HUB_ROUTES = new Set(["tree", "blob", "resolve", "raw", "blame"]);
const hubNoun = { model: "a model", dataset: "a dataset", code: "a space" } as const;

/**
 * Understands the forms of a link that people paste: with or without scheme, short host, `/tree/<revision>`,
 * `/blob/<revision>/<path>`, trailing slash, query, fragment. Throws LinkFault naming what is wrong.
 * Only the canonical hosts are links; where the client really goes is configuration.
 */
export function parseSourceLink(text: string, type: ArtifactType): SourceLink {
  const url = parseUrl(text.trim());
  const host = url.hostname.toLowerCase();
  if (HUB_HOSTS.has(host)) return hubLink(url, type);
  if (GITHUB_HOSTS.has(host)) return githubLink(url, type);
  throw new LinkFault(`the host ${shortened(host)} is not a source of this registry; use huggingface.co or github.com`);
}

/** What a message quotes of a link, which may be as long as a link may be. */
const shortened = (part: string): string => (part.length > 100 ? `${part.slice(0, 100)}…` : part);

function parseUrl(text: string): URL {
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(withScheme)) throw new LinkFault("this is not a link");
  const url = new URL(withScheme);
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw new LinkFault(`the scheme ${shortened(url.protocol.slice(0, -1))} is not supported; use https`);
  }
  if (url.username !== "" || url.password !== "") throw new LinkFault("a link must not contain credentials");
  if (url.port !== "") throw new LinkFault("a link must not name a port");
  return url;
}

/** Non-empty path segments, each percent-decoded on its own, as one revision is one segment. */
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
  const repository = idSegments.map(checkHubName).join("/");
  const revision = routeAt === -1 ? undefined : hubRevision(segments.slice(routeAt + 1));
  return { host: "huggingface", type, repository, revision: checkRevision(revision ?? "main") };
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

/** Only refs/pr/<n> and refs/convert/<name> may stand with raw slashes; any other revision is one segment. */
function hubRevision(rest: readonly string[]): string | undefined {
  if (rest[0] === "refs" && (rest[1] === "pr" || rest[1] === "convert") && rest[2] !== undefined) {
    return rest.slice(0, 3).join("/");
  }
  return rest[0];
}

function githubLink(url: URL, type: ArtifactType): SourceLink {
  if (type !== "code") throw new LinkFault(`GitHub links are code; post this to /artifact/code, not /artifact/${type}`);
  const [owner, repository, route, ...rest] = segmentsOf(url);
  if (owner === undefined || repository === undefined) throw new LinkFault("the link names no repository");
  if (isGitHubPage(owner)) throw new LinkFault(`/${owner} is a page of GitHub, not a repository`);
  if (!isGitHubOwner(owner)) throw new LinkFault(`"${owner.slice(0, 60)}" is not a valid owner on GitHub`);
  const name = withoutGitEnding(repository);
  if (!isGitHubName(name)) {
    throw new LinkFault(`"${name.slice(0, 100)}" is not a valid repository name on GitHub`);
  }
  return { host: "github", type, repository: `${owner}/${name}`, revision: checkRevision(githubRevision(route, rest)) };
}

function githubRevision(route: string | undefined, rest: readonly string[]): string {
  if (route === undefined) return "HEAD";
  if (route === "tree" && rest.length > 0) return rest.join("/");
  if ((route === "blob" || route === "commit") && rest[0] !== undefined) return rest[0];
  if (route === "releases" && rest[0] === "tag" && rest[1] !== undefined) return rest.slice(1).join("/");
  throw new LinkFault(`/${shortened(route)} after the repository is not understood`);
}

/** The rules of git-check-ref-format that matter where a revision becomes part of a URL. */
function checkRevision(revision: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  const forbidden = /[\u0000-\u0020\u007f~^:?*[\\]|\.\.|\/\/|@\{|^[/.-]|\/\.|[/.]$|\.lock$/;
  if (revision.length > 250 || forbidden.test(revision)) {
    throw new LinkFault(`"${revision.slice(0, 100)}" is not a valid revision`);
  }
  return revision;
}

const hubPrefix = { model: "", dataset: "datasets/", code: "spaces/" } as const;

/** The canonical form of a link, as it is stored and shown. */
export function canonicalUrl(link: SourceLink): string {
  if (link.host === "github") {
    return `https://github.com/${link.repository}${link.revision === "HEAD" ? "" : `/tree/${encodePath(link.revision)}`}`;
  }
  const tree = link.revision === "main" ? "" : `/tree/${encodeURIComponent(link.revision)}`;
  return `https://huggingface.co/${hubPrefix[link.type]}${link.repository}${tree}`;
}

const encodePath = (path: string): string => path.split("/").map(encodeURIComponent).join("/");

/** Two links with the same key and revision name the same thing: both hosts compare names without case. */
export const sourceKey = (link: SourceLink): string => `${link.host}:${link.type}:${link.repository.toLowerCase()}`;

/** The name an artifact gets when none is given: the last part of its repository. */
export const defaultName = (link: SourceLink): string => link.repository.split("/").at(-1) as string;
