import { describe, expect, test } from "vitest";
import { absent, value } from "../../../rating/fact.ts";
import { codeQuality } from "../../../rating/metrics/code-quality.ts";
import { datasetAndCodeScore } from "../../../rating/metrics/dataset-and-code-score.ts";
import { datasetQuality } from "../../../rating/metrics/dataset-quality.ts";
import { policy } from "../../../rating/policy.ts";
import type { DatasetFacts, Snapshot } from "../../../rating/snapshot.ts";
import { blankModel, filler, linkedTo, outage, withInfo } from "../models/blank-model.ts";
import { clearBert, tidyDatasetCard } from "../models/clear-bert.ts";

const example = '```python\nfrom transformers import pipeline\nrun = pipeline("x", "someone/plain")\n```\n';
const withCard = (text: string, part: Partial<Snapshot> = {}): Snapshot => ({
  ...blankModel,
  readme: value(text),
  ...part,
});
const lost: DatasetFacts = { id: "lost/set", stored: false, info: absent, card: absent };
const tidy = clearBert.datasets[0] ?? lost;

describe("dataset and code score", () => {
  test("two declared ids of which one exists, documented, with an example and no repository score .5625", () => {
    const model = withCard(example, { datasets: [{ ...tidy, card: value(tidyDatasetCard) }, lost] });
    expect(datasetAndCodeScore(model, policy).score).toBeCloseTo(0.5625, 10);
  });

  test("a look-up that failed leaves its component out and widens the bounds", () => {
    const outcome = datasetAndCodeScore({ ...clearBert, datasets: [{ ...tidy, info: outage }] }, policy);
    expect(outcome).toMatchObject({ status: "scored", retryable: true });
    expect(outcome.score).toBeCloseTo(1, 10);
    expect(outcome.lo).toBeCloseTo(1 - 0.175, 10);
  });

  test("a linked repository that answers 404 is a dead link and worth nothing", () => {
    const outcome = datasetAndCodeScore(linkedTo(withCard(example), { facts: absent }), policy);
    expect(outcome.score).toBeCloseTo(0.15, 10);
    expect(outcome.evidence.map(({ code }) => code)).toContain("DC_DEAD");
  });
});

describe("dataset quality", () => {
  test("a training-data section of 300 characters without declared ids scores .15", () => {
    expect(datasetQuality(withCard(`## Training data\n\n${filler(300)}\n`), policy).score).toBeCloseTo(0.15, 10);
  });

  test("a dataset that does not exist counts 0 and one that cannot be read is left out", () => {
    const alone = datasetQuality({ ...clearBert, datasets: [tidy] }, policy).score ?? 0;
    expect(datasetQuality({ ...clearBert, datasets: [tidy, lost] }, policy).score).toBeCloseTo(alone / 2, 10);
    const open = datasetQuality({ ...clearBert, datasets: [tidy, { ...lost, info: outage }] }, policy);
    expect(open.score).toBeCloseTo(alone, 10);
    expect(open.hi).toBeCloseTo((alone + 1) / 2, 10);
  });

  test("datasets of which none can be read leave the metric unknown", () => {
    expect(datasetQuality({ ...clearBert, datasets: [{ ...lost, info: outage }] }, policy)).toMatchObject({
      status: "unknown",
      score: null,
    });
  });

  test("a gate costs half of the access and a disabled dataset all of it", () => {
    const info = tidy.info.known === "value" ? tidy.info.value : null;
    const score = (change: object) =>
      datasetQuality(
        {
          ...clearBert,
          datasets: [{ ...tidy, info: { known: "value", value: { ...info, ...change } } as DatasetFacts["info"] }],
        },
        policy,
      ).score ?? 0;
    expect(score({}) - score({ gated: "auto" })).toBeCloseTo(0.15 * 0.25, 10);
    expect(score({}) - score({ disabled: true })).toBeCloseTo(0.15 * 0.5, 10);
  });
});

const safetensors = value([{ path: "model.safetensors", bytes: 5 }]);
const broken = "```python\nfor x in (1, 2\n    print(\n```\n";

describe("code quality", () => {
  test("two of three parsing blocks and safetensors only score .28 without a repository", () => {
    const model = withCard(example + example + broken, { tree: safetensors });
    expect(codeQuality(model, policy).score).toBeCloseTo(0.28, 10);
  });

  test("no code and no weights score 0", () => {
    expect(codeQuality(blankModel, policy)).toMatchObject({ status: "absent", score: 0 });
  });

  test("a file that the scan marks as unsafe takes the safety away", () => {
    const security = { scansDone: true, filesWithIssues: [{ path: "model.safetensors", level: "unsafe" }] };
    const model = withInfo({ ...blankModel, tree: safetensors }, { security });
    expect(codeQuality(model, policy).score).toBe(0);
  });

  test("a scan that has not ended is no credit and no deduction, and is said", () => {
    const outcome = codeQuality(
      withInfo({ ...blankModel, tree: safetensors }, { security: { scansDone: false, filesWithIssues: [] } }),
      policy,
    );
    expect(outcome.score).toBeCloseTo(0.1, 10);
    expect(outcome.evidence.find(({ code }) => code === "CQ_SCAN_UNKNOWN")?.effect).toBe("?");
  });

  test("code that the model brings along costs .03", () => {
    const model = {
      ...blankModel,
      tree: safetensors,
      configs: { "config.json": value({ auto_map: { AutoModel: "m.Model" } }) },
    };
    expect(codeQuality(model, policy).score).toBeCloseTo(0.07, 10);
  });

  test("scripts beside the weights count no more than the ceiling for code without a repository", () => {
    const files = clearBert.code.known === "value" ? clearBert.code.value : null;
    const paths = files?.tree.known === "value" ? files.tree.value : [];
    const model: Snapshot = { ...blankModel, tree: value([...paths]), ownCode: files?.files ?? absent };
    expect(codeQuality(model, policy).score).toBeCloseTo(0.27, 10);
  });

  test("an unreadable repository leaves the metric unknown", () => {
    expect(codeQuality({ ...clearBert, code: outage }, policy)).toMatchObject({
      status: "unknown",
      score: null,
      retryable: true,
    });
  });
});
