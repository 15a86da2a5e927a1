import { describe, expect, test } from "vitest";
import type { Change, Standing } from "../../scripts/chaos/history.ts";
import { faultsOfEnds } from "../../scripts/chaos/invariants/ends.ts";
import { faultsOfLives } from "../../scripts/chaos/invariants/life.ts";
import type { ArtifactFacts } from "../../scripts/chaos/invariants/rows.ts";
import type { Wanted } from "../../scripts/chaos/wanted.ts";

const standing = (parts: Partial<Standing>): Standing => ({
  status: "pending",
  token: null,
  holder: null,
  leaseUntil: null,
  attempt: 0,
  deleted: false,
  ...parts,
});
const held = (token: string, parts: Partial<Standing> = {}) =>
  standing({ status: "downloading", token, holder: `holder of ${token}`, leaseUntil: 1_000, attempt: 1, ...parts });

/** The history of one artifact that stood so, one after the other, at the given times. */
function lifeOf(...states: readonly (readonly [number, Standing])[]): Change[] {
  return states.map(([at, after], index) => ({ artifactId: 1, before: states[index - 1]?.[1] ?? null, after, at }));
}

describe("the judge of lives", () => {
  test("finds nothing wrong with a life that follows the table", () => {
    const retried = standing({ attempt: 1 });
    const second = held("b", { attempt: 2, status: "rating" });
    const life = lifeOf(
      [0, standing({})],
      [1, held("a")],
      [2, retried],
      [3, { ...second, status: "downloading" }],
      [4, second],
      [5, standing({ attempt: 2, status: "completed" })],
    );
    expect(faultsOfLives(life, 2)).toEqual([]);
  });

  test.each([
    [
      "a leap over a status",
      [
        [0, standing({})],
        [1, standing({ status: "completed" })],
      ],
      "went from pending to completed",
    ],
    [
      "a change after the end",
      [
        [0, standing({})],
        [1, standing({ status: "failed" })],
        [2, held("a")],
      ],
      "changed after its end",
    ],
    [
      "a takeover from a living worker",
      [
        [0, standing({})],
        [1, held("a")],
        [2, held("b", { attempt: 2 })],
      ],
      "whose lease had 998 ms left",
    ],
    [
      "an attempt too many",
      [
        [0, standing({})],
        [1, held("a", { attempt: 3 })],
      ],
      "went from attempt 0 to 3",
    ],
    [
      "a token that comes back",
      [
        [0, standing({})],
        [1, held("a")],
        [2_000, held("b")],
        [4_000, held("a")],
      ],
      "the token a came back",
    ],
  ] as const)("finds %s in an artifact's life", (_what, states, fault) => {
    expect(faultsOfLives(lifeOf(...states), 9).join()).toContain(fault);
  });
});

const wanted: Wanted = { kind: "good", type: "model", url: "u", end: "completed", files: new Map() };
const facts = (parts: Partial<ArtifactFacts>): ArtifactFacts => ({
  id: 1,
  type: "model",
  url: "u",
  name: "n",
  status: "completed",
  status_message: "",
  failure: null,
  archive: { key: "k", bytes: 1, crc32: 1 },
  attempt: 1,
  files: [],
  audit: ["CREATE", "RATE"],
  ratings: 1,
  references: 0,
  checkpoints: 0,
  ...parts,
});
const failed = (code: string) =>
  facts({ status: "failed", failure: { code, detail: "" }, ratings: 0, audit: ["CREATE"] });

describe("the judge of ends", () => {
  test("is content with the wanted end and with a failure that faults explain", () => {
    const accepted = [{ id: 1, wanted }];
    expect(faultsOfEnds([facts({})], accepted, [wanted])).toEqual([]);
    expect(faultsOfEnds([failed("source_unavailable")], accepted, [wanted])).toEqual([]);
  });

  test.each([
    ["an artifact that is lost", [], "accepted artifact 1 (u) is lost"],
    ["an artifact that is not final", [facts({ status: "rating" })], "is not final"],
    ["a verdict that only faults explain", [facts({ status: "rejected" })], "ended so although it is good"],
    ["a mistake of the registry's own", [failed("internal_error")], "failed with internal_error"],
    ["altered bytes that went unnoticed upstream", [failed("integrity_mismatch")], "failed with integrity_mismatch"],
    ["a source that is said to be missing", [failed("source_not_found")], "failed with source_not_found"],
    ["a second entry of its creation", [facts({ audit: ["CREATE", "CREATE", "RATE"] })], "has 2 CREATE entries"],
    ["a rating without its entry", [facts({ audit: ["CREATE"] })], "has 1 ratings and 0 RATE entries"],
    ["a checkpoint that was kept", [facts({ checkpoints: 2 })], "keeps 2 checkpoints"],
    [
      "a failure that still shows",
      [facts({ failure: { code: "timed_out", detail: "" } })],
      "shows the failure timed_out",
    ],
  ] as const)("finds %s at the end", (_what, artifacts, fault) => {
    expect(faultsOfEnds(artifacts, [{ id: 1, wanted }], [wanted]).join()).toContain(fault);
  });
});
