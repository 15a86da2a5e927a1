import { describe, expect, test } from "vitest";
import type { RowChange, RowState } from "../../../lab/chaos/history.ts";
import type { ArtifactRow } from "../../../lab/chaos/invariants/artifacts.ts";
import { violationsOfChanges } from "../../../lab/chaos/invariants/changes.ts";
import { violationsOfLifecycle } from "../../../lab/chaos/invariants/lifecycle.ts";
import { violationsOfOutcomes } from "../../../lab/chaos/invariants/outcomes.ts";
import type { Sample } from "../../../lab/chaos/samples.ts";

const state = (parts: Partial<RowState>): RowState => ({
  status: "pending",
  token: null,
  holder: null,
  leaseUntil: null,
  attempt: 0,
  deleted: false,
  share: null,
  commit: null,
  archive: null,
  ...parts,
});
const held = (token: string, parts: Partial<RowState> = {}) =>
  state({ status: "downloading", token, holder: `holder of ${token}`, leaseUntil: 1_000, attempt: 1, ...parts });

/** The history of one artifact that went through these states at these times. */
function historyOf(...states: readonly (readonly [number, RowState])[]): RowChange[] {
  return states.map(([at, after], index) => ({ artifactId: 1, before: states[index - 1]?.[1] ?? null, after, at }));
}

describe("lifecycle", () => {
  test("lifecycle invariants accept a history that follows the status table", () => {
    const retried = state({ attempt: 1 });
    const second = held("b", { attempt: 2, status: "rating" });
    const life = historyOf(
      [0, state({})],
      [1, held("a")],
      [2, retried],
      [3, { ...second, status: "downloading" }],
      [4, second],
      [5, state({ attempt: 2, status: "completed", commit: "c", archive: "k" })],
    );
    expect(violationsOfLifecycle(life, 2)).toEqual([]);
  });

  test.each([
    [
      "a skipped status",
      [
        [0, state({})],
        [1, state({ status: "completed" })],
      ],
      "went from pending to completed",
    ],
    [
      "a change after the final status",
      [
        [0, state({})],
        [1, state({ status: "failed" })],
        [2, held("a")],
      ],
      "changed after it was failed",
    ],
    [
      "a takeover before the lease ran out",
      [
        [0, state({})],
        [1, held("a")],
        [2, held("b", { attempt: 2 })],
      ],
      "whose lease had 998 ms left",
    ],
    [
      "a skipped attempt",
      [
        [0, state({})],
        [1, held("a", { attempt: 3 })],
      ],
      "went from attempt 0 to 3",
    ],
    [
      "a change of the commit alone",
      [
        [0, state({ status: "completed", commit: "c", archive: "k" })],
        [1, state({ status: "completed", commit: "d", archive: "k" })],
      ],
      "changed after it was completed",
    ],
    [
      "a return to an older revision",
      [
        [0, state({ status: "completed", commit: "c", archive: "k" })],
        [1, state({ status: "completed", commit: "d", archive: "l" })],
        [2, state({ status: "completed", commit: "c", archive: "m" })],
      ],
      "went back to c",
    ],
    [
      "a completed artifact without an archive",
      [
        [0, state({ status: "rating" })],
        [1, state({ status: "completed", commit: "c" })],
      ],
      "was completed without an archive",
    ],
    [
      "a fencing token that comes back",
      [
        [0, state({})],
        [1, held("a")],
        [2_000, held("b")],
        [4_000, held("a")],
      ],
      "the token a came back",
    ],
  ] as const)("lifecycle invariants report %s", (_what, states, fault) => {
    expect(violationsOfLifecycle(historyOf(...states), 9).join()).toContain(fault);
  });
});

test("lifecycle invariants accept an adopted update and one that found nothing newer", () => {
  const served = historyOf(
    [0, state({})],
    [1, held("a")],
    [2, held("a", { status: "rating" })],
    [3, state({ attempt: 1, status: "completed", commit: "c", archive: "k" })],
    [4, state({ attempt: 1, status: "completed", commit: "d", archive: "l" })],
  );
  const nothingNewer = historyOf(
    [0, state({})],
    [1, held("a")],
    [2, state({ attempt: 1, status: "completed", deleted: true, commit: "c" })],
  );
  expect([violationsOfLifecycle(served, 1), violationsOfLifecycle(nothingNewer, 1)]).toEqual([[], []]);
});

const sample: Sample = { kind: "good", type: "model", url: "u", outcome: "completed", files: new Map(), later: null };
const row = (parts: Partial<ArtifactRow>): ArtifactRow => ({
  id: 1,
  type: "model",
  url: "u",
  name: "n",
  status: "completed",
  status_message: "",
  failure: null,
  archive: { key: "k", bytes: 1, crc32: 1 },
  attempt: 1,
  commit: "c",
  deleted: false,
  replaces: null,
  files: [],
  audit: ["CREATE", "RATE"],
  ratings: 1,
  references: 0,
  checkpoints: 0,
  ...parts,
});
const failed = (code: string) =>
  row({ status: "failed", failure: { code, detail: "" }, ratings: 0, audit: ["CREATE"] });

