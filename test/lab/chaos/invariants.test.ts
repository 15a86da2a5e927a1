import { describe, expect, test } from "vitest";
import type { Change, Standing } from "../../../lab/chaos/history.ts";
import type { ArtifactFacts } from "../../../lab/chaos/invariants/artifacts.ts";
import { faultsOfChanges } from "../../../lab/chaos/invariants/changes.ts";
import { faultsOfLives } from "../../../lab/chaos/invariants/lifecycle.ts";
import { faultsOfEnds } from "../../../lab/chaos/invariants/outcomes.ts";
import type { Wanted } from "../../../lab/chaos/samples.ts";

const standing = (parts: Partial<Standing>): Standing => ({
  status: "pending",
  token: null,
  holder: null,
  leaseUntil: null,
  attempt: 0,
  deleted: false,
  commit: null,
  archive: null,
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
      [5, standing({ attempt: 2, status: "completed", commit: "c", archive: "k" })],
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
      "a content that changed by half",
      [
        [0, standing({ status: "completed", commit: "c", archive: "k" })],
        [1, standing({ status: "completed", commit: "d", archive: "k" })],
      ],
      "changed after its end as completed",
    ],
    [
      "an older revision that comes back",
      [
        [0, standing({ status: "completed", commit: "c", archive: "k" })],
        [1, standing({ status: "completed", commit: "d", archive: "l" })],
        [2, standing({ status: "completed", commit: "c", archive: "m" })],
      ],
      "fell back to c",
    ],
    [
      "a content that is lost",
      [
        [0, standing({ status: "rating" })],
        [1, standing({ status: "completed", commit: "c" })],
      ],
      "was completed without content",
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

test("the judge of lives takes an update that passed, and one that found nothing newer, for what they are", () => {
  const served = lifeOf(
    [0, standing({})],
    [1, held("a")],
    [2, held("a", { status: "rating" })],
    [3, standing({ attempt: 1, status: "completed", commit: "c", archive: "k" })],
    [4, standing({ attempt: 1, status: "completed", commit: "d", archive: "l" })],
  );
  const nothingNewer = lifeOf(
    [0, standing({})],
    [1, held("a")],
    [2, standing({ attempt: 1, status: "completed", deleted: true, commit: "c" })],
  );
  expect([faultsOfLives(served, 1), faultsOfLives(nothingNewer, 1)]).toEqual([[], []]);
});

const wanted: Wanted = { kind: "good", type: "model", url: "u", end: "completed", files: new Map(), later: null };
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

describe("the judge of changes", () => {
  const updated = (parts: Partial<ArtifactFacts> = {}): ArtifactFacts[] => [
    facts({ audit: ["CREATE", "RATE", "UPDATE", "RATE"], ratings: 2 }),
    facts({ id: 2, replaces: 1, deleted: true, audit: [], ratings: 0, files: [], ...parts }),
  ];

  test("is content with an update that passed, one that failed by a fault, and a deletion that was asked for", () => {
    const asked = { wanted: [wanted], condemned: new Set([1]), deleted: new Set([1]) };
    const failure = { code: "source_unavailable", detail: "" };
    expect(faultsOfChanges(updated(), { wanted: [wanted] })).toEqual([]);
    expect(faultsOfChanges(updated({ deleted: false, status: "failed", failure }), { wanted: [wanted] })).toEqual([]);
    expect(faultsOfChanges([facts({ deleted: true })], asked)).toEqual([]);
    expect(faultsOfEnds(updated(), [{ id: 1, wanted }], [wanted])).toEqual([]);
  });

  test.each([
    ["a deletion that nobody asked for", [facts({ deleted: true })], "although nobody asked for it"],
    ["a deletion that came to nothing", [facts({ id: 9 })], "is there although its deletion was answered"],
    ["references of what was deleted", [facts({ id: 8, deleted: true, references: 2 })], "keeps 2 references"],
    ["checkpoints of what was deleted", [facts({ id: 8, deleted: true, checkpoints: 1 })], "keeps 1 checkpoints"],
    ["an update without its entry", [facts({}), ...updated().slice(1)], "has 1 updates and 0 UPDATE entries"],
    ["an update beside its artifact", updated({ deleted: false }), "is still there beside its artifact"],
    ["an update that is lost", updated({ status: "downloading" }), "was deleted although its artifact was not"],
    [
      "an update that outlived its artifact",
      [{ ...updated()[0]!, id: 8, deleted: true }, ...updated({ replaces: 8, deleted: false }).slice(1)],
      "outlived its artifact",
    ],
    [
      "an update that failed by a mistake",
      updated({ deleted: false, status: "failed", failure: { code: "internal_error", detail: "" } }),
      "failed with internal_error",
    ],
  ] as const)("finds %s among changes", (_what, artifacts, fault) => {
    const asked = { wanted: [wanted], condemned: new Set([8, 9]), deleted: new Set([8, 9]) };
    expect(faultsOfChanges(artifacts, asked).join()).toContain(fault);
  });

  test("finds a rating that an update did not bring with it", () => {
    const [original, update] = updated() as [ArtifactFacts, ArtifactFacts];
    const faults = faultsOfEnds(
      [{ ...original, ratings: 1, audit: ["CREATE", "RATE", "UPDATE"] }, update],
      [{ id: 1, wanted }],
      [wanted],
    );
    expect(faults.join()).toContain("has 1 ratings");
  });
});
