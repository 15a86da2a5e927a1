import { expect, test } from "vitest";
import { type ArtifactStatus, isFinal, next, predecessors, statuses } from "../../domain/status.ts";

function reach(from: ArtifactStatus, found = new Set<ArtifactStatus>([from])): Set<ArtifactStatus> {
  for (const to of next[from]) if (!found.has(to)) reach(to, found.add(to));
  return found;
}

test("every status can be reached from pending", () => {
  expect([...reach("pending")].sort()).toEqual([...statuses].sort());
});

test("every unfinished status can end in every final one", () => {
  const finals = statuses.filter(isFinal);
  for (const status of statuses.filter((one) => !isFinal(one)))
    expect([...reach(status)]).toEqual(expect.arrayContaining(finals));
});

test("any unfinished status can fail", () => {
  expect(predecessors("failed").sort()).toEqual(statuses.filter((status) => !isFinal(status)).sort());
});
