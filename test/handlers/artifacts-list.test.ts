import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Schemas } from "../../handlers/contract.ts";
import { nextOffset } from "../support/api/answers.ts";
import { anApi, type TestApi } from "../support/api/api.ts";
import { aPosted } from "../support/artifacts/artifacts.ts";
import { aListed, unlist } from "../support/artifacts/listed.ts";

type Query = Schemas["ArtifactQuery"];
type Entry = Schemas["ArtifactMetadata"];

let api: TestApi;
beforeAll(async () => {
  api = await anApi();
});
afterAll(() => api[Symbol.asyncDispose]());

/** One page and its headers. */
async function page(body: readonly Query[], query: Record<string, string> = {}) {
  const answer = await api.call("ArtifactsList", { body: [...body], query });
  if (answer.status !== 200) throw new Error(`listing answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return { entries: answer.body, headers: answer.headers };
}

/** All pages, and what happens between them. */
async function allPages(
  body: readonly Query[],
  limit: number,
  between: () => Promise<unknown> = async () => undefined,
) {
  const found: Entry[] = [];
  let offset: string | null = "";
  while (offset !== null) {
    const one: Awaited<ReturnType<typeof page>> = await page(body, { offset, limit: String(limit) });
    expect(one.entries.length).toBeLessThanOrEqual(limit);
    found.push(...one.entries);
    offset = nextOffset(one.headers);
    await between();
  }
  return found;
}

test("the list shows what can be downloaded: nothing unfinished and nothing deleted", async () => {
  const id = await aListed(api.database, { name: "shown" });
  const deleted = await aListed(api.database, { name: "deleted" });
  await unlist(api.database, deleted);
  const pending = await aPosted(api);
  const ids = (await allPages([{ name: "*" }], 1000)).map((entry) => entry.id);
  expect(ids).toContain(id);
  expect(ids).not.toContain(deleted);
  expect(ids).not.toContain(pending);
});

test("an artifact that several queries name appears once, with its name and type", async () => {
  const id = await aListed(api.database, { name: "named-twice", type: "dataset" });
  const { entries } = await page([{ name: "named-twice" }, { name: "named-twice", types: ["dataset", "dataset"] }]);
  expect(entries).toEqual([{ id, name: "named-twice", type: "dataset" }]);
});

test("types narrow a query, and no types or an empty list of them stand for all", async () => {
  const ids = new Map<string, number>();
  for (const type of ["model", "dataset", "code"] as const)
    ids.set(type, await aListed(api.database, { name: "of-each-type", type }));
  const found = async (types?: Query["types"]) =>
    (await page([{ name: "of-each-type", ...(types && { types }) }])).entries.map(({ id }) => id);
  expect(await found(["code"])).toEqual([ids.get("code")]);
  expect(await found()).toEqual([...ids.values()]);
  expect(await found([])).toEqual([...ids.values()]);
});

test("every page has an offset header, and a link to the next page while more follow", async () => {
  const queries = [{ name: "three-of-these" }];
  for (let count = 0; count < 3; count += 1) await aListed(api.database, { name: "three-of-these" });
  const first = await page(queries, { limit: "2" });
  const offset = first.headers.get("offset") ?? "";
  expect([first.entries.length, first.headers.get("link")]).toEqual([2, `<?limit=2&offset=${offset}>; rel="next"`]);
  const second = await page(queries, { limit: "2", offset });
  expect([second.entries.length, second.headers.get("link")]).toEqual([1, null]);
  const end = second.headers.get("offset") ?? "";
  expect(end).toMatch(/./);
  const beyond = await page(queries, { limit: "2", offset: end });
  expect([beyond.entries, beyond.headers.get("offset"), beyond.headers.get("link")]).toEqual([[], end, null]);
  const whole = await page(queries, { limit: "3", offset: "0" });
  expect([whole.entries.length, whole.headers.get("link")]).toEqual([3, null]);
});

test("a number as offset skips that many artifacts", async () => {
  const ids: number[] = [];
  for (let count = 0; count < 4; count += 1) ids.push(await aListed(api.database, { name: "four-of-these" }));
  const skipping = async (offset: string) => {
    const { entries, headers } = await page([{ name: "four-of-these" }, { name: "none" }], { limit: "2", offset });
    return [entries.map(({ id }) => id), headers.has("link")];
  };
  expect(await skipping("1")).toEqual([ids.slice(1, 3), true]);
  expect(await skipping("2")).toEqual([ids.slice(2), false]);
  expect(await skipping("4")).toEqual([[], false]);
  const every = (await page([{ name: "*" }], { limit: "1000" })).entries;
  expect((await page([{ name: "*" }], { limit: "1", offset: "2" })).entries).toEqual(every.slice(2, 3));
});

test("a name that nothing has gives an empty page", async () => {
  const { entries, headers } = await page([{ name: "no-such-name" }]);
  expect([entries, headers.get("offset"), headers.get("link")]).toEqual([[], "0", null]);
});

const types = fc.subarray(["model", "dataset", "code"] as const);
const query = fc.record({ name: fc.constantFrom("*", "p-a", "p-b", "p-c"), types });

test("all pages of any length together are exactly what the queries name, each artifact once", async () => {
  const made: Entry[] = [];
  for (let n = 0; n < 30; n += 1) {
    const name = ["p-a", "p-b", "p-c"][n % 3] as string;
    const type = (["model", "dataset", "code"] as const)[Math.floor(n / 3) % 3] as Entry["type"];
    made.push({ id: await aListed(api.database, { name, type }), name, type });
  }
  const matches = (entry: Entry, { name, types: wanted = [] }: Query): boolean =>
    (name === "*" || name === entry.name) && (wanted.length === 0 || wanted.includes(entry.type));
  await fc.assert(
    fc.asyncProperty(
      fc.array(query, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 12 }),
      async (queries, limit) => {
        const found = await allPages(queries, limit);
        expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
        const ours = found.filter(({ name }) => name.startsWith("p-"));
        expect(ours).toEqual(made.filter((entry) => queries.some((one) => matches(entry, one))));
      },
    ),
    { numRuns: 25 },
  );
});

test("what is added or deleted between two pages neither repeats nor hides anything else", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 5 }), fc.nat(9), async (limit, victim) => {
      const ids: number[] = [];
      for (let n = 0; n < 10; n += 1) ids.push(await aListed(api.database, { name: "moving" }));
      const deleted = ids[victim] as number;
      let changes = 3;
      const found = await allPages([{ name: "moving" }], limit, async () => {
        if (changes === 3) await unlist(api.database, deleted);
        if (changes-- > 0) await aListed(api.database, { name: "moving" });
      });
      const seen = found.map(({ id }) => id);
      expect(new Set(seen).size).toBe(seen.length);
      expect(ids.filter((id) => id !== deleted && !seen.includes(id))).toEqual([]);
      for (const id of [...ids, ...seen]) await unlist(api.database, id);
    }),
    { numRuns: 8 },
  );
});

test.each([
  [[], {}, "body"],
  [[{ name: "" }], {}, "body/0/name"],
  [[{ name: "a\u0000b" }], {}, "body/0/name"],
  [[{ types: ["model"] }], {}, "body/0/name"],
  [[{ name: "*", types: ["film"] }], {}, "body/0/types/0"],
  [{ name: "*" }, {}, "body"],
  [[{ name: "*" }], { offset: "not-ours" }, "query/offset"],
  [[{ name: "*" }], { offset: Buffer.from("after:-1").toString("base64url") }, "query/offset"],
  [[{ name: "*" }], { offset: "100001" }, "query/offset"],
  [[{ name: "*" }], { limit: "0" }, "query/limit"],
] as const)("the queries %j with %j are refused and the fault is named at %s", async (body, sent, place) => {
  const refused = await api.call("ArtifactsList", { body: body as never, query: sent });
  expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: place }] } });
});

test("more than a page may hold, or a body over the limit, is too large", async () => {
  const asked = await api.call("ArtifactsList", { body: [{ name: "*" }], query: { limit: 1001 } });
  expect(asked).toMatchObject({ status: 413, body: { detail: expect.stringContaining("1000") } });
  const rawBody = JSON.stringify([{ name: "x".repeat(100_000) }]);
  expect(await api.call("ArtifactsList", { rawBody })).toMatchObject({ status: 413 });
});

test("a caller without a token and a body of another type are refused before anything is listed", async () => {
  expect(await api.call.as(null)("ArtifactsList", { body: [{ name: "*" }] })).toMatchObject({ status: 403 });
  const headers = { "Content-Type": "text/plain" };
  expect(await api.call("ArtifactsList", { rawBody: "x", headers })).toMatchObject({ status: 415 });
});