describe("outcomes", () => {
  test("outcome invariants accept the expected outcome and a failure that faults explain", () => {
    const accepted = [{ id: 1, sample }];
    expect(violationsOfOutcomes([row({})], accepted, [sample])).toEqual([]);
    expect(violationsOfOutcomes([failed("source_unavailable")], accepted, [sample])).toEqual([]);
  });

  test.each([
    ["a lost artifact", [], "accepted artifact 1 (u) is lost"],
    ["an artifact that is not final", [row({ status: "rating" })], "is not final"],
    ["a wrong verdict", [row({ status: "rejected" })], "has the wrong outcome for a good one"],
    ["an internal error", [failed("internal_error")], "failed with internal_error"],
    ["altered bytes", [failed("integrity_mismatch")], "failed with integrity_mismatch"],
    ["a source reported missing", [failed("source_not_found")], "failed with source_not_found"],
    ["a second CREATE entry", [row({ audit: ["CREATE", "CREATE", "RATE"] })], "has 2 CREATE entries"],
    ["a rating without a RATE entry", [row({ audit: ["CREATE"] })], "has 1 ratings and 0 RATE entries"],
    ["a leftover checkpoint", [row({ checkpoints: 2 })], "keeps 2 checkpoints"],
    ["a leftover failure", [row({ failure: { code: "timed_out", detail: "" } })], "shows the failure timed_out"],
  ] as const)("outcome invariants report %s", (_what, artifacts, fault) => {
    expect(violationsOfOutcomes(artifacts, [{ id: 1, sample }], [sample]).join()).toContain(fault);
  });
});

describe("changes", () => {
  const updated = (parts: Partial<ArtifactRow> = {}): ArtifactRow[] => [
    row({ audit: ["CREATE", "RATE", "UPDATE", "RATE"], ratings: 2 }),
    row({ id: 2, replaces: 1, deleted: true, audit: [], ratings: 0, files: [], ...parts }),
  ];

  test("change invariants accept an adopted update, one that failed by a fault, and a requested deletion", () => {
    const deletions = { deletionRequested: new Set([1]), deleted: new Set([1]) };
    const failure = { code: "source_unavailable", detail: "" };
    expect(violationsOfChanges(updated(), {})).toEqual([]);
    expect(violationsOfChanges(updated({ deleted: false, status: "failed", failure }), {})).toEqual([]);
    expect(violationsOfChanges([row({ deleted: true })], deletions)).toEqual([]);
    expect(violationsOfOutcomes(updated(), [{ id: 1, sample }], [sample])).toEqual([]);
  });

  test.each([
    ["a deletion that nobody requested", [row({ deleted: true })], "although nobody requested it"],
    ["a confirmed deletion without effect", [row({ id: 9 })], "exists although its deletion was confirmed"],
    ["references of a deleted artifact", [row({ id: 8, deleted: true, references: 2 })], "keeps 2 references"],
    ["checkpoints of a deleted artifact", [row({ id: 8, deleted: true, checkpoints: 1 })], "keeps 1 checkpoints"],
    ["an update without an UPDATE entry", [row({}), ...updated().slice(1)], "has 1 updates and 0 UPDATE entries"],
    ["a completed update beside its artifact", updated({ deleted: false }), "still exists beside its artifact"],
    ["a lost update", updated({ status: "downloading" }), "was deleted although its artifact was not"],
    [
      "an update that outlived its artifact",
      [{ ...updated()[0]!, id: 8, deleted: true }, ...updated({ replaces: 8, deleted: false }).slice(1)],
      "outlived its artifact",
    ],
    [
      "an update that failed by an internal error",
      updated({ deleted: false, status: "failed", failure: { code: "internal_error", detail: "" } }),
      "failed with internal_error",
    ],
  ] as const)("change invariants report %s", (_what, artifacts, fault) => {
    const deletions = { deletionRequested: new Set([8, 9]), deleted: new Set([8, 9]) };
    expect(violationsOfChanges(artifacts, deletions).join()).toContain(fault);
  });

  test("change invariants report an adopted update without a rating", () => {
    const [original, update] = updated() as [ArtifactRow, ArtifactRow];
    const faults = violationsOfOutcomes(
      [{ ...original, ratings: 1, audit: ["CREATE", "RATE", "UPDATE"] }, update],
      [{ id: 1, sample }],
      [sample],
    );
    expect(faults.join()).toContain("has 1 ratings");
  });
});
