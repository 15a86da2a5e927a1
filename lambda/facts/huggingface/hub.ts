/** The endpoints of Hugging Face that facts are read from. */

import { asCount, asList, asObject, asString, asStrings, asTime, parseFileJson } from "../../../domain/json.ts";
import { absent, type Fact, unknown, value } from "../../../rating/fact.ts";
import type { HubCommit, Json, JsonObject, Owner, ShardIndex } from "../../../rating/snapshot.ts";
import type { HubEndpoint } from "../../source/http/client.ts";
import { CutBody } from "../body.ts";
import { mapFact, type SourceClient, type SourceSettings } from "../client.ts";

export const MAX_README_BYTES = 1024 * 1024;
export const MAX_LICENSE_BYTES = 256 * 1024;
const MAX_CONFIG_BYTES = 4 * 1024 * 1024;
const COMMITS_PER_PAGE = 100;

export const hubSettings = ({ url, token }: HubEndpoint): SourceSettings => ({
  label: "Hugging Face",
  endpoint: url,
  headers: { accept: "*/*" },
  authenticated: token !== null,
});

export type HubKind = "model" | "dataset";

/** One file of a repository at a commit: where it is and how large the listing says it is. */
export interface HubFile {
  readonly kind: HubKind;
  readonly repository: string;
  readonly commit: string;
  readonly path: string;
  /** Null when the listing does not say. */
  readonly bytes: number | null;
}

const encodedPath = (path: string): string => path.split("/").map(encodeURIComponent).join("/");

/** `GET /api/{models|datasets}/{id}`, at a revision when one is given. Absent for 404. */
export async function repositoryInfo(
  hub: SourceClient,
  kind: HubKind,
  id: string,
  at: { readonly revision?: string; readonly query?: string },
): Promise<Fact<JsonObject>> {
  const revision = at.revision === undefined ? "" : `/revision/${encodeURIComponent(at.revision)}`;
  const query = at.query === undefined ? "" : `?${at.query}`;
  const what = `the description of ${id}`;
  const answer = await hub.json(`/api/${kind}s/${encodedPath(id)}${revision}${query}`, { what });
  return mapFact(answer, ({ json }) => {
    const object = asObject(json);
    return object === null ? unknown("malformed", `Hugging Face sent no object for ${what}`) : value(object);
  });
}

/** The text of a small file. A file that is too large according to the listing is not requested. */
export async function fileText(hub: SourceClient, file: HubFile, maxBytes: number): Promise<Fact<string>> {
  if (file.bytes !== null && file.bytes > maxBytes)
    return unknown("too_large", `${file.path} has ${file.bytes} bytes; at most ${maxBytes} are read`);
  const prefix = file.kind === "dataset" ? "/datasets" : "";
  const path = `${prefix}/${encodedPath(file.repository)}/resolve/${file.commit}/${encodedPath(file.path)}`;
  const assertWhole = (_text: string, bytes: number | null): void => {
    if (file.bytes !== null && bytes !== null && bytes !== file.bytes)
      throw new CutBody(`it has ${bytes} bytes, and ${file.bytes} by the listing`);
  };
  const answer = await hub.text(path, { what: `${file.path} of ${file.repository}`, maxBytes, assertWhole });
  return mapFact(answer, ({ text }) => value(text));
}

export async function fileJson(hub: SourceClient, file: HubFile): Promise<Fact<JsonObject>> {
  return mapFact(await fileText(hub, file, MAX_CONFIG_BYTES), (text) => {
    const object = asObject(parseFileJson(text));
    return object === null ? unknown("malformed", `${file.path} holds no JSON object`) : value(object);
  });
}

/** The distinct shards that a weight index names. */
export async function shardIndex(hub: SourceClient, file: HubFile): Promise<Fact<ShardIndex>> {
  return mapFact(await fileJson(hub, file), (index) => {
    const map = asObject(index["weight_map"]);
    if (map === null) return unknown("malformed", `${file.path} has no weight_map`);
    return value({ files: [...new Set(Object.values(map).flatMap(asStrings))].sort() });
  });
}

/** The newest commits up to the rated one, at most two pages. A page that fails makes the list unknown. */
export async function hubCommits(
  hub: SourceClient,
  repository: string,
  commit: string,
): Promise<Fact<readonly HubCommit[]>> {
  const path = `/api/models/${encodedPath(repository)}/commits/${commit}?limit=${COMMITS_PER_PAGE}`;
  const what = "the commit history on Hugging Face";
  const first = await hub.json(`${path}&p=0`, { what });
  if (first.known !== "value") return first;
  if (first.value.link?.includes('rel="next"') !== true) return commitList(first.value.json, what);
  const second = await hub.json(`${path}&p=1`, { what });
  return mapFact(second, ({ json }) => commitList([...asList(first.value.json), ...asList(json)] as Json, what));
}

function commitList(json: Json, what: string): Fact<readonly HubCommit[]> {
  if (!Array.isArray(json)) return unknown("malformed", `Hugging Face sent no list for ${what}`);
  const commits = json.flatMap((entry): HubCommit[] => {
    const commit = asObject(entry);
    const id = asString(commit?.["id"]);
    const date = asTime(commit?.["date"]);
    if (id === null || date === null) return [];
    return [{ id, date, authors: asList(commit?.["authors"]).flatMap((it) => asStrings(asObject(it)?.["user"])) }];
  });
  return value(commits);
}

/** The namespace's owner: an organisation, or (404 there) a user. Absent for an id without a namespace. */
export async function owner(hub: SourceClient, repository: string): Promise<Fact<Owner>> {
  const [name, rest] = repository.split("/");
  if (name === undefined || rest === undefined) return absent;
  const path = `/api/organizations/${encodeURIComponent(name)}/overview`;
  const answer = await hub.json(path, { what: `the organisation ${name}`, optional: true });
  if (answer.known === "absent") return value({ name, isOrganisation: false, members: null });
  return mapFact(answer, ({ json }) => {
    const told = asObject(json);
    if (told === null) return unknown("malformed", `Hugging Face sent no object for the organisation ${name}`);
    return value({ name, isOrganisation: true, members: asCount(told["numUsers"]) });
  });
}
