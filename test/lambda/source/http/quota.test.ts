import { describe, expect, test } from "vitest";
import { allowanceIn, retryAfterIn, sharedQuota } from "../../../lambda/source/quota.ts";
import { manualClock } from "../../support/manual-clock.ts";
import { failureOf } from "../../support/transfer-world.ts";

const HUB = "https://huggingface.co";
const call = (said: (string | null)[] = [], remaining = Number.POSITIVE_INFINITY) => ({
  signal: new AbortController().signal,
  say: (text: string | null) => void said.push(text),
  remaining: () => remaining,
});

describe("an allowance", () => {
  test.each([
    ["of the Hub", { ratelimit: '"api";r=489;t=272' }, { bucket: "api", left: 489, resetsInMs: 272_000 }],
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

  test("Retry-After is read in seconds and as a date, and otherwise ignored", () => {
    const now = Date.parse("2026-01-01T00:00:00Z");
    expect(retryAfterIn({ "retry-after": "7" }, now)).toBe(7_000);
    expect(retryAfterIn({ "retry-after": "Thu, 01 Jan 2026 00:00:09 GMT" }, now)).toBe(9_000);
    expect(retryAfterIn({ "retry-after": "soon" }, now)).toBeNull();
    expect(retryAfterIn({}, now)).toBeNull();
  });
});

describe("a shared quota", () => {
  const aQuota = (maxWaitMs = 300_000) => {
    const clock = manualClock();
    return { clock, quota: sharedQuota({ clock, random: () => 0, maxWaitMs }) };
  };

  test("lets requests through until the stated number is used up, and then waits for the window's end", async () => {
    const { clock, quota } = aQuota();
    const said: (string | null)[] = [];
    quota.note(HUB, "api", { ratelimit: '"api";r=2;t=12' });
    await quota.take(HUB, "api", call(said));
    await quota.take(HUB, "api", call(said));
    const third = quota.take(HUB, "api", call(said));
    await expect.poll(() => said).toEqual(["waiting 12 s for the source's quota"]);
    clock.advance(12_000);
    await third;
    expect(said).toEqual(["waiting 12 s for the source's quota", null]);
  });

  test("holds all workers back after one of them was refused", async () => {
    const { clock, quota } = aQuota();
    quota.refused(HUB, "content", { "retry-after": "3" });
    let passed = 0;
    const workers = [1, 2, 3].map(() => quota.take(HUB, "content", call()).then(() => passed++));
    clock.advance(2_999);
    await Promise.resolve();
    expect(passed).toBe(0);
    clock.advance(1);
    await Promise.all(workers);
    expect(passed).toBe(3);
  });

  test("keeps buckets and origins apart", async () => {
    const { quota } = aQuota();
    quota.refused(HUB, "api", { ratelimit: '"api";r=0;t=100' });
    await quota.take(HUB, "content", call());
    await quota.take("https://cdn.hf.co", "api", call());
  });

  test("waits a second longer than stated when refused, and a minute when nothing is stated", async () => {
    const { quota } = aQuota(0);
    quota.refused(HUB, "api", { ratelimit: '"api";r=0;t=20' });
    quota.refused(HUB, "content", {});
    const ask = (kind: string) => failureOf(quota.take(HUB, kind, call()));
    expect(await ask("api")).toEqual({
      code: "source_rate_limited",
      detail: "huggingface.co asks to wait 21 s for its quota",
    });
    expect((await ask("content")).detail).toContain("60 s");
  });

  test("refuses a wait that would outlast the time that is left", async () => {
    const { quota } = aQuota();
    quota.refused(HUB, "api", { "retry-after": "30" });
    expect((await failureOf(quota.take(HUB, "api", call([], 29_000)))).code).toBe("source_rate_limited");
  });

  test("takes the smaller number when answers of one window overtake each other", async () => {
    const { quota } = aQuota(0);
    quota.note(HUB, "api", { ratelimit: '"api";r=0;t=100' });
    quota.note(HUB, "api", { ratelimit: '"api";r=5;t=100' });
    expect((await failureOf(quota.take(HUB, "api", call()))).code).toBe("source_rate_limited");
  });
});
