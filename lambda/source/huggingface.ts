import { LRUCache } from "lru-cache";
import { IngestFailure } from "../../domain/failure.ts";
import { asCommit, asCount, asObject, asSha256, isObject } from "../../domain/json.ts";
import { isHubId } from "../../domain/repository-id.ts";
import type { ArtifactType, ListedFile, Listing, SourceLink } from "../ports.ts";
import type { SourceHttp } from "./http/content.ts";
import { isPassing } from "./http/retry.ts";
import { checkPaths, limitedTo, malformed, shown } from "./listing.ts";
import { bodyOf, rangeHeaders } from "./ranges.ts";
import {
  longestRef,
  type ResolvedSource,
  type Source,
  type SourceBody,
  type SourceCall,
  type SourceLimits,
  type SourceWant,
} from "./source.ts";

/** How the Hub names the three types in API addresses and in web addresses. */
const API_NAME = { model: "models", dataset: "datasets", code: "spaces" } as const satisfies Record<
  ArtifactType,
  string
>;
const WEB_PREFIX = { model: "", dataset: "datasets/", code: "spaces/" } as const satisfies Record<ArtifactType, string>;

/** Addresses of the hub under an endpoint, which may have a path of its own. */
function hubAddresses(endpoint: URL) {
  const base = endpoint.href.replace(/\/+$/, "");
  const id = (repository: string) => repository.split("/").map(encodeURIComponent).join("/");
  const api = (type: ArtifactType, repository: string) => `${base}/api/${API_NAME[type]}/${id(repository)}`;
  return {
    /** Of a model with the result of the Hub's scan, which ratings read and only this asks for. */
    info: (type: ArtifactType, repository: string, revision: string) =>
      new URL(
        `${api(type, repository)}/revision/${encodeURIComponent(revision)}${type === "model" ? "?securityStatus=true" : ""}`,
      ),
    tree: (type: ArtifactType, repository: string, commit: string) =>
      new URL(`${api(type, repository)}/tree/${commit}?recursive=true&expand=false`),
    file: ({ type, repository, commit }: Listing, path: string) =>
      new URL(`${base}/${WEB_PREFIX[type]}${id(repository)}/resolve/${commit}/${id(path)}`),
  };
}

export interface HuggingFaceOptions {
  readonly http: SourceHttp;
  readonly endpoint: URL;
  readonly limits: SourceLimits;
}

/** Signed addresses kept in memory. */
const MAX_LOCATIONS = 4096;

/** Models, datasets and spaces of the Hugging Face Hub, or of what speaks its protocol at `endpoint`. */
export function huggingFace(options: HuggingFaceOptions): Source {
  const { http, endpoint } = options;
  const addresses = hubAddresses(endpoint);
  return {
    open: opener(options),
    async resolve(link: SourceLink, call: SourceCall): Promise<ResolvedSource> {
      const { type } = link;
      const describe = async (revision: string) => {
        const subject = { repository: link.repository, revision };
        return (await http.json({ url: addresses.info(type, link.repository, revision), subject }, call)).value;
      };
      const { ref, folder, found: info } = await longestRef(link, describe);
      const { repository, commit } = pinned(info, { ...link, revision: ref }, endpoint.host);
      const files = await inventory(options, { type, repository, commit }, call);
      const bytesTotal = files.reduce((sum, { bytes }) => sum + bytes, 0);
      return { listing: { host: "huggingface", type, repository, commit, files, bytesTotal }, ref, folder, info };
    },
  };
}

/**
 * Opens files through the hub's redirect once and then at the signed address, until that stops to work. Parts of a file
 * that begin together wait for the address that the first of them learns, so that the hub is asked once.
 */
function opener({ http, endpoint }: HuggingFaceOptions): Source["open"] {
  const addresses = hubAddresses(endpoint);
  const locations = new LRUCache<string, URL>({ max: MAX_LOCATIONS });
  /** First requests that the hub has not answered yet, by address; they never reject. */
  const asking = new Map<string, Promise<void>>();

  async function ask(listing: Listing, file: ListedFile, want: SourceWant, call: SourceCall): Promise<SourceBody> {
    const subject = subjectOf(listing, file);
    const resolver = addresses.file(listing, file.path);
    const answer = await http.send({ url: resolver, subject, headers: rangeHeaders(want) }, call);
    const commit = answer.first["x-repo-commit"];
    if (commit !== undefined && commit !== listing.commit) {
      answer.body.destroy();
      throw malformed(endpoint.host, `${listing.repository} at another commit than asked for`);
    }
    const body = bodyOf(answer, file, want, { subject, signal: call.signal });
    if (want.range !== null && answer.url.origin !== endpoint.origin) locations.set(resolver.href, answer.url);
    return body;
  }

  return async function open(listing, file, want, call) {
    const { href } = addresses.file(listing, file.path);
    const first = asking.get(href);
    if (first !== undefined) await first;
    const known = locations.get(href);
    if (known !== undefined) {
      const subject = subjectOf(listing, file);
      try {
        const answer = await http.send({ url: known, subject, headers: rangeHeaders(want) }, call);
        return bodyOf(answer, file, want, { subject, signal: call.signal });
      } catch (error) {
        // A signed address expires: whatever went wrong there, the hub is asked for a new one.
        locations.delete(href);
        if (!isPassing(error)) throw error;
      }
    }
    const asked = ask(listing, file, want, call);
    if (first === undefined) {
      const forget = () => void asking.delete(href);
      asking.set(href, asked.then(forget, forget));
    }
    return asked;
  };
}

