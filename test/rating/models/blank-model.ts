/** A snapshot in which every place was readable and nothing was there; tests add what they need. */
import { absent, unknown, value } from "../../../rating/fact.ts";
import type { ModelInfo, Snapshot } from "../../../rating/snapshot.ts";
import type { Commit, LinkedRepository, Person, PullRequest } from "../../../rating/snapshot-code.ts";

export const commitDate = "2025-06-01T00:00:00.000Z";

export const blankInfo: ModelInfo = {
  cardData: null,
  tags: [],
  pipelineTag: null,
  libraryName: null,
  config: null,
  baseModels: [],
  safetensors: null,
  gguf: null,
  modelIndex: null,
  evalResults: null,
  gated: false,
  private: false,
  disabled: false,
  likes: 7,
  downloads: 120,
  security: { scansDone: true, filesWithIssues: [] },
};

export const blankModel: Snapshot = {
  schema: 2,
  repository: "someone/plain",
  commit: "a".repeat(40),
  commitDate,
  gatheredAt: "2025-06-02T00:00:00.000Z",
  waits: {},
  info: value(blankInfo),
  tree: value([]),
  readme: absent,
  configs: {},
  shardIndexes: {},
  licenseFiles: {},
  licenseLink: absent,
  evaluations: absent,
  commits: value([]),
  owner: value({ name: "someone", isOrganisation: false, members: null }),
  datasets: [],
  parents: [],
  ownCode: absent,
  code: absent,
};

export const withInfo = (snapshot: Snapshot, info: Partial<ModelInfo>): Snapshot => ({
  ...snapshot,
  info: value({ ...(snapshot.info.known === "value" ? snapshot.info.value : blankInfo), ...info }),
});

export const organisation = value({ name: "a-team", isOrganisation: true, members: 4 });

/** The outage of a host, as a fetcher reports it. */
export const outage = unknown("timed_out", "no answer within 10 s");

/** Words without meaning for any metric, exactly this many characters. */
export const filler = (characters: number): string => {
  const text = "plain words about nothing at all ".repeat(Math.ceil(characters / 33) + 1).slice(0, characters);
  return text.endsWith(" ") ? `${text.slice(0, -1)}s` : text;
};

export const person = (login: string): Person => ({ login, name: null, emailDigest: null, bot: false });

export const pull = (number: number, author: string, approvedBy: readonly string[], mergedBy: string): PullRequest => ({
  number,
  author: person(author),
  approvedBy: approvedBy.map(person),
  mergedBy: person(mergedBy),
});

export const commitBy = (author: string, at: number, lines: number, request: PullRequest | null = null): Commit => ({
  id: `${at}`.padStart(40, "0"),
  date: new Date(Date.parse(commitDate) - (at + 1) * 86_400_000).toISOString(),
  author: person(author),
  additions: value(lines),
  changes: value([{ path: lines > 0 ? "src/work.py" : "NOTES.md", additions: lines }]),
  pullRequest: request === null ? absent : value(request),
});

/** Commits of several authors: counts[i] commits by author i, without code lines. */
export const commitsBy = (counts: readonly number[]): Commit[] =>
  counts
    .flatMap((count, who) => Array.from({ length: count }, () => who))
    .map((who, at) => commitBy(`dev${who}`, at, 0));

/** A living linked repository with nothing in it. */
export const blankRepository: LinkedRepository = {
  name: "team/work",
  rule: "readme_words",
  facts: value({ commit: "b".repeat(40), archived: false, fork: false, defaultBranch: "main", licenseSpdx: null }),
  tree: value([]),
  files: value({ texts: {}, sources: [] }),
  contributors: value([]),
  history: value([]),
};

export const linkedTo = (snapshot: Snapshot, part: Partial<LinkedRepository>): Snapshot => ({
  ...snapshot,
  code: value({ ...blankRepository, ...part }),
});
