import type { EntryKind, ListedFile } from "../ports.ts";
import { type Fields, isFields, isLength, isSha1, malformed } from "./entries.ts";
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
    else if (isSha1(entry["sha"]) && typeof entry["path"] === "string") {
      yield* walk(api, repository, commit, entry["sha"], `${folder}${entry["path"]}/`, depth + 1, call);
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
): Promise<{ entries: Fields[]; truncated: boolean }> {
  const answer = await http.json(request(repository, `/git/trees/${tree}${query}`, { revision: commit }), call);
  const { value } = answer;
  if (!isFields(value) || !Array.isArray(value["tree"]) || !value["tree"].every(isFields)) {
    throw malformed(host, `the file list of ${repository} is no list`);
  }
  return { entries: value["tree"], truncated: value["truncated"] === true };
}

function listed(entry: Fields, folder: string, host: string): ListedFile {
  const { path, mode, sha, size } = entry;
  if (typeof path !== "string") throw malformed(host, "an entry without a path");
  const kind = KINDS[String(mode)];
  if (kind === undefined) throw malformed(host, `the entry ${shown(path)} has the unknown mode ${String(mode)}`);
  if (!isSha1(sha)) throw malformed(host, `no hash of ${shown(path)}`);
  const bytes = kind === "submodule" ? 0 : size;
  if (!isLength(bytes)) throw malformed(host, `no size of ${shown(path)}`);
  return { path: folder + path, bytes, sha256: null, gitSha1: sha, kind };
}
