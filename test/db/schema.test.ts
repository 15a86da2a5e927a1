import { readFile } from "node:fs/promises";
import type { EntitySchema } from "@mikro-orm/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { entities } from "../../db/entities/index.ts";
import { migrate } from "../../db/migrate.ts";
import { dumpSchema } from "../../local/postgres/schema-dump.ts";
import { aDatabase, type TestDatabase } from "../support/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await aDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

test("the migrations together make the schema of db/schema.sql", async () => {
  const written = await readFile(new URL("../../db/schema.sql", import.meta.url), "utf8");
  expect(await dumpSchema(database.login)).toBe(written);
});

test("every entity has exactly the columns of its table, with the same nullability", async () => {
  const found = await database.orm.em
    .fork()
    .execute<
      { table: string; column: string; nullable: boolean }[]
    >(`select table_name as table, column_name as column, is_nullable = 'YES' as nullable
     from information_schema.columns where table_schema = 'public' and table_name <> 'migration'`);
  const inDatabase = found.map(({ table, column, nullable }) => `${table}.${column}${nullable ? "?" : ""}`).sort();
  const inEntities = entities.flatMap((entity) => {
    const meta = database.orm.getMetadata().get(entity as EntitySchema);
    return meta.props.map((p) => `${meta.tableName}.${p.fieldNames[0]}${p.nullable === true ? "?" : ""}`);
  });
  expect(inEntities.sort()).toEqual(inDatabase);
});

test("migrating a database that has the newest schema does nothing, even by four servers at once", async () => {
  const runs = await Promise.all(Array.from({ length: 4 }, () => migrate({ ...database.login, tls: false })));
  expect(runs).toEqual([[], [], [], []]);
});
