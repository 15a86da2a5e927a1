/** Settings of requests to GitHub, and what the GraphQL and REST readers of a history share. */
import { createHash } from "node:crypto";
import { asObject, asString } from "../../../domain/json.ts";
import type { Fact } from "../../../rating/fact.ts";
import type { Commit, Person, RepositoryFacts } from "../../../rating/snapshot-code.ts";
import type { HubEndpoint } from "../../source/http/client.ts";
import type { SourceSettings } from "../client.ts";

export const githubSettings = ({ url, token }: HubEndpoint): SourceSettings => ({
  label: "GitHub",
  endpoint: url,
  headers: {
    accept: "application/vnd.github+json",
    // Pinned: later versions leave merge_commit_sha out of pull requests.
    "x-github-api-version": "2022-11-28",
  },
  authenticated: token !== null,
});

export interface RepositoryHistory {
  readonly facts: Fact<RepositoryFacts>;
  readonly history: Fact<readonly Commit[]>;
}

/** The commit id of an empty repository: git's null id. */
export const NO_COMMIT = "0".repeat(40);

/** The author of a pull request whose account is gone. */
export const NOBODY: Person = { login: null, name: null, emailDigest: null, bot: false };

/** The part of a path that names a repository: "/repos/{owner}/{name}". */
export const repositoryPath = (name: string): string => `/repos/${name.split("/").map(encodeURIComponent).join("/")}`;

/** Lower-case hex SHA-256 of an e-mail address: it tells people apart without storing the address. */
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

interface Linked {
  readonly id: string;
  /** The first parent, null for a root commit or when the source states none. */
  readonly parent: string | null;
}

/**
 * The line of first parents from the newest commit on: what happened to the branch itself, without the
 * commits that a merge brought in. Ends where the list has no further parent.
 * @param newestFirst commits as the source lists them, the head first
 */
export function firstParents<T extends Linked>(newestFirst: readonly T[]): readonly T[] {
  const byId = new Map(newestFirst.map((it) => [it.id, it]));
  const line: T[] = [];
  for (let next = newestFirst[0]; next !== undefined; next = next.parent === null ? undefined : byId.get(next.parent)) {
    line.push(next);
    byId.delete(next.id);
  }
  return line;
}

export interface Review {
  readonly by: Person;
  /** APPROVED, CHANGES_REQUESTED, DISMISSED, COMMENTED or PENDING. */
  readonly state: string;
  /** ISO 8601. */
  readonly at: string | null;
}

/** Comments do not change an earlier opinion. */
const OPINIONS = new Set(["APPROVED", "CHANGES_REQUESTED", "DISMISSED"]);

/** Everyone whose latest opinion on a pull request is an approval, by login. */
export function approvers(reviews: readonly Review[]): readonly Person[] {
  const latest = new Map<string, Review>();
  const inOrder = reviews.map((review, index) => ({ review, index }));
  inOrder.sort((a, b) => compare(a.review.at ?? "", b.review.at ?? "") || a.index - b.index);
  for (const { review } of inOrder) {
    if (review.by.login !== null && OPINIONS.has(review.state)) latest.set(review.by.login.toLowerCase(), review);
  }
  const approved = [...latest.values()].filter(({ state }) => state === "APPROVED").map(({ by }) => by);
  return approved.sort((a, b) => compare(a.login ?? "", b.login ?? ""));
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
