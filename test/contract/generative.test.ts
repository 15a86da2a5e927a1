import { afterAll, beforeAll, expect, test } from "vitest";
import { databaseAccounts } from "../../db/access/accounts.ts";
import { REGISTRY } from "../../db/audit/log.ts";
import { clearBert } from "../rating/models/clear-bert.ts";
import { ADMIN, anApi, type TestApi } from "../support/api/api.ts";
import { signer } from "../support/api/callback.ts";
import { aCompleted, aPosted } from "../support/artifacts/artifacts.ts";
import { aJudged } from "../support/artifacts/judged.ts";
import type { Target } from "./generative/exchange.ts";
import { render } from "./generative/render.ts";
import { artifactLife, pages, sender, signOutLife, tokenLife } from "./generative/sequences.ts";
import { emptyReport, runSuite } from "./generative/suite.ts";

const SEED = 20_260_102;

let api: TestApi;
let target: Target;
let artifacts: { id: number; type: "model" }[];
beforeAll(async () => {
  api = await anApi();
  target = { url: api.url, token: api.token, sign: signer(() => api.clock.now.getTime()), noted: true };
  const ids = [await aJudged(api, clearBert), await aCompleted(api), await aPosted(api)];
  artifacts = ids.map((id) => ({ id, type: "model" }));
  for (const name of ["ada", "bob"])
    await databaseAccounts(api.database.orm.em).create(
      { name, role: "reader", passwordHash: "a hash that no password has" },
      REGISTRY,
    );
});
afterAll(() => api[Symbol.asyncDispose]());

const world = () => ({
  artifacts,
  accounts: ["ada", "bob", "clara"],
  links: {
    model: ["https://huggingface.co/acme/one", "https://huggingface.co/acme/two/tree/v2", "hf.co/acme/three"],
    dataset: ["https://huggingface.co/datasets/acme/rows"],
    code: ["https://github.com/acme/tool", "https://huggingface.co/spaces/acme/page"],
  },
});

test("no request, fitting or broken, gets an answer that openapi.yaml does not promise", async () => {
  const report = await runSuite({ target, world: world(), seed: SEED, runs: 12 }, emptyReport());
  expect(render(report)).toMatch(/\b0 findings$/);
});

test("artifacts and tokens live and end as the links of the contract say, and pages never repeat", async () => {
  const report = emptyReport();
  const send = sender(target, SEED, report);
  for (const [type, links] of Object.entries(world().links) as ["model" | "dataset" | "code", string[]][])
    for (const [index] of links.entries())
      await artifactLife(send, { type, url: freshLink(type, index), polls: 2, pauseMs: 1, twice: true });
  await tokenLife(send);
  await pages(send);
  await signOutLife(send, ADMIN.name, ADMIN.password);
  expect(render(report)).toMatch(/\b0 findings$/);
});

const prefix = { model: "", dataset: "datasets/", code: "spaces/" };
const freshLink = (type: "model" | "dataset" | "code", index: number): string =>
  `https://huggingface.co/${prefix[type]}acme/sequence-${type}-${index}`;
