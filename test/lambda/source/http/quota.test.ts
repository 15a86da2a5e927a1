import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allowanceIn, isQuotaRefusal, localQuota, quotaKeyOf } from "../../../../lambda/source/http/quota.ts";

const API = { origin: "https://huggingface.co", kind: "api" };
const CONTENT = { ...API, kind: "content" };
const CORE = { origin: "https://api.github.com", kind: "content" };

const at = (now = 0) => {
  const time = { now };
  return { time, quota: localQuota(() => time.now) };
};

describe("an allowance", () => {
  test.each([
    ["of Hugging Face", { ratelimit: '"api";r=489;t=272' }, { bucket: "api", left: 489, resetsInMs: 272_000 }],
    ["with its parameters turned round", { ratelimit: '"x"; t=5; r=0' }, { bucket: "x", left: 0, resetsInMs: 5_000 }],
    [
      "of GitHub",
      { "x-ratelimit-remaining": "4", "x-ratelimit-reset": "1100", "x-ratelimit-resource": "core" },
      { bucket: "core", left: 4, resetsInMs: 100_000 },
    ],
    ["that is absent", {}, null],
    ["that is unreadable", { ratelimit: "plenty" }, null],
    ["without its end", { "x-ratelimit-remaining": "4" }, null],
  ])("an allowance %s is read", (_, headers, expected) => {
    expect(allowanceIn(headers, 1_000_000)).toEqual(expected);
  });
});

test.each([
  ["https://huggingface.co/api/models/a/b", "api"],
  ["https://huggingface.co/a/b/resolve/main/x", "content"],
  ["https://mirror.example/hub/api/models/a/b", "api"],
  ["https://api.github.com/repos/a/b", "content"],
  ["https://api.github.com/graphql", "graphql"],
])("%s draws from the budget %s of its origin", (url, kind) => {
  expect(quotaKeyOf(new URL(url))).toEqual({ origin: new URL(url).origin, kind });
});

describe("a refusal for lack of quota", () => {
  test.each([
    ["429", 429, {}, ""],
    ["403 with nothing left", 403, { "x-ratelimit-remaining": "0" }, ""],
    ["403 that names a wait", 403, { "retry-after": "60" }, ""],
    ["403 with GitHub's wording", 403, {}, '{"message":"You have exceeded a secondary rate limit. Please wait"}'],
    ["403 with GitHub's older wording", 403, {}, "You have triggered an abuse detection mechanism."],
    ["403 with a link to the older wording", 403, {}, '{"documentation_url":"/v3/#abuse-rate-limits"}'],
    ["403 with the primary limit's wording", 403, {}, "API rate limit exceeded for 1.2.3.4"],
  ])("is recognised in %s", (_, status, headers, text) => {
    expect(isQuotaRefusal(status, headers, text)).toBe(true);
  });

  test.each([
    ["403 about a permission", 403, { "x-ratelimit-remaining": "57" }, "Resource not accessible by personal token"],
    ["404", 404, { "x-ratelimit-remaining": "0" }, "secondary rate limit"],
    ["200", 200, { "retry-after": "5" }, "rate limit"],
  ])("is not seen in %s", (_, status, headers, text) => {
    expect(isQuotaRefusal(status, headers, text)).toBe(false);
  });
});

