import pino from "pino";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { databaseFirstBytes } from "../../../db/catalogue/revisions.ts";
import { blobKey } from "../../../domain/object-keys.ts";
import { firstByteRecorder } from "../../../server/upkeep/first-bytes.ts";
import { aDatabase, type TestDatabase } from "../../support/database.ts";
import { MemoryStore } from "../../support/transfer/memory-store.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await aDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());
beforeEach(() => database.orm.em.fork().execute("delete from blob"));

const MIB = 1024 * 1024;
const hash = (digit: string) => digit.repeat(64);
const signal = new AbortController().signal;

/** Blob rows as ingests record them; those with a first byte are in the store, too. */
async function someBlobs(blobs: readonly { digit: string; bytes: number; first?: number; isStored?: boolean }[]) {
  const store = new MemoryStore();
  for (const { digit, bytes, first, isStored = true } of blobs) {
    await database.orm.em
      .fork()
      .execute("insert into blob (sha256, bytes, stored_at) values (?, ?, case when ? then now() end)", [
        hash(digit),
        bytes,
        isStored,
      ]);
    if (first !== undefined) store.place(blobKey(hash(digit)), [Buffer.of(first), bytes - 1]);
  }
  const log = pino({ level: "silent" });
  return { store, record: firstByteRecorder({ blobs: databaseFirstBytes(database.orm.em), store, log }) };
}

const recorded = async () =>
  Object.fromEntries(
    (await database.orm.em.fork().execute("select left(sha256, 1) as digit, first_byte from blob")).map(
      ({ digit, first_byte }: { digit?: string; first_byte?: number }) => [digit, first_byte],
    ),
  );

test("records the first byte of every stored large blob with one request of one byte each", async () => {
  const { store, record } = await someBlobs([
    { digit: "a", bytes: MIB + 1, first: 0 },
    { digit: "b", bytes: 5 * MIB, first: 255 },
    { digit: "c", bytes: MIB, first: 7 },
    { digit: "d", bytes: 5 * MIB, isStored: false },
  ]);
  await record(signal);
  expect(await recorded()).toEqual({ a: 0, b: 255, c: null, d: null });
  expect(store.calls.map(({ operation, bytes }) => [operation, bytes])).toEqual([
    ["get", 1],
    ["get", 1],
  ]);
  await record(signal);
  expect(store.calls).toHaveLength(2);
});

test("passes over a blob that the store lacks and tries it again in a later round", async () => {
  const { store, record } = await someBlobs([
    { digit: "a", bytes: 2 * MIB },
    { digit: "b", bytes: 2 * MIB, first: 8 },
  ]);
  await record(signal);
  expect(await recorded()).toEqual({ a: null, b: 8 });
  store.place(blobKey(hash("a")), [Buffer.of(9), 1]);
  await record(signal);
  expect(await recorded()).toEqual({ a: 9, b: 8 });
});
