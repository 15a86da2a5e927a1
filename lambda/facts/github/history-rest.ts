/**
 * Repository, history and pull requests from lists of the REST API, used without a token. Lines and reviews cost one
 * request for each commit and pull request, so they are read for short histories only, as the plan allows.
 */

import { asCommit, asList, asObject, asString, asTime } from "../../../domain/json.ts";
import { type Absent, absent, type Fact, type Known, type Unknown, unknown, value } from "../../../rating/fact.ts";
import type { JsonObject } from "../../../rating/snapshot.ts";
import type { Commit, PullRequest, RepositoryFacts } from "../../../rating/snapshot-code.ts";
import { mapFact, type SourceClient } from "../client.ts";
import { commitAuthor, firstParents, NO_COMMIT, type RepositoryHistory, repositoryPath } from "./history.ts";
import { type CommitLines, commitLines, type MergedPull, mergedPulls, pullRequest, tooMany } from "./rest-details.ts";

/** A commit as the list of commits has it. */
interface ListedCommit {
  readonly id: string;
  readonly parent: string | null;
  readonly parents: number;
  readonly date: string;
  readonly title: string;
  readonly raw: JsonObject;
}

/** @param details requests that may be spent on single commits and pull requests. */
export async function restHistory(github: SourceClient, name: string, details: number): Promise<RepositoryHistory> {
  const what = `the repository ${name}`;
  const raw = mapFact(await github.json(repositoryPath(name), { what }), ({ json }) => {
    const object = asObject(json);
    return object === null ? unknown("malformed", `GitHub sent no object for ${what}`) : value(object);
  });
  if (raw.known !== "value") return { facts: raw, history: raw };
  const branch = asString(raw.value["default_branch"]) ?? "HEAD";
  const [listed, pulls] = await Promise.all([listCommits(github, name, branch), mergedPulls(github, name, branch)]);
  const head = listed.known === "unknown" ? await headOfBranch(github, name, branch, listed) : headOf(listed);
  const facts = mapFact(head, (commit) => value(factsOf(raw.value, branch, commit)));
  if (listed.known !== "value") return { facts, history: listed };
  return { facts, history: value(await detailed(github, name, { listed: listed.value, pulls }, details)) };
}

/** The head of an empty repository is git's null id. */
function headOf(listed: Known<readonly ListedCommit[]> | Absent): Fact<string> {
  return value((listed.known === "absent" ? null : listed.value[0]?.id) ?? NO_COMMIT);
}

/** Reads the head alone when the history cannot be read. If that fails, the head is unknown for the same reason. */
async function headOfBranch(
  github: SourceClient,
  name: string,
  branch: string,
  history: Unknown,
): Promise<Fact<string>> {
  const what = `the head of ${name}`;
  const answer = await github.json(`${repositoryPath(name)}/commits/${encodeURIComponent(branch)}`, { what });
  if (answer.known !== "value") return history;
  return mapFact(answer, ({ json }) => {
    const commit = asCommit(asObject(json)?.["sha"]);
    return commit === null ? unknown("malformed", `GitHub names no commit for ${what}`) : value(commit);
  });
}

function factsOf(raw: JsonObject, defaultBranch: string, commit: string): RepositoryFacts {
  return {
    commit,
    archived: raw["archived"] === true,
    fork: raw["fork"] === true,
    defaultBranch,
    licenseSpdx: asString(asObject(raw["license"])?.["spdx_id"]),
  };
}

async function listCommits(github: SourceClient, name: string, branch: string): Promise<Fact<readonly ListedCommit[]>> {
  const what = `the commit history of ${name}`;
  const path = `${repositoryPath(name)}/commits?sha=${encodeURIComponent(branch)}&per_page=100`;
  return mapFact(await github.json(path, { what }), ({ json }) => {
    if (!Array.isArray(json)) return unknown("malformed", `GitHub sent no list for ${what}`);
    return value(firstParents(json.flatMap(listedCommit)));
  });
}

function listedCommit(entry: unknown): ListedCommit[] {
  const raw = asObject(entry);
  const git = asObject(raw?.["commit"]);
  const id = asCommit(raw?.["sha"]);
  const date = asTime(asObject(git?.["committer"])?.["date"]) ?? asTime(asObject(git?.["author"])?.["date"]);
  if (raw === null || id === null || date === null) return [];
  const parents = asList(raw["parents"]);
  const parent = asCommit(asObject(parents[0])?.["sha"]);
  const title = (asString(git?.["message"]) ?? "").split("\n")[0] ?? "";
  return [{ id, parent, parents: parents.length, date, title, raw }];
}

async function detailed(
  github: SourceClient,
  name: string,
  { listed, pulls }: { readonly listed: readonly ListedCommit[]; readonly pulls: Fact<readonly MergedPull[]> },
  details: number,
): Promise<readonly Commit[]> {
  const known = pulls.known === "value" ? pulls.value : [];
  const merged = listed.map(({ id }) => known.find(({ mergeCommit }) => mergeCommit === id) ?? null);
  // A pull request without an approval is asked once more for who merged it.
  const needed = listed.length + 2 * merged.filter((it) => it !== null).length;
  const affordable = needed <= details;
  const unclear = unclearOrigin(pulls, listed, merged);
  const lines = (id: string): Promise<CommitLines> =>
    affordable
      ? commitLines(github, name, id)
      : Promise.resolve({ additions: tooMany(needed), changes: tooMany(needed) });
  const originOf = async (pull: MergedPull | null): Promise<Fact<PullRequest>> => {
    if (pull === null) return unclear;
    return affordable ? pullRequest(github, name, pull) : tooMany(needed);
  };
  return Promise.all(
    listed.map(async ({ id, date, raw }, index) => ({
      id,
      date,
      author: commitAuthor(asObject(raw["commit"])?.["author"], raw["author"]),
      ...(await lines(id)),
      pullRequest: await originOf(merged[index] ?? null),
    })),
  );
}

/**
 * The origin of commits that end no listed pull request. They were pushed directly, unless the list is incomplete or a
 * pull request was merged by rebasing: of its commits, only the last one appears in the lists.
 */
function unclearOrigin(
  pulls: Fact<readonly MergedPull[]>,
  listed: readonly ListedCommit[],
  merged: readonly (MergedPull | null)[],
): Fact<PullRequest> {
  if (pulls.known === "unknown") return pulls;
  const rebased = merged.find((pull, index) => {
    const commit = listed[index];
    return pull !== null && commit !== undefined && commit.parents === 1 && !commit.title.includes(`#${pull.number}`);
  });
  if (rebased == null) return absent;
  return unknown("not_followed", `which commits pull request ${rebased.number} brought cannot be told from the lists`);
}
