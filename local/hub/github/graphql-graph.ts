import { emailOf } from "../git/objects.ts";
import type { Call } from "../http/call.ts";
import type { GitHubSamplePullRequest } from "../sample.ts";
import { mayRead } from "./access.ts";
import type { CommitFacts, GitHubRepository } from "./repository.ts";
import { isBot, license, seconds } from "./shapes.ts";
import type { GitHubSite } from "./site.ts";

export type Variables = Readonly<Record<string, unknown>>;

/** An object of the graph: a field is a value, or a function of the field's arguments. */
export interface Node {
  readonly [field: string]: unknown;
}

/** A fault of one field: the field is null and the answer's list of errors says why. */
export class GraphqlFault extends Error {
  override readonly name = "GraphqlFault";
  readonly type: string;
  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

const MOST = 100;

function sizeOf(args: Variables, typename: string): number {
  const size = args["first"] ?? args["last"];
  if (typeof size !== "number") {
    throw new GraphqlFault(
      "MISSING_PAGINATION_BOUNDARIES",
      `Provide \`first\` or \`last\` on the \`${typename}\` connection.`,
    );
  }
  if (size > MOST || size < 0) throw new GraphqlFault("EXCESSIVE_PAGINATION", `\`first\` may be ${MOST} at most.`);
  return size;
}

/** A connection: a list in pages, as nodes or as edges. */
function connection<T>(typename: string, all: readonly T[], show: (one: T) => Node) {
  return (args: Variables): Node => {
    const size = sizeOf(args, typename);
    const after = args["after"] == null ? 0 : Number(Buffer.from(String(args["after"]), "base64").toString());
    const start = args["last"] === undefined ? after : Math.max(0, all.length - size);
    const nodes = all.slice(start, start + size).map(show);
    const cursor = (index: number) => Buffer.from(String(index)).toString("base64");
    const end = start + nodes.length;
    return {
      __typename: `${typename}Connection`,
      totalCount: all.length,
      nodes,
      edges: nodes.map((node, index) => ({ __typename: `${typename}Edge`, node, cursor: cursor(start + index + 1) })),
      pageInfo: {
        __typename: "PageInfo",
        hasNextPage: end < all.length,
        hasPreviousPage: start > 0,
        startCursor: nodes.length === 0 ? null : cursor(start + 1),
        endCursor: nodes.length === 0 ? null : cursor(end),
      },
    };
  };
}

/** GraphQL names a bot without the "[bot]" that REST has. */
const actor = (login: string | undefined): Node | null =>
  login === undefined
    ? null
    : { __typename: isBot(login) ? "Bot" : "User", login: login.replace(/\[bot\]$/, ""), resourcePath: `/${login}` };

const enumsOf = (given: unknown): readonly unknown[] | null => (given == null ? null : [given].flat());

function pullNode(repository: GitHubRepository, pull: GitHubSamplePullRequest): Node {
  const line = repository.head === null ? [] : repository.line(repository.head);
  const commits = line.filter(({ told }) => told.pullRequest === pull.number);
  const sum = (of: (facts: CommitFacts) => number) => commits.reduce((total, facts) => total + of(facts), 0);
  const merge = repository.mergeCommit(pull);
  const facts = merge === null ? null : repository.facts(merge);
  return {
    __typename: "PullRequest",
    number: pull.number,
    title: pull.title,
    state: pull.state.toUpperCase(),
    merged: pull.state === "merged",
    mergedAt: pull.state === "merged" ? seconds(pull.date) : null,
    createdAt: seconds(pull.date),
    closedAt: pull.state === "open" ? null : seconds(pull.date),
    author: actor(pull.author),
    mergedBy: pull.state === "merged" ? actor(pull.mergedBy) : null,
    mergeCommit: () => (facts === null ? null : commitNode(repository, facts)),
    additions: sum((one) => one.additions),
    deletions: sum((one) => one.deletions),
    reviews: (args: Variables) => {
      const states = enumsOf(args["states"]);
      const reviews = (pull.reviews ?? []).filter(({ state }) => states === null || states.includes(state));
      return connection("PullRequestReview", reviews, ({ author, state, date }) => ({
        __typename: "PullRequestReview",
        state,
        submittedAt: state === "PENDING" ? null : seconds(date ?? pull.date),
        author: actor(author),
      }))(args);
    },
  };
}

function commitNode(repository: GitHubRepository, facts: CommitFacts): Node {
  const { commit, told, additions, deletions, files } = facts;
  const signed = {
    __typename: "GitActor",
    name: told.author,
    email: emailOf(told.author),
    date: seconds(commit.date),
    user: isBot(told.author) ? null : { __typename: "User", login: told.author },
  };
  const parent = commit.parent === null ? null : repository.facts(commit.parent);
  const pull = repository.pull(told.pullRequest);
  return {
    __typename: "Commit",
    oid: commit.id,
    messageHeadline: commit.title,
    message: commit.title,
    committedDate: seconds(commit.date),
    authoredDate: seconds(commit.date),
    additions,
    deletions,
    changedFilesIfAvailable: files.length,
    author: signed,
    committer: signed,
    parents: connection("Commit", parent === null ? [] : [parent], (one) => commitNode(repository, one)),
    history: connection("CommitHistory", repository.line(commit), (one) => commitNode(repository, one)),
    associatedPullRequests: connection("PullRequest", pull === null ? [] : [pull], (one) => pullNode(repository, one)),
  };
}

function repositoryNode(repository: GitHubRepository): Node {
  const { sample, head } = repository;
  const facts = head === null ? null : repository.facts(head);
  const detected = license(repository);
  return {
    __typename: "Repository",
    name: repository.name,
    nameWithOwner: sample.name,
    databaseId: repository.id,
    isArchived: sample.archived ?? false,
    isFork: sample.fork ?? false,
    isPrivate: sample.private ?? false,
    isEmpty: head === null,
    description: sample.description ?? null,
    stargazerCount: sample.stars ?? 0,
    licenseInfo:
      detected === null
        ? null
        : { __typename: "License", key: detected.key, name: detected.name, spdxId: detected.spdx_id },
    defaultBranchRef:
      facts === null
        ? null
        : { __typename: "Ref", name: repository.branch, target: () => commitNode(repository, facts) },
    pullRequests: (args: Variables) => {
      const states = enumsOf(args["states"]);
      const pulls = (sample.pullRequests ?? []).filter(
        ({ state }) => states === null || states.includes(state.toUpperCase()),
      );
      return connection("PullRequest", pulls, (one) => pullNode(repository, one))(args);
    },
  };
}

/** Where every query begins. */
export function queryRoot(site: GitHubSite, call: Call): Node {
  return {
    __typename: "Query",
    repository: ({ owner, name }: Variables) => {
      const found = site.repositories.get(`${owner}/${name}`.toLowerCase());
      const moved = found?.sample.renamedTo?.toLowerCase();
      const repository = moved === undefined ? found : site.repositories.get(moved);
      if (repository === undefined || !mayRead(call, site, repository)) {
        throw new GraphqlFault("NOT_FOUND", `Could not resolve to a Repository with the name '${owner}/${name}'.`);
      }
      return repositoryNode(repository);
    },
  };
}
