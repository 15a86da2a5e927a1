import { describe, expect, test } from "vitest";
import { absent, value } from "../../../rating/fact.ts";
import { busFactor } from "../../../rating/metrics/bus-factor.ts";
import { policy } from "../../../rating/policy.ts";
import {
  blankModel,
  blankRepository,
  commitBy,
  commitsBy,
  linkedTo,
  organisation,
  outage,
  person,
} from "../models/blank-model.ts";

const archived = {
  ...blankRepository.facts,
  value: { commit: "b", archived: true, fork: false, defaultBranch: "main", licenseSpdx: null },
} as const;

const scoreOf = (counts: readonly number[], team = true, part = {}) =>
  busFactor(
    linkedTo(
      { ...blankModel, ...(team ? { owner: organisation } : {}) },
      { history: value(commitsBy(counts)), ...part },
    ),
    policy,
  ).score;

describe("bus factor", () => {
  test("six unequal authors in an organisation score .9098", () => {
    expect(scoreOf([12, 9, 6, 5, 4, 3])).toBeCloseTo(0.9098, 4);
  });

  test("ten equal authors in an organisation reach the cap of 1", () => {
    expect(scoreOf(Array.from({ length: 10 }, () => 4))).toBe(1);
  });

  test("one author in an organisation scores .5333, and .5 when the repository is archived", () => {
    expect(scoreOf([9])).toBeCloseTo(0.5333, 4);
    expect(scoreOf([9], true, { facts: archived })).toBe(0.5);
  });

  test.each([
    [1, 0.3333],
    [2, 0.5],
    [4, 0.6667],
    [6, 0.75],
    [18, 0.9],
  ])("%s equal authors without an organisation score %s", (authors, expected) => {
    expect(
      scoreOf(
        Array.from({ length: authors }, () => 2),
        false,
      ),
    ).toBeCloseTo(expected, 4);
  });

  test("one person with one commit is named in the singular", () => {
    const { evidence } = busFactor(linkedTo(blankModel, { history: value(commitsBy([1])) }), policy);
    expect(evidence.find(({ code }) => code === "BUS_N2")?.text).toMatch(/^1 person made 1 commit in /);
  });

  test("bots are no contributors and spellings of one account are one person", () => {
    const history = [
      commitBy("Ada", 0, 0),
      commitBy("ada", 1, 0),
      commitBy("dependabot[bot]", 2, 0),
      commitBy("github-actions", 3, 0),
    ];
    expect(busFactor(linkedTo(blankModel, { history: value(history) }), policy).score).toBeCloseTo(1 / 3, 10);
  });

  test("an account and an address that meet in one commit are one person", () => {
    const email = (login: string | null) => ({ ...person("x"), login, emailDigest: "abc" });
    const history = [
      { ...commitBy("x", 0, 0), author: email("ada") },
      { ...commitBy("x", 1, 0), author: email(null) },
    ];
    expect(busFactor(linkedTo(blankModel, { history: value(history) }), policy).score).toBeCloseTo(1 / 3, 10);
  });

  test("commits older than two years count only when there are no newer ones", () => {
    const old = { ...commitBy("elder", 0, 0), date: "2020-01-01T00:00:00Z" };
    const both = linkedTo(blankModel, { history: value([old, commitBy("ada", 1, 0)]) });
    const alone = linkedTo(blankModel, { history: value([old]) });
    expect(busFactor(both, policy).score).toBeCloseTo(1 / 3, 10);
    expect(busFactor(alone, policy)).toMatchObject({ status: "scored" });
  });

  test("without a list of authors from either place the metric is unknown", () => {
    expect(busFactor({ ...blankModel, commits: outage }, policy)).toMatchObject({ status: "unknown", score: null });
  });

  test("an unread second place leaves the score and opens the upper bound", () => {
    const model = linkedTo(
      { ...blankModel, commits: value([{ id: "1", date: blankModel.commitDate, authors: ["ada"] }]) },
      { history: outage, contributors: absent },
    );
    expect(busFactor(model, policy)).toMatchObject({ status: "scored", hi: 1, confidence: 0.5 });
  });
});
