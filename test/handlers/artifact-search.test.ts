import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databaseRegexSearch } from "../../db/catalogue/regex-search.ts";
import { nextOffset } from "../support/api/answers.ts";
import { anApi, type TestApi } from "../support/api/api.ts";
import { aPosted } from "../support/artifacts/artifacts.ts";
import { aListed, unlist } from "../support/artifacts/listed.ts";

const HOSTILE = ["^(.*)(.*)\\1\\2$", "^(.+)(.+)\\1\\2$", "(.+)(.+)(.+)\\3\\2\\1$", "^(.*)(.*)(.*)\\1\\2\\3$"];
/** Far below what the hostile expressions would take; the first of two ways gets half of it. */
const TIMEOUT_MS = 600;
/** What any other expression has: more than a loaded machine needs. */
const PATIENT_MS = 300_000;
/** A text on which the hostile expressions run through all its cuts. */
const LONG = `${"ab".repeat(2_000)}c`;

let api: TestApi;
beforeAll(async () => {
  api = await anApi({
    deps: (_deps, { orm }) => {
      const searching = (timeoutMs: number) => databaseRegexSearch(orm.em, { concurrency: 2, queue: 4, timeoutMs });
      const [short, patient] = [searching(TIMEOUT_MS), searching(PATIENT_MS)];
      return { search: { match: (regex, page) => (HOSTILE.includes(regex) ? short : patient).match(regex, page) } };
    },
  });
});
afterAll(() => api[Symbol.asyncDispose]());

const byName = (name: string, query: Record<string, unknown> = {}) =>
  api.call("ArtifactByName", { path: { name }, query });
const byRegEx = (regex: string, query: Record<string, unknown> = {}) =>
  api.call("ArtifactByRegEx", { body: { regex }, query });
const idsOf = (answer: { status: number; body: unknown }): number[] =>
  answer.status === 200 ? (answer.body as { id: number }[]).map(({ id }) => id) : [];

describe("by name", () => {
  test("all artifacts of exactly this name are found, whatever their type", async () => {
    const model = await aListed(api.database, { name: "Exact Name" });
    const dataset = await aListed(api.database, { name: "Exact Name", type: "dataset" });
    await aListed(api.database, { name: "exact name" });
    await unlist(api.database, await aListed(api.database, { name: "Exact Name" }));
    expect(idsOf(await byName("Exact Name"))).toEqual([model, dataset]);
  });

  test("many of one name come page by page", async () => {
    const ids = [];
    for (let n = 0; n < 3; n += 1) ids.push(await aListed(api.database, { name: "paged-name" }));
    const first = await byName("paged-name", { limit: 2 });
    const rest = await byName("paged-name", { limit: 2, offset: first.headers.get("offset") });
    expect([idsOf(first), idsOf(rest)]).toEqual([ids.slice(0, 2), ids.slice(2)]);
    expect(nextOffset(rest.headers)).toBeNull();
    const beyond = await byName("paged-name", { limit: 2, offset: rest.headers.get("offset") });
    expect([beyond.status, beyond.body]).toEqual([200, []]);
  });

  test("a name that nothing on offer has is not found", async () => {
    await aPosted(api, "https://huggingface.co/acme/not-yet-there");
    for (const name of ["not-yet-there", "*", "%", "a' or 'a'='a"]) {
      expect(await byName(name)).toMatchObject({ status: 404, body: { detail: `No artifact has the name "${name}"` } });
    }
  });

  test("a name that is too long and an offset of others are refused, and so is a caller without a token", async () => {
    expect(await byName("x".repeat(201))).toMatchObject({ status: 400, body: { errors: [{ path: "path/name" }] } });
    expect(await byName("x", { offset: "?" })).toMatchObject({
      status: 400,
      body: { errors: [{ path: "query/offset" }] },
    });
    expect(await api.call.as(null)("ArtifactByName", { path: { name: "x" } })).toMatchObject({ status: 403 });
  });
});

