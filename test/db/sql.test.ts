import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asJson, largeRows, rows } from "../../db/sql.ts";
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

test("a large parameter travels beside its statement, within a transaction too, as it was given", async () => {
  const text = `it's \\ "$1" ? ${"x".repeat(100_000)}`;
  const ask = "select length(current_query())::int as statement, ?::text as given, ?::bigint + 1 as next";
  const outside = await largeRows(database.orm.em.fork(), ask, [text, 41]);
  const inside = await database.orm.em.fork().transactional(async (em) => {
    await rows(em, "create temporary table seen (given text) on commit drop");
    await largeRows(em, "insert into seen select ?::text", [text]);
    return largeRows(em, `${ask} from seen where given = ?`, [text, 41, text]);
  });
  expect(outside).toEqual([{ statement: expect.any(Number), given: text, next: expect.anything() }]);
  expect(inside).toEqual([{ statement: expect.any(Number), given: text, next: expect.anything() }]);
  for (const [row] of [outside, inside]) expect((row as { statement: number }).statement).toBeLessThan(200);
});
