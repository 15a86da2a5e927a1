import { describe, expect, test } from "vitest";
import { factQuota } from "../../../../lambda/facts/http/quota.ts";

const at = (time: { now: number }) => factQuota(() => time.now, 10);

describe("the quota of a source", () => {
  test("lets requests go while nothing is known of it", () => {
    expect(at({ now: 0 }).blockedUntil("core", false)).toBeNull();
  });

  test("keeps the last requests of a bucket from optional reads and gives them to the others", () => {
    const quota = at({ now: 1_000_000 });
    quota.observe("core", { "x-ratelimit-remaining": "10", "x-ratelimit-reset": "1600" }, false);
    expect(quota.blockedUntil("core", true)).toBe(1_600_000);
    expect(quota.blockedUntil("core", false)).toBeNull();
  });

  test("blocks an empty bucket until it resets and no longer", () => {
    const time = { now: 1_000_000 };
    const quota = at(time);
    quota.observe("core", { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1600" }, false);
    expect(quota.blockedUntil("core", false)).toBe(1_600_000);
    time.now = 1_600_000;
    expect(quota.blockedUntil("core", false)).toBeNull();
  });

  test("reads the Hub's header by bucket, so that files go on while the API has to wait", () => {
    const quota = at({ now: 5_000 });
    quota.observe("api", { ratelimit: '"api";r=0;t=30' }, false);
    expect(quota.blockedUntil("api", false)).toBe(35_000);
    expect(quota.blockedUntil("resolvers", false)).toBeNull();
  });

  test("obeys Retry-After of a refusal before anything else that it says", () => {
    const quota = at({ now: 0 });
    quota.observe("core", { "retry-after": "7", "x-ratelimit-remaining": "55", "x-ratelimit-reset": "3600" }, true);
    expect(quota.blockedUntil("core", false)).toBe(7_000);
  });

  test("waits a minute after a refusal that names no time", () => {
    const quota = at({ now: 0 });
    quota.observe("core", {}, true);
    expect(quota.blockedUntil("core", false)).toBe(60_000);
  });
});
