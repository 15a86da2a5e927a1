import { createHash } from "node:crypto";
import { emailOf } from "../git/objects.ts";
import type { GitHubSamplePullRequest } from "../sample.ts";
import type { CommitFacts, GitHubRepository } from "./repository.ts";
import type { GitHubSite } from "./site.ts";

export const isBot = (login: string): boolean => login.endsWith("[bot]");
const accountId = (login: string): number => createHash("sha256").update(login).digest().readUInt32BE(0) >>> 1;

export const account = (site: GitHubSite, login: string) => ({
  login,
  id: accountId(login),
  type: isBot(login) ? "Bot" : "User",
  url: `${site.api}/users/${encodeURIComponent(login)}`,
});

const licenseNames: Readonly<Record<string, string>> = {
  "Apache-2.0": "Apache License 2.0",
  MIT: "MIT License",
  "GPL-3.0": "GNU General Public License v3.0",
  "BSD-3-Clause": 'BSD 3-Clause "New" or "Revised" License',
};

export function license({ sample }: GitHubRepository) {
  const spdx = sample.license ?? null;
  if (spdx === null) return null;
  const other = spdx === "NOASSERTION";
  const key = other ? "other" : spdx.toLowerCase();
  return { key, name: other ? "Other" : (licenseNames[spdx] ?? spdx), spdx_id: spdx, url: null };
}

/** The repository as GET /repos/{owner}/{name} shows it. */
export function repositoryShape(site: GitHubSite, repository: GitHubRepository) {
  const { sample, owner, name, head } = repository;
  const first = head === null ? undefined : repository.line(head).at(-1)?.commit.date;
  const bytes = [...(head?.tree.entries.values() ?? [])].reduce((sum, entry) => sum + entry.content.bytes, 0);
  const stars = sample.stars ?? 0;
  return {
    id: repository.id,
    name,
    full_name: sample.name,
    owner: { ...account(site, owner), type: "Organization" },
    private: sample.private ?? false,
    visibility: sample.private === true ? "private" : "public",
    fork: sample.fork ?? false,
    archived: sample.archived ?? false,
    disabled: false,
    default_branch: repository.branch,
    description: sample.description ?? null,
    homepage: null,
    language: Object.keys(languages(repository))[0] ?? null,
    topics: sample.topics ?? [],
    license: license(repository),
    stargazers_count: stars,
    watchers_count: stars,
    subscribers_count: 1,
    forks_count: 0,
    open_issues_count: (sample.pullRequests ?? []).filter(({ state }) => state === "open").length,
    size: Math.ceil(bytes / 1024),
    created_at: seconds(first ?? "2025-05-05T09:00:00.000Z"),
    updated_at: seconds(head?.date ?? "2025-05-05T09:00:00.000Z"),
    pushed_at: seconds(head?.date ?? "2025-05-05T09:00:00.000Z"),
    html_url: `https://github.com/${sample.name}`,
    url: `${site.api}/repos/${sample.name}`,
  };
}

/** GitHub writes times without fractions of a second. */
export const seconds = (date: string): string => new Date(date).toISOString().replace(/\.\d{3}Z$/, "Z");

const languageOf: Readonly<Record<string, string>> = {
  py: "Python",
  ts: "TypeScript",
  js: "JavaScript",
  sh: "Shell",
  rs: "Rust",
  go: "Go",
  c: "C",
  ipynb: "Jupyter Notebook",
};

/** Bytes by language, the largest first. */
export function languages({ head }: GitHubRepository): Record<string, number> {
  const sums = new Map<string, number>();
  for (const entry of head?.tree.entries.values() ?? []) {
    const language = languageOf[entry.path.slice(entry.path.lastIndexOf(".") + 1)];
    if (language === undefined || entry.mode === "120000") continue;
    sums.set(language, (sums.get(language) ?? 0) + entry.content.bytes);
  }
  return Object.fromEntries([...sums].sort(([, a], [, b]) => b - a));
}

