/** Share of added code lines in the linked repository that another person approved or at least merged. */
import { isReviewable } from "../code/code-files.ts";
import { isBot, isSamePerson } from "../code/contributors.ts";
import { type Evidence, many, minus, note, plus, unread } from "../evidence.ts";
import type { Fact } from "../fact.ts";
import { notApplicable, type Outcome, sum, unknownOutcome } from "../outcome.ts";
import type { Policy } from "../policy.ts";
import { anyRetryable, linkIsLive } from "../reading.ts";
import type { Snapshot } from "../snapshot.ts";
import type { Commit, PullRequest } from "../snapshot-code.ts";

export function reviewedness(snapshot: Snapshot, policy: Policy): Outcome {
  const live = linkIsLive(snapshot);
  if (live === false) return notApplicable([note("REV_NO_REPO", "No existing code repository is linked", "README.md")]);
  const link = snapshot.code;
  if (link.known !== "value") return unreadable(link);
  const { history } = link.value;
  if (live === null) return unreadable(link.value.facts);
  if (history.known !== "value") return unreadable(history);
  return judge(history.value, policy);
}

function unreadable(fact: Fact<unknown>): Outcome {
  const detail = fact.known === "unknown" ? fact.detail : "it is not there";
  return unknownOutcome(
    [unread("REV_RATE_LIMIT", `The commits of the code repository could not be read (${detail})`, "GitHub")],
    anyRetryable([fact]),
  );
}

interface Judged {
  readonly commit: Commit;
  /** Counted lines; null when the source did not say. */
  readonly lines: number | null;
  /** 1 approved, .5 merged by another, 0 neither; null when the pull request could not be read. */
  readonly credit: number | null;
}

function judge(history: readonly Commit[], policy: Policy): Outcome {
  const newest = [...history].sort((a, b) => Date.parse(b.date) - Date.parse(a.date) || (a.id < b.id ? -1 : 1));
  const human = newest.filter((commit) => !isBot(commit.author, policy));
  const dropped = history.length - human.length;
  const bots =
    dropped > 0 ? [note("REV_BOT", `Not counted: ${many(dropped, "commit")} by bots`, "GitHub commits")] : [];
  if (human.length === 0) {
    return unknownOutcome([...bots, unread("REV_BOT", "No person made a commit", "GitHub commits")], false);
  }
  const judged = human
    .map((commit) => ({ commit, lines: linesOf(commit, policy), credit: creditOf(commit, policy) }))
    .filter(({ lines }) => lines !== 0)
    .slice(0, policy.reviewedness.window);
  const facts = judged.flatMap(({ commit }) => [
    commit.changes.known === "unknown" ? commit.additions : commit.changes,
    commit.pullRequest,
  ]);
  return score(judged, bots, anyRetryable(facts), policy);
}

function score(judged: readonly Judged[], bots: readonly Evidence[], retryable: boolean, policy: Policy): Outcome {
  if (judged.length === 0) return noCode(bots);
  const known = judged.filter((it) => it.lines !== null && it.credit !== null);
  const allLines = sum(judged.map(({ lines }) => lines ?? policy.reviewedness.linesPerCommit));
  const lines = sum(known.map((it) => it.lines ?? 0));
  const share = known.length === judged.length ? 1 : lines / allLines;
  const evidence = [...describe(judged, lines, policy), ...bots];
  if (known.length === 0 || share < policy.minimumKnownShare) return unknownOutcome(evidence, retryable);
  const reviewed = sum(known.map((it) => (it.lines ?? 0) * (it.credit ?? 0)));
  const sized = judged.every((it) => it.lines !== null);
  const value = reviewed / lines;
  return {
    status: value > 0 ? "scored" : "absent",
    score: value,
    confidence: share,
    lo: sized ? reviewed / allLines : 0,
    hi: sized ? (reviewed + allLines - lines) / allLines : 1,
    evidence,
    improvements: [{ action: "Having every code change approved by a second person", points: 1 - value }].filter(
      (it) => it.points > 0,
    ),
    retryable,
  };
}

