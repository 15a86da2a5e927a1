import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { value } from "../../../rating/fact.ts";
import { reproducibility } from "../../../rating/metrics/reproducibility.ts";
import { sizeScore } from "../../../rating/metrics/size-score.ts";
import { policy } from "../../../rating/policy.ts";
import type { Snapshot } from "../../../rating/snapshot.ts";
import { weightSet } from "../../../rating/weights/weight-set.ts";
import { blankModel, outage } from "../models/blank-model.ts";
import { tinyCard } from "../models/cards.ts";

const INDEX = "model.safetensors.index.json";
const shard = (at: number, count = 3, stem = "model", extension = "safetensors") =>
  `${stem}-${String(at).padStart(5, "0")}-of-${String(count).padStart(5, "0")}.${extension}`;
const files = (...paths: readonly string[]) => paths.map((path) => ({ path, bytes: 100e6 }));
const model = (paths: readonly string[], indexes: Record<string, readonly string[]> = {}): Snapshot => ({
  ...blankModel,
  tree: value(files(...paths)),
  shardIndexes: Object.fromEntries(Object.entries(indexes).map(([path, names]) => [path, value({ files: names })])),
});
const all = [shard(1), shard(2), shard(3)];

describe("a sharded set of weights", () => {
  test("of which the index names a shard that is not there is incomplete and says which", () => {
    const snapshot = model(all.slice(0, 2), { [INDEX]: all });
    const outcome = sizeScore(snapshot, policy);
    expect(outcome).toMatchObject({ status: "absent", score: 0 });
    expect(outcome.evidence[0]).toMatchObject({ code: "SIZE_INCOMPLETE", effect: "-" });
    expect(outcome.evidence[0]?.text).toContain(shard(3));
  });

  test.each<[string, string[], Record<string, readonly string[]>]>([
    [
      "an index with names of its own",
      ["a.safetensors", "b.safetensors"],
      { [INDEX]: ["a.safetensors", "b.safetensors", "c.safetensors"] },
    ],
    ["numbered names without an index", [shard(1), shard(3)], {}],
    ["numbers from 0", [shard(0), shard(1)], {}],
    ["pickles", ["pytorch_model-00001-of-00002.bin"], {}],
    ["parts of a GGUF file", [shard(1, 2, "m-Q4_K_M", "gguf")], {}],
    ["a component of a pipeline", ["model_index.json", "vae/model.safetensors", `unet/${shard(1, 2)}`], {}],
  ])("is found incomplete by %s", (_, paths, indexes) => {
    const set = weightSet(files(...paths), model(paths, indexes).shardIndexes);
    expect(set?.missing.length).toBe(1);
  });

  test("counts as whole when all its shards are there", () => {
    expect(weightSet(files(...all), model(all, { [INDEX]: all }).shardIndexes)).toMatchObject({ missing: [] });
    expect(weightSet(files(shard(0), shard(1), shard(2)))?.files).toHaveLength(3);
  });

  test("gives way to a complete copy in the same or another format, and the evidence says so", () => {
    const one = weightSet(files(shard(1), shard(2), "consolidated.safetensors"));
    expect(one).toMatchObject({ missing: [], files: [{ path: "consolidated.safetensors" }] });
    const other = model([shard(1), "pytorch_model.bin"]);
    expect(weightSet(files(shard(1), "pytorch_model.bin"))).toMatchObject({ format: "pytorch", missing: [] });
    expect(
      sizeScore(other, policy)
        .evidence.map(({ text }) => text)
        .join(" "),
    ).toContain("Other copies are incomplete");
  });

  test("whose index could not be read may still be incomplete", () => {
    const snapshot = { ...model(["a.safetensors"]), shardIndexes: { [INDEX]: outage } };
    expect(sizeScore(snapshot, policy)).toMatchObject({ status: "scored", lo: 0, retryable: true });
  });

  test("names exactly the shards that were taken away, whichever they are", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 30 }), fc.nat(), fc.boolean(), (count, seed, indexed) => {
        const whole = Array.from({ length: count }, (_, at) => shard(at + 1, count));
        const kept = whole.filter((_, at) => at === seed % count || (seed >> (at % 20)) % 2 === 1);
        const lost = whole.filter((path) => !kept.includes(path));
        const set = weightSet(files(...kept), model(kept, indexed ? { [INDEX]: whole } : {}).shardIndexes);
        expect(set?.missing).toEqual(lost);
      }),
    );
  });

  test("that is incomplete runs for nobody as it is", () => {
    const extras = ["config.json", "tokenizer.json"];
    const score = (paths: readonly string[]) =>
      reproducibility({ ...model([...paths, ...extras]), readme: value(tinyCard) }, policy).score ?? 0;
    expect(score(all)).toBeGreaterThan(score(all.slice(1)));
  });
});
