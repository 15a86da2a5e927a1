import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { createInterface } from "node:readline";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { withConnection } from "../../../local/postgres/login.ts";
import { ask, type TestServers, testServers } from "./test-servers.ts";

/** Holds a server that was started for the first time, and stopped. */
let first: TestServers;
let servers: TestServers;
beforeAll(async () => {
  first = await testServers();
  await (await first.start()).stop();
});
beforeEach(async () => {
  servers = await testServers(first.directory);
});
afterEach(() => servers.close());
afterAll(() => first.close());

const postmasterPid = async (): Promise<number> =>
  Number.parseInt(await readFile(path.join(servers.directory, "data", "postmaster.pid"), "utf8"), 10);

const isGone = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
};

describe("stopping", () => {
  test("ends the server although a session is open, and may be asked for twice", async () => {
    const server = await servers.start();
    const pid = await postmasterPid();
    await withConnection(server, async (client) => {
      await client.query("begin");
      await Promise.all([server.stop(), server.stop()]);
    });
    await server.stop();
    expect(isGone(pid)).toBe(true);
  });
});

describe("starting", () => {
  test("a second time finds the data and the password of the first", async () => {
    await rm(servers.directory, { recursive: true });
    const first = await servers.start();
    await withConnection(first, (client) => client.query("create table kept as select 42 as answer"));
    await first.stop();
    const second = await servers.start();
    expect(second.password).toBe(first.password);
    expect(await ask(second, "select answer from kept")).toBe(42);
  });

  test("forces data to disk unless the server is ephemeral", async () => {
    const safe = await servers.start({ ephemeral: false });
    const settings = "select string_agg(setting, ' ') from pg_settings where name in ('fsync', 'full_page_writes')";
    expect(await ask(safe, settings)).toBe("on on");
    await safe.stop();
    expect(await ask(await servers.start(), settings)).toBe("off off");
  });

  test("names the process that has the directory open", async () => {
    await servers.start();
    await expect(servers.start()).rejects.toThrow(`is in use by process ${process.pid}`);
    expect(isGone(await postmasterPid())).toBe(false);
  });

  test("continues after the server was killed with SIGKILL", async () => {
    const first = await servers.start({ ephemeral: false });
    await withConnection(first, (client) => client.query("create table kept as select 7 as answer"));
    process.kill(await postmasterPid(), "SIGKILL");
    await first.stop();
    const second = await servers.start({ ephemeral: false });
    expect(await ask(second, "select answer from kept")).toBe(7);
  });

  test("ignores a pid file that names a living process which is not this server", async () => {
    await (await servers.start()).stop();
    await writeFile(
      path.join(servers.directory, "data", "postmaster.pid"),
      `${process.pid}\n${servers.directory}/data\n`,
    );
    expect(await ask(await servers.start(), "select 1")).toBe(1);
  });

  test("stops the orphan of a killed process and takes over its data", async () => {
    const orphan = await orphaned();
    expect(isGone(orphan)).toBe(false);
    const server = await servers.start();
    // A process without a parent counts as living until the system's first process has taken note of its end.
    await expect.poll(() => isGone(orphan)).toBe(true);
    expect(await ask(server, "select 1")).toBe(1);
  });

  test("starts over when an earlier first start was cut short", async () => {
    await rm(servers.directory, { recursive: true });
    await mkdir(path.join(servers.directory, "initialising-1", "data"), { recursive: true });
    await writeFile(path.join(servers.directory, "owner.json"), '{"pid":');
    expect(await ask(await servers.start(), "select 1")).toBe(1);
    await expect(stat(path.join(servers.directory, "initialising-1"))).rejects.toThrow("ENOENT");
  });

  test("says so when the password does not fit the data", async () => {
    await (await servers.start()).stop();
    await expect(servers.start({ password: "another" })).rejects.toThrow("is not the one of this PostgreSQL");
    expect(await ask(await servers.start(), "select 1")).toBe(1);
  });

  test("reports the server's own words when the port is taken", async () => {
    const squatter = createServer();
    squatter.listen(0, "127.0.0.1");
    await once(squatter, "listening");
    const { port } = squatter.address() as { port: number };
    await expect(servers.start({ port })).rejects.toThrow("Address already in use");
    squatter.close();
  });
});

/** A server whose starter was killed with SIGKILL; its pid. */
async function orphaned(): Promise<number> {
  const module = path.resolve("local/postgres.ts");
  const code = `const { startPostgres } = await import(${JSON.stringify(module)});
    await startPostgres({ directory: ${JSON.stringify(servers.directory)}, ephemeral: true });
    console.log("ready"); setInterval(() => {}, 1000);`;
  const starter = spawn(process.execPath, ["--input-type=module", "-e", code], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(createInterface({ input: starter.stdout }), "line");
  starter.kill("SIGKILL");
  await once(starter, "exit");
  return postmasterPid();
}
