import { type ArtifactStatus, isFinal, next } from "../../../db/status.ts";
import type { Change } from "../history.ts";

/**
 * What the life of every artifact must obey: statuses move along the table only, nothing changes after the end, a
 * worker takes over only from one whose lease ran out or who was the same invocation, a token that is gone never comes
 * back, attempts count up within their bound.
 */
export function faultsOfLives(history: readonly Change[], maxAttempts: number): string[] {
  const lives = Map.groupBy(history, ({ artifactId }) => artifactId);
  return [...lives].flatMap(([id, changes]) =>
    [...moves(changes), ...takeovers(changes), ...attempts(changes, maxAttempts)].map(
      (why) => `artifact ${id}: ${why}`,
    ),
  );
}

const isStatus = (text: string): text is ArtifactStatus => text in next;

function moves(changes: readonly Change[]): string[] {
  return changes.flatMap(({ before, after }) => {
    if (before === null) return after.status === "pending" ? [] : [`began as ${after.status}`];
    if (!isStatus(before.status) || !isStatus(after.status)) return [`has an unknown status ${after.status}`];
    if (isFinal(before.status) && !after.deleted) return [`changed after its end as ${before.status}`];
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
