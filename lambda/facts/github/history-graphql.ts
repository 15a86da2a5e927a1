/** Repository, history, pull requests and reviews by one GraphQL query; GitHub answers those only with a token. */

import { asCommit, asCount, asList, asObject, asString, asTime } from "../../../domain/json.ts";
import { absent, type Fact, unknown, value } from "../../../rating/fact.ts";
import type { Json, JsonObject } from "../../../rating/snapshot.ts";
import type { Commit, PullRequest, RepositoryFacts } from "../../../rating/snapshot-code.ts";
import { mapFact, type SourceClient } from "../client.ts";
import {
  account,
  approvers,
  commitAuthor,
  firstParents,
  NO_COMMIT,
  NOBODY,
  type RepositoryHistory,
  type Review,
} from "./history.ts";

const QUERY = `query($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) {
    isArchived isFork licenseInfo { spdxId }
    defaultBranchRef { name target { ... on Commit { oid history(first: 100) { nodes {
      oid committedDate additions parents(first: 1) { nodes { oid } }
      author { name email user { login } }
      associatedPullRequests(first: 1) { nodes {
        number merged author { login __typename } mergedBy { login __typename }
        reviews(first: 50) { nodes { state submittedAt author { login __typename } } }
      } }
    } } } } }
  }
}`;

/** Null when the server has no GraphQL; then REST is used. */
export async function graphqlHistory(github: SourceClient, name: string): Promise<RepositoryHistory | null> {
  const [owner, repository] = name.split("/");
  const post = { query: QUERY, variables: { owner, name: repository } };
  const answer = await github.json("/graphql", { what: `the history of ${name}`, post });
  if (answer.known === "absent") return null;
  const found = mapFact(answer, ({ json }) => repositoryOf(json, name));
  if (found.known !== "value") return { facts: found, history: found };
  return { facts: factsOf(found.value), history: historyOf(found.value) };
}

/** GraphQL reports its faults with status 200. */
function repositoryOf(json: Json, name: string): Fact<JsonObject> {
  const repository = asObject(asObject(asObject(json)?.["data"])?.["repository"]);
  if (repository !== null) return value(repository);
  const kinds = asList(asObject(json)?.["errors"]).map((it) => asString(asObject(it)?.["type"]));
  if (kinds.includes("NOT_FOUND")) return absent;
  if (kinds.includes("RATE_LIMITED"))
    return unknown("rate_limited", `GitHub's quota is used up for the history of ${name}`);
  if (kinds.includes("FORBIDDEN")) return unknown("forbidden", `GitHub refuses the history of ${name} to this token`);
  return unknown("malformed", `GitHub answered the query for ${name} with neither data nor a known error`);
}

function headOf(repository: JsonObject): JsonObject | null {
  return asObject(asObject(repository["defaultBranchRef"])?.["target"]);
}

function factsOf(repository: JsonObject): Fact<RepositoryFacts> {
  return value({
    commit: asCommit(headOf(repository)?.["oid"]) ?? NO_COMMIT,
    archived: repository["isArchived"] === true,
    fork: repository["isFork"] === true,
    defaultBranch: asString(asObject(repository["defaultBranchRef"])?.["name"]) ?? "",
    licenseSpdx: asString(asObject(repository["licenseInfo"])?.["spdxId"]),
  });
}

const nodesOf = (it: unknown): readonly unknown[] => asList(asObject(it)?.["nodes"]);

function historyOf(repository: JsonObject): Fact<readonly Commit[]> {
  const head = headOf(repository);
  if (head === null) return absent;
  const commits = nodesOf(head["history"]).flatMap((node) => {
    const id = asCommit(asObject(node)?.["oid"]);
    const date = asTime(asObject(node)?.["committedDate"]);
    const parent = asCommit(asObject(nodesOf(asObject(node)?.["parents"])[0])?.["oid"]);
    return id === null || date === null ? [] : [{ id, parent, commit: commitOf(id, date, node) }];
  });
  return value(firstParents(commits).map(({ commit }) => commit));
}

function commitOf(id: string, date: string, node: unknown): Commit {
  const it = asObject(node);
  const added = asCount(it?.["additions"]);
  const git = asObject(it?.["author"]);
  return {
    id,
    date,
    author: commitAuthor(git, git?.["user"]),
    additions: added === null ? unknown("malformed", `GitHub sent no line count for ${id}`) : value(added),
    changes: unknown("not_followed", "lines by file cost one request for each commit; the sums are used"),
    pullRequest: pullRequestOf(nodesOf(it?.["associatedPullRequests"])[0]),
  };
}

function pullRequestOf(node: unknown): Fact<PullRequest> {
  const it = asObject(node);
  const number = asCount(it?.["number"]);
  if (it === null || number === null || it["merged"] !== true) return absent;
  const reviews = nodesOf(it["reviews"]).flatMap((review): Review[] => {
    const by = account(asObject(review)?.["author"]);
    const state = asString(asObject(review)?.["state"]);
    return by === null || state === null ? [] : [{ by, state, at: asTime(asObject(review)?.["submittedAt"]) }];
  });
  return value({
    number,
    author: account(it["author"]) ?? NOBODY,
    mergedBy: account(it["mergedBy"]),
    approvedBy: approvers(reviews),
  });
}
