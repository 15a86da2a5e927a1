import { type ArtifactStatus, isFinal, next } from "../../../domain/status.ts";
import type { RowChange, RowState } from "../history.ts";

/**
 * Violations by the changes of each artifact's row. Statuses follow the table; nothing changes after the end; a worker
 * takes over only after the lease ran out or within the same invocation; a fencing token never comes back; attempts
 * count up within their limit.
 */
export function violationsOfLifecycle(history: readonly RowChange[], maxAttempts: number): string[] {
  const byArtifact = Map.groupBy(history, ({ artifactId }) => artifactId);
  return [...byArtifact].flatMap(([id, changes]) =>
    [...ofStatuses(changes), ...ofTakeovers(changes), ...ofAttempts(changes, maxAttempts), ...ofService(changes)].map(
      (why) => `artifact ${id}: ${why}`,
    ),
  );
}

/** An adopted update: another commit and another archive at once, and no other change. */
function isAdoption(before: RowState, after: RowState): boolean {
  const { commit, archive, leaseUntil: _until, ...others } = after;
  const same = Object.entries(others).every(([name, value]) => before[name as keyof RowState] === value);
  const whole = commit !== null && archive !== null && commit !== before.commit && archive !== before.archive;
  return same && whole && before.status === "completed";
}

/** An update that found nothing newer is completed and deleted before its rating. */
const isUpToDate = ({ status, deleted, archive }: RowState): boolean =>
  status === "completed" && deleted && archive === null;

/** A completed artifact stays available until its deletion, and an older revision never comes back. */
function ofService(changes: readonly RowChange[]): string[] {
  const replaced = new Set<string | null>();
  return changes.flatMap(({ before, after }) => {
    if (after.status !== "completed" || after.deleted) return [];
    if (before?.status === "completed" && before.commit !== after.commit) replaced.add(before.commit);
    const faults = after.archive === null || after.commit === null ? ["was completed without an archive"] : [];
    return replaced.has(after.commit) ? [...faults, `went back to ${after.commit}`] : faults;
  });
}

const isStatus = (text: string): text is ArtifactStatus => text in next;

function ofStatuses(changes: readonly RowChange[]): string[] {
  return changes.flatMap(({ before, after }) => {
    if (before === null) return after.status === "pending" ? [] : [`began as ${after.status}`];
    if (!isStatus(before.status) || !isStatus(after.status)) return [`has an unknown status ${after.status}`];
    if (isFinal(before.status) && !after.deleted && !isAdoption(before, after))
      return [`changed after it was ${before.status}`];
    if (isUpToDate(after)) return [];
    const allowed = next[before.status] as readonly ArtifactStatus[];
    return before.status === after.status || allowed.includes(after.status)
      ? []
      : [`went from ${before.status} to ${after.status}`];
  });
}

function ofTakeovers(changes: readonly RowChange[]): string[] {
  const replaced = new Set<string>();
  const faults: string[] = [];
  for (const { before, after, at } of changes) {
    if (before === null || before.token === after.token) continue;
    if (after.token !== null && replaced.has(after.token)) faults.push(`the token ${after.token} came back`);
    if (before.token === null) continue;
    replaced.add(before.token);
    const left = (before.leaseUntil ?? 0) - at;
    if (after.token !== null && left > 0 && before.holder !== after.holder)
      faults.push(`${after.holder} took over from ${before.holder}, whose lease had ${Math.round(left)} ms left`);
  }
  return faults;
}

function ofAttempts(changes: readonly RowChange[], maxAttempts: number): string[] {
  return changes.flatMap(({ before, after }) => {
    const step = after.attempt - (before?.attempt ?? 0);
    if (step < 0 || step > 1) return [`went from attempt ${before?.attempt ?? 0} to ${after.attempt}`];
    return after.attempt > maxAttempts ? [`had ${after.attempt} attempts of ${maxAttempts}`] : [];
  });
}
