import { expect, test } from "vitest";
import type { HubAnswer } from "../../../lambda/source/http/client.ts";
import { bodyOf } from "../../../lambda/source/ranges.ts";
import { failureOf } from "../../support/transfer/transfer-world.ts";

const file = { path: "a.bin", bytes: 5, sha256: null, gitSha1: "a".repeat(40), kind: "file" } as const;
const subject = { repository: "acme/tiny", file: "a.bin" };
const { signal } = new AbortController();
const part = { start: 2, end: 4 };

function answer(status: number, headers: Record<string, string>): HubAnswer {
  const body = {
    async *[Symbol.asyncIterator]() {
      yield Buffer.from("hello");
    },
    drop() {},
    destroy() {},
  };
  return { status, headers, body, url: new URL("https://cdn.example/x"), first: headers };
}

const opened = (status: number, headers: Record<string, string>, range: { start: number; end: number } | null) =>
  bodyOf(answer(status, headers), file, { range, ifRange: null }, { subject, signal });

test.each([
  ["200", 200, { "content-length": "5" }, null, 0],
  ["200 without a length", 200, {}, null, 0],
  ["200 for a piece: the file from its start", 200, { "content-length": "5" }, part, 0],
  ["206 with its place", 206, { "content-range": "bytes 2-4/5" }, part, 2],
  ["206 for the whole file", 206, { "content-range": "bytes 0-4/5" }, null, 0],
  ["206 for the whole file without a place", 206, { "content-length": "5" }, null, 0],
  ["206 for the whole file without a place or length", 206, {}, null, 0],
] as const)("an answer %s is taken", (_, status, headers, range, start) => {
  expect(opened(status, headers, range).start).toBe(start);
});

test.each([
  ["206 for a piece without a place", 206, { "content-length": "3" }, part, "another range than asked for"],
  ["206 at another place", 206, { "content-range": "bytes 0-2/5" }, part, "another range than asked for"],
  ["206 with a place that cannot be read", 206, { "content-range": "2-4" }, part, "another range than asked for"],
  ["206 at another place than the start", 206, { "content-range": "bytes 2-4/5" }, null, "another range"],
  [
    "a piece of packed bytes",
    206,
    { "content-range": "bytes 2-4/5", "content-encoding": "gzip" },
    part,
    "encoded bytes",
  ],
  ["an unknown encoding", 200, { "content-encoding": "zstd" }, null, "encoded bytes"],
] as const)("an answer with %s is refused as a broken transfer", async (_, status, headers, range, why) => {
  const failure = await failureOf(Promise.resolve().then(() => opened(status, headers, range)));
  expect(failure).toMatchObject({ code: "source_unavailable", detail: expect.stringContaining(why) });
});

test.each([
  ["200", 200, { "content-length": "6" }, null],
  ["206", 206, { "content-range": "bytes 2-4/6" }, part],
  ["206 without a place", 206, { "content-length": "6" }, null],
] as const)("a file of another length than listed is found by an answer %s", async (_, status, headers, range) => {
  const failure = await failureOf(Promise.resolve().then(() => opened(status, headers, range)));
  expect(failure.code).toBe("integrity_mismatch");
});
