import { createHash } from "node:crypto";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { buffer } from "node:stream/consumers";
import { crc32 } from "node:zlib";
import { describe, expect, onTestFinished, test } from "vitest";
import { openStore } from "../../../lambda/store/compose.ts";
import { SourceObjectChanged, UploadGone } from "../../../lambda/store/faults.ts";
import { aStore, failureOf, MiB, seeded } from "../../support/transfer/transfer-world.ts";

const PART = 5 * MiB;

function noise(bytes: number, seed: number): Buffer {
  const random = seeded(seed);
  const block = Buffer.from(Array.from({ length: 4096 }, () => Math.floor(random() * 256)));
  return Buffer.alloc(bytes, block);
}

describe("an object", () => {
  test("can be put, inspected, read in ranges, listed and deleted", async () => {
    const { store } = await aStore();
    const body = Buffer.from("hello world");
    const { created } = await store.put("a/b.txt", body);
    expect(created).toBe(true);
    expect(await store.head("a/b.txt")).toMatchObject({ bytes: 11, crc32: crc32(body) });
    expect(String(await buffer(await store.get("a/b.txt", { range: { start: 6, end: 8 } })))).toBe("wor");
    const listed: string[] = [];
    for await (const { key, bytes } of store.list("a/")) listed.push(`${key} ${bytes}`);
    expect(listed).toEqual(["a/b.txt 11"]);
    await store.delete(["a/b.txt", "a/never-there"]);
    expect(await store.head("a/b.txt")).toBeNull();
  });

  test("is not overwritten by a put that must create it", async () => {
    const { store } = await aStore();
    const { etag } = await store.put("key", Buffer.from("first"), { onlyIfAbsent: true });
    const again = await store.put("key", Buffer.from("second"), { onlyIfAbsent: true });
    expect(again).toEqual({ etag, created: false });
    expect(String(await buffer(await store.get("key")))).toBe("first");
  });

  test("is reported as changed when it was replaced or deleted since it was inspected", async () => {
    const { store } = await aStore();
    const { etag } = await store.put("key", Buffer.from("first"));
    await store.put("key", Buffer.from("second"));
    await expect(store.get("key", { ifMatch: etag })).rejects.toThrow(SourceObjectChanged);
    await store.delete(["key"]);
    await expect(store.get("key", { ifMatch: etag })).rejects.toThrow(SourceObjectChanged);
  });

  test("is null for a HEAD and a failure for a GET when it is missing", async () => {
    const { store } = await aStore();
    expect(await store.head("nothing")).toBeNull();
    expect(await failureOf(store.get("nothing"))).toEqual({
      code: "storage_unavailable",
      detail: "the object store could not read nothing (NoSuchKey)",
    });
  });

  test("is listed through all pages and deleted in batches when there are 1,030 of them", async () => {
    const { store } = await aStore();
    const keys = Array.from({ length: 1030 }, (_, index) => `many/${String(index).padStart(4, "0")}`);
    for (let at = 0; at < keys.length; at += 50) {
      await Promise.all(keys.slice(at, at + 50).map((key) => store.put(key, Buffer.from(key))));
    }
    const listed: string[] = [];
    for await (const { key } of store.list("many/")) listed.push(key);
    expect(listed).toEqual(keys);
    await store.delete(keys);
    for await (const { key } of store.list("")) throw new Error(`${key} is still there`);
  });
});