describe("by regular expression", () => {
  test("names and README texts are searched, in the order of the ids, each artifact once", async () => {
    const both = await aListed(api.database, { name: "zebra-model", readme: "# Zebra\n\nzebra stripes" });
    const readme = await aListed(api.database, { name: "other", type: "code", readme: "counts a zebra herd" });
    await aListed(api.database, { name: "unrelated", readme: "counts lions" });
    await unlist(api.database, await aListed(api.database, { name: "zebra-deleted" }));
    expect(idsOf(await byRegEx("zebra"))).toEqual([both, readme]);
    expect(idsOf(await byRegEx("^zebra-[a-z]+$"))).toEqual([both]);
    expect(idsOf(await byRegEx("(?i)ZEBRA (herd|flock)"))).toEqual([readme]);
    expect(idsOf(await byRegEx("(zebra|lion)-model|\\bherd\\b"))).toEqual([both, readme]);
  });

  test("what matches a lot comes page by page", async () => {
    const ids = [];
    for (let n = 0; n < 5; n += 1) ids.push(await aListed(api.database, { name: `herd-of-yaks-${n}` }));
    const first = await byRegEx("of-yaks-[0-9]", { limit: 3 });
    const rest = await byRegEx("of-yaks-[0-9]", { limit: 3, offset: first.headers.get("offset") });
    expect([...idsOf(first), ...idsOf(rest)]).toEqual(ids);
    expect(nextOffset(rest.headers)).toBeNull();
    const beyond = await byRegEx("of-yaks-[0-9]", { limit: 3, offset: rest.headers.get("offset") });
    expect([beyond.status, beyond.body]).toEqual([200, []]);
  });

  test("a literal of any characters finds the README that holds it", async () => {
    const special = fc.constantFrom(..."?'\"\\$%_*+.()[]{}|^ab:;-é漢😀\n".split(""));
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: special, minLength: 1, maxLength: 12 }), async (text) => {
        const id = await aListed(api.database, { readme: `before ${text} after` });
        const regex = `before ${text.replaceAll(/[\\$*+.?()[\]{}|^]/g, "\\$&")} after`;
        expect(idsOf(await byRegEx(regex))).toContain(id);
        await unlist(api.database, id);
      }),
      { numRuns: 40 },
    );
  });

  test("an expression that matches nothing on offer is not found", async () => {
    expect(await byRegEx("nothing is called like this")).toMatchObject({ status: 404 });
  });

  test.each(["(", "[a", "*a", "a{2,1}", "no-row-has-this[", "(?<name>a)", "\\", "a{99999}"])(
    "the expression %s is refused as not valid",
    async (regex) => {
      const refused = await byRegEx(regex);
      expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: "body/regex" }] } });
      expect(refused.status === 400 && refused.body.detail).toContain("is not a valid regular expression");
    },
  );

  test("a body that is no expression is refused with the place of the fault", async () => {
    const refused = async (sent: Record<string, unknown>) => (await api.call("ArtifactByRegEx", sent)).status;
    for (const body of [{}, { regex: "" }, { regex: "x".repeat(1001) }, { regex: 7 }, { regex: "a", flags: "i" }])
      expect([body, await refused({ body })]).toEqual([body, 400]);
    expect(await byRegEx("a", { offset: "!" })).toMatchObject({
      status: 400,
      body: { errors: [{ path: "query/offset" }] },
    });
    expect(await byRegEx("a\u0000b")).toMatchObject({ status: 400, body: { errors: [{ path: "body/regex" }] } });
    expect((await byRegEx("half a pair \ud800")).status).toBe(404);
    expect(await refused({ rawBody: "x", headers: { "Content-Type": "text/plain" } })).toBe(415);
    expect(await refused({ rawBody: JSON.stringify({ regex: "x".repeat(100_000) }) })).toBe(413);
    expect((await api.call.as(null)("ArtifactByRegEx", { body: { regex: "a" } })).status).toBe(403);
  });
});

describe("hostile expressions", () => {
  test("a catastrophic expression is refused within its time, and other requests stay fast meanwhile", async () => {
    await aListed(api.database, { name: "hostile-victim", readme: LONG });
    const attempt = async () => {
      const started = performance.now();
      let ended = 0;
      const running = HOSTILE.map((regex) => byRegEx(regex).finally(() => ended++));
      for (let n = 0; n < 3; n += 1) expect(idsOf(await byName("hostile-victim"))).toHaveLength(1);
      const endedBefore = ended;
      for (const refused of await Promise.all(running)) {
        expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: "body/regex" }] } });
        expect(refused.status === 400 && refused.body.detail).toContain("too expensive");
      }
      // Two at a time, two rounds.
      return { isInTime: performance.now() - started < TIMEOUT_MS * 2 * 5, endedBefore };
    };
    // A machine that has other work needs more than one attempt; a search that is in the way never gives this.
    await expect.poll(attempt).toEqual({ isInTime: true, endedBefore: 0 });
  });

  test("an expression that needs more memory than there is for one search is refused as too expensive", async () => {
    await aListed(api.database, { name: "large-victim", readme: "ab".repeat(20_000) });
    const refused = await byRegEx("(.{1,200}a){1,200}");
    expect(refused.status === 400 && refused.body.detail).toContain("too expensive");
  });

  test("more searches than may wait are told to come back, and the first ones are still answered", async () => {
    const attempt = async () => {
      const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => byRegEx(HOSTILE[n % 4] as string)));
      const busy = answers.filter(({ status }) => status === 429);
      for (const { headers } of busy) expect(headers.get("retry-after")).toMatch(/^\d+$/);
      return [answers.filter(({ status }) => status === 400).length, busy.length];
    };
    // Again when a search ended before the last one came.
    await expect.poll(attempt).toEqual([6, 4]);
    expect((await byRegEx("hostile-victim")).status).toBe(200);
  });
});
