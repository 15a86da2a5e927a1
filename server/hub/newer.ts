/** Says when the source is ahead of what the registry offers. */
import { LRUCache } from "lru-cache";
import pLimit from "p-limit";
import { type Attempt, type Revision, type RevisionStore, refOf } from "../../db/catalogue/revisions.ts";
import { asCommit } from "../../domain/json.ts";
import { isFinal } from "../../domain/status.ts";
import type { Repository } from "./address.ts";
import { type Asked, keyOf, nameOf } from "./standing.ts";

/** The commit that a ref of the source points to; null when the source does not say. */
export type SourceHead = (repository: Repository, ref: string) => Promise<string | null>;

export interface NewerOptions {
  readonly store: Pick<RevisionStore, "newestAttempt">;
  readonly sourceHead: SourceHead;
  /** Net score of what is approved, null when it has none. */
  readonly score: (revision: Revision) => Promise<number | null>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export interface Newer {
  /** What it is about, and a sentence. */
  readonly topic: string;
  readonly text: string;
}

/** How long an answer is given again, in milliseconds: that of the database, and that of the source. */
const KEEP = { attemptMs: 15_000, headMs: 10 * 60_000 };
const KEPT = 10_000;
/** Repositories that the source is asked about at a time. */
const QUESTIONS = 2;

/**
 * For an approved revision that was asked for by the name of a branch or tag: the newer commit of the source and why it is
 * not offered; null when there is none. The source is asked in the background: a request never waits for it.
 */
export function newerCommits({ store, sourceHead, score, now }: NewerOptions) {
  const perf = { now };
  const attempts = new LRUCache<string, { attempt: Attempt | null }>({ max: KEPT, ttl: KEEP.attemptMs, perf });
  const heads = new LRUCache<string, { commit: string | null }>({ max: KEPT, ttl: KEEP.headMs, perf });
  const limit = pLimit(QUESTIONS);
  const refreshHead = (key: string, repository: Repository, ref: string): void => {
    // Taken before the answer, so that a source that is away is not asked by every request.
    heads.set(key, { commit: null });
    void limit(async () => heads.set(key, { commit: await sourceHead(repository, ref) }));
  };
  const attemptOf = async (key: string, { repository }: Asked, ref: string): Promise<Attempt | null> => {
    const known = attempts.get(key);
    if (known !== undefined) return known.attempt;
    const attempt = await store.newestAttempt(nameOf(repository), ref);
    attempts.set(key, { attempt });
    return attempt;
  };
  return async (asked: Asked, revision: Revision): Promise<Newer | null> => {
    if (asCommit(asked.revision) !== null) return null;
    const ref = refOf(asked.revision);
    const repository: Repository = { ...asked.repository, id: revision.repository };
    const key = keyOf({ repository, revision: ref });
    const attempt = await attemptOf(key, asked, ref);
    const held = newerAttempt(attempt, revision);
    if (held !== null) return told({ revision, score: await score(revision), ref }, held.commit, fateOf(held));
    const head = heads.get(key);
    if (head === undefined) refreshHead(key, repository, ref);
    if (head == null || head.commit === null || head.commit === revision.commit) return null;
    return told({ revision, score: await score(revision), ref }, head.commit, "is not in this registry yet");
  };
}

const newerAttempt = (attempt: Attempt | null, revision: Revision): Attempt | null =>
  attempt === null || attempt.deletedAt !== null || attempt.status === "completed" || attempt.commit === revision.commit
    ? null
    : attempt;

function fateOf({ status, verdict, failure }: Attempt): string {
  if (!isFinal(status)) return "is being ingested";
  if (status === "rejected") return `was rejected: ${verdict?.reasons[0] ?? "no reason is stored"}`;
  return `could not be ingested: ${failure?.detail ?? "no cause is stored"}`;
}

interface Offered {
  readonly revision: Revision;
  readonly score: number | null;
  readonly ref: string;
}

function told({ revision, score, ref }: Offered, newer: string | null, fate: string): Newer {
  const { repository, commit } = revision;
  const approved = score === null ? "approved" : `approved, score ${score.toFixed(2)}`;
  const ahead = newer === null ? "a newer commit" : `the newer commit ${newer.slice(0, 7)}`;
  const [state] = /^\w+ \w+/.exec(fate) ?? [""];
  return {
    topic: `${repository} ${newer?.slice(0, 7) ?? ref} ${state}`,
    text: `${repository} ${ref} is ${commit.slice(0, 7)} (${approved}); ${ahead} of the source ${fate}`,
  };
}
