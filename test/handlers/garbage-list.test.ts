import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { databaseGarbage } from "../../db/upkeep/garbage.ts";
import { archiveKey, partialKey } from "../../domain/object-keys.ts";
import { garbagePreview } from "../../server/upkeep/garbage.ts";
import { anApi, type TestApi } from "../support/api/api.ts";
import { MemoryStore } from "../support/transfer/memory-store.ts";

const NOW = Date.parse("2026-01-02T03:00:00Z");
const AGE_SECONDS = 86_400;
const store = new MemoryStore({ now: () => NOW - 2 * AGE_SECONDS * 1000 });
let limitMs = 20_000;
let api: TestApi;
beforeAll(async () => {
  api = await anApi({
    deps: (_deps, { orm }) => ({
      garbage: () =>
        garbagePreview(
          { store, register: databaseGarbage(orm.em), ageSeconds: AGE_SECONDS, now: () => NOW },
          limitMs,
        )(),
    }),
  });
});
afterAll(() => api[Symbol.asyncDispose]());

test("lists what the next garbage collection would delete, the largest first, and deletes nothing", async () => {
  const partial = partialKey("a".repeat(64), 8, 0);
  const archives = [archiveKey(999_998, "small"), archiveKey(999_999, "large")] as const;
  store.place(partial, [30]);
  store.place(archives[0], [10]);
  store.place(archives[1], [200]);
  const { status, body } = await api.call("GarbageList");
  expect([status, body]).toEqual([
    200,
    {
      older_than: "2026-01-01T03:00:00.000Z",
      count: 3,
      bytes: 240,
      checkpoints: 0,
      kinds: [
        { kind: "partial", count: 1, bytes: 30 },
        { kind: "archive", count: 2, bytes: 210 },
      ],
      items: [
        { kind: "archive", key: archives[1], bytes: 200 },
        { kind: "partial", key: partial, bytes: 30 },
        { kind: "archive", key: archives[0], bytes: 10 },
      ],
    },
  ]);
  expect([...store.objects.keys()].sort()).toEqual([...archives, partial].sort());
});

test("answers 503 with the command to run when the object store takes too long to list", async () => {
  limitMs = 1;
  store.listUploads = async (_prefix, signal) => {
    if (signal?.aborted === false) await once(signal, "abort");
    throw signal?.reason;
  };
  const { status, body, headers } = await api.call("GarbageList");
  expect([status, headers.get("retry-after")]).toEqual([503, "60"]);
  expect(body).toMatchObject({ detail: expect.stringContaining("npm run gc -- --dry-run") });
});
