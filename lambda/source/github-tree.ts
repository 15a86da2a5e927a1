import { asCommit, asCount, isObject, type JsonObject } from "../../domain/json.ts";
import type { EntryKind, ListedFile } from "../ports.ts";
import { malformed } from "./entries.ts";
import type { gitHubRequests } from "./github.ts";
import type { SourceHttp } from "./http.ts";
import { shown } from "./paths.ts";
import type { SourceCall } from "./source.ts";

interface Api {
  readonly http: SourceHttp;
  readonly request: ReturnType<typeof gitHubRequests>;
  readonly host: string;
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

/** Every entry of a commit's tree but the folders. A tree too large for one answer is walked folder by folder. */
export async function* treeEntries(
  api: Api,
  repository: string,
  commit: string,
  call: SourceCall,
): AsyncGenerator<ListedFile> {
  const whole = await readTree(api, repository, commit, "?recursive=1", commit, call);
  if (!whole.truncated) {
    for (const entry of whole.entries) {
      if (entry["type"] !== "tree") yield listed(entry, "", api.host);
    }
    return;
  }
  yield* walk(api, repository, commit, commit, "", 0, call);
}

async function* walk(
  api: Api,
  repository: string,
  commit: string,
  tree: string,
  folder: string,
  depth: number,
  call: SourceCall,
): AsyncGenerator<ListedFile> {
  if (depth > MAX_DEPTH) throw malformed(api.host, `the folders of ${repository} are nested without end`);
  const { entries, truncated } = await readTree(api, repository, tree, "", commit, call);
  if (truncated) throw malformed(api.host, `the folder ${shown(folder)} of ${repository} is cut short`);
  for (const entry of entries) {
    if (entry["type"] !== "tree") yield listed(entry, folder, api.host);
    else if (asCommit(entry["sha"]) !== null && typeof entry["path"] === "string") {
      yield* walk(api, repository, commit, String(entry["sha"]), `${folder}${entry["path"]}/`, depth + 1, call);
    } else throw malformed(api.host, `a folder of ${repository} without a hash`);
  }
}

async function readTree(
  { http, request, host }: Api,
  repository: string,
  tree: string,
  query: string,
  commit: string,
  call: SourceCall,
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
