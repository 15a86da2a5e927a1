import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { absent, value } from "../../rating/fact.ts";
import { type MetricName, policy } from "../../rating/policy.ts";
import { metrics, type Rating, rate } from "../../rating/rate.ts";
import type { Snapshot } from "../../rating/snapshot.ts";
import { toModelRating, toRatingDetails } from "../../rating/wire.ts";
import { outage } from "./models/blank-model.ts";
import { clearBert } from "./models/clear-bert.ts";
import { testUpload } from "./models/test-upload.ts";
import { anyModel, anyOutage, during, linkOf, models } from "./models/variants.ts";

const rated = (snapshot: Snapshot, threshold = 0.5, strict = false): Rating =>
  rate(snapshot, { policy, threshold, strict, clock: () => 0 });
const names = Object.keys(policy.weights) as MetricName[];
const anyThreshold = fc.constantFrom(0.3, 0.45, 0.5, 0.6, 0.9);
const EPSILON = 1e-9;

describe("every rating", () => {
  test("keeps its scores between 0 and 1 or says null, and -1 only for reviewedness", () => {
    fc.assert(
      fc.property(anyModel, anyOutage, (model, down) => {
        const rating = rated(during(down, model));
        for (const { score, lo, hi } of Object.values(rating.metrics)) {
          if (score !== null)
            expect(score >= 0 && score <= 1 && lo <= score + EPSILON && score <= hi + EPSILON).toBe(true);
        }
        if (rating.net === null) return;
        const wire = toModelRating(rating, "m");
        const low = names.filter((name) => name !== "size_score" && (wire[name] as number) < 0);
        expect(low.every((name) => name === "reviewedness" && wire[name] === -1)).toBe(true);
      }),
    );
  });

  test("is the same bytes for the same inputs, whatever the order of lists", () => {
    fc.assert(
      fc.property(anyModel, (model) => {
        const shuffled = {
          ...model,
          tree: model.tree.known === "value" ? value([...model.tree.value].reverse()) : model.tree,
        };
        const first = toRatingDetails(rated(model));
        expect(JSON.stringify(toRatingDetails(rated(structuredClone(model))))).toBe(JSON.stringify(first));
        expect(toRatingDetails(rated(shuffled)).metrics).toEqual(first.metrics);
      }),
      { numRuns: 30 },
    );
  });

  test("has weights that sum to 1 and, weighting what counts, give the net score", () => {
    fc.assert(
      fc.property(anyModel, anyOutage, (model, down) => {
        const rating = rated(during(down, model));
        const all = Object.values(rating.metrics);
        expect(all.reduce((sum, it) => sum + it.effectiveWeight, 0)).toBeCloseTo(1, 9);
        if (rating.net === null) return;
        expect(all.reduce((sum, it) => sum + it.effectiveWeight * (it.counted ?? 0), 0)).toBeCloseTo(rating.net, 9);
      }),
    );
  });

  test("never gains by what is unknown, and unknown weight never decides the side", () => {
    fc.assert(
      fc.property(anyModel, anyOutage, (model, down) => {
        const { net, mean } = rated(during(down, model));
        if (net === null || mean === null) return;
        expect(net).toBeLessThanOrEqual(mean + EPSILON);
        expect(net >= 0.5 - EPSILON).toBe(mean >= 0.5 - EPSILON);
      }),
    );
  });
});

describe("an outage", () => {
  test("leaves the true score of every metric within its bounds", () => {
    fc.assert(
      fc.property(anyModel, anyOutage, (model, down) => {
        const now = during(down, model);
        for (const name of names) {
          const truth = metrics[name].score(model, policy);
          const seen = metrics[name].score(now, policy);
          if (truth.score === null) continue;
          expect(`${name} ${truth.score <= seen.hi + EPSILON && truth.score >= seen.lo - EPSILON}`).toBe(
            `${name} true`,
          );
        }
      }),
      { numRuns: 100 },
    );
  });

  test("never turns an acceptance into a rejection, nor a rejection into one that is called firm wrongly", () => {
    fc.assert(
      fc.property(anyModel, anyOutage, anyThreshold, fc.boolean(), (model, down, threshold, strict) => {
        const truth = rated(model, threshold, strict);
        const seen = rated(during(down, model), threshold, strict);
        if (truth.gate.decision === "accept") expect(seen.gate.decision).not.toBe("reject");
        if (seen.gate.decision === "reject") expect(truth.gate.decision).toBe("reject");
      }),
      { numRuns: 100 },
    );
  });

  test("of everything defers, invents no zero and can be tried again", () => {
    const all = during(
      {
        places: ["info", "tree", "readme", "licenseLink", "evaluations", "commits", "owner", "ownCode", "code"],
        codePlaces: [],
        configs: true,
        licenseFiles: true,
        datasets: ["info", "card"],
        parents: ["rating", "licenses", "weightBytes"],
      },
      clearBert,
    );
    const rating = rated(all);
    expect(names.map((name) => rating.metrics[name].score)).toEqual(names.map(() => null));
    expect(rating.gate).toMatchObject({ decision: "defer", retryable: true });
    expect(rating.verdict).toBe("deferred");
  });
});

