import { describe, expect, test } from "vitest";
import { absent, type Fact, unknown, value } from "../../../rating/fact.ts";
import { reviewedness } from "../../../rating/metrics/reviewedness.ts";
import { deviceScores, meanOf, sizeScore } from "../../../rating/metrics/size-score.ts";
import { treeScore } from "../../../rating/metrics/tree-score.ts";
import { roundTo } from "../../../rating/outcome.ts";
import { policy } from "../../../rating/policy.ts";
import type { ParentFacts, ParentRating, Snapshot } from "../../../rating/snapshot.ts";
import type { Commit } from "../../../rating/snapshot-code.ts";
import { blankModel, commitBy, linkedTo, outage, pull, withInfo } from "../models/blank-model.ts";

const reviewOf = (commits: readonly Commit[]) =>
  reviewedness(linkedTo(blankModel, { history: value(commits) }), policy);

describe("reviewedness", () => {
  test("900 approved and 600 implicit of 3000 lines score .40", () => {
    const history = [
      commitBy("ada", 0, 900, pull(1, "ada", ["bob"], "ada")),
      commitBy("ada", 1, 600, pull(2, "ada", [], "bob")),
      commitBy("ada", 2, 1000),
      commitBy("ada", 3, 500, pull(3, "ada", ["ada"], "ada")),
    ];
    expect(reviewOf(history).score).toBeCloseTo(0.4, 10);
  });

  test("an approval by a bot is none and commits by bots are left out", () => {
    const history = [
      commitBy("ada", 0, 100, pull(1, "ada", ["renovate[bot]"], "ada")),
      commitBy("dependabot[bot]", 1, 900),
    ];
    expect(reviewOf(history)).toMatchObject({ status: "absent", score: 0 });
    expect(reviewOf(history.slice(1))).toMatchObject({ status: "unknown", score: null });
  });

  test("one huge import counts for a thousand lines at most", () => {
    const history = [commitBy("ada", 0, 90_000), commitBy("ada", 1, 1000, pull(1, "ada", ["bob"], "bob"))];
    expect(reviewOf(history).score).toBeCloseTo(0.5, 10);
  });

  test("without a living repository the question does not arise", () => {
    expect(reviewedness(blankModel, policy).status).toBe("not_applicable");
    expect(reviewedness(linkedTo(blankModel, { facts: absent }), policy).status).toBe("not_applicable");
  });

  test("reviews that could not be read leave half known or all unknown", () => {
    const open = { ...commitBy("ada", 1, 400), pullRequest: outage };
    const half = reviewOf([commitBy("ada", 0, 600, pull(1, "ada", ["bob"], "bob")), open]);
    expect(half).toMatchObject({ status: "scored", score: 1, confidence: 0.6, lo: 0.6, hi: 1 });
    expect(reviewOf([open])).toMatchObject({ status: "unknown", retryable: true });
  });
});

const parentOf = (rating: Fact<ParentRating>, at = 0): ParentFacts => ({
  id: `roots/p${at}`,
  fields: ["base_model"],
  rating,
  licenses: absent,
  weightBytes: absent,
});
const net = (x: number): Fact<ParentRating> => value({ net: x, basis: "stored" });
const treeOf = (...ratings: Fact<ParentRating>[]) =>
  treeScore({ ...blankModel, parents: ratings.map(parentOf) }, policy);

describe("tree score", () => {
  test("is the mean of the parents, a missing one counting 0", () => {
    expect(treeOf(net(0.82), net(0.58)).score).toBeCloseTo(0.7, 10);
    expect(treeOf(net(0.82), absent).score).toBeCloseTo(0.41, 10);
  });

  test("an unreachable parent halves the confidence and not the score", () => {
    expect(treeOf(net(0.82), outage)).toMatchObject({ score: 0.82, confidence: 0.5 });
    expect(treeOf(outage)).toMatchObject({ status: "unknown", score: null });
  });

  test("a model without parents is a root, and one that tells of a parent in prose only is told so", () => {
    expect(treeOf().status).toBe("not_applicable");
    const told = treeScore(
      { ...blankModel, readme: value("# M\n\nThis model was fine-tuned from a larger one.\n") },
      policy,
    );
    expect(told).toMatchObject({ status: "not_applicable" });
    expect(told.evidence[0]?.code).toBe("TREE_UNDECLARED");
  });

  test("a cycle is unknown and not a zero", () => {
    const outcome = treeOf(unknown("not_followed", "it is its own ancestor"));
    expect(outcome).toMatchObject({ status: "unknown", retryable: false });
    expect(outcome.evidence[0]?.code).toBe("TREE_CYCLE");
  });

  test("a folder name that only a configuration gives is no dead parent", () => {
    const parent: ParentFacts = { ...parentOf(absent), fields: ["config"] };
    expect(treeScore({ ...blankModel, parents: [parent] }, policy).status).toBe("not_applicable");
  });
});

