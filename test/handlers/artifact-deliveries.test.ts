import { afterAll, beforeAll, expect, test } from "vitest";
import { webhookRefusal } from "../../server/compose/events.ts";
import { publicReach } from "../../server/events/webhooks/address.ts";
import { acceptedId } from "../support/api/answers.ts";
import { anApi, type TestApi } from "../support/api/api.ts";
import { aPosted } from "../support/artifacts/artifacts.ts";

let api: TestApi;
beforeAll(async () => {
  api = await anApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const path = (id: unknown, type = "model") => ({ path: { artifact_type: type, id } });
const post = (one: TestApi, callback_url: string) =>
  one.call("ArtifactCreate", {
    path: { artifact_type: "model" },
    body: { url: `https://huggingface.co/acme/${crypto.randomUUID()}`, callback_url },
  });

async function publisher(name: string): Promise<TestApi["call"]> {
  const password = "a password for the publisher";
  await api.call("AccountCreate", { body: { name, role: "publisher", password } });
  const signedIn = await api.call("Authenticate", { body: { user: { name }, secret: { password } } });
  if (signedIn.status !== 200) throw new Error(`signing in answered ${signedIn.status}`);
  return api.call.as(signedIn.body);
}

test("deliveries are shown to the owner and to administrators and to nobody else", async () => {
  const [owner, other] = [await publisher("owner"), await publisher("other")];
  const body = { url: "https://huggingface.co/acme/owned", callback_url: "https://hooks.example.com/x" };
  const created = await owner("ArtifactCreate", { path: { artifact_type: "model" }, body });
  const id = acceptedId(created);
  const answers = await Promise.all([owner, other, api.call].map((call) => call("ArtifactDeliveries", path(id))));
  expect(answers.map(({ status }) => status)).toEqual([200, 403, 200]);
  expect(answers[0]?.body).toEqual({ deliveries: [] });
});

test("an artifact that is not there has no deliveries, and a malformed id is a bad request", async () => {
  const id = await aPosted(api);
  const asked = [path(id, "code"), path(9_000_000), path("x"), path("x.y")];
  const answers = await Promise.all(asked.map((one) => api.call("ArtifactDeliveries", one)));
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 400]);
});

test("a callback address that leads inside is refused by name and nothing is accepted", async () => {
  for (const url of ["http://hooks.example.com", "https://169.254.169.254/latest", "https://db.internal", "nonsense"]) {
    const answer = await post(api, url);
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: "body/callback_url" }] } });
  }
});

test("a registry that sends no callbacks refuses an address and says why", async () => {
  const webhooks = { refusal: webhookRefusal(false, publicReach), deliveries: async () => [] };
  await using silent = await anApi({ deps: () => ({ webhooks }) });
  const answer = await post(silent, "https://hooks.example.com/x");
  expect(answer).toMatchObject({ status: 400, body: { detail: expect.stringContaining("WEBHOOK_SECRET") } });
  expect(silent.dispatched).toEqual([]);
});
