import { afterAll, beforeAll, expect, test } from "vitest";
import { composeIngest, type IngestTools } from "../../lambda/compose.ts";
import { parseIngestConfig } from "../../lambda/config.ts";
import { aModel } from "../../local/hub/builders.ts";
import { type LocalHub, startHub } from "../../local/hub.ts";
import { anApi, type TestApi } from "../support/api/api.ts";
import { aDatasetOnOffer } from "../support/artifacts/artifacts.ts";
import { stageContext } from "../support/transfer/stage-context.ts";

let api: TestApi;
let hub: LocalHub;
let tools: IngestTools;
beforeAll(async () => {
  api = await anApi();
  hub = await startHub({ repositories: [aModel("acme/clear-bert", { datasets: ["acme/kept-here", "acme/gone"] })] });
  const { host, port, user, password, database } = api.database.login;
  const config = parseIngestConfig({
    AWS_STORAGE_BUCKET_NAME: "bucket",
    AWS_REGION: "us-east-2",
    DB_HOST: host,
    DB_PORT: String(port),
    DB_USER: user,
    DB_PASSWORD: password,
    DB_NAME: database,
    HF_ENDPOINT: hub.endpoint,
    GITHUB_API_URL: hub.github,
  });
  tools = composeIngest(config, stageContext({} as never).log);
});
afterAll(async () => {
  await tools.close();
  await hub.close();
  await api[Symbol.asyncDispose]();
});

test("a rating counts a dataset that left the Hub while the registry offers it", async () => {
  await aDatasetOnOffer(api, "acme/kept-here");
  const { signal } = new AbortController();
  const link = { host: "huggingface", type: "model", repository: "acme/clear-bert", revision: "main" } as const;
  const resolved = await tools.source("huggingface").resolve(link, { signal });
  const { datasets } = await tools.facts.gather(resolved, signal);
  expect(datasets.map(({ id, stored }) => [id, stored])).toEqual([
    ["acme/kept-here", true],
    ["acme/gone", false],
  ]);
});
