import { asCommit, asObject } from "../../domain/json.ts";
import { isGitHubId } from "../../domain/repository-id.ts";
import type { ListedFile, Listing, SourceLink } from "../ports.ts";
import { limitedTo, malformed } from "./entries.ts";
import { treeEntries } from "./github-tree.ts";
import type { SourceHttp, SourceRequest } from "./http.ts";
import { checkPaths } from "./paths.ts";
import { bodyOf } from "./ranges.ts";
import type { ResolvedSource, Source, SourceCall, SourceLimits } from "./source.ts";
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
export function gitHubRequests(apiUrl: URL) {
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
      const commit = await pinned({ http, apiUrl, limits }, repository, link.revision, call);
      const limited = limitedTo(limits, repository);
      const files: ListedFile[] = [];
      for await (const entry of treeEntries({ http, request, host: apiUrl.host }, repository, commit, call)) {
        limited.add(entry);
        files.push(entry);
      }
      checkPaths(files);
      const bytesTotal = files.reduce((sum, { kind, bytes }) => sum + (kind === "file" ? bytes : 0), 0);
      return { listing: { host: "github", type: link.type, repository, commit, files, bytesTotal }, info };
    },
    async open(listing, file, want, call) {
      const subject = { revision: listing.commit, file: file.path };
      const blob = request(listing.repository, `/git/blobs/${file.gitSha1 ?? ""}`, subject, true);
      // Blobs come whole: a range is not offered.
      return bodyOf(await http.send(blob, call), file, { ...want, range: null }, blob.subject, call.signal);
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

async function pinned(
  { http, apiUrl }: GitHubOptions,
  repository: string,
  revision: string,
  call: SourceCall,
): Promise<string> {
  // One file a page: the commit's own changes are of no interest, and can be many.
  const path = `/commits/${encodeURIComponent(revision)}?per_page=1`;
  const commit = await http.json(gitHubRequests(apiUrl)(repository, path, { revision }), call);
  const sha = asCommit(asObject(commit.value)?.["sha"]);
  if (sha === null) throw malformed(apiUrl.host, `${repository} has no commit for ${revision}`);
  return sha;
}
