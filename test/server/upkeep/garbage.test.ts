import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Claim } from "../../../db/ingest/claim.ts";
import { databaseGarbage } from "../../../db/upkeep/garbage.ts";
import { databaseInventory } from "../../../db/upkeep/inventory.ts";
import { archiveKey, blobKey, partialKey } from "../../../domain/object-keys.ts";
import { collectGarbage } from "../../../server/upkeep/garbage.ts";
import { checkIntegrity } from "../../../server/upkeep/integrity.ts";
import { someProgress } from "../../support/artifacts/artifacts.ts";
import { aBookkeeping, aFailure, type Bookkeeping } from "../../support/artifacts/bookkeeping.ts";
import { aStore } from "../../support/transfer/transfer-world.ts";

let books: Bookkeeping;
beforeAll(async () => {
  books = await aBookkeeping();
});
afterAll(() => books[Symbol.asyncDispose]());

const hashOf = (content: string): string => createHash("sha256").update(content).digest("hex");
const blobOf = (content: string) => ({
  sha256: hashOf(content),
  bytes: content.length,
  crc32: crc32(content),
  gitSha1: null,
});

/** A store of its own and what is done to it. */
async function aBucket() {
  const { store } = await aStore();
  const register = databaseGarbage(books.database.orm.em);
  const collect = (dryRun = false, ageSeconds = 0, now = Date.now() + 1000) =>
    collectGarbage({ store, register, ageSeconds, now: () => now, dryRun, signal: new AbortController().signal });
  const put = (key: string, content = key) => store.put(key, Buffer.from(content));
  const keys = async (): Promise<string[]> => {
    const found: string[] = [];
    for await (const { key } of store.list("")) found.push(key);
    return found.sort();
  };
  return { store, collect, put, keys };
}
type TestBucket = Awaited<ReturnType<typeof aBucket>>;

/** A completed artifact with one file, whose blob and archive are stored. */
async function aStored({ put }: Pick<TestBucket, "put">, content: string): Promise<Claim> {
  const claim = await books.claimed();
  const blob = blobOf(content);
  await books.ledger.blobs(claim).reference([blob]);
  await put(blobKey(blob.sha256), content);
  await books.ledger.blobs(claim).stored([blob]);
  const zip = `the zip of ${content}`;
  const key = archiveKey(claim.artifactId, "kept");
  await put(key, zip);
  await books.ledger.move(claim, "rating");
  await books.ledger.complete(claim, {
    message: "Admitted",
    progress: someProgress("done"),
    files: [{ ...blob, path: "file", kind: "file" }],
    archive: { key, bytes: zip.length, crc32: crc32(zip), sha256: null },
  });
  return claim;
}

test("keeps what completed and running artifacts need and deletes everything else", async () => {
  const bucket = await aBucket();
  const kept = await aStored(bucket, "needed by a completed artifact");
  const running = await books.claimed();
  const [wanted, orphan] = [hashOf("wanted"), hashOf("orphan")];
  await books.ledger.blobs(running).reference([{ sha256: wanted, bytes: 6 }]);
  const stay = [blobKey(wanted), partialKey(wanted, 8, 0), archiveKey(running.artifactId, "kept")];
  const go = [
    blobKey(orphan),
    partialKey(orphan, 8, 0),
    archiveKey(999_999, "gone"),
    `${archiveKey(kept.artifactId, "kept")}.seams/1`,
  ];
  for (const key of [...stay, ...go]) await bucket.put(key);
  const before = await bucket.keys();
  expect((await bucket.collect(true)).items.map(({ key }) => key).sort()).toEqual([...go].sort());
  expect(await bucket.keys()).toEqual(before);
  await bucket.collect();
  expect(await bucket.keys()).toEqual(before.filter((key) => !go.includes(key)));
  expect((await bucket.collect()).items).toEqual([]);
});

test("deletes what rejected, failed and deleted artifacts refer to, with the references", async () => {
  const bucket = await aBucket();
  const failed = await books.claimed();
  const sha256 = hashOf("left by a failure");
  await books.ledger.blobs(failed).reference([{ sha256, bytes: 17 }]);
  await books.ledger.saveCheckpoint(failed, "resolve", {});
  for (const key of [blobKey(sha256), archiveKey(failed.artifactId, "kept")]) await bucket.put(key);
  await books.sql("update artifact set status = 'failed', failure = ?::jsonb where id = ?", [
    JSON.stringify(aFailure),
    failed.artifactId,
  ]);
  expect((await bucket.collect()).checkpoints).toBe(1);
  expect(await bucket.keys()).toEqual([]);
  expect(await books.sql("select 1 from blob where sha256 = ?", [sha256])).toEqual([]);
});

