import type { GitHubFile, GitHubSampleCommit, GitHubSamplePullRequest, GitHubSampleRepository } from "../sample.ts";
import { pythonProject } from "../samples/code-files.ts";
import { PEOPLE } from "./parts.ts";

export interface CodeOverrides extends Partial<Omit<GitHubSampleRepository, "name" | "files">> {
  readonly files?: readonly GitHubFile[];
  readonly without?: readonly string[];
}

const CHANGES = [
  "Read messages",
  "Train",
  "Evaluate",
  "Check types and style in every pull request",
  "Publish results",
];

const reviewedPulls = (): GitHubSamplePullRequest[] =>
  CHANGES.map((title, index) => ({
    number: index + 1,
    title,
    author: PEOPLE[index % PEOPLE.length] ?? "",
    state: "merged",
    mergedBy: PEOPLE[(index + 1) % PEOPLE.length] ?? "",
    date: new Date(Date.parse("2025-05-06T10:00:00Z") + index * 4 * 86_400_000).toISOString(),
    reviews: [{ author: PEOPLE[(index + 1) % PEOPLE.length] ?? "", state: "APPROVED" }],
  }));

const pullCommits = (pulls: readonly GitHubSamplePullRequest[]): GitHubSampleCommit[] =>
  pulls.map(({ author, title, date, number }) => ({
    author,
    title: `${title} (#${number})`,
    date,
    pullRequest: number,
  }));

/** A GitHub repository with tests, checks, pinned dependencies, a licence and reviewed pull requests. */
export function aCodeRepository(name: string, overrides: CodeOverrides = {}): GitHubSampleRepository {
  const { license = "Apache-2.0", pullRequests = reviewedPulls(), without = [] } = overrides;
  const { files = [], without: _left, ...rest } = overrides;
  const byPath = new Map([...pythonProject(license), ...files].map((file) => [file.path, file]));
  return {
    description: "Training and evaluation of a small classifier",
    topics: ["nlp", "text-classification"],
    commits: pullCommits(pullRequests.filter((one) => one.state === "merged")),
    stars: 42,
    ...rest,
    license,
    pullRequests,
    name,
    files: [...byPath.values()].filter((file) => !without.includes(file.path)),
  };
}
