/** Lines of single commits and reviews of single pull requests: one or two REST requests each. */

import { asCommit, asCount, asList, asObject, asString, asTime } from "../../../domain/json.ts";
import { absent, type Fact, type Unknown, unknown, value } from "../../../rating/fact.ts";
import type { ChangedFile, Person, PullRequest } from "../../../rating/snapshot-code.ts";
import { mapFact, type SourceClient } from "../client.ts";
import { account, approvers, NOBODY, type Review, repositoryPath } from "./history.ts";

export interface CommitLines {
  readonly additions: Fact<number>;
  readonly changes: Fact<readonly ChangedFile[]>;
}

/** A merged pull request as the list has it. */
export interface MergedPull {
  readonly number: number;
  readonly author: Person;
  readonly mergeCommit: string;
}

/** GitHub lists at most 300 files of a commit in one answer. */
const FILES_PER_COMMIT = 300;
const PULLS_PER_PAGE = 100;

export const tooMany = (needed: number): Unknown =>
  unknown("no_credential", `lines and reviews would cost ${needed} requests without a GitHub token`);

/** Added lines of one commit, in all and by file. */
export async function commitLines(github: SourceClient, name: string, id: string): Promise<CommitLines> {
  const what = `the lines of commit ${id.slice(0, 8)} of ${name}`;
  const answer = await github.json(`${repositoryPath(name)}/commits/${id}`, { what, optional: true });
  const additions = mapFact(answer, ({ json }): Fact<number> => {
    const count = asCount(asObject(asObject(json)?.["stats"])?.["additions"]);
    return count === null ? unknown("malformed", `GitHub sent no line count for ${what}`) : value(count);
  });
  const changes = mapFact(answer, ({ json }): Fact<readonly ChangedFile[]> => {
    const files = asList(asObject(json)?.["files"]);
    if (files.length >= FILES_PER_COMMIT) return unknown("too_large", `GitHub lists only a part of ${what}`);
    return value(files.flatMap(changedFile));
  });
  return { additions, changes };
}

function changedFile(entry: unknown): ChangedFile[] {
  const path = asString(asObject(entry)?.["filename"]);
  const additions = asCount(asObject(entry)?.["additions"]);
  return path === null || additions === null ? [] : [{ path, additions }];
}

/** Merged pull requests into a branch, the last hundred closed ones; unknown when there are more. */
export async function mergedPulls(
  github: SourceClient,
  name: string,
  branch: string,
): Promise<Fact<readonly MergedPull[]>> {
  const what = `the pull requests of ${name}`;
  const query = `state=closed&sort=updated&direction=desc&per_page=${PULLS_PER_PAGE}&base=${encodeURIComponent(branch)}`;
  const answer = await github.json(`${repositoryPath(name)}/pulls?${query}`, { what });
  return mapFact(answer, ({ json }) => {
    if (!Array.isArray(json)) return unknown("malformed", `GitHub sent no list for ${what}`);
    if (json.length >= PULLS_PER_PAGE)
      return unknown("no_credential", `${name} has more pull requests than are read without a GitHub token`);
    return value(json.flatMap(mergedPull));
  });
}

function mergedPull(entry: unknown): MergedPull[] {
  const it = asObject(entry);
  const number = asCount(it?.["number"]);
  const mergeCommit = asCommit(it?.["merge_commit_sha"]);
  if (it === null || number === null || mergeCommit === null || asTime(it["merged_at"]) === null) return [];
  return [{ number, author: account(it["user"]) ?? NOBODY, mergeCommit }];
}

/** Who approved a pull request and, when nobody else than its author did, who merged it. */
export async function pullRequest(github: SourceClient, name: string, pull: MergedPull): Promise<Fact<PullRequest>> {
  const path = `${repositoryPath(name)}/pulls/${pull.number}`;
  const what = `pull request ${pull.number} of ${name}`;
  const reviews = await github.json(`${path}/reviews?per_page=100`, {
    what: `the reviews of ${what}`,
    optional: true,
  });
  if (reviews.known === "unknown") return reviews;
  const approvedBy = reviews.known === "absent" ? [] : approvers(asList(reviews.value.json).flatMap(reviewOf));
  const base = { number: pull.number, author: pull.author, approvedBy };
  if (approvedBy.some(({ login }) => login !== pull.author.login)) return value({ ...base, mergedBy: null });
  const single = await github.json(path, { what, optional: true });
  if (single.known === "absent") return absent;
  return mapFact(single, ({ json }) => value({ ...base, mergedBy: account(asObject(json)?.["merged_by"]) }));
}

function reviewOf(entry: unknown): Review[] {
  const it = asObject(entry);
  const by = account(it?.["user"]);
  const state = asString(it?.["state"]);
  return by === null || state === null ? [] : [{ by, state, at: asTime(it?.["submitted_at"]) }];
}