describe("the budget of this process", () => {
  test("lets requests through while nothing is known, and then as many as the source stated", async () => {
    const { time, quota } = at(1_000);
    expect(await quota.take(API)).toBeNull();
    await quota.note(API, { ratelimit: '"api";r=2;t=12' });
    expect([await quota.take(API), await quota.take(API), await quota.take(API)]).toEqual([null, null, 13_000]);
    time.now = 13_000;
    expect(await quota.take(API)).toBeNull();
  });

  test("keeps buckets and origins apart", async () => {
    const { quota } = at();
    await quota.refused(API, { ratelimit: '"api";r=0;t=100' });
    expect(await quota.take(CONTENT)).toBeNull();
    expect(await quota.take({ origin: "https://cdn.hf.co", kind: "api" })).toBeNull();
    expect(await quota.take(API)).toBe(101_000);
  });

  test("keeps the last requests of a bucket for those that matter more", async () => {
    const { quota } = at(1_000_000);
    await quota.note(CORE, { "x-ratelimit-remaining": "10", "x-ratelimit-reset": "1600" });
    expect([await quota.take(CORE, 10), await quota.take(CORE)]).toEqual([1_600_000, null]);
  });

  test("takes the smaller number when answers of one window overtake each other", async () => {
    const { quota } = at();
    await quota.note(API, { ratelimit: '"api";r=0;t=100' });
    await quota.note(API, { ratelimit: '"api";r=5;t=100' });
    expect(await quota.take(API)).toBe(100_000);
  });

  test("obeys Retry-After before the window, and waits a second longer than a window that is used up", async () => {
    const { quota } = at();
    const headers = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "20" };
    expect((await quota.refused(CORE, { ...headers, "retry-after": "7" })).until).toBe(7_000);
    expect((await quota.refused({ ...CORE, origin: "https://x" }, headers)).until).toBe(21_000);
  });

  test("waits a minute after a refusal that names no time, though its window has requests left", async () => {
    const { quota } = at();
    expect((await quota.refused(API, {})).until).toBe(60_000);
    const plenty = { "x-ratelimit-remaining": "4000", "x-ratelimit-reset": "3600" };
    expect((await quota.refused(CORE, plenty)).until).toBe(60_000);
  });

  test("counts requests that were sent together and refused together as one refusal", async () => {
    const { quota } = at();
    const refusals = await Promise.all([1, 2, 3].map(() => quota.refused(API, {})));
    expect(refusals.map(({ isNew }) => isNew)).toEqual([true, false, false]);
    expect(refusals.at(-1)?.until).toBe(60_000);
  });

  test("waits longer with every refusal in a row, and starts from the first pause again after an answer", async () => {
    const { time, quota } = at();
    const waits: number[] = [];
    for (let round = 0; round < 4; round++) {
      const { until } = await quota.refused(API, { "retry-after": "0" });
      waits.push(until - time.now);
      time.now = until;
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000]);
    await quota.note(API, {});
    expect((await quota.refused(API, { "retry-after": "0" })).until - time.now).toBe(1_000);
  });

  test("never lets a request go at once after a refusal, whatever the refusal says", async () => {
    const text = fc.oneof(fc.string(), fc.integer().map(String), fc.double().map(String));
    const headers = fc.record(
      { "retry-after": text, ratelimit: text, "x-ratelimit-remaining": text, "x-ratelimit-reset": text },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(headers, fc.integer({ min: 0, max: 2 ** 41 }), async (said, now) => {
        const { quota } = at(now);
        await quota.refused(API, said);
        expect((await quota.take(API)) ?? 0).toBeGreaterThanOrEqual(now + 1_000);
      }),
    );
  });
});

describe("what processes tell each other of a quota", () => {
  test("makes all of them wait for a refusal that one of them got", async () => {
    const [one, other] = [at(), at()];
    const { until } = await one.quota.refused(CONTENT, { "retry-after": "30" });
    other.quota.adopt(one.quota.known());
    expect(await other.quota.take(CONTENT)).toBe(until);
    other.time.now = until;
    expect(await other.quota.take(CONTENT)).toBeNull();
  });

  test("keeps the smaller number of a window, and what is used up until the window ends", async () => {
    const { quota } = at();
    await quota.note(CONTENT, { ratelimit: '"resolvers";r=40;t=100' });
    const told = (remaining: number, until = 100_000) => ({
      source: CONTENT.origin,
      kind: "content",
      remaining,
      until,
    });
    quota.adopt([told(50)]);
    expect(quota.known()).toEqual([told(40)]);
    quota.adopt([told(7)]);
    expect(quota.known()).toEqual([told(7)]);
    quota.adopt([told(0)]);
    quota.adopt([told(90, 400_000)]);
    expect(quota.known()).toEqual([told(0)]);
  });

  test("says nothing of windows that have ended", async () => {
    const { quota, time } = at();
    await quota.note(CONTENT, { ratelimit: '"resolvers";r=40;t=100' });
    time.now = 100_000;
    expect(quota.known()).toEqual([]);
    quota.adopt([{ source: CONTENT.origin, kind: "content", remaining: 0, until: 99_000 }]);
    expect(await quota.take(CONTENT)).toBeNull();
  });
});
