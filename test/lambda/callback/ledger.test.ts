import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Ledger } from "../../../db/ingest/ledger.ts";
import type { Allowance, WorkerReport } from "../../../db/ingest/shares/ledger.ts";
import { LeaseLost } from "../../../domain/failure.ts";
import { blankModel } from "../../rating/models/blank-model.ts";
import { anApi, type TestApi } from "../../support/api/api.ts";
import { ledgerOverHttp, losingAnswers } from "../../support/api/ledger-over-http.ts";
import { aDatasetOnOffer, aPosted, aRating, COMMIT, someProgress } from "../../support/artifacts/artifacts.ts";

let api: TestApi;
const closings: (() => Promise<void>)[] = [];
beforeAll(async () => {
  api = await anApi();
});
afterAll(async () => {
  for (const close of closings) await close();
  await api[Symbol.asyncDispose]();
});

const ledgers = {
  "in the database": () => api.ledger,
  "over HTTP": () => ledgerOverHttp(api, closings),
  "over HTTP with every answer lost once": () => ledgerOverHttp(api, closings, losingAnswers),
};
const files = [
  { path: "a/ü.json", bytes: 2, sha256: "a".repeat(64), crc32: 1, gitSha1: "b".repeat(40), kind: "file" as const },
  { path: "vendor", bytes: 0, sha256: null, crc32: null, gitSha1: null, kind: "submodule" as const },
];
const settlement = { message: "m", progress: someProgress("done") };
const verdict = {
  admitted: false,
  net_score: 0.1,
  threshold: 0.5,
  policy_version: "1",
  coverage: 1,
  bounds: { lo: 0, hi: 1 },
  firmness: "robust" as const,
  reasons: ["no licence"],
  metrics: {},
};
const rating = { policyVersion: "1", netScore: 0.6, rating: aRating(0.6), snapshot: blankModel };
const failure = { code: "source_unavailable", detail: "the Hub is away", retryable: true } as const;