/** Every piece of evidence that speaks for a model, taken away one at a time. */
const removals: Readonly<Record<string, (model: Snapshot) => Snapshot>> = {
  "the card": (model) => ({ ...model, readme: absent, info: testUpload.info }),
  "the organisation": (model) => ({ ...model, owner: absent }),
  "every dataset": (model) => ({ ...model, datasets: [] }),
  "the dataset cards": (model) => ({ ...model, datasets: model.datasets.map((it) => ({ ...it, card: absent })) }),
  "the tokenizer": (model) => withoutFiles(model, /tokenizer|preprocessor/),
  "the configuration": (model) => withoutFiles(model, /config\.json$/),
  "the weights": (model) => withoutFiles(model, /\.(safetensors|bin)$/),
  "the reviews": (model) => withHistory(model, (commit) => ({ ...commit, pullRequest: absent })),
  "all authors but one": (model) =>
    withHistory(model, (commit) => ({ ...commit, author: { ...commit.author, login: "dev0" } })),
  "the tests": (model) => withoutCode(model, /^tests\//),
  "the training script": (model) => withoutCode(model, /train/),
  "the dependency file": (model) => withoutCode(model, /requirements/),
  "the code licence": (model) => withoutCode(model, /LICENSE/),
};

function withoutFiles(model: Snapshot, pattern: RegExp): Snapshot {
  const tree =
    model.tree.known === "value" ? value(model.tree.value.filter(({ path }) => !pattern.test(path))) : model.tree;
  return { ...model, tree };
}

function withoutCode(model: Snapshot, pattern: RegExp): Snapshot {
  if (model.code.known !== "value") return model;
  const link = linkOf(model);
  const tree =
    link.tree.known === "value" ? value(link.tree.value.filter(({ path }) => !pattern.test(path))) : link.tree;
  return { ...model, code: value({ ...link, tree }) };
}

type Commits = Extract<ReturnType<typeof linkOf>["history"], { known: "value" }>["value"];

function withHistory(model: Snapshot, change: (commit: Commits[number]) => Commits[number]): Snapshot {
  const link = linkOf(model);
  if (model.code.known !== "value" || link.history.known !== "value") return model;
  return { ...model, code: value({ ...link, history: value(link.history.value.map(change)) }) };
}

describe("taking evidence away", () => {
  test.each(Object.entries(removals))("never raises a score: %s", (_, remove) => {
    fc.assert(
      fc.property(anyModel, (model) => {
        const [before, after] = [rated(model), rated(remove(model))];
        for (const name of names) {
          const was = before.metrics[name].score;
          if (was === null) continue;
          expect(`${name} ${(after.metrics[name].score ?? 0) <= was + EPSILON}`).toBe(`${name} true`);
        }
        expect(after.net ?? 0).toBeLessThanOrEqual((before.net ?? 0) + EPSILON);
      }),
      { numRuns: 20 },
    );
  });

  test("of a card, section by section, never raises the net score", () => {
    const text = clearBert.readme.known === "value" ? clearBert.readme.value : "";
    const [head = "", ...sections] = text.split(/^(?=## )/m);
    fc.assert(
      fc.property(fc.subarray(sections), fc.nat(), (kept, at) => {
        const card = (parts: readonly string[]) =>
          rated({ ...clearBert, readme: value(head + parts.join("")) }).net ?? 0;
        const fewer = kept.filter((_, index) => index !== at % Math.max(1, kept.length));
        expect(card(fewer)).toBeLessThanOrEqual(card(kept) + EPSILON);
      }),
      { numRuns: 30 },
    );
  });

  test("of a living repository never raises the net score, however bad its code and reviews are", () => {
    fc.assert(
      fc.property(anyModel, fc.double({ min: 0, max: 1, noNaN: true }), (model, reviewed) => {
        if (model.code.known !== "value") return;
        const history = linkOf(model).history;
        const commits = history.known === "value" ? history.value : [];
        const some = withHistory(model, (commit) =>
          commits.indexOf(commit) < reviewed * commits.length ? commit : { ...commit, pullRequest: absent },
        );
        const worst = { ...linkOf(some), files: value({ texts: {}, sources: [] }), tree: value([]) };
        for (const code of [some.code, value(worst)]) {
          expect(rated({ ...some, code: absent }).net ?? 0).toBeLessThanOrEqual(
            (rated({ ...some, code }).net ?? 0) + EPSILON,
          );
        }
      }),
      { numRuns: 30 },
    );
  });
});

test.each(Object.entries(models))("renaming everything in %s changes no score", (_, model) => {
  const swaps: [RegExp, string][] = [
    [/acme-labs|vision-lab|user123/g, "google-research"],
    [/clear-bert|mid-vit|test-upload/g, "bert-large-llama"],
    [/team\/work/g, "microsoft/whisper"],
    [/dev(\d)/g, "openai-$1"],
    [/tidy\//g, "facebook/"],
    [/roots\/parent/g, "meta/llama"],
  ];
  const text = swaps.reduce((json, [from, to]) => json.replace(from, to), JSON.stringify(model));
  const renamed = rated(JSON.parse(text) as Snapshot);
  expect(names.map((name) => renamed.metrics[name].score)).toEqual(
    names.map((name) => rated(model).metrics[name].score),
  );
  expect(renamed.net).toBe(rated(model).net);
});

test("likes and downloads change neither a score nor the hash of the inputs", () => {
  const info = clearBert.info.known === "value" ? clearBert.info.value : null;
  if (info === null) throw new Error("The model has no info");
  const famous = rated({ ...clearBert, info: value({ ...info, likes: 1_000_000, downloads: 1e9 }) });
  expect(famous.net).toBe(rated(clearBert).net);
  expect(famous.inputsHash).toBe(rated(clearBert).inputsHash);
  expect(rated({ ...clearBert, owner: outage }).inputsHash).not.toBe(famous.inputsHash);
});