test("aborts open uploads that no ingest continues, and no others", async () => {
  const { store, collect } = await aBucket();
  const running = await books.claimed();
  const [wanted, orphan] = [hashOf("uploaded now"), hashOf("uploaded once")];
  await books.ledger.blobs(running).reference([{ sha256: wanted, bytes: 12 }]);
  const stay = [blobKey(wanted), archiveKey(running.artifactId, "kept")];
  for (const key of [...stay, blobKey(orphan), archiveKey(888_888, "gone")]) await store.createUpload(key);
  await collect();
  expect((await store.listUploads("")).map(({ key }) => key).sort()).toEqual([...stay].sort());
});

test("touches nothing younger than the age, and no key that the registry did not write", async () => {
  const { collect, put, keys } = await aBucket();
  const foreign = ["notes.txt", "blobs/sha256/readme", "archives/index.html"];
  for (const key of [...foreign, blobKey(hashOf("young"))]) await put(key);
  const now = Date.now();
  await collect(false, 60, now + 30_000);
  expect(await keys()).toHaveLength(4);
  await collect(false, 60, now + 120_000);
  expect(await keys()).toEqual([...foreign].sort());
});

test("keeps a blob that an ingest refers to just before its collection", async () => {
  const register = databaseGarbage(books.database.orm.em);
  const claim = await books.claimed();
  const sha256 = hashOf("wanted at the last moment");
  expect(await register.unneeded([sha256], "live")).toEqual([sha256]);
  await books.ledger.blobs(claim).reference([{ sha256, bytes: 1 }]);
  const dropped: string[] = [];
  await register.condemn([sha256], "live", async (hashes) => void dropped.push(...hashes));
  expect(dropped).toEqual([]);
});

test("makes an ingest wait for a blob in collection and upload it again", async () => {
  const register = databaseGarbage(books.database.orm.em);
  const claim = await books.claimed();
  const sha256 = hashOf("wanted a moment too late");
  const order: string[] = [];
  let referring: Promise<void> | undefined;
  await register.condemn([sha256], "live", async () => {
    referring = books.ledger
      .blobs(claim)
      .reference([{ sha256, bytes: 1 }])
      .then(() => void order.push("referred"));
    const waiting = "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";
    await expect.poll(() => books.database.orm.em.fork().execute(waiting)).not.toHaveLength(0);
    order.push("dropped");
  });
  await referring;
  expect(order).toEqual(["dropped", "referred"]);
  const known = await books.sql("select stored_at from blob where sha256 = ?", [sha256]);
  expect(known).toEqual([{ stored_at: null }]);
});

/** What fsck says about one artifact and about what is surplus. */
async function differences(bucket: TestBucket, artifactId: number): Promise<string[]> {
  const { store } = bucket;
  const inventory = databaseInventory(books.database.orm.em);
  const signal = new AbortController().signal;
  const report = await checkIntegrity({ inventory, store, garbage: () => bucket.collect(true), signal });
  const mine = new RegExp(`^(artifact ${artifactId}|blob ${hashOf("checked")}|archives/${artifactId}/)`);
  return report.differences.filter(({ of }) => mine.test(of)).map(({ what }) => what);
}

test("finds no difference in a consistent registry, and reports each inconsistency", async () => {
  const bucket = await aBucket();
  const { artifactId } = await aStored(bucket, "checked");
  const [blob, archive] = [blobKey(hashOf("checked")), archiveKey(artifactId, "kept")];
  expect(await differences(bucket, artifactId)).toEqual([]);
  await bucket.put(blob, "CHECKED");
  expect(await differences(bucket, artifactId)).toEqual(["its object has another CRC-32 than recorded"]);
  await bucket.put(blob, "longer than it was");
  expect(await differences(bucket, artifactId)).toEqual(["its object has 18 bytes instead of 7"]);
  await bucket.store.delete([blob, archive]);
  expect(await differences(bucket, artifactId)).toEqual([`its archive ${archive} is missing`, "its object is missing"]);
  await bucket.put(`${archive}.seams/x`);
  await books.sql("update blob set stored_at = null where sha256 = ?", [hashOf("checked")]);
  await books.sql("insert into checkpoint (artifact_id, stage, output) values (?, 'x', '{}')", [artifactId]);
  expect(await differences(bucket, artifactId)).toEqual([
    "file: its blob is not recorded as stored",
    `its archive ${archive} is missing`,
    "has ended and still has checkpoints",
    "is an archive that nothing refers to",
  ]);
});