describe.each(Object.entries(ledgers))("a ledger %s", (_name, open) => {
  const claimed = async (ledger: Ledger, artifactId?: number) => {
    const request = { artifactId: artifactId ?? (await aPosted(api)), holder: "w", leaseSeconds: 30, maxAttempts: 3 };
    const claim = await ledger.claim(request);
    if (claim === null) throw new Error("the artifact could not be claimed");
    return claim;
  };
  const row = async (id: number) => {
    const read = await api.database.orm.em
      .fork()
      .execute<Record<string, unknown>[]>("select * from artifact where id = ?", [id]);
    return read[0] as Record<string, unknown>;
  };

  test("claims once, renews, and describes the artifact", async () => {
    const ledger = open();
    const claim = await claimed(ledger);
    expect(claim).toMatchObject({
      attempt: 1,
      continuation: 0,
      status: "downloading",
      owner: "admin",
      checkpoints: {},
    });
    expect(claim.link).toMatchObject({ host: "huggingface", type: "model", revision: "main" });
    await ledger.renew(claim);
    const request = { artifactId: claim.artifactId, holder: "other", leaseSeconds: 30, maxAttempts: 3 };
    expect(await ledger.claim(request)).toBeNull();
    expect(await row(claim.artifactId)).toMatchObject({ attempt: 1, lease_token: claim.token });
  });

  test("returns checkpoints of any size to the next invocation", async () => {
    const ledger = open();
    const claim = await claimed(ledger);
    const large = { texts: Array.from({ length: 9_000 }, (_, n) => `${n} ${'wide 𝄞 ü \\ "quoted" '.repeat(12)}`) };
    await ledger.saveCheckpoint(claim, "transfer", large);
    await ledger.saveCheckpoint(claim, "chain", { standstills: 0 });
    await ledger.saveCheckpoint(claim, "chain", { standstills: 1 });
    await ledger.handOver(claim);
    const next = await claimed(ledger, claim.artifactId);
    expect(next).toMatchObject({ attempt: 1, continuation: 1 });
    expect(next.checkpoints).toEqual({ transfer: large, chain: { standstills: 1 } });
  });

  test("finds, references and records blobs", async () => {
    const ledger = open();
    const blobs = ledger.blobs(await claimed(ledger));
    const sha256 = randomUUID().replaceAll("-", "").repeat(2);
    const blob = { sha256, bytes: 5, crc32: 4294967295, gitSha1: sha256.slice(0, 40) };
    await blobs.reference([{ sha256, bytes: 5 }]);
    expect(await blobs.find([{ sha256, gitSha1: null }])).toEqual([]);
    await blobs.stored([blob]);
    expect(await blobs.find([{ sha256: null, gitSha1: blob.gitSha1 }])).toEqual([blob]);
    await blobs.missing(sha256);
    expect(await blobs.find([{ sha256, gitSha1: null }])).toEqual([]);
    const many = Array.from({ length: 4_500 }, (_, n) => ({ sha256: n.toString(16).padStart(64, "0"), bytes: n }));
    await blobs.reference(many);
  });

  test("shares a transfer among workers", async () => {
    const ledger = open();
    const claim = await claimed(ledger);
    const resolved = { listing: { files: [{ path: "ü" }] } };
    await ledger.saveCheckpoint(claim, "resolve", resolved);
    const [sha256, worker, other] = [randomUUID().replaceAll("-", "").repeat(2), randomUUID(), randomUUID()];
    const units = [
      { number: 0, sha256, bytes: 9, files: 1 },
      { number: 1, sha256: null, bytes: 5, files: 2 },
    ];
    const share = { artifactId: claim.artifactId, token: await ledger.shares.plan(claim, units) };
    expect(await ledger.shares.join(share)).toEqual({ name: expect.any(String), resolved });
    const identity = worker.replaceAll("-", "");
    const exchange = (by: string, work: Partial<WorkerReport> = {}) =>
      ledger.shares.exchange(share, {
        ...{ worker: by, finished: [], moving: [], wants: false, budget: { identity, known: [] }, ...work },
      });
    const first = await exchange(worker, { wants: true });
    expect(first).toMatchObject({ unit: { number: 0, bytes: 9, known: null, takenOver: false } });
    const moving = [{ number: 0, bytesDone: 4 }];
    expect(await exchange(worker, { moving })).toMatchObject({ unit: null, held: [0], state: { free: 1, workers: 0 } });
    const lanes = [{ worker, bytesDone: 4, number: 0, unitBytesDone: 4 }];
    expect(await exchange(other, { moving })).toMatchObject({ held: [], state: { lanes } });
    const blob = { sha256, bytes: 9, crc32: 7, gitSha1: null };
    const report = { findings: [{ path: "ü", severity: "info" as const, code: "X", text: "t" }], scanned: 1 };
    const finished = { number: 0, blob, bytesFetched: 8, report };
    const second = await exchange(worker, { wants: true, finished: [finished] });
    expect(second).toMatchObject({ unit: { number: 1 }, state: { stored: 1, bytesFetched: 8, bytesSaved: 1 } });
    const reason = { code: "integrity_mismatch" as const, detail: "the bytes differ" };
    await ledger.shares.giveBack(share, { worker, number: 1, bytesFetched: 5, failure: reason });
    const { unit, state } = await exchange(worker, { wants: true });
    expect([unit, state.failure]).toEqual([null, reason]);
    expect(await ledger.blobs(share).find([{ sha256, gitSha1: null }])).toEqual([blob]);
    expect(await ledger.shares.report(claim)).toEqual(report);
    const told = { source: "https://huggingface.co", kind: "content", remaining: 9, until: Date.now() + 60_000 };
    const tell = async (...known: Allowance[]) => (await exchange(worker, { budget: { identity, known } })).known;
    await tell(told);
    expect((await exchange(worker, { budget: { identity: other.replaceAll("-", ""), known: [] } })).known).toEqual([]);
    await tell({ ...told, remaining: 4 });
    expect(await tell()).toEqual([{ ...told, remaining: 4 }]);
    await tell({ ...told, remaining: 0 });
    await tell({ ...told, until: told.until + 9_000 });
    expect(await tell()).toEqual([{ ...told, remaining: 0 }]);
    await ledger.fail(claim, { failure, progress: settlement.progress });
    await expect(exchange(worker, { wants: true })).rejects.toThrow(LeaseLost);
  });

  test("completes with manifest, rating, README and links", async () => {
    const ledger = open();
    const claim = await claimed(ledger);
    await ledger.pin(claim, {
      repository: claim.link.repository,
      ref: claim.link.revision,
      commit: COMMIT,
      bytesTotal: 2,
    });
    await ledger.keepReadme(claim, "# Read me 𝄞");
    await ledger.move(claim, "rating");
    await ledger.progress(claim, someProgress("settle"));
    const archive = { key: `archives/${claim.artifactId}/m.zip`, bytes: 9, crc32: 7, sha256: null };
    const links = [
      { kind: "dataset", target: { host: "huggingface", repository: "a/d" }, declaredIn: ["tags"] },
    ] as const;
    await ledger.complete(claim, { ...settlement, files, archive, rating, links });
    expect(await row(claim.artifactId)).toMatchObject({ status: "completed", archive, readme: "# Read me 𝄞" });
    const manifest = await api.call("ArtifactManifest", { path: { artifact_type: "model", id: claim.artifactId } });
    expect(manifest.status === 200 && manifest.body.files.map(({ path }) => path)).toEqual(["a/ü.json", "vendor"]);
    const rated = await api.call("ModelRate", { path: { id: claim.artifactId } });
    expect(rated).toMatchObject({ status: 200, body: { net_score: 0.6 } });
    expect(await ledger.parentScore(claim.link.repository)).toBe(0.6);
    const left = await api.database.orm.em
      .fork()
      .execute("select 1 from checkpoint where artifact_id = ?", [claim.artifactId]);
    expect(left).toEqual([]);
  });

  test("finds the datasets on offer, but none of another name and none in flight", async () => {
    const ledger = open();
    const repository = `acme/data-${randomUUID()}`;
    const body = { url: `https://huggingface.co/datasets/${repository}-later` };
    await api.call("ArtifactCreate", { path: { artifact_type: "dataset" }, body });
    const ask = () => Promise.all(["", "-later"].map((end) => ledger.offersDataset(`${repository}${end}`)));
    expect(await ask()).toEqual([false, false]);
    await aDatasetOnOffer(api, repository);
    expect(await ask()).toEqual([true, false]);
    expect(await ledger.offersDataset(repository.toUpperCase())).toBe(true);
  });

  test("rejects, and releases the blobs", async () => {
    const ledger = open();
    const claim = await claimed(ledger);
    await ledger.move(claim, "rating");
    await ledger.reject(claim, { ...settlement, verdict, rating });
    await ledger.release(claim);
    expect(await row(claim.artifactId)).toMatchObject({ status: "rejected", verdict });
  });

  test("fails, retries later and postpones", async () => {
    const ledger = open();
    const failed = await claimed(ledger);
    await ledger.fail(failed, { failure, progress: someProgress() });
    expect(await row(failed.artifactId)).toMatchObject({ status: "failed", failure });
    const back = await claimed(ledger);
    await ledger.retryLater(back, { failure, progress: someProgress(), pauseSeconds: 0.5, message: "again soon" });
    expect(await row(back.artifactId)).toMatchObject({ status: "pending", attempt: 1, status_message: "again soon" });
    const waits = await claimed(ledger);
    await ledger.postpone(waits, { pauseSeconds: 60, message: "the verdict waits" });
    expect(await row(waits.artifactId)).toMatchObject({ status: "downloading", status_message: "the verdict waits" });
  });

  test("refuses every write of a worker that lost its lease", async () => {
    const ledger = open();
    const claim = await claimed(ledger);
    const old = { ...claim, token: randomUUID() };
    const before = await row(claim.artifactId);
    const writes: (() => Promise<unknown>)[] = [
      () => ledger.renew(old),
      () => ledger.progress(old, someProgress()),
      () => ledger.move(old, "rating"),
      () => ledger.pin(old, { repository: "a/b", ref: "main", commit: COMMIT, bytesTotal: 1 }),
      () => ledger.keepReadme(old, "x"),
      () => ledger.saveCheckpoint(old, "resolve", {}),
      () => ledger.blobs(old).find([{ sha256: "a".repeat(64), gitSha1: null }]),
      () => ledger.blobs(old).reference([{ sha256: "a".repeat(64), bytes: 1 }]),
      () => ledger.blobs(old).stored([{ sha256: "a".repeat(64), bytes: 1, crc32: 1, gitSha1: null }]),
      () => ledger.blobs(old).missing("a".repeat(64)),
      () => ledger.complete(old, { ...settlement, files, archive: { key: "k", bytes: 1, crc32: 1, sha256: null } }),
      () => ledger.reject(old, { ...settlement, verdict }),
      () => ledger.fail(old, { failure, progress: someProgress() }),
      () => ledger.retryLater(old, { failure, progress: someProgress(), pauseSeconds: 1, message: "m" }),
      () => ledger.postpone(old, { pauseSeconds: 1, message: "m" }),
      () => ledger.handOver(old),
      () => ledger.release(old),
    ];
    for (const write of writes) await expect(write(), String(write)).rejects.toThrow(LeaseLost);
    expect(await row(claim.artifactId)).toEqual(before);
  });

  test("refuses the token of another artifact", async () => {
    const ledger = open();
    const [mine, other] = [await claimed(ledger), await claimed(ledger)];
    await expect(ledger.renew({ artifactId: other.artifactId, token: mine.token })).rejects.toThrow(LeaseLost);
    await expect(
      ledger.saveCheckpoint({ artifactId: other.artifactId, token: mine.token }, "resolve", 1),
    ).rejects.toThrow(LeaseLost);
  });
});
