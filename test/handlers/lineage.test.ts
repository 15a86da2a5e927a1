import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type DeclaredLink, replaceLinks } from "../../db/catalogue/lineage.ts";
import { anApi, type TestApi } from "../support/api/api.ts";
import { aPosted } from "../support/artifacts/artifacts.ts";
import { aListed, unlist } from "../support/artifacts/listed.ts";

let api: TestApi;
beforeAll(async () => {
  api = await anApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const from = (repository: string, kind: DeclaredLink["kind"] = "parent"): DeclaredLink => ({
  kind,
  target: { host: kind === "code" ? "github" : "huggingface", repository },
  declaredIn: [kind === "parent" ? "base_model" : "metadata"],
});
const relink = (id: number, links: readonly DeclaredLink[]) => replaceLinks(api.database.orm.em.fork(), id, links);

async function lineage(id: number) {
  const answer = await api.call("ModelLineage", { path: { id } });
  if (answer.status !== 200) throw new Error(`the lineage answered ${answer.status}`);
  return answer.body;
}
const edgesOf = ({ edges }: Awaited<ReturnType<typeof lineage>>) =>
  edges.map((edge) => [edge.from_node_artifact_id, edge.to_node_artifact_id, edge.relationship]);
const costs = async (id: number, dependency?: boolean) => {
  const query = dependency === undefined ? {} : { dependency };
  return (await api.call("ArtifactCost", { path: { artifact_type: "model", id }, query })).body;
};

describe("lineage", () => {
  test("parents over all generations, datasets and children are nodes, and what the registry lacks is external", async () => {
    const root = await aListed(api.database, { repository: "fam/root", links: [from("else/origin")] });
    const data = await aListed(api.database, { repository: "fam/data", type: "dataset" });
    const links = [from("Fam/Root"), from("fam/data", "dataset"), from("Fam/Code", "code")];
    const model = await aListed(api.database, { repository: "fam/model", name: "model", links });
    const child = await aListed(api.database, { repository: "fam/child", links: [from("fam/model")] });
    const graph = await lineage(model);
    expect(edgesOf(graph)).toEqual([
      [null, root, "base_model"],
      [null, model, "code"],
      [data, model, "dataset"],
      [root, model, "base_model"],
      [model, child, "base_model"],
    ]);
    const held = graph.nodes.filter(({ external }) => !external).map(({ artifact_id }) => artifact_id);
    expect(held.sort()).toEqual([root, data, model, child].sort());
    expect(graph.nodes.filter(({ external }) => external).map(({ id, name, type }) => [id, name, type])).toEqual([
      ["https://huggingface.co/else/origin", "origin", "model"],
      ["https://github.com/Fam/Code", "Code", "code"],
    ]);
    expect(graph.edges.find((edge) => edge.from_node_artifact_id === root)?.declared_in).toEqual(["base_model"]);
  });

  test("a circle of models is told as it is, each edge once", async () => {
    const one = await aListed(api.database, { repository: "loop/one", links: [from("loop/two"), from("loop/one")] });
    const two = await aListed(api.database, { repository: "loop/two", links: [from("loop/one")] });
    const graph = await lineage(one);
    expect(graph.nodes.map(({ artifact_id }) => artifact_id)).toEqual([one, two]);
    const sorted = edgesOf(graph)
      .map((edge) => edge.join())
      .sort();
    expect(sorted).toEqual(
      [
        [one, one],
        [two, one],
        [one, two],
      ]
        .map((edge) => `${edge.join()},base_model`)
        .sort(),
    );
  });

  test("a parent is found by the name that the source gives it, the newest of several, and not once it is deleted", async () => {
    const parent = await aListed(api.database, { repository: "short", canonical: "Long/Short" });
    const model = await aListed(api.database, { links: [from("long/short")] });
    expect(edgesOf(await lineage(model))).toEqual([[parent, model, "base_model"]]);
    const newer = await aListed(api.database, { repository: "long/short", revision: "v2" });
    expect(edgesOf(await lineage(model))).toEqual([[newer, model, "base_model"]]);
    expect(edgesOf(await lineage(parent))).toEqual([[parent, model, "base_model"]]);
    await unlist(api.database, newer);
    await unlist(api.database, parent);
    expect(edgesOf(await lineage(model))).toEqual([[null, model, "base_model"]]);
  });

  test("a model that nothing is known of is a graph of itself", async () => {
    const id = await aListed(api.database, { name: "alone" });
    expect(await lineage(id)).toMatchObject({
      nodes: [{ artifact_id: id, name: "alone" }],
      edges: [],
      truncated: false,
    });
  });

  test("a model that is not there or not completed has none, and others are refused", async () => {
    const pending = await aPosted(api);
    const dataset = await aListed(api.database, { type: "dataset" });
    for (const id of [pending, dataset, 999_999, "x"])
      expect(await api.call("ModelLineage", { path: { id } })).toMatchObject({ status: 404 });
    expect(await api.call("ModelLineage", { path: { id: "x.y" } })).toMatchObject({ status: 400 });
    expect(await api.call.as(null)("ModelLineage", { path: { id: pending } })).toMatchObject({ status: 403 });
  });
});

describe("cost", () => {
  test("alone it is the size of the download in megabytes", async () => {
    const id = await aListed(api.database, { bytes: 1_234_567, links: [from("cost/none")] });
    expect(await costs(id)).toEqual({ [id]: { total_cost: 1.234567 } });
    expect(await costs(id, false)).toEqual({ [id]: { total_cost: 1.234567 } });
    expect(await costs(id, true)).toEqual({ [id]: { standalone_cost: 1.234567, total_cost: 1.234567 } });
  });

  test("with dependencies each is counted once, however many ways lead to it, and has its own entry", async () => {
    const base = await aListed(api.database, { repository: "dia/base", bytes: 8_000_000 });
    const left = await aListed(api.database, { repository: "dia/left", bytes: 4_000_000, links: [from("dia/base")] });
    const data = await aListed(api.database, { repository: "dia/data", bytes: 2_000_000, type: "dataset" });
    const links = [from("dia/left"), from("dia/base"), from("dia/data", "dataset"), from("dia/unknown")];
    const top = await aListed(api.database, { bytes: 1_000_000, links });
    expect(await costs(top, true)).toEqual({
      [base]: { standalone_cost: 8, total_cost: 8 },
      [left]: { standalone_cost: 4, total_cost: 12 },
      [data]: { standalone_cost: 2, total_cost: 2 },
      [top]: { standalone_cost: 1, total_cost: 15 },
    });
  });

  test("whatever the graph, circles included, a total is the sum of what can be reached", async () => {
    const size = 6;
    const ids: number[] = [];
    for (let n = 0; n < size; n += 1)
      ids.push(await aListed(api.database, { repository: `graph/n${n}`, bytes: 2 ** n * 1_000_000 }));
    const edge = fc.tuple(fc.nat(size - 1), fc.nat(size - 1));
    await fc.assert(
      fc.asyncProperty(fc.array(edge, { maxLength: 12 }), async (edges) => {
        for (let n = 0; n < size; n += 1)
          await relink(
            ids[n] as number,
            edges.filter(([to]) => to === n).map(([, source]) => from(`graph/n${source}`)),
          );
        const reached = new Set([0]);
        for (const node of reached) for (const [to, source] of edges) if (to === node) reached.add(source);
        const body = (await costs(ids[0] as number, true)) as Record<string, { total_cost: number }>;
        expect(Object.keys(body).map(Number).sort()).toEqual([...reached].map((n) => ids[n]).sort());
        expect(body[String(ids[0])]?.total_cost).toBe([...reached].reduce((sum, n) => sum + 2 ** n, 0));
      }),
      { numRuns: 25 },
    );
  });

  test("what is not there or not completed costs nothing yet, and others are refused", async () => {
    const pending = await aPosted(api);
    const ask = (id: unknown, query = {}) => api.call("ArtifactCost", { path: { artifact_type: "model", id }, query });
    expect(await ask(pending)).toMatchObject({ status: 404, body: { detail: expect.stringContaining("pending") } });
    expect(await ask(999_999)).toMatchObject({ status: 404, body: { detail: "No model has the id 999999" } });
    expect(await ask(1, { dependency: "perhaps" })).toMatchObject({ status: 400 });
    expect(await ask("x")).toMatchObject({ status: 404, body: { detail: "No model has the id x" } });
    expect(await ask("x.y")).toMatchObject({ status: 400 });
    const anonymous = await api.call.as(null)("ArtifactCost", { path: { artifact_type: "model", id: pending } });
    expect(anonymous.status).toBe(403);
  });
});
