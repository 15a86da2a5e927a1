import { type Call, numberFrom } from "../../http/call.ts";
import { json, type Reply } from "../../http/reply.ts";
import type { SamplePullRequest } from "../../sample.ts";
import { refusal } from "../refusals.ts";
import type { HubRepository } from "../repository.ts";

const PAGE = 50;

function row(repository: HubRepository, one: SamplePullRequest) {
  return {
    num: one.number,
    title: one.title,
    author: { name: one.author, fullname: one.author, type: "user", isHf: false, isMod: false, isPro: false },
    repo: { name: repository.id, type: repository.sample.kind },
    status: one.status,
    createdAt: repository.head.date,
    isPullRequest: one.pullRequest !== false,
    numComments: one.comments ?? 1,
    pinned: false,
    topReactions: [],
    numReactionUsers: 0,
  };
}

const wanted = (call: Call) => {
  const type = call.query.get("type") ?? "all";
  const status = call.query.get("status") ?? "all";
  const author = call.query.get("author");
  return (one: SamplePullRequest): boolean => {
    if (type !== "all" && (type === "pull_request") !== (one.pullRequest !== false)) return false;
    if (status !== "all" && (status === "open") !== (one.status === "open" || one.status === "draft")) return false;
    return author === null || author === "" || author === one.author;
  };
};

/** The list of discussions, or one of them with its events. */
export function discussions(call: Call, repository: HubRepository, rest: readonly string[]): Reply {
  if (repository.sample.discussionsDisabled === true) {
    throw refusal("forbidden", "Discussions are disabled for this repo.");
  }
  const all = [...(repository.sample.pullRequests ?? [])].sort((a, b) => b.number - a.number);
  if (rest[0] !== undefined) return detail(repository, all, rest[0]);
  const found = all.filter(wanted(call));
  const start = numberFrom(call, "p", 0, { least: 0 }) * PAGE;
  const numClosedDiscussions = all.filter((one) => one.status === "closed" || one.status === "merged").length;
  const page = found.slice(start, start + PAGE).map((one) => row(repository, one));
  return json({ discussions: page, count: found.length, start, numClosedDiscussions });
}

function detail(repository: HubRepository, all: readonly SamplePullRequest[], number: string): Reply {
  const one = all.find((candidate) => String(candidate.number) === number);
  if (one === undefined) throw refusal("no-such-page", "Discussion not found");
  const commit = repository.refs.get(`refs/pr/${one.number}`);
  const created = { createdAt: repository.head.date, author: { name: one.author, type: "user" } };
  const event = { id: `${one.number}-0`, type: "comment", ...created, data: { latest: { raw: one.title } } };
  const pushed = { id: `${one.number}-1`, type: "commit", ...created, data: { oid: commit?.id, subject: one.title } };
  return json({
    ...row(repository, one),
    events: commit === undefined ? [event] : [event, pushed],
    ...(commit === undefined ? {} : { changes: { base: "refs/heads/main" }, filesWithConflicts: [] }),
  });
}
