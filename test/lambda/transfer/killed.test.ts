import { buffer } from "node:stream/consumers";
import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { ListedFile, Listing, ObjectStore } from "../../../lambda/ports.ts";
import type { Source } from "../../../lambda/source/source.ts";
import { transfer } from "../../../lambda/transfer/transfer.ts";
import { memoryBlobs } from "../../support/transfer/memory-blobs.ts";
import { MemoryStore } from "../../support/transfer/memory-store.ts";
import {
  aCall,
  aContext,
  aRepository,
  aWorldOf,
  contentsOfStore,
  MiB,
  seeded,
  wrongBlobs,
} from "../../support/transfer/transfer-world.ts";

/** Just above the size from which S3 copies ranges. */
const PART = 5 * MiB + 1;
const mixed = aRepository([
  { path: "a.safetensors", content: { bytes: PART + 7, seed: 1 } },
  { path: "b.txt", content: { bytes: PART + 9, seed: 2 }, lfs: false },
  ...Array.from({ length: 6 }, (_, index) => ({ path: `c/${index}.txt`, content: `small ${index}` })),
]);

/** A store that calls `strike` before (or after) its n-th call. */
function strikingStore(store: ObjectStore, n: number, after: boolean, strike: () => void): ObjectStore {
  let calls = 0;
  return new Proxy(store, {
    get(target, name: keyof ObjectStore) {
      const method = target[name];
      if (typeof method !== "function") return method;
      if (name === "list") return method.bind(target);
      return async (...args: unknown[]) => {
        const struck = ++calls === n;
        if (struck && !after) strike();
        const result = await Reflect.apply(method, target, args);
        if (struck && after) strike();
        return result;
      };
    },
  });
}

describe("a transfer that is killed at a random call of the store", () => {
  // The store in memory has the rules of S3 and loses answers as a network does, at a fifth of the work. What a hub
  // sends is not the subject: each file comes from it once.
  test.each<[string, number, (embedded: ObjectStore) => ObjectStore]>([
    ["50 seeds over a store in memory", 50, () => new MemoryStore()],
    ["10 seeds over the embedded S3", 10, (embedded) => embedded],
  ])("leaves, when run again, every blob intact and nothing else, for %s", async (_, seeds, storeOf) => {
    const { source: hub, store: embedded, listing } = await aWorldOf(mixed);
    const source = remembering(hub);
    const store = storeOf(embedded);
    await transfer(listing, source, aContext(store), { partBytes: PART });
    const { objects } = await contentsOfStore(store);
    expect([wrongBlobs(objects), objects.size]).toEqual([[], 8]);
    const right = await inventory(store);
    for (let seed = 1; seed <= seeds; seed++) {
      await store.delete([...objects.keys()]);
      const blobs = memoryBlobs();
      const options = { partBytes: PART, ...(seed % 2 === 0 ? { keepPartsFromBytes: 0 } : {}) };
      const random = seeded(seed);
      const kill = new AbortController();
      const stroke = 1 + Math.floor(random() * 30);
      const dying = strikingStore(store, stroke, random() < 0.5, () => kill.abort(new Error("killed")));
      const first = transfer(listing, source, aContext(dying, { blobs, signal: kill.signal }), options);
      const end = await first.then(() => "completed").catch((error: Error) => error.message);
      expect(["completed", "killed"]).toContain(end);
      await transfer(listing, source, aContext(store, { blobs }), options);
      expect({ seed, inventory: await inventory(store) }).toEqual({ seed, inventory: right });
    }
  });
});

/** A source that asks for the bytes of a file once and sends them from memory from then on. */
function remembering(source: Source): Source {
  const known = new Map<string, Promise<Buffer>>();
  const first = async (listing: Listing, file: ListedFile): Promise<Buffer> =>
    buffer((await source.open(listing, file, { range: null, ifRange: null }, aCall())).chunks);
  return {
    ...source,
    open: async (listing, file, { range }, { signal }) => {
      const whole = known.get(file.path) ?? first(listing, file);
      known.set(file.path, whole);
      const bytes = (await whole).subarray(range?.start ?? 0, (range?.end ?? file.bytes - 1) + 1);
      const chunks = async function* () {
        for (let at = 0; at < bytes.length; at += MiB) {
          await nextTurn();
          signal.throwIfAborted();
          yield bytes.subarray(at, at + MiB);
        }
      };
      return { start: range?.start ?? 0, total: file.bytes, etag: null, chunks: chunks() };
    },
  };
}

/** Every object with its length and the CRC-32 that the store took of its content, and every open upload. */
async function inventory(store: ObjectStore) {
  const objects: string[] = [];
  for await (const { key } of store.list("")) {
    const head = await store.head(key);
    objects.push(`${key} ${head?.bytes} ${head?.crc32}`);
  }
  return { objects, uploads: await store.listUploads("") };
}

describe("three transfers of the same new content at the same time", () => {
  test.each([
    ["directly", Number.POSITIVE_INFINITY],
    ["with readable parts", 0],
  ])("all complete and leave one blob per content (%s)", async (_, keepPartsFromBytes) => {
    const { source, store, listing } = await aWorldOf(mixed);
    const options = { partBytes: PART, keepPartsFromBytes };
    const both = await Promise.all([1, 2, 3].map(() => transfer(listing, source, aContext(store), options)));
    expect(both.map(({ files }) => files)).toEqual([both[0]?.files, both[0]?.files, both[0]?.files]);
    const { objects, uploads } = await contentsOfStore(store);
    expect([wrongBlobs(objects), objects.size, uploads]).toEqual([[], 8, []]);
  });
});

test("a transfer whose kept parts another one removes starts the file over and completes", async () => {
  const { source, store, listing } = await aWorldOf(mixed);
  const lost: string[] = [];
  const losing = new Proxy(store, {
    get(target, name: keyof ObjectStore) {
      if (name !== "get") return target[name];
      return async (...[key, options]: Parameters<ObjectStore["get"]>) => {
        if (key.startsWith("partial/") && lost.length === 0) {
          lost.push(key);
          await store.delete(lost);
        }
        return target.get(key, options);
      };
    },
  });
  const { files } = await transfer(listing, source, aContext(losing), { partBytes: PART, keepPartsFromBytes: 0 });
  expect([files.length, lost.length]).toEqual([8, 1]);
  const { objects, uploads } = await contentsOfStore(store);
  expect([wrongBlobs(objects), objects.size, uploads]).toEqual([[], 8, []]);
});
