import { afterAll, beforeAll, expect, test } from "vitest";
import { LeaseLost } from "../../../domain/failure.ts";
import { aBookkeeping, type Bookkeeping } from "../../support/artifacts/bookkeeping.ts";

let books: Bookkeeping;
beforeAll(async () => {
  books = await aBookkeeping();
});
afterAll(() => books[Symbol.asyncDispose]());

const HASH = "e".repeat(64);
const takeOver = (artifactId: number) =>
  books.ledger.claim({ artifactId, holder: "another", leaseSeconds: 30, maxAttempts: 9 });

/** Resolves when some session waits for a lock. */
const someoneWaits = () =>
  expect
    .poll(async () =>
      books.sql("select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"),
    )
    .not.toHaveLength(0);

test("a takeover waits for a write of the old worker in flight, so that none lands after it", async () => {
  const old = await books.claimed("old");
  await books.sql("insert into blob (sha256, bytes) values (?, 1)", [HASH]);
  await books.age(old.artifactId, "lease_until", 1);
  const order: string[] = [];
  let writing: Promise<void> | undefined;
  let taking: Promise<unknown> | undefined;
  await books.database.orm.em.fork().transactional(async (em) => {
    await em.execute("select 1 from blob where sha256 = ? for update", [HASH]);
    writing = books.ledger
      .blobs(old)
      .reference([{ sha256: HASH, bytes: 1 }])
      .then(() => void order.push("written"));
    await someoneWaits();
    taking = takeOver(old.artifactId).then(() => order.push("taken over"));
    const waiting = () =>
      books.sql<{ n: number }>(
        "select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
      );
    await expect.poll(async () => order.length + ((await waiting())[0]?.n ?? 0)).toBeGreaterThanOrEqual(2);
    expect(order).toEqual([]);
  });
  await Promise.all([writing, taking]);
  expect(order).toEqual(["written", "taken over"]);
});

test("a checkpoint of the old worker is refused while a takeover commits", async () => {
  const old = await books.claimed("old");
  await books.age(old.artifactId, "lease_until", 1);
  let saving: Promise<unknown> | undefined;
  await books.database.orm.em.fork().transactional(async (em) => {
    await em.execute("update artifact set lease_token = gen_random_uuid() where id = ?", [old.artifactId]);
    saving = books.ledger.saveCheckpoint(old, "resolve", {}).then(
      () => "saved",
      (error: unknown) => error,
    );
    await someoneWaits();
  });
  expect(await saving).toBeInstanceOf(LeaseLost);
});
