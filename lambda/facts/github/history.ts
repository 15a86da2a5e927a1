/** How GitHub is asked, and the parts of its answers that several readers share. */
import { createHash } from "node:crypto";
import { asCount, asList, asObject, asString } from "../../../domain/json.ts";
import { absent, type Fact, unknown, value } from "../../../rating/fact.ts";
import type { Contributor, Person } from "../../../rating/snapshot-code.ts";
import type { SourceClient, SourceSettings } from "../http/fetch.ts";
import { fetchJson, mapFact } from "../http/fetch-json.ts";

export const githubSettings = (apiUrl: string, token: string | undefined): SourceSettings => ({
  label: "GitHub",
  endpoint: apiUrl,
  token,
  headers: {
    accept: "application/vnd.github+json",
    // Pinned: later versions leave merge_commit_sha out of pull requests.
    "x-github-api-version": "2022-11-28",
    "user-agent": "gatehouse",
  },
  bucketOf: (path) => (path === "/graphql" ? "graphql" : "core"),
});

/** The part of a path that names a repository: "/repos/{owner}/{name}". */
export const repositoryPath = (name: string): string => `/repos/${name.split("/").map(encodeURIComponent).join("/")}`;

/** Lower-case hex SHA-256 of an address: people are told apart by it, and the address itself is not kept. */
export function emailDigest(address: unknown): string | null {
  const text = asString(address);
  return text === null ? null : createHash("sha256").update(text.trim().toLowerCase()).digest("hex");
}

const isBotLogin = (login: string | null): boolean => login?.endsWith("[bot]") === true;

/**
 * An account as GraphQL (`__typename`) or REST (`type`) describes it; null for a deleted one. GraphQL leaves
 * the "[bot]" of a bot's login out.
 */
export function account(it: unknown): Person | null {
  const held = asObject(it);
  const login = asString(held?.["login"]);
  if (login === null) return null;
  const bot = held?.["__typename"] === "Bot" || held?.["type"] === "Bot" || isBotLogin(login);
  return { login, name: null, emailDigest: null, bot };
}

/** The author of a commit: what git recorded, and the account that GitHub found for it. */
export function commitAuthor(git: unknown, user: unknown): Person {
  const recorded = asObject(git);
  const known = account(user);
  const name = asString(recorded?.["name"]);
  return {
    login: known?.login ?? null,
    name,
    emailDigest: emailDigest(recorded?.["email"]),
    bot: known?.bot === true || isBotLogin(name),
  };
}

/** All-time commit counts by account, the first hundred. */
export async function contributors(github: SourceClient, name: string): Promise<Fact<readonly Contributor[]>> {
  const what = `the contributors of ${name}`;
  const path = `${repositoryPath(name)}/contributors?per_page=100`;
  const answer = await fetchJson(github, path, { what, optional: true });
  return mapFact(answer, ({ json }) => {
    if (!Array.isArray(json)) return unknown("malformed", `GitHub sent no list for ${what}`);
    const people = json.flatMap((entry): Contributor[] => {
      const person = account(entry);
      const commits = asCount(asObject(entry)?.["contributions"]);
      return person?.login == null || commits === null ? [] : [{ login: person.login, bot: person.bot, commits }];
    });
    return people.length === 0 ? absent : value(people);
  });
}

/** Every blob of a commit. Unknown when GitHub cut the list. */
export async function repositoryTree(
  github: SourceClient,
  name: string,
  commit: string,
): Promise<Fact<readonly { readonly path: string; readonly bytes: number | null }[]>> {
  const what = `the files of ${name}`;
  // The list of a repository with 100,000 entries has 7 MB.
  const limits = { what, maxBytes: 16 * 1024 * 1024 };
  const answer = await fetchJson(github, `${repositoryPath(name)}/git/trees/${commit}?recursive=1`, limits);
  return mapFact(answer, ({ json }) => {
    const tree = asObject(json)?.["tree"];
    if (!Array.isArray(tree)) return unknown("malformed", `GitHub sent no list for ${what}`);
    if (asObject(json)?.["truncated"] === true)
      return unknown("too_large", `GitHub lists only a part of the files of ${name}`);
    const blobs = asList(tree).flatMap((entry) => {
      const held = asObject(entry);
      const path = asString(held?.["path"]);
      return held?.["type"] === "blob" && path !== null ? [{ path, bytes: asCount(held["size"]) }] : [];
    });
    return blobs.length === 0 ? absent : value(blobs);
  });
}
