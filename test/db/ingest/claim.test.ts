import { afterAll, beforeAll, expect, test } from "vitest";
import { databaseArtifacts } from "../../../db/catalogue/artifacts.ts";
import { databaseDispatch } from "../../../db/ingest/dispatch.ts";
import { databaseLedger } from "../../../db/ingest/ledger.ts";
import { LeaseLost } from "../../../domain/failure.ts";
import { aDatabase, type TestDatabase } from "../../support/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await aDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

let counter = 0;
async function aPending(): Promise<number> {
  const link = { host: "huggingface", type: "model", repository: `acme/m${counter++}`, revision: "main" } as const;
  const inserted = await databaseArtifacts(database.orm.em).insert({
    link,
    name: "m",
    owner: "admin",
    correlationId: "c",
  });
  if (!inserted.inserted) throw new Error("the link was taken");
  return inserted.id;
}
const ledger = () => databaseLedger(database.statements, { leaseSeconds: 30, dropBlobs: async () => undefined });
const request = (artifactId: number, holder: string) => ({ artifactId, holder, leaseSeconds: 30, maxAttempts: 3 });
const expireLease = (id: number) =>
  database.orm.em.fork().execute("update artifact set lease_until = now() - interval '1 second' where id = ?", [id]);

test("one of twenty concurrent deliveries of an event claims the artifact", async () => {
  const id = await aPending();
  const claims = await Promise.all(Array.from({ length: 20 }, (_, n) => ledger().claim(request(id, `worker-${n}`))));
  expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
});

test("a retry of the same request takes over from its dead predecessor at once", async () => {
  const id = await aPending();
  const dead = await ledger().claim(request(id, "request-1"));
  const alive = await ledger().claim(request(id, "request-1"));
  expect(alive?.attempt).toBe(2);
  await expect(ledger().renew(dead!)).rejects.toThrow(LeaseLost);
});

test("another request takes over only when the lease has expired", async () => {
  const id = await aPending();
  await ledger().claim(request(id, "one"));
  expect(await ledger().claim(request(id, "two"))).toBeNull();
  await expireLease(id);
  expect((await ledger().claim(request(id, "two")))?.attempt).toBe(2);
});

test("a worker that lost its lease can write nothing", async () => {
  const id = await aPending();
  const old = (await ledger().claim(request(id, "old")))!;
  await expireLease(id);
  await ledger().claim(request(id, "new"));
  const hash = "a".repeat(64);
  const failure = { code: "internal_error", detail: "x", retryable: true } as const;
  const writes = [
    () => ledger().move(old, "rating"),
    () => ledger().saveCheckpoint(old, "resolve", {}),
    () => ledger().pin(old, { repository: "a/b", ref: "main", commit: "a".repeat(40), bytesTotal: 1 }),
    () =>
      ledger()
        .blobs(old)
        .reference([{ sha256: hash, bytes: 1 }]),
    () =>
      ledger()
        .blobs(old)
        .stored([{ sha256: hash, bytes: 1, crc32: 1, gitSha1: null }]),
    () => ledger().handOver(old),
    () => ledger().fail(old, { failure, progress: {} as never }),
  ];
  for (const write of writes) await expect(write()).rejects.toThrow(LeaseLost);
});

test("a continuation keeps its attempt, a takeover starts a new one", async () => {
  const id = await aPending();
  const first = (await ledger().claim(request(id, "one")))!;
  await ledger().saveCheckpoint(first, "resolve", { commit: "c" });
  await ledger().handOver(first);
  const second = (await ledger().claim(request(id, "two")))!;
  expect([second.attempt, second.continuation, second.checkpoints]).toEqual([1, 1, { resolve: { commit: "c" } }]);
  await expireLease(id);
  const third = (await ledger().claim(request(id, "three")))!;
  expect([third.attempt, third.continuation]).toEqual([2, 0]);
});

test("an artifact without attempts left is not claimed, and fails with its cause", async () => {
  const id = await aPending();
  for (const holder of ["one", "two", "three"]) {
    await ledger().claim(request(id, holder));
    await expireLease(id);
  }
  expect(await ledger().claim(request(id, "four"))).toBeNull();
  expect(await databaseDispatch(database.orm.em).failExhausted(3)).toContain(id);
  const row = await databaseArtifacts(database.orm.em).find("model", id);
  expect([row?.status, row?.failure?.code]).toEqual(["failed", "timed_out"]);
});

test("one of ten concurrent posts of a link is inserted, and the others name it", async () => {
  const link = { host: "huggingface", type: "model", repository: "Acme/Race", revision: "main" } as const;
  const store = databaseArtifacts(database.orm.em);
  const insertions = await Promise.all(
    Array.from({ length: 10 }, (_, n) =>
      store.insert({
        link: n % 2 ? link : { ...link, repository: "acme/race" },
        name: "race",
        owner: "admin",
        correlationId: "c",
      }),
    ),
  );
  const winner = insertions.find((insertion) => insertion.inserted);
  expect(insertions.filter((insertion) => insertion.inserted)).toHaveLength(1);
  for (const insertion of insertions) {
    if (!insertion.inserted) expect(insertion).toMatchObject({ existingId: winner?.id, status: "pending" });
  }
});

test("an unclaimed artifact is dispatched again, each time after a longer pause", async () => {
  const id = await aPending();
  const dispatch = databaseDispatch(database.orm.em);
  const due = async () => (await dispatch.takeDue(1000)).some(({ artifactId }) => artifactId === id);
  const age = (seconds: number) =>
    database.orm.em
      .fork()
      .execute("update artifact set dispatched_at = now() - make_interval(secs => ?) where id = ?", [seconds, id]);
  expect(await due()).toBe(true);
  expect(await due()).toBe(false);
  await age(25);
  expect(await due()).toBe(true);
  await age(25);
  expect(await due()).toBe(false);
  await age(45);
  expect(await due()).toBe(true);
});