const sized = (...files: [string, number | null][]): Snapshot => ({
  ...blankModel,
  tree: value(files.map(([path, bytes]) => ({ path, bytes }))),
});
const megabytes = (snapshot: Snapshot): number | null => {
  const match = /has ([\d.]+) MB/.exec(
    sizeScore(snapshot, policy)
      .evidence.map(({ text }) => text)
      .join(" "),
  );
  return match?.[1] === undefined ? null : Number(match[1]);
};

describe("size score", () => {
  test.each([
    [151.06, [0.898, 0.948, 1, 1]],
    [267.95, [0.664, 0.769, 1, 1]],
    [440.45, [0.226, 0.42, 0.953, 1]],
    [988.1, [0.102, 0.257, 0.927, 1]],
    [1340, [0.083, 0.184, 0.912, 1]],
    [2200.12, [0.04, 0.089, 0.876, 1]],
    [14_500, [0, 0, 0.094, 1]],
    [140_000, [0, 0, 0, 0]],
  ])("%s MB score %j on the four devices", (size, expected) => {
    // The published figures were rounded to three decimals from four.
    expect(Object.values(deviceScores(size, policy)).map((score) => roundTo(roundTo(score, 4), 3))).toEqual(expected);
  });

  test.each([
    [300, 0.83],
    [450, 0.6375],
  ])("the knot at %s MB has the mean %s", (size, mean) => {
    expect(meanOf(deviceScores(size, policy))).toBeCloseTo(mean, 10);
  });

  test("one format is counted once, whatever copies lie beside it", () => {
    expect(
      megabytes(sized(["model.safetensors", 440e6], ["pytorch_model.bin", 441e6], ["onnx/model.onnx", 435e6])),
    ).toBe(440);
    expect(
      megabytes(
        sized(
          ["model-00001-of-00002.safetensors", 300e6],
          ["model-00002-of-00002.safetensors", 200e6],
          ["consolidated.safetensors", 500e6],
        ),
      ),
    ).toBe(500);
    expect(megabytes(sized(["model.safetensors", 400e6], ["model.fp16.safetensors", 200e6]))).toBe(400);
  });

  test("a pipeline is the sum of its parts and not of the checkpoints beside them", () => {
    const files: [string, number][] = [
      ["model_index.json", 500],
      ["unet/diffusion_pytorch_model.safetensors", 300e6],
      ["vae/diffusion_pytorch_model.safetensors", 80e6],
      ["all.safetensors", 390e6],
    ];
    expect(megabytes(sized(...files))).toBe(380);
  });

  test("of quantised files Q4_K_M counts, else the middle one", () => {
    expect(megabytes(sized(["m.Q2_K.gguf", 100e6], ["m.Q4_K_M.gguf", 200e6], ["m.Q8_0.gguf", 400e6]))).toBe(200);
    expect(megabytes(sized(["m.Q2_K.gguf", 100e6], ["m.Q5_0.gguf", 250e6], ["m.Q8_0.gguf", 400e6]))).toBe(250);
  });

  test("an adapter needs its base as well", () => {
    const adapter = {
      ...sized(["adapter_config.json", 1], ["adapter_model.safetensors", 20e6]),
      parents: [{ ...parentOf(net(0.8)), weightBytes: value(480e6) }],
    };
    expect(megabytes(adapter)).toBe(500);
    expect(
      sizeScore({ ...adapter, parents: [parentOf(net(0.8))].map((it) => ({ ...it, weightBytes: outage })) }, policy)
        .status,
    ).toBe("unknown");
  });

  test("parameter counts stand in for missing sizes; without either the size is unknown", () => {
    const unsized = sized(["model.safetensors", null]);
    expect(megabytes(withInfo(unsized, { safetensors: { F32: 100e6, BF16: 50e6 } }))).toBe(500);
    expect(sizeScore(unsized, policy)).toMatchObject({ status: "unknown", score: null });
  });

  test("a repository without weights scores 0 on every device", () => {
    expect(sizeScore(sized(["README.md", 10]), policy)).toMatchObject({ status: "absent", score: 0 });
  });
});
