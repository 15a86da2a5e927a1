import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aCodeRepository, aDataset, aModel } from "../../local/hub/builders.ts";
import { withStatus } from "../support/api/answers.ts";
import { aRegistry, type TestRegistry, worlds } from "../support/registry.ts";

describe.each(worlds)("with the ledger in the %s", (ledger) => {
  let registry: TestRegistry;
  const ids = { base: 0, corpus: 0, child: 0 };

  async function ingested(url: string, type: "model" | "dataset"): Promise<number> {
    const id = await registry.post(url, type);
    const last = (await registry.follow(id, type)).at(-1);
    if (last?.status !== "completed") throw new Error(`${url} ended as ${last?.status}: ${last?.status_message}`);
    return id;
  }

  beforeAll(async () => {
    registry = await aRegistry({
      ledger,
      hub: { organizations: [{ name: "acme", fullname: "Acme", members: ["a", "b", "c"] }] },
      repositories: [
        aModel("acme/base"),
        aModel("acme/child", { baseModel: "acme/base" }),
        aDataset("acme/corpus"),
        aDataset("acme/reviews"),
      ],
      github: [aCodeRepository("acme/clear-bert-code"), aCodeRepository("acme/unlicensed", { license: null })],
    });
    ids.base = await ingested("https://huggingface.co/acme/base", "model");
    ids.corpus = await ingested("https://huggingface.co/datasets/acme/corpus", "dataset");
    ids.child = await ingested("https://huggingface.co/acme/child", "model");
  });
  afterAll(() => registry?.[Symbol.asyncDispose]());

  test("a model's declarations become its lineage: parent and dataset in the registry, the others external", async () => {
    const answer = await registry.call("ModelLineage", { path: { id: ids.child } });
    const { nodes, edges } = answer.status === 200 ? answer.body : { nodes: [], edges: [] };
    const ofChild = edges.filter(({ to_node_artifact_id }) => to_node_artifact_id === ids.child);
    expect(ofChild.map((edge) => [edge.relationship, edge.from_node_artifact_id])).toEqual([
      ["code", null],
      ["dataset", ids.corpus],
      ["dataset", null],
      ["base_model", ids.base],
    ]);
    expect(nodes.filter(({ external }) => external).map(({ url }) => url)).toEqual([
      "https://github.com/acme/clear-bert-code",
      "https://huggingface.co/datasets/acme/reviews",
    ]);
    const ofBase = await registry.call("ModelLineage", { path: { id: ids.base } });
    expect(ofBase.status === 200 && ofBase.body.edges.map((edge) => edge.to_node_artifact_id)).toContain(ids.child);
  });

  test("the cost with dependencies is the sum of the archives, each once", async () => {
    const bytes = async (id: number, type: "model" | "dataset" = "model") =>
      withStatus(await registry.read(id, type), "completed").data.archive.bytes;
    const sizes = [await bytes(ids.base), await bytes(ids.corpus, "dataset"), await bytes(ids.child)];
    const path = { artifact_type: "model", id: ids.child } as const;
    const answer = await registry.call("ArtifactCost", { path, query: { dependency: true } });
    const total = sizes.reduce((sum, one) => sum + one, 0) / 1_000_000;
    expect(answer.status === 200 && answer.body[String(ids.child)]?.total_cost).toBeCloseTo(total, 6);
    expect(Object.keys(answer.body).map(Number).sort()).toEqual(Object.values(ids).sort());
  });

  test("names are listed, and READMEs of models and of datasets are searched", async () => {
    const list = await registry.call("ArtifactsList", { body: [{ name: "child" }, { name: "*", types: ["dataset"] }] });
    expect(list.status === 200 && list.body.map(({ id }) => id)).toEqual([ids.corpus, ids.child]);
    const search = async (regex: string) => {
      const answer = await registry.call("ArtifactByRegEx", { body: { regex } });
      return answer.status === 200 ? answer.body.map(({ id }) => id) : [];
    };
    expect(await search("base_model:\\s+acme/base")).toEqual([ids.child]);
    expect(await search("task_categories")).toContain(ids.corpus);
  });

  test("a licence is compared with that of a project on GitHub", async () => {
    const check = async (project: string) =>
      registry.call("LicenseCheck", { path: { id: ids.child }, body: { github_url: `https://github.com/${project}` } });
    expect(await check("acme/clear-bert-code")).toMatchObject({ status: 200, body: true });
    expect(await check("acme/unlicensed")).toMatchObject({ status: 200, body: false });
  });
});
