import { afterAll, beforeAll, expect, test } from "vitest";
import { LeaseLost } from "../../../domain/failure.ts";
import { anApi, type TestApi } from "../../support/api/api.ts";
import { aClaimed, aPosted, COMMIT, someProgress } from "../../support/artifacts/artifacts.ts";

let api: TestApi;
beforeAll(async () => {
  api = await anApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const sql = <T>(text: string, parameters: readonly unknown[]) =>
  api.database.orm.em.fork().execute<T[]>(text, parameters);
const failure = { code: "internal_error", detail: "x", retryable: true } as const;
const TOKEN = "0b4b1c3e-7a7c-4a55-9d0e-1f2f6f2f8a01";

test("a claim requested again with its token is the same claim and counts no attempt", async () => {
  const request = { artifactId: await aPosted(api), holder: "w", leaseSeconds: 30, maxAttempts: 3, token: TOKEN };
  const first = await api.ledger.claim(request);
  expect(first).toMatchObject({ token: TOKEN, attempt: 1 });
  expect(await api.ledger.claim(request)).toEqual(first);
  const retried = await api.ledger.claim({ ...request, token: "1b4b1c3e-7a7c-4a55-9d0e-1f2f6f2f8a02" });
  expect(retried).toMatchObject({ attempt: 2 });
  expect(await api.ledger.claim({ ...request, holder: "another" })).toBeNull();
});

test("ten concurrent requests with one token make one claim", async () => {
  const request = { artifactId: await aPosted(api), holder: "w", leaseSeconds: 30, maxAttempts: 3, token: TOKEN };
  const claims = await Promise.all(Array.from({ length: 10 }, () => api.ledger.claim(request)));
  expect(new Set(claims.map((claim) => claim?.attempt))).toEqual(new Set([1]));
});

test("an ending repeated by the same claim changes nothing, and another ending is refused", async () => {
  const endings = {
    fail: (claim) => api.ledger.fail(claim, { failure, progress: someProgress() }),
    retryLater: (claim) =>
      api.ledger.retryLater(claim, { failure, progress: someProgress(), pauseSeconds: 60, message: "m" }),
    handOver: (claim) => api.ledger.handOver(claim),
    postpone: (claim) => api.ledger.postpone(claim, { pauseSeconds: 60, message: "m" }),
  } satisfies Record<string, (claim: Awaited<ReturnType<typeof aClaimed>>) => Promise<void>>;
  for (const [name, end] of Object.entries(endings)) {
    const claim = await aClaimed(api);
    await end(claim);
    const state = () =>
      sql("select status, updated_at, next_attempt_at, attempt from artifact where id = ?", [claim.artifactId]);
    const before = await state();
    await end(claim);
    expect([name, await state()]).toEqual([name, before]);
    for (const [other, wrong] of Object.entries(endings)) {
      if (other !== name) await expect(wrong(claim), `${other} after ${name}`).rejects.toThrow(LeaseLost);
    }
  }
});

test("a repeated completion records one rating, one manifest and one audit entry", async () => {
  const claim = await aClaimed(api);
  await api.ledger.move(claim, "rating");
  const completion = {
    message: "Admitted",
    progress: someProgress("done"),
    files: [],
    archive: { key: "k", bytes: 1, crc32: 1, sha256: null },
    rating: { policyVersion: "1", netScore: 0.5, rating: {} as never, snapshot: {} },
  };
  await api.ledger.complete(claim, completion);
  await api.ledger.complete(claim, completion);
  expect(await sql("select 1 from rating where artifact_id = ?", [claim.artifactId])).toHaveLength(1);
  const audited = "select actor as account from audit_log where artifact_id = ? and action = 'RATE'";
  expect(await sql(audited, [claim.artifactId])).toEqual([{ account: "admin" }]);
  await expect(api.ledger.fail(claim, { failure, progress: someProgress() })).rejects.toThrow(LeaseLost);
});

test("only the claim that ended an artifact may release its blobs", async () => {
  const claim = await aClaimed(api);
  await expect(api.ledger.release(claim)).rejects.toThrow(LeaseLost);
  await api.ledger.blobs(claim).reference([{ sha256: "d".repeat(64), bytes: 1 }]);
  await api.ledger.fail(claim, { failure, progress: someProgress() });
  await expect(api.ledger.release({ ...claim, token: TOKEN })).rejects.toThrow(LeaseLost);
  const references = () => sql("select 1 from blob_reference where artifact_id = ?", [claim.artifactId]);
  expect(await references()).toHaveLength(1);
  await api.ledger.release(claim);
  await api.ledger.release(claim);
  expect(await references()).toEqual([]);
});

test("progress that arrives late does not replace newer progress of the same invocation", async () => {
  const claim = await aClaimed(api);
  const at = (second: string, parts = {}) => ({
    ...someProgress(),
    heartbeat_at: `2026-01-02T03:04:${second}.000Z`,
    ...parts,
  });
  const kept = async () => {
    const [row] = await sql<{ progress: { heartbeat_at: string } }>("select progress from artifact where id = ?", [
      claim.artifactId,
    ]);
    return row?.progress.heartbeat_at.slice(17, 19);
  };
  await api.ledger.progress(claim, at("05"));
  await api.ledger.progress(claim, at("04"));
  expect(await kept()).toBe("05");
  await api.ledger.progress(claim, at("06"));
  expect(await kept()).toBe("06");
  await api.ledger.progress(claim, at("01", { continuation: 1 }));
  expect(await kept()).toBe("01");
});

test("pinning a commit renews the lease", async () => {
  const claim = await aClaimed(api);
  await sql("update artifact set lease_until = now() where id = ?", [claim.artifactId]);
  await api.ledger.pin(claim, { repository: "acme/pinned", ref: "main", commit: COMMIT, bytesTotal: 5 });
  const [row] = await sql<{ ahead: boolean }>(
    "select lease_until > now() + interval '20 seconds' as ahead from artifact where id = ?",
    [claim.artifactId],
  );
  expect(row?.ahead).toBe(true);
});

test("a request for a claim that arrives after the claim ended makes no new claim", async () => {
  const request = { artifactId: await aPosted(api), holder: "w", leaseSeconds: 30, maxAttempts: 3, token: TOKEN };
  const claim = await api.ledger.claim(request);
  if (claim === null) throw new Error("the artifact could not be claimed");
  await api.ledger.handOver(claim);
  expect(await api.ledger.claim(request)).toBeNull();
  expect(await api.ledger.claim({ ...request, token: "2b4b1c3e-7a7c-4a55-9d0e-1f2f6f2f8a03" })).toMatchObject({
    continuation: 1,
  });
});

test("a completion with one invalid manifest entry among thousands stores nothing", async () => {
  const claim = await aClaimed(api);
  await api.ledger.move(claim, "rating");
  const entry = (n: number) => {
    const sha256 = n === 5_500 ? "no hash" : n.toString(16).padStart(64, "0");
    return { path: `f/${n}`, bytes: n, sha256, crc32: n, gitSha1: null, kind: "file" as const };
  };
  const completion = {
    message: "Admitted",
    progress: someProgress("done"),
    files: Array.from({ length: 6_000 }, (_, n) => entry(n)),
    archive: { key: "k", bytes: 1, crc32: 1, sha256: null },
  };
  await expect(api.ledger.complete(claim, completion)).rejects.toThrow(/file_sha256_check/);
  expect(await sql("select 1 from file where artifact_id = ?", [claim.artifactId])).toEqual([]);
  expect(await sql("select status from artifact where id = ?", [claim.artifactId])).toEqual([{ status: "rating" }]);
  await api.ledger.complete(claim, { ...completion, files: completion.files.filter(({ bytes }) => bytes !== 5_500) });
  const stored = "select count(*)::int as files, sum(bytes)::int as bytes from file where artifact_id = ?";
  expect(await sql(stored, [claim.artifactId])).toEqual([{ files: 5_999, bytes: (5_999 * 6_000) / 2 - 5_500 }]);
});
