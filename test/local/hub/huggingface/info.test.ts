import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aDataset, aModel, aSpace, safetensors } from "../../../../local/hub/builders.ts";
import { contentOf, slice } from "../../../../local/hub/content.ts";
import { type LocalHub, startHub } from "../../../../local/hub.ts";
import { ask, askJson, jsonOf } from "../with-hub.ts";

let hub: LocalHub;
beforeAll(async () => {
  hub = await startHub({
    repositories: [
      aModel("acme/tiny", { likes: 7 }),
      aModel("acme/child", { baseModel: "acme/tiny", license: "mit" }),
      aModel("acme/plain", { readme: null, license: null, weights: null, config: null }),
      aModel("acme/broken-card", { readme: "---\nlicense: [unclosed\n---\n# Hi\n" }),
      aDataset("acme/corpus"),
      aSpace("acme/demo", { models: ["acme/tiny"] }),
    ],
  });
});
afterAll(() => hub.close());

const info = (path: string) => askJson(`${hub.endpoint}/api/${path}`) as Promise<Record<string, unknown>>;

describe("model info", () => {
  test("it has identity, commit and the card's data", async () => {
    const found = await info("models/acme/tiny");
    expect(found).toMatchObject({ id: "acme/tiny", modelId: "acme/tiny", author: "acme", likes: 7, gated: false });
    expect(found["sha"]).toMatch(/^[0-9a-f]{40}$/);
    expect(found["_id"]).toMatch(/^[0-9a-f]{24}$/);
    expect(found["cardData"]).toMatchObject({ license: "apache-2.0", pipeline_tag: "text-classification" });
    expect(found["tags"]).toEqual(expect.arrayContaining(["license:apache-2.0", "dataset:acme/corpus", "safetensors"]));
  });

  test("parameters are counted from the header of the weights", async () => {
    const weights = contentOf(safetensors(131_072, 1));
    const total = (weights.bytes - 8 - Number(slice(weights, 0, 8).readBigUInt64LE())) / 4;
    expect((await info("models/acme/tiny"))["safetensors"]).toEqual({ parameters: { F32: total }, total });
  });

  test("lineage is told on request, in both directions", async () => {
    const child = await info("models/acme/child?expand=baseModels");
    expect(child["baseModels"]).toMatchObject({ relation: "finetune", models: [{ id: "acme/tiny" }] });
    const parent = await info("models/acme/tiny?expand[]=childrenModelCount");
    expect(parent["childrenModelCount"]).toEqual({ finetune: 1 });
  });

  test("a repository without card and configuration lacks what comes from them", async () => {
    const found = await info("models/acme/plain");
    for (const name of ["cardData", "config", "safetensors", "pipeline_tag"]) expect(found).not.toHaveProperty(name);
  });

  test("front matter that is no YAML counts as none", async () => {
    expect(await info("models/acme/broken-card")).not.toHaveProperty("cardData");
  });

  test("the default answer leaves out what only expand gives", async () => {
    expect(await info("models/acme/tiny")).not.toHaveProperty("downloadsAllTime");
  });
});

describe("query parameters", () => {
  test("expand gives the named properties and the identity, nothing else", async () => {
    const found = await info("models/acme/tiny?expand=sha&expand=likes");
    expect(Object.keys(found).sort()).toEqual(["_id", "id", "likes", "sha"]);
  });

  test("an unknown expand is refused with the list of known ones", async () => {
    const answer = await ask(`${hub.endpoint}/api/models/acme/tiny?expand=nope`);
    expect(answer.status).toBe(400);
    expect(jsonOf(answer)).toMatchObject({ error: expect.stringContaining("cardData") });
  });

  test("blobs adds size, id and hash to each sibling", async () => {
    const found = await info("models/acme/tiny?blobs=True");
    const siblings = found["siblings"] as { rfilename: string; size: number; lfs?: object }[];
    const weights = siblings.find(({ rfilename }) => rfilename === "model.safetensors");
    expect(weights?.lfs).toMatchObject({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/), size: weights?.size });
  });

  test("securityStatus adds the scan of a model", async () => {
    const found = await info("models/acme/tiny?securityStatus=true");
    expect(found["securityRepoStatus"]).toEqual({ scansDone: true, filesWithIssues: [] });
  });
});

describe("datasets and spaces", () => {
  test("a dataset has its description and card", async () => {
    const found = await info("datasets/acme/corpus");
    expect(found["description"]).toMatch(/^The data was collected/);
    expect(found["cardData"]).toMatchObject({ license: "cc-by-4.0", dataset_info: { splits: expect.any(Array) } });
  });

  test("a space names its kit and models, and the model names the space", async () => {
    expect(await info("spaces/acme/demo")).toMatchObject({ sdk: "gradio", models: ["acme/tiny"] });
    expect((await info("models/acme/tiny"))["spaces"]).toEqual(["acme/demo"]);
  });
});
