import { afterAll, beforeAll, expect, test } from "vitest";
import type { Claim } from "../../../db/ingest/claim.ts";
import { LeaseLost } from "../../../domain/failure.ts";
import { acceptedId } from "../../support/api/answers.ts";
import { anApi, type TestApi } from "../../support/api/api.ts";
import { aPosted, COMMIT, claimOn, completedAt, someProgress } from "../../support/artifacts/artifacts.ts";

let api: TestApi;
beforeAll(async () => {
  api = await anApi();
});
afterAll(() => api?.[Symbol.asyncDispose]());

let counter = 0;
const aName = (): string => `pinned-${counter++}`;
const hub = (path: string): string => `https://huggingface.co/${path}`;
const claimed = async (url: string): Promise<Claim> => claimOn(api, await aPosted(api, url));
const pin = (claim: Claim, repository: string, ref = "main"): Promise<number | null> =>
  api.ledger.pin(claim, { repository, ref, commit: COMMIT, bytesTotal: 5 });
const failed = (claim: Claim): Promise<void> =>
  api.ledger.fail(claim, {
    failure: { code: "already_registered", detail: "it is held already", retryable: false },
    progress: someProgress(),
  });
const originOf = async (id: number): Promise<string | null> => {
  const [row] = await api.database.orm.em
    .fork()
    .execute<{ origin: string | null }[]>("select origin from artifact where id = ?", [id]);
  return row?.origin ?? null;
};

test("links that the source resolves to one repository at one ref meet: the second learns the id of the first", async () => {
  const name = aName();
  const legacy = await claimed(hub(name));
  const renamed = await claimed(hub(`old/${name}`));
  const folder = await claimed(hub(`acme/${name}/tree/main/sub`));
  expect(await pin(legacy, `acme/${name}`)).toBeNull();
  expect(await pin(renamed, `Acme/${name.toUpperCase()}`)).toBe(legacy.artifactId);
  expect(await pin(folder, `acme/${name}`)).toBe(legacy.artifactId);
});

test("another ref of the repository, or another type of the same name, is another artifact", async () => {
  const name = aName();
  const [main, tagged] = [await claimed(hub(`acme/${name}`)), await claimed(hub(`acme/${name}/tree/v1`))];
  expect([await pin(main, `acme/${name}`), await pin(tagged, `acme/${name}`, "v1")]).toEqual([null, null]);
  const body = { url: hub(`datasets/acme/${name}`) };
  const posted = await api.call("ArtifactCreate", { path: { artifact_type: "dataset" }, body });
  expect(await pin(await claimOn(api, acceptedId(posted)), `acme/${name}`)).toBeNull();
});

test("of links that are resolved at the same moment exactly one holds the repository", async () => {
  const name = aName();
  const claims = await Promise.all(["a", "b", "c", "d"].map((owner) => claimed(hub(`${owner}/${name}`))));
  const answers = await Promise.all(claims.map((claim) => pin(claim, `acme/${name}`)));
  const holder = claims[answers.indexOf(null)]?.artifactId;
  expect(answers.filter((answer) => answer === null)).toHaveLength(1);
  expect(answers.filter((answer) => answer !== null)).toEqual([holder, holder, holder]);
});

test("the same answer of the source can be recorded twice", async () => {
  const name = aName();
  const claim = await claimed(hub(name));
  expect([await pin(claim, `acme/${name}`), await pin(claim, `acme/${name}`)]).toEqual([null, null]);
});

test("a repository is free again when the artifact that held it failed", async () => {
  const name = aName();
  const first = await claimed(hub(name));
  await pin(first, `acme/${name}`);
  await failed(first);
  expect(await pin(await claimed(hub(`old/${name}`)), `acme/${name}`)).toBeNull();
});

test("a worker that lost its lease records nothing, even of a repository that is held", async () => {
  const name = aName();
  const first = await claimed(hub(name));
  await pin(first, `acme/${name}`);
  const late = { ...(await claimed(hub(`old/${name}`))), token: "2b4b1c3e-7a7c-4a55-9d0e-1f2f6f2f8a09" };
  await expect(pin(late, `acme/${name}`)).rejects.toThrow(LeaseLost);
});

test("a link to what an artifact holds under its canonical name is refused when it is posted", async () => {
  const name = aName();
  const legacy = await aPosted(api, hub(name));
  await pin(await claimOn(api, legacy), `acme/${name}`);
  for (const path of [`acme/${name}`, `ACME/${name}/tree/main`, name]) {
    const posted = await api.call("ArtifactCreate", { path: { artifact_type: "model" }, body: { url: hub(path) } });
    expect(posted).toMatchObject({ status: 409, body: { existing_id: legacy } });
  }
});

test("an update to a newer commit of the same ref leaves the origin to its artifact", async () => {
  const name = aName();
  const id = await aPosted(api, hub(`acme/${name}`));
  await completedAt(api, id, COMMIT);
  const started = await api.call("ArtifactUpdate", { path: { artifact_type: "model", id }, body: {} });
  expect(started.status).toBe(202);
  const [update] = await api.database.orm.em
    .fork()
    .execute<{ id: string }[]>("select id from artifact where replaces = ?", [id]);
  await completedAt(api, Number(update?.id), "d".repeat(40));
  expect(await originOf(id)).toBe(`huggingface:model:acme/${name}@main`);
  expect(await pin(await claimed(hub(`old/${name}`)), `acme/${name}`)).toBe(id);
});

test("an update to another ref takes over that origin, and gives the old one free", async () => {
  const name = aName();
  const id = await aPosted(api, hub(`acme/${name}`));
  await completedAt(api, id, COMMIT);
  const body = { url: hub(`acme/${name}/tree/v2`) };
  expect((await api.call("ArtifactUpdate", { path: { artifact_type: "model", id }, body })).status).toBe(202);
  const [update] = await api.database.orm.em
    .fork()
    .execute<{ id: string }[]>("select id from artifact where replaces = ?", [id]);
  await completedAt(api, Number(update?.id), "e".repeat(40));
  expect(await originOf(id)).toBe(`huggingface:model:acme/${name}@v2`);
  expect(await pin(await claimed(hub(`old/${name}`)), `acme/${name}`)).toBeNull();
});
