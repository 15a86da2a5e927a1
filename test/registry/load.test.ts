import { downloadFile, listFiles, modelInfo } from "@huggingface/hub";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createGatehouseClient, type GatehouseClient } from "../../generated/client.js";
import { sampleRepositories } from "../../local/hub.ts";
import { loadModel } from "../../scripts/demo/verify.ts";
import { aRegistry, PASSWORD, type TestRegistry } from "../support/registry.ts";

let registry: TestRegistry;
let client: GatehouseClient;
/** The object store has the host name 127.0.0.1. */
let url: string;
let model: { readonly id: number; readonly commit: string };
beforeAll(async () => {
  registry = await aRegistry(sampleRepositories({ weightBytes: 3_000_000 }));
  url = registry.started.url.replace("127.0.0.1", "localhost");
  const body = { user: { name: "admin" }, secret: { password: PASSWORD } };
  const { data: token } = await createGatehouseClient({ url }).PUT("/authenticate", { body });
  client = createGatehouseClient({ url, token: token ?? "" });
  const id = await registry.post("https://huggingface.co/acme/clear-bert");
  const last = (await registry.follow(id)).at(-1);
  if (last?.status !== "completed") throw new Error(`the model ended as ${last?.status}: ${last?.status_message}`);
  model = { id, commit: last.revision.commit ?? "" };
});
afterAll(() => registry?.[Symbol.asyncDispose]());

async function access() {
  const { data } = await client.POST("/tokens", { body: { name: crypto.randomUUID(), role: "reader" } });
  return { hubUrl: `${url}/hub`, accessToken: data?.token ?? "" };
}

test("@huggingface/hub loads every file of an approved model from registry and object store, equal to the manifest", async () => {
  expect(await loadModel({ client, url, id: model.id, repository: "acme/clear-bert" })).toBe(8);
});

test("@huggingface/hub loads by commit too, and digests equal those of the source", async () => {
  const from = { repo: "acme/clear-bert", revision: model.commit, ...(await access()) };
  const upstream = `${registry.hub.endpoint}/api/models/acme/clear-bert/tree/${model.commit}?recursive=true`;
  const source = (await (await fetch(upstream)).json()) as { path: string; oid: string }[];
  const listed: { path: string; oid: string }[] = [];
  for await (const { path, oid = "" } of listFiles({ ...from, recursive: true })) listed.push({ path, oid });
  const byPath = (a: { path: string }, b: { path: string }) => (a.path < b.path ? -1 : 1);
  expect(listed.sort(byPath)).toEqual(source.map(({ path, oid }) => ({ path, oid })).sort(byPath));
  const weights = await downloadFile({ ...from, path: "model.safetensors" });
  expect(weights?.size).toBeGreaterThan(1024 * 1024);
});

test("@huggingface/hub shows why a rejected model is not served", async () => {
  const id = await registry.post("https://huggingface.co/someone/test-upload");
  expect((await registry.follow(id)).at(-1)?.status).toBe("rejected");
  const refused = modelInfo({ name: "someone/test-upload", ...(await access()) });
  await expect(refused).rejects.toThrow(/someone\/test-upload is not approved here: .*needs 0\.50\)/);
});