const subjectOf = ({ repository, commit }: Listing, { path }: ListedFile) => ({
  repository,
  revision: commit,
  file: path,
});

/** Every file of the commit, through every page. */
async function inventory(
  { http, endpoint, limits }: HuggingFaceOptions,
  { type, repository, commit }: Pick<Listing, "type" | "repository" | "commit">,
  call: SourceCall,
): Promise<ListedFile[]> {
  const subject = { repository, revision: commit };
  const limited = limitedTo(limits, repository);
  const files: ListedFile[] = [];
  const visited = new Set<string>();
  for (let next: URL | null = hubAddresses(endpoint).tree(type, repository, commit); next !== null; ) {
    if (visited.has(next.href)) throw malformed(endpoint.host, `the pages of ${repository} run in circles`);
    visited.add(next.href);
    const page = await http.json({ url: next, subject }, call);
    if (!Array.isArray(page.value)) throw malformed(endpoint.host, `the file list of ${repository} is no list`);
    for (const entry of page.value) {
      const file = hubEntry(entry, repository, endpoint.host);
      if (file === null) continue;
      limited.add(file);
      files.push(file);
    }
    next = nextPage(page.headers["link"], page.url, endpoint, repository);
  }
  checkPaths(files);
  return files;
}

/** The canonical id and the commit that the info answer names. */
function pinned(info: unknown, link: SourceLink, host: string): { repository: string; commit: string } {
  if (!isObject(info)) throw malformed(host, `the description of ${link.repository} is no object`);
  const { id } = info;
  const sha = asCommit(info["sha"]);
  if (typeof id !== "string" || !isHubId(id)) {
    throw malformed(host, `the description of ${link.repository} has no id`);
  }
  if (sha === null) throw malformed(host, `the description of ${link.repository} has no commit`);
  if (asCommit(link.revision) !== null && sha !== link.revision) {
    throw malformed(host, `${link.repository} at ${sha} instead of ${link.revision}`);
  }
  return { repository: id, commit: sha };
}

/**
 * The address in `Link: <…>; rel="next"`, null when there is none.
 * @throws IngestFailure source_untrusted when it leaves the endpoint's origin
 */
function nextPage(header: string | string[] | undefined, from: URL, endpoint: URL, repository: string): URL | null {
  for (const value of [header ?? []].flat()) {
    const target = /<([^>]*)>\s*;[^,]*\brel="?next"?/i.exec(value)?.[1];
    if (target === undefined) continue;
    const url = URL.canParse(target, from.href) ? new URL(target, from.href) : null;
    if (url === null || url.origin !== endpoint.origin) {
      const where = url === null ? "nowhere" : url.host;
      throw new IngestFailure("source_untrusted", `the file list of ${repository} continues at ${where}`);
    }
    return url;
  }
  return null;
}

/**
 * Reads one entry of the hub's tree; null for a folder.
 * An LFS file is known by the SHA-256 of its content, any other by its git blob SHA-1; the `oid` of an LFS file is that
 * of its pointer and says nothing of its content.
 * @throws IngestFailure source_gated when the hashes are masked, source_unavailable when the entry is malformed
 */
function hubEntry(entry: unknown, repository: string, host: string): ListedFile | null {
  const held = asObject(entry);
  const path = held?.["path"];
  if (held === null || typeof path !== "string") throw malformed(host, "an entry without a path");
  if (held["type"] === "directory") return null;
  if (held["type"] !== "file") throw malformed(host, `the entry ${shown(path)} is neither file nor folder`);
  const lfs = asObject(held["lfs"]);
  const bytes = asCount((lfs ?? held)["size"]);
  if (bytes === null) throw malformed(host, `no size of ${shown(path)}`);
  const stated = (lfs ?? held)["oid"];
  const hash = lfs === null ? asCommit(stated) : asSha256(stated);
  if (hash !== null) {
    return { path, bytes, sha256: lfs === null ? null : hash, gitSha1: lfs === null ? hash : null, kind: "file" };
  }
  if (typeof stated === "string" && /^\*+$/.test(stated)) {
    throw new IngestFailure("source_gated", `${repository} is gated: the configured token may not see its files`);
  }
  throw malformed(host, `no hash of ${shown(path)}`);
}
