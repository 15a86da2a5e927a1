import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { contentDigest, verify } from "../../../lambda/transfer/fetch.ts";
import { inOrder } from "../../../lambda/transfer/parts.ts";
import { failureOf } from "../../support/transfer/transfer-world.ts";

const hash = (algorithm: string, ...pieces: (string | Uint8Array)[]) =>
  pieces.reduce<ReturnType<typeof createHash>>((sum, piece) => sum.update(piece), createHash(algorithm)).digest("hex");

test("pieces that arrive in any order are hashed in the order of the file", async () => {
  const pieces = fc.array(fc.uint8Array({ maxLength: 20 }), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(pieces, fc.infiniteStream(fc.nat()), async (content, order) => {
      const bytes = content.reduce((sum, { length }) => sum + length, 0);
      const digest = contentDigest({ bytes, gitSha1: "asked for" });
      const ordered = inOrder(digest);
      const arrival = content.map((piece, index) => ({ piece, index, key: order.next().value }));
      arrival.sort((a, b) => a.key - b.key);
      await Promise.all(arrival.map(({ piece, index }) => ordered.feed(index, piece)));
      const whole = Buffer.concat(content);
      expect(digest.finish()).toEqual({
        sha256: hash("sha256", whole),
        gitSha1: hash("sha1", `blob ${bytes}\0`, whole),
      });
    }),
  );
});

test("a piece is not hashed before all pieces in front of it", async () => {
  const ordered = inOrder(contentDigest({ bytes: 2, gitSha1: null }));
  let hashed = false;
  const second = ordered.feed(1, Buffer.from("b")).then(() => {
    hashed = true;
  });
  await Promise.resolve();
  expect(hashed).toBe(false);
  await ordered.feed(0, Buffer.from("a"));
  await second;
});

test("a mismatch names the file, the expected hash and the actual one", async () => {
  const file = { path: "a.bin", bytes: 1, sha256: "e".repeat(64), gitSha1: null, kind: "file" } as const;
  const attempt = Promise.resolve().then(() => verify(file, { sha256: "a".repeat(64), gitSha1: null }));
  expect(await failureOf(attempt)).toEqual({
    code: "integrity_mismatch",
    detail: `"a.bin" should have SHA-256 ${"e".repeat(64)}, got ${"a".repeat(64)}`,
  });
});
