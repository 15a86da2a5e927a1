import type { Call } from "../http/call.ts";
import { empty, type Reply, text } from "../http/reply.ts";
import { notFound, paged, problem, tagged } from "./answers.ts";
import type { CommitFacts, GitHubRepository } from "./repository.ts";
import { account, commitShape, detailedCommit, detailedPull, isBot, pullShape, reviewsShape } from "./shapes.ts";
import type { GitHubSite } from "./site.ts";

const NEWEST_FIRST = "desc";

function wanted(call: Call): (facts: CommitFacts) => boolean {
  const [since, until] = ["since", "until"].map((name) => call.query.get(name));
  const author = call.query.get("author");
  const path = call.query.get("path");
  return ({ commit, told, files }) => {
    if (since != null && Date.parse(commit.date) < Date.parse(since)) return false;
    if (until != null && Date.parse(commit.date) > Date.parse(until)) return false;
    if (author !== null && told.author !== author) return false;
    return path === null || files.some((file) => file.path === path || file.path.startsWith(`${path}/`));
  };
}

/** GET /commits: newest first. */
export function commitList(call: Call, site: GitHubSite, repository: GitHubRepository): Reply {
  if (repository.head === null) throw problem(409, "Git Repository is empty.");
  const from = repository.find(call.query.get("sha") ?? "HEAD");
  if (from === null) throw notFound();
  const found = repository.line(from).filter(wanted(call));
  return paged(call, { site, id: repository.id }, found, (facts) => commitShape(site, repository, facts));
}

function commitNamed(repository: GitHubRepository, ref: string): CommitFacts {
  if (repository.head === null) throw problem(409, "Git Repository is empty.");
  const commit = repository.find(ref);
  const facts = commit === null ? null : repository.facts(commit);
  if (facts === null) throw problem(422, `No commit found for SHA: ${ref}`);
  return facts;
}

/** GET /commits/{ref}, /commits/{sha}/pulls. */
export function oneCommit(call: Call, site: GitHubSite, repository: GitHubRepository, rest: readonly string[]): Reply {
  const pulls = rest.at(-1) === "pulls";
  const facts = commitNamed(repository, (pulls ? rest.slice(0, -1) : rest).join("/"));
  if (pulls) {
    const pull = repository.pull(facts.told.pullRequest);
    return paged(call, { site, id: repository.id }, pull === null ? [] : [pull], (one) =>
      pullShape(site, repository, one, versionOf(call)),
    );
  }
  if (/application\/vnd\.github(\.v3)?\.sha/.test(call.header("accept") ?? "")) {
    return text(facts.commit.id, { ETag: `"${facts.commit.id}"` }, 200, "application/vnd.github.sha; charset=utf-8");
  }
  return tagged(call, detailedCommit(site, repository, facts));
}

/** The API version of a call; the older one when it names none. */
const versionOf = (call: Call): string => call.header("x-github-api-version") ?? "2022-11-28";

/** GET /pulls, /pulls/{number}, /pulls/{number}/reviews. */
export function pulls(call: Call, site: GitHubSite, repository: GitHubRepository, rest: readonly string[]): Reply {
  const [number, part] = rest;
  if (number === undefined) return pullList(call, site, repository);
  const pull = repository.pull(Number(number));
  if (pull === null || (part !== undefined && part !== "reviews")) throw notFound();
  if (part === undefined) return tagged(call, detailedPull(site, repository, pull, versionOf(call)));
  return paged(call, { site, id: repository.id }, reviewsShape(site, repository, pull), (review) => review);
}

function pullList(call: Call, site: GitHubSite, repository: GitHubRepository): Reply {
  const state = call.query.get("state") ?? "open";
  const base = call.query.get("base") ?? repository.branch;
  const all = repository.sample.pullRequests ?? [];
  const found = all
    .filter((one) => state === "all" || (state === "open") === (one.state === "open"))
    .filter(() => base === repository.branch)
    .sort((a, b) => Date.parse(a.date) - Date.parse(b.date) || a.number - b.number);
  if ((call.query.get("direction") ?? NEWEST_FIRST) === NEWEST_FIRST) found.reverse();
  return paged(call, { site, id: repository.id }, found, (one) => pullShape(site, repository, one, versionOf(call)));
}

function authors(repository: GitHubRepository): [string, CommitFacts[]][] {
  const byAuthor = new Map<string, CommitFacts[]>();
  for (const facts of repository.head === null ? [] : repository.line(repository.head)) {
    byAuthor.set(facts.told.author, [...(byAuthor.get(facts.told.author) ?? []), facts]);
  }
  return [...byAuthor].sort(([, a], [, b]) => b.length - a.length);
}

/** GET /contributors: most commits first; 204 for an empty repository. */
export function contributors(call: Call, site: GitHubSite, repository: GitHubRepository): Reply {
  if (repository.head === null) return empty(204);
  return paged(call, { site, id: repository.id }, authors(repository), ([login, commits]) => ({
    ...account(site, login),
    contributions: commits.length,
  }));
}

const WEEK_MS = 7 * 86_400_000;
// Weeks begin on a Sunday; the epoch was a Thursday.
const weekOf = (date: string): number =>
  (Math.floor((Date.parse(date) - 3 * 86_400_000) / WEEK_MS) * WEEK_MS + 3 * 86_400_000) / 1000;

/** GET /stats/contributors: lines by author and week. */
export function statistics(call: Call, site: GitHubSite, repository: GitHubRepository): Reply {
  if (repository.head === null) return empty(204);
  const people = authors(repository).filter(([login]) => !isBot(login));
  return tagged(
    call,
    people.map(([login, commits]) => {
      const weeks = new Map<number, { w: number; a: number; d: number; c: number }>();
      for (const { commit, additions, deletions } of commits) {
        const w = weekOf(commit.date);
        const week = weeks.get(w) ?? { w, a: 0, d: 0, c: 0 };
        weeks.set(w, { w, a: week.a + additions, d: week.d + deletions, c: week.c + 1 });
      }
      return { author: account(site, login), total: commits.length, weeks: [...weeks.values()] };
    }),
  );
}
