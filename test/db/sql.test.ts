import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Artifact } from "../../db/entities/artifact.ts";
import { columnsOf } from "../../db/entities/columns.ts";
import { File } from "../../db/entities/content.ts";
import { affected, asJson, integer, json, list, nullable, rows, sql, text, time } from "../../db/sql.ts";
import { anyCharacter } from "../support/any-character.ts";
import { aDatabase, type TestDatabase } from "../support/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await aDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const JSON_ROW = { json: json<{ value: unknown }>() };
const stored = async (value: unknown): Promise<unknown> =>
  (await rows(database.orm.em, JSON_ROW, sql`select ${asJson({ value })}::jsonb as json`))[0]?.json.value;

describe("JSON of strangers", () => {
  test("is stored without NUL and lone surrogates, which jsonb cannot hold", async () => {
    expect(await stored("a\0b \ud83d c")).toBe("ab \ufffd c");
    expect(await stored("back\\u0000slash")).toBe("back\\u0000slash");
  });

  test("is otherwise read back as it was", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: anyCharacter }), async (text) => {
        expect(await stored(text)).toBe(text.toWellFormed().replaceAll("\0", ""));
      }),
      { numRuns: 50 },
    );
  });
});

describe("a statement", () => {
  const LENGTHS = { statement: integer, given: text };

  test("sends a large parameter beside its text, inside and outside a transaction", async () => {
    const large = `it's \\ "$1" ? ${"x".repeat(100_000)}`;
    const length = sql`select length(current_query())::int as statement`;
    const outside = await rows(database.orm.em, LENGTHS, sql`${length}, ${large}::text as given`);
    const inside = await database.orm.em.transactional(async (em) => {
      await affected(em, sql`create temporary table seen (given text) on commit drop`);
      await affected(em, sql`insert into seen select ${large}`);
      return rows(em, LENGTHS, sql`${length}, given from seen where given = ${large}`);
    });
    for (const [row] of [outside, inside]) {
      expect(row?.given).toBe(large);
      expect(row?.statement).toBeLessThan(200);
    }
  });

  test("takes part in the transaction of its entity manager", async () => {
    const undone = database.orm.em.transactional(async (em) => {
      await affected(em, sql`insert into chore (name) values ('undone')`);
      throw new Error("rolled back");
    });
    await expect(undone).rejects.toThrow("rolled back");
    expect(await affected(database.orm.em, sql`select 1 from chore where name = 'undone'`)).toBe(0);
  });

  test("reports how many rows it changed or found", async () => {
    const { em } = database.orm;
    expect(await affected(em, sql`insert into chore (name) values ('one'), ('two')`)).toBe(2);
    expect(await affected(em, sql`select 1 from chore where name in ('one', 'two')`)).toBe(2);
    expect(await affected(em, sql`delete from chore where name = any(${["one", "two", "three"]}::text[])`)).toBe(2);
  });
});

describe("the columns of a row", () => {
  test("are read by the types of the entity, under the names of its properties", async () => {
    const shape = columnsOf(Artifact, "id", "sourceKey", "status", "handedOver", "leaseUntil", "commit");
    const found = await rows(
      database.orm.em,
      shape,
      sql`select 9007199254740991 as id, 'key' as source_key, 'pending' as status, true as handed_over,
            '2026-11-28 10:00:00.5+00'::timestamptz as lease_until, null as "commit"`,
    );
    expect(found).toEqual([
      {
        id: Number.MAX_SAFE_INTEGER,
        sourceKey: "key",
        status: "pending",
        handedOver: true,
        leaseUntil: new Date("2026-11-28T10:00:00.500Z"),
        commit: null,
      },
    ]);
  });

  test("can be listed for a table", async () => {
    const shape = columnsOf(Artifact, "id", "leaseToken");
    expect(await rows(database.orm.em, shape, sql`select ${list(shape, "a")} from artifact a`)).toEqual([]);
  });

  test.each([
    ["a missing column", { name: text }, sql`select 1 as other`],
    ["null where none may be", { name: text }, sql`select null as name`],
    ["a number past 2^53", { name: integer }, sql`select 9007199254740993 as name`],
    ["text where a number belongs", { name: nullable(integer) }, sql`select 'many' as name`],
    ["a value outside its enumeration", columnsOf(File, "kind"), sql`select 'folder' as kind`],
    ["text where a time belongs", { name: time }, sql`select 'yesterday' as name`],
  ])("fail to read %s, naming the column", async (_, shape, statement) => {
    await expect(rows(database.orm.em, shape, statement)).rejects.toThrow(/^The column (name|kind) cannot be read: /);
  });
});
