import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { OutOfTime } from "../../../domain/failure.ts";
import { blobKey } from "../../../domain/object-keys.ts";
import { buildArchive } from "../../../lambda/archive/build.ts";
import type { StoredFile } from "../../../lambda/ports.ts";
import { type Call, MemoryStore, type MemoryStoreOptions } from "../../support/transfer/memory-store.ts";
import { stageContext, storeBlob, storeRope } from "../../support/transfer/stage-context.ts";
import { yauzlBuffer } from "./readers.ts";

const MIB = 1024 * 1024;
const KEY = "archives/1/sample.zip";

function world(options: MemoryStoreOptions = {}): { store: MemoryStore; files: StoredFile[] } {
  const store = new MemoryStore(options);
  const files = [
    storeBlob(store, "README.md", Buffer.from("# A model")),
    storeBlob(store, "tokenizer.json", Buffer.alloc(2 * MIB, "tok")),
    storeRope(store, "w-1.safetensors", [Buffer.from("one"), 30 * MIB]),
    storeRope(store, "w-2.safetensors", [Buffer.from("two"), 30 * MIB]),
    storeRope(store, "w-3.safetensors", [Buffer.from("three"), 30 * MIB]),
  ];
  return { store, files };
}

/** Nothing of an archive may remain: no object, no seam, no open upload. */
function expectNothingLeft(store: MemoryStore): void {
  expect([...store.objects.keys()].filter((key) => key.startsWith("archives/"))).toEqual([]);
  expect(store.uploads.size).toBe(0);
}

describe("a failing archive", () => {
  test("leaves nothing behind whichever call of the store fails", async () => {
    const perfect = world();
    await buildArchive(perfect.files, KEY, stageContext(perfect.store), { carryBytes: 0 });
    for (let failing = 0; failing < perfect.store.calls.length; failing++) {
      let calls = 0;
      const before = ({ operation }: Call) => {
        if (calls++ === failing && operation !== "delete") throw new Error(`call ${failing} broke`);
      };
      const { store, files } = world({ before });
      const built = buildArchive(files, KEY, stageContext(store), { carryBytes: 0 });
      const failed = await built.then(
        () => false,
        (error: Error) => error.message.includes(`call ${failing} broke`),
      );
      if (failed) expectNothingLeft(store);
      else expect(store.calls[failing]?.operation).toBe("delete");
    }
  });

  test("reports a missing small blob to the register and names its file", async () => {
    const { store, files } = world();
    const ctx = stageContext(store);
    store.objects.delete(blobKey(files[1]?.sha256 ?? ""));
    const built = buildArchive(files, KEY, ctx);
    await expect(built).rejects.toMatchObject({
      code: "storage_unavailable",
      detail: expect.stringMatching(/tokenizer\.json is missing/),
    });
    expect(ctx.missing).toEqual([files[1]?.sha256]);
    expectNothingLeft(store);
  });

  test("reports a missing large blob to the register and names its file", async () => {
    const { store, files } = world();
    const ctx = stageContext(store);
    store.objects.delete(blobKey(files[3]?.sha256 ?? ""));
    const built = buildArchive(files, KEY, ctx);
    await expect(built).rejects.toMatchObject({
      code: "storage_unavailable",
      detail: expect.stringMatching(/w-2\.safetensors is missing/),
    });
    expect(ctx.missing).toEqual([files[3]?.sha256]);
    expectNothingLeft(store);
  });

  test("refuses blobs whose size or checksum is not what was verified", async () => {
    for (const index of [1, 2]) {
      const { store, files } = world();
      store.place(blobKey(files[index]?.sha256 ?? ""), [Buffer.alloc(files[index]?.bytes ?? 0, "!")]);
      const built = buildArchive(files, KEY, stageContext(store));
      await expect(built).rejects.toMatchObject({ code: "integrity_mismatch" });
      expectNothingLeft(store);
    }
  });

  test("stops between parts when the time is over and leaves nothing behind", async () => {
    const { store, files } = world();
    let checks = 0;
    const check = () => {
      if (++checks > 3) throw new OutOfTime();
    };
    const ctx = stageContext(store, { deadline: { remaining: () => 0, check } });
    await expect(buildArchive(files, KEY, ctx)).rejects.toBeInstanceOf(OutOfTime);
    expectNothingLeft(store);
  });

  test("stops when it is cancelled and still closes its upload", async () => {
    const controller = new AbortController();
    const before = ({ operation }: Call) => {
      if (operation === "copyPart") controller.abort(new Error("cancelled"));
    };
    const { store, files } = world({ before });
    const ctx = stageContext(store, { signal: controller.signal });
    await expect(buildArchive(files, KEY, ctx)).rejects.toThrow("cancelled");
    expectNothingLeft(store);
  });
});

describe("a body that breaks off", () => {
  async function* broken(body: Readable, after: number): AsyncGenerator<Buffer> {
    let left = after;
    for await (const chunk of body as AsyncIterable<Buffer>) {
      yield chunk.subarray(0, left);
      left -= chunk.length;
      if (left <= 0) throw new Error("connection reset");
    }
  }

  test("is continued where it broke", async () => {
    const broke = new Set<string>();
    const { store, files } = world({
      body: (body, key) => {
        if (broke.has(key)) return body;
        broke.add(key);
        return Readable.from(broken(body, 5), { objectMode: false });
      },
    });
    await buildArchive(files, KEY, stageContext(store));
    expect(Object.keys(await yauzlBuffer(store.content(KEY)))).toHaveLength(5);
    const readme = createHash("sha256").update("# A model").digest("hex");
    expect((await yauzlBuffer(store.content(KEY)))["README.md"]).toBe(readme);
  });

  test("fails, naming file and position, when three reads in a row bring nothing", async () => {
    const { store, files } = world({
      body: (body) => Readable.from(broken(body, 0), { objectMode: false }),
    });
    const built = buildArchive(files, KEY, stageContext(store));
    await expect(built).rejects.toMatchObject({
      code: "storage_unavailable",
      detail: expect.stringMatching(/broke off at byte 0/),
    });
    expectNothingLeft(store);
  });
});