export function commitShape(site: GitHubSite, repository: GitHubRepository, { commit, told }: CommitFacts) {
  const signed = { name: told.author, email: emailOf(told.author), date: seconds(commit.date) };
  const url = `${site.api}/repos/${repository.sample.name}`;
  return {
    sha: commit.id,
    url: `${url}/commits/${commit.id}`,
    commit: {
      message: commit.message === "" ? commit.title : `${commit.title}\n\n${commit.message}`,
      author: signed,
      committer: signed,
      tree: { sha: commit.tree.oid, url: `${url}/git/trees/${commit.tree.oid}` },
      verification: { verified: false, reason: "unsigned", signature: null, payload: null },
    },
    author: account(site, told.author),
    committer: account(site, told.author),
    parents: commit.parent === null ? [] : [{ sha: commit.parent.id, url: `${url}/commits/${commit.parent.id}` }],
  };
}

export function detailedCommit(site: GitHubSite, repository: GitHubRepository, facts: CommitFacts) {
  const { additions, deletions, files } = facts;
  return {
    ...commitShape(site, repository, facts),
    stats: { additions, deletions, total: additions + deletions },
    files: files.map((file) => ({
      sha: file.sha,
      filename: file.path,
      status: "added",
      additions: file.additions,
      deletions: 0,
      changes: file.additions,
    })),
  };
}

/** A pull request as lists show it; API versions after 2022-11-28 leave the merge commit out. */
export function pullShape(
  site: GitHubSite,
  repository: GitHubRepository,
  pull: GitHubSamplePullRequest,
  version: string,
) {
  const merged = repository.mergeCommit(pull);
  const closed = pull.state === "open" ? null : seconds(pull.date);
  const base = merged?.parent ?? repository.head;
  return {
    number: pull.number,
    state: pull.state === "open" ? "open" : "closed",
    draft: false,
    title: pull.title,
    user: account(site, pull.author),
    author_association: "CONTRIBUTOR",
    created_at: seconds(pull.date),
    updated_at: seconds(pull.date),
    closed_at: closed,
    merged_at: pull.state === "merged" ? seconds(pull.date) : null,
    ...(version > "2022-11-28" ? {} : { merge_commit_sha: merged?.id ?? null }),
    head: { ref: `change-${pull.number}`, sha: merged?.id ?? repository.head?.id ?? null, repo: null },
    base: { ref: repository.branch, sha: base?.id ?? null },
    requested_reviewers: [],
  };
}

export function detailedPull(
  site: GitHubSite,
  repository: GitHubRepository,
  pull: GitHubSamplePullRequest,
  version: string,
) {
  const line = repository.head === null ? [] : repository.line(repository.head);
  const commits = line.filter(({ told }) => told.pullRequest === pull.number);
  const sum = (of: (facts: CommitFacts) => number) => commits.reduce((total, facts) => total + of(facts), 0);
  const merged = pull.state === "merged";
  return {
    ...pullShape(site, repository, pull, version),
    merged,
    merged_by: merged && pull.mergedBy !== undefined ? account(site, pull.mergedBy) : null,
    mergeable: merged ? null : true,
    commits: commits.length,
    additions: sum((facts) => facts.additions),
    deletions: sum((facts) => facts.deletions),
    changed_files: sum((facts) => facts.files.length),
    comments: 0,
    review_comments: 0,
  };
}

export const reviewsShape = (site: GitHubSite, repository: GitHubRepository, pull: GitHubSamplePullRequest) =>
  (pull.reviews ?? []).map((review, index) => ({
    id: pull.number * 1000 + index,
    user: account(site, review.author),
    state: review.state,
    body: "",
    ...(review.state === "PENDING" ? {} : { submitted_at: seconds(review.date ?? pull.date) }),
    commit_id: repository.mergeCommit(pull)?.id ?? null,
    author_association: "MEMBER",
  }));
