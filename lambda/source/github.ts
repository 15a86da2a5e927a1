import { asCommit, asCount, asObject, isObject, type JsonObject } from "../../domain/json.ts";
import { isGitHubId } from "../../domain/repository-id.ts";
import type { EntryKind, ListedFile, Listing, SourceLink } from "../ports.ts";
import type { SourceHttp, SourceRequest } from "./http/content.ts";
import { checkPaths, limitedTo, malformed, shown } from "./listing.ts";
import { bodyOf } from "./ranges.ts";
import { longestRef, type ResolvedSource, type Source, type SourceCall, type SourceLimits } from "./source.ts";
import { tarballFiles } from "./tarball.ts";

export interface GitHubOptions {
  readonly http: SourceHttp;
  readonly apiUrl: URL;
  readonly limits: SourceLimits;
}

/** The version whose answers this client reads; without the header GitHub decides. */
const API = { accept: "application/vnd.github+json", "x-github-api-version": "2022-11-28" };
const RAW = { ...API, accept: "application/vnd.github.raw+json" };

/** Requests to the API under its address, which may have a path of its own. */
function gitHubRequests(apiUrl: URL) {
  const base = apiUrl.href.replace(/\/+$/, "");
  return (
    repository: string,
    path: string,
    subject: Omit<SourceRequest["subject"], "repository"> = {},
    raw = false,
  ) => {
    const id = repository.split("/").map(encodeURIComponent).join("/");
    const url = new URL(`${base}/repos/${id}${path}`);
    return { url, subject: { repository, ...subject }, headers: raw ? RAW : API };
  };
}

/** Repositories of GitHub, or of what speaks its REST protocol at `apiUrl`. */
export function gitHub({ http, apiUrl, limits }: GitHubOptions): Source {
  const request = gitHubRequests(apiUrl);
  return {
    async resolve(link: SourceLink, call: SourceCall): Promise<ResolvedSource> {
      const info = (await http.json(request(link.repository, ""), call)).value;
      const repository = fullName(info, apiUrl.host, link.repository);
      const pin = (ref: string) => pinned({ http, request, host: apiUrl.host }, repository, ref, call);
      const { ref, folder, found: commit } = await longestRef(link, pin);
      const limited = limitedTo(limits, repository);
      const files: ListedFile[] = [];
      for await (const entry of treeEntries({ http, request, host: apiUrl.host, repository, commit, call })) {
        limited.add(entry);
        files.push(entry);
      }
      checkPaths(files);
      const bytesTotal = files.reduce((sum, { kind, bytes }) => sum + (kind === "file" ? bytes : 0), 0);
      const listing: Listing = { host: "github", type: link.type, repository, commit, files, bytesTotal };
      return { listing, ref: nameOf(ref, info), folder, info };
    },
    async open(listing, file, want, call) {
      const subject = { revision: listing.commit, file: file.path };
      const blob = request(listing.repository, `/git/blobs/${file.gitSha1 ?? ""}`, subject, true);
      // Blobs come whole: a range is not offered.
      return bodyOf(
        await http.send(blob, call),
        file,
        { ...want, range: null },
        { subject: blob.subject, signal: call.signal },
      );
    },
    stream: (listing: Listing, call: SourceCall) => {
      const subject = { revision: listing.commit };
      const archive = request(listing.repository, `/tarball/${listing.commit}`, subject);
      return tarballFiles(http, archive, listing, call);
    },
  };
}

function fullName(info: unknown, host: string, asked: string): string {
  const name = asObject(info)?.["full_name"];
  if (typeof name === "string" && isGitHubId(name)) return name;
  throw malformed(host, `the description of ${asked} has no name`);
}

/** "HEAD" for the default branch by its name, so that both ways to name it are one; other refs without git's prefix. */
function nameOf(ref: string, info: unknown): string {
  const name = ref.replace(/^(refs\/)?heads\//, "");
  return name === asObject(info)?.["default_branch"] ? "HEAD" : name;
}

interface Api {
  readonly http: SourceHttp;
  readonly request: ReturnType<typeof gitHubRequests>;
  readonly host: string;
}

async function pinned(api: Api, repository: string, revision: string, call: SourceCall): Promise<string> {
  // One file a page: the commit's own changes are of no interest, and can be many.
  const path = `/commits/${encodeURIComponent(revision)}?per_page=1`;
  const commit = await api.http.json(api.request(repository, path, { revision, exists: true }), call);
  const sha = asCommit(asObject(commit.value)?.["sha"]);
  if (sha === null) throw malformed(api.host, `${repository} has no commit for ${revision}`);
  return sha;
}

/** Git's file modes. */
const KINDS: Readonly<Record<string, EntryKind>> = {
  "100644": "file",
  "100755": "file",
  "100664": "file",
  "120000": "symlink",
  "160000": "submodule",
};

/** Folders deeper than this are no source code; a bound for trees that contain themselves through a broken server. */
const MAX_DEPTH = 100;

/** One commit whose files are being listed. */
interface ListedCommit extends Api {
  readonly repository: string;
  readonly commit: string;
  readonly call: SourceCall;
}

/** Every entry of a commit's tree but the folders. A tree too large for one answer is walked folder by folder. */
async function* treeEntries(at: ListedCommit): AsyncGenerator<ListedFile> {
  const whole = await readTree(at, at.commit, "?recursive=1");
  if (!whole.truncated) {
    for (const entry of whole.entries) {
      if (entry["type"] !== "tree") yield listed(entry, "", at.host);
    }
    return;
  }
  yield* walk(at, at.commit, "", 0);
}

async function* walk(at: ListedCommit, tree: string, folder: string, depth: number): AsyncGenerator<ListedFile> {
  const { host, repository } = at;
  if (depth > MAX_DEPTH) throw malformed(host, `the folders of ${repository} are nested without end`);
  const { entries, truncated } = await readTree(at, tree, "");
  if (truncated) throw malformed(host, `the folder ${shown(folder)} of ${repository} is cut short`);
  for (const entry of entries) {
    if (entry["type"] !== "tree") yield listed(entry, folder, host);
    else if (asCommit(entry["sha"]) !== null && typeof entry["path"] === "string") {
      yield* walk(at, String(entry["sha"]), `${folder}${entry["path"]}/`, depth + 1);
    } else throw malformed(host, `a folder of ${repository} without a hash`);
  }
}

async function readTree(
  { http, request, host, repository, commit, call }: ListedCommit,
  tree: string,
  query: string,
): Promise<{ entries: JsonObject[]; truncated: boolean }> {
  const answer = await http.json(request(repository, `/git/trees/${tree}${query}`, { revision: commit }), call);
  const { value } = answer;
  if (!isObject(value) || !Array.isArray(value["tree"]) || !value["tree"].every(isObject)) {
    throw malformed(host, `the file list of ${repository} is no list`);
  }
  return { entries: value["tree"], truncated: value["truncated"] === true };
}

function listed(entry: JsonObject, folder: string, host: string): ListedFile {
  const { path, mode, sha, size } = entry;
  if (typeof path !== "string") throw malformed(host, "an entry without a path");
  const kind = KINDS[String(mode)];
  if (kind === undefined) throw malformed(host, `the entry ${shown(path)} has the unknown mode ${String(mode)}`);
  if (asCommit(sha) === null) throw malformed(host, `no hash of ${shown(path)}`);
  const bytes = kind === "submodule" ? 0 : asCount(size);
  if (bytes === null) throw malformed(host, `no size of ${shown(path)}`);
  return { path: folder + path, bytes, sha256: null, gitSha1: asCommit(sha), kind };
}
