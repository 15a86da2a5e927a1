import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatabase } from "../../local/databases.ts";
import { postgresAccount } from "../../local/postgres/account.ts";
import { withConnection } from "../../local/postgres/login.ts";
import type { LocalPostgres } from "../../local/postgres.ts";
import { ask, type TestServers, testServers } from "./postgres/test-servers.ts";

let servers: TestServers;
let server: LocalPostgres;

beforeAll(async () => {
  servers = await testServers();
  // Variables that would redirect the programs if they saw them.
  process.env["PGDATA"] = "/nowhere";
  process.env["PGPORT"] = "1";
  try {
    server = await servers.start({ database: "other" });
  } finally {
    delete process.env["PGDATA"];
    delete process.env["PGPORT"];
  }
});

afterAll(() => servers.close());

describe("a local PostgreSQL", () => {
  test("has a generated password that only its user can read", async () => {
    const file = path.join(servers.directory, "password");
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(server.password.length).toBeGreaterThanOrEqual(32);
    expect((await readFile(file, "utf8")).trim()).toBe(server.password);
  });

  test("refuses a login with another password, by scram", async () => {
    await expect(ask({ ...server, password: "wrong" }, "select 1")).rejects.toMatchObject({ code: "28P01" });
    expect(await ask(server, "select rolpassword from pg_authid where rolname = current_user")).toMatch(/^SCRAM-/);
  });

  test("listens on the loopback address only and has no unix socket", async () => {
    expect(await ask(server, "show listen_addresses")).toBe("127.0.0.1");
    expect(await ask(server, "show unix_socket_directories")).toBe("");
  });

  test("makes the database that was asked for, with text sorted by code point", async () => {
    expect(await ask(server, "select current_database()")).toBe("other");
    expect(await ask(server, "select string_agg(x, '' order by x) from unnest(array['a','B','é']) x")).toBe("Baé");
  });

  test("runs as an ordinary user, whoever starts it", async () => {
    const owner = (await stat(path.join(servers.directory, "data"))).uid;
    expect(owner).toBe((await postgresAccount())?.uid ?? process.getuid?.());
    expect(owner).not.toBe(0);
  });
});

describe("databases", () => {
  test("are copied from a template with everything in it, whatever their names", async () => {
    const template = await createDatabase(server, 'te"mplate');
    await withConnection(template, (client) => client.query("create table made as select 1 as one"));
    const copy = await createDatabase(server, "Copy of it", { template: 'te"mplate' });
    expect(await ask(copy, "select one from made")).toBe(1);
  });
});
