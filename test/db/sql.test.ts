import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asJson, rows } from "../../db/sql.ts";
import { aDatabase, type TestDatabase } from "../support/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await aDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const stored = async (value: unknown): Promise<unknown> => {
  const found = await rows<{ json: { value: unknown } }>(database.orm.em.fork(), "select ?::jsonb as json", [
    asJson({ value }),
  ]);
  return found[0]?.json.value;
};

test("text with NUL and with half a surrogate pair can be stored, without them", async () => {
  expect(await stored("a\0b \ud83d c")).toBe("ab \ufffd c");
  expect(await stored("back\\u0000slash")).toBe("back\\u0000slash");
});

test("any text comes back as it was, but for what jsonb cannot hold", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary" }), async (text) => {
      expect(await stored(text)).toBe(text.toWellFormed().replaceAll("\0", ""));
    }),
    { numRuns: 50 },
  );
});
