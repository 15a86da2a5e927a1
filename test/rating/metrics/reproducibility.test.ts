import { describe, expect, test } from "vitest";
import { value } from "../../../rating/fact.ts";
import { reproducibility } from "../../../rating/metrics/reproducibility.ts";
import { policy } from "../../../rating/policy.ts";
import type { Snapshot } from "../../../rating/snapshot.ts";
import { blankModel, outage, withInfo } from "../models/blank-model.ts";
import { tinyCard } from "../models/cards.ts";

const files = ["config.json", "tokenizer.json", "model.safetensors"].map((path) => ({ path, bytes: 5 }));
const python = (code: string): string => `\`\`\`python\n${code}\n\`\`\`\n`;
const load = 'from transformers import AutoModel\nmodel = AutoModel.from_pretrained("someone/plain")\n';

const withCode = (code: string, part: Partial<Snapshot> = {}): Snapshot =>
  withInfo(
    { ...blankModel, tree: value(files), readme: value(python(code)), ...part },
    { libraryName: "transformers" },
  );

/** Level of the run, from what it adds to the single tick for downloadable weights. */
const level = (snapshot: Snapshot): number => ((reproducibility(snapshot, policy).score ?? -1) - 0.06) / 0.7;

describe("reproducibility", () => {
  test("code that passes every check is predicted to run", () => {
    expect(level(withCode(`${load}print(model)`))).toBeCloseTo(0.8, 10);
    expect(level(withCode("", { readme: value(tinyCard) }))).toBeCloseTo(0.8, 10);
  });

  test.each([
    ["a stand-in for a token", `${load}login("YOUR_TOKEN")`],
    ["an argument left out", `${load}model.generate(...)`],
    ["open brackets", `${load}model.generate((1, 2)`],
    ["another repository", load.replace("someone/plain", "other/model")],
  ])("%s is a hard fault", (_, code) => {
    expect(level(withCode(code))).toBeCloseTo(0.25, 10);
  });

  test.each([
    ["a name that nothing defines", `${load}model(pixels)`],
    ["a package declared nowhere", `import rare_thing\n${load}`],
  ])("%s is a soft fault", (_, code) => {
    expect(level(withCode(code))).toBeCloseTo(0.5, 10);
  });

  test("a missing tokenizer is a soft fault", () => {
    expect(level(withCode(load, { tree: value(files.filter(({ path }) => path !== "tokenizer.json")) }))).toBeCloseTo(
      0.5,
      10,
    );
  });

  test("a package that the card tells to install is declared", () => {
    const card = `Install with \`pip install rare_thing\`.\n\n${python(`import rare_thing\n${load}`)}`;
    const outcome = reproducibility(withCode("", { readme: value(card) }), policy);
    expect(outcome.score).toBeCloseTo(0.68, 10);
  });

  test("a hard fault leaves a quarter of the level, to which the ticks of the recipe are added", () => {
    const card = `Install with \`pip install rare_thing\`.\n\n${python(`${load}login("YOUR_TOKEN")`)}`;
    expect(reproducibility(withCode("", { readme: value(card) }), policy).score).toBeCloseTo(0.295, 10);
  });

  test("the best example counts: a broken one beside it changes nothing", () => {
    const both = { readme: value(python(load) + python("model(((")) };
    expect(level(withCode("", both))).toBeCloseTo(0.8, 10);
  });

  test("names of an earlier block are known to a later one", () => {
    const card = python("import torch") + python(`${load}print(torch.ones(2), model)`);
    expect(level(withCode("", { readme: value(card) }))).toBeCloseTo(0.8, 10);
  });

  test("a private model runs for nobody and a gated one is a soft fault without the weights tick", () => {
    expect(reproducibility(withInfo(withCode(load), { private: true }), policy).score).toBe(0);
    expect(reproducibility(withInfo(withCode(load), { gated: "manual" }), policy).score).toBeCloseTo(0.35, 10);
  });

  test("an unreadable card leaves the metric unknown", () => {
    expect(reproducibility(withCode(load, { readme: outage }), policy)).toMatchObject({
      status: "unknown",
      score: null,
    });
  });
});