describe("a multipart upload", () => {
  const parts = [noise(PART, 1), noise(PART, 2), noise(1000, 3)];
  const whole = Buffer.concat(parts);

  async function anUpload() {
    const { store } = await aStore();
    return { store, upload: await store.createUpload("big") };
  }

  test("becomes an object with the CRC-32 of its whole content", async () => {
    const { store, upload } = await anUpload();
    const sent = await Promise.all(parts.map((part, index) => store.uploadPart(upload, index + 1, part)));
    expect(sent.map((part) => part.crc32)).toEqual(parts.map((part) => crc32(part)));
    await store.completeUpload(upload, sent, { bytes: whole.length, crc32: crc32(whole) });
    expect(await store.head("big")).toMatchObject({ bytes: whole.length, crc32: crc32(whole) });
    const read = createHash("sha256").update(await buffer(await store.get("big")));
    expect(read.digest("hex")).toBe(createHash("sha256").update(whole).digest("hex"));
    expect(await store.listUploads("")).toEqual([]);
  });

  test("copies ranges of another object inside the store", async () => {
    const { store, upload } = await anUpload();
    const source = noise(PART + 100, 4);
    const { etag } = await store.put("source", source);
    const from = { key: "source", range: { start: 50, end: PART + 49 }, ifMatch: etag };
    const copied = await store.copyPart(upload, 1, from);
    const tail = await store.uploadPart(upload, 2, Buffer.from("tail"));
    const expected = Buffer.concat([source.subarray(50, PART + 50), Buffer.from("tail")]);
    await store.completeUpload(upload, [copied, tail], { bytes: expected.length, crc32: crc32(expected) });
    expect((await buffer(await store.get("big"))).equals(expected)).toBe(true);
  });

  test("refuses a copy from an object that changed in the meantime", async () => {
    const { store, upload } = await anUpload();
    const { etag } = await store.put("source", noise(PART + 1, 4));
    await store.put("source", noise(PART + 1, 5));
    const from = { key: "source", range: { start: 0, end: PART }, ifMatch: etag };
    expect((await failureOf(store.copyPart(upload, 1, from))).detail).toBe("source changed while it was in use");
  });

  test("ends as an integrity mismatch, without an object, when its CRC-32 is not the predicted one", async () => {
    const { store, upload } = await anUpload();
    const part = await store.uploadPart(upload, 1, parts[0]!);
    const attempt = store.completeUpload(upload, [part], { bytes: PART, crc32: 1 });
    expect((await failureOf(attempt)).code).toBe("integrity_mismatch");
    expect(await store.head("big")).toBeNull();
  });

  test("accepts no part and no completion once it was aborted, and may be aborted again", async () => {
    const { store, upload } = await anUpload();
    const part = await store.uploadPart(upload, 1, parts[0]!);
    await store.abortUpload(upload);
    await store.abortUpload(upload);
    await expect(store.uploadPart(upload, 2, parts[1]!)).rejects.toThrow(UploadGone);
    const whole = { bytes: PART, crc32: crc32(parts[0]!) };
    await expect(store.completeUpload(upload, [part], whole)).rejects.toThrow(UploadGone);
  });

  test("is listed under the prefix of its key", async () => {
    const { store, upload } = await anUpload();
    await store.createUpload("other");
    expect(await store.listUploads("bi")).toMatchObject([upload]);
  });
});

describe("a store that is down", () => {
  async function atPort(port: number) {
    const credentials = { accessKeyId: "a", secretAccessKey: "b" };
    const timeouts = { connect: 200, answer: 200, idle: 200 };
    const endpoint = `http://127.0.0.1:${port}`;
    const access = { bucket: "tank", region: "us-east-1", endpoint, credentials, timeouts, tries: 2 };
    const { store, close } = openStore(access);
    onTestFinished(close);
    return store;
  }

  async function aPort(answer: boolean): Promise<number> {
    const open = new Set<{ destroy(): void }>();
    const server = createServer((socket) => open.add(socket.on("error", () => {})));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    if (!answer) await new Promise((resolve) => server.close(resolve));
    onTestFinished(() => {
      for (const socket of open) socket.destroy();
      server.close();
    });
    return port;
  }

  test.each([
    ["refuses connections", false],
    ["never answers", true],
  ])("fails as storage_unavailable within its time limits when it %s", async (_, answer) => {
    const store = await atPort(await aPort(answer));
    const failure = await failureOf(store.head("key"));
    expect(failure.code).toBe("storage_unavailable");
    expect(failure.detail).toContain("the object store could not look at key");
  });

  test("ends at once with the caller's reason when the caller aborts", async () => {
    const store = await atPort(await aPort(true));
    const stop = new AbortController();
    const attempt = store.put("key", Buffer.from("x"), { signal: stop.signal });
    stop.abort(new Error("lease lost"));
    await expect(attempt).rejects.toThrow("lease lost");
    await expect(store.head("key", stop.signal)).rejects.toThrow("lease lost");
  });
});
