import { type ArtifactStatus, isFinal, next } from "../../../domain/status.ts";
import type { Change, Standing } from "../history.ts";

/**
 * What the life of every artifact must obey: statuses move along the table only, nothing changes after the end, a
 * worker takes over only from one whose lease ran out or who was the same invocation, a token that is gone never comes
 * back, attempts count up within their bound.
 */
export function faultsOfLives(history: readonly Change[], maxAttempts: number): string[] {
  const lives = Map.groupBy(history, ({ artifactId }) => artifactId);
  return [...lives].flatMap(([id, changes]) =>
    [...moves(changes), ...takeovers(changes), ...attempts(changes, maxAttempts), ...service(changes)].map(
      (why) => `artifact ${id}: ${why}`,
    ),
  );
}

/** An update that passed: another commit and another archive at once, and nothing else. */
function isRenewal(before: Standing, after: Standing): boolean {
  const { commit, archive, leaseUntil: _until, ...others } = after;
  const same = Object.entries(others).every(([name, value]) => before[name as keyof Standing] === value);
  const whole = commit !== null && archive !== null && commit !== before.commit && archive !== before.archive;
  return same && whole && before.status === "completed";
}

/** An update that found nothing newer ends, and goes, before there is anything to rate. */
const isUpToDate = ({ status, deleted, archive }: Standing): boolean =>
  status === "completed" && deleted && archive === null;

/** What is completed is on offer until it is deleted, and an older revision never comes back. */
function service(changes: readonly Change[]): string[] {
  const replaced = new Set<string | null>();
  return changes.flatMap(({ before, after }) => {
    if (after.status !== "completed" || after.deleted) return [];
    if (before?.status === "completed" && before.commit !== after.commit) replaced.add(before.commit);
    const faults = after.archive === null || after.commit === null ? ["was completed without content"] : [];
    return replaced.has(after.commit) ? [...faults, `fell back to ${after.commit}`] : faults;
  });
}

const isStatus = (text: string): text is ArtifactStatus => text in next;

function moves(changes: readonly Change[]): string[] {
  return changes.flatMap(({ before, after }) => {
    if (before === null) return after.status === "pending" ? [] : [`began as ${after.status}`];
    if (!isStatus(before.status) || !isStatus(after.status)) return [`has an unknown status ${after.status}`];
    if (isFinal(before.status) && !after.deleted && !isRenewal(before, after))
      return [`changed after its end as ${before.status}`];
    if (isUpToDate(after)) return [];
    const may = next[before.status] as readonly ArtifactStatus[];
    return before.status === after.status || may.includes(after.status)
      ? []
      : [`went from ${before.status} to ${after.status}`];
  });
}

function takeovers(changes: readonly Change[]): string[] {
  const gone = new Set<string>();
  const faults: string[] = [];
  for (const { before, after, at } of changes) {
    if (before === null || before.token === after.token) continue;
    if (after.token !== null && gone.has(after.token)) faults.push(`the token ${after.token} came back`);
    if (before.token === null) continue;
    gone.add(before.token);
    const living = before.leaseUntil !== null && before.leaseUntil > at;
    if (after.token !== null && living && before.holder !== after.holder)
      faults.push(
        `${after.holder} took it from ${before.holder}, whose lease had ${Math.round((before.leaseUntil ?? 0) - at)} ms left`,
      );
  }
  return faults;
}

function attempts(changes: readonly Change[], maxAttempts: number): string[] {
  return changes.flatMap(({ before, after }) => {
    const step = after.attempt - (before?.attempt ?? 0);
    if (step < 0 || step > 1) return [`went from attempt ${before?.attempt ?? 0} to ${after.attempt}`];
    return after.attempt > maxAttempts ? [`had ${after.attempt} attempts of ${maxAttempts}`] : [];
  });
}