function noCode(bots: readonly Evidence[]): Outcome {
  const evidence = [minus("REV_DIRECT", 1, "No commit of the repository adds code", "GitHub commits"), ...bots];
  const improvements = [{ action: "Having every code change approved by a second person", points: 1 }];
  return { status: "absent", score: 0, confidence: 1, lo: 0, hi: 0, evidence, improvements, retryable: false };
}

/** Lines added to code, capped so that one import of a library does not decide; the sum where files are not told. */
function linesOf(commit: Commit, policy: Policy): number | null {
  const { changes, additions } = commit;
  if (changes.known === "value") {
    const code = changes.value.filter(({ path }) => isReviewable(path, policy));
    return Math.min(policy.reviewedness.linesPerCommit, sum(code.map((file) => file.additions)));
  }
  return additions.known === "value" ? Math.min(policy.reviewedness.linesPerCommit, additions.value) : null;
}

function creditOf(commit: Commit, policy: Policy): number | null {
  const { pullRequest } = commit;
  const { approved, implicit, direct } = policy.reviewedness;
  if (pullRequest.known === "unknown") return null;
  if (pullRequest.known === "absent") return direct;
  if (isApproved(commit, pullRequest.value, policy)) return approved;
  return isMergedByAnother(commit, pullRequest.value, policy) ? implicit : direct;
}

/** By a person who wrote neither the commit nor the pull request. */
const isApproved = (commit: Commit, pull: PullRequest, policy: Policy): boolean =>
  pull.approvedBy.some(
    (who) => !isBot(who, policy) && !isSamePerson(who, commit.author) && !isSamePerson(who, pull.author),
  );

const isMergedByAnother = (commit: Commit, { author, mergedBy }: PullRequest, policy: Policy): boolean =>
  mergedBy !== null &&
  !isBot(mergedBy, policy) &&
  !isSamePerson(mergedBy, commit.author) &&
  !isSamePerson(mergedBy, author);

function describe(judged: readonly Judged[], total: number, policy: Policy): Evidence[] {
  const { approved, implicit, direct, pullRequestsShown } = policy.reviewedness;
  const group = (credit: number | null) => judged.filter((it) => it.credit === credit && it.lines !== null);
  const count = (list: readonly Judged[]) => sum(list.map((it) => it.lines ?? 0));
  const numbers = group(approved)
    .flatMap(({ commit }) => (commit.pullRequest.known === "value" ? [`#${commit.pullRequest.value.number}`] : []))
    .slice(0, pullRequestsShown);
  const worth = (list: readonly Judged[], credit: number) => (total > 0 ? (count(list) * credit) / total : 0);
  const found: Evidence[] = [];
  const say = (text: string, list: readonly Judged[]) =>
    `${text}: ${many(count(list), "added line")} in ${many(list.length, "commit")}`;
  if (group(approved).length > 0) {
    const text = say(`Approved by another person (${[...new Set(numbers)].join(", ")})`, group(approved));
    found.push(plus("REV_APPROVED", worth(group(approved), approved), text, "GitHub pull requests"));
  }
  if (group(implicit).length > 0) {
    const text = say("Merged by another person without an approval", group(implicit));
    found.push(plus("REV_IMPLICIT", worth(group(implicit), implicit), text, "GitHub pull requests"));
  }
  if (group(direct).length > 0) {
    const text = say("Pushed without a review", group(direct));
    found.push(minus("REV_DIRECT", worth(group(direct), 1), text, "GitHub commits"));
  }
  const open = judged.filter((it) => it.lines === null || it.credit === null).length;
  if (open > 0)
    found.push(unread("REV_RATE_LIMIT", `The reviews of ${many(open, "commit")} could not be read`, "GitHub"));
  return found;
}
