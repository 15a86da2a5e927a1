import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { removeTemporary } from "../../local/postgres.ts";
import { ENTRY } from "../support/programs/scripts.ts";

const script = path.resolve(import.meta.dirname, "../../scripts/start.ts");
const env = { PATH: process.env["PATH"], HOME: process.env["HOME"] };

let folder: string;
let child: ChildProcess;
let lines: string[];
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "gatehouse-start-"));
  await writeFile(
    path.join(folder, ".env"),
    "PORT=0            # any free port\nLOG_LEVEL=silent\nDB_HOST=   # embedded\n",
  );
  child = spawn(process.execPath, [...ENTRY, script, "--samples"], {
    cwd: folder,
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  lines = [];
  for await (const line of createInterface({ input: child.stdout! })) {
    lines.push(line);
    if (line.startsWith("ready ")) break;
  }
});
afterAll(async () => {
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  await exited;
  await removeTemporary(path.join(folder, ".data"));
  await rm(folder, { recursive: true, force: true });
});

test("reads .env with its trailing comments, prints the generated password and the address", async () => {
  expect(lines).toEqual([
    expect.stringMatching(/^sign in as admin with the password \S+, kept in .*secrets\.json$/),
    expect.stringMatching(/^ready http:\/\/127\.0\.0\.1:\d+$/),
  ]);
  const url = lines[1]?.replace("ready ", "");
  expect((await fetch(`${url}/health`)).status).toBe(200);
});

/** Starts a second registry, which must fail; its exit code and what it wrote to standard error. */
async function failing(cwd: string, more: Readonly<Record<string, string>>): Promise<{ code: number; stderr: string }> {
  const ended = promisify(execFile)(process.execPath, [...ENTRY, script], { cwd, env: { ...env, ...more } });
  const { code, stderr } = (await ended.catch((error: unknown) => error)) as { code: number; stderr: string };
  return { code, stderr };
}

test("says in one line that the data directory is in use", async () => {
  expect(await failing(folder, {})).toEqual({
    code: 1,
    stderr: `The data directory ${path.join(folder, ".data")} is in use by process ${child.pid}: stop that one first\n`,
  });
});

test("says in one line that the port is in use, and that a variable wins over .env", async () => {
  const port = new URL(lines[1]?.replace("ready ", "") ?? "").port;
  expect(await failing(folder, { PORT: port })).toEqual({
    code: 1,
    stderr: `Port ${port} of 127.0.0.1 is in use. Set PORT to another one, or to 0 for any free port\n`,
  });
});

test("says in one line that the data directory cannot be written", async () => {
  const elsewhere = path.join(folder, "elsewhere");
  await mkdir(elsewhere);
  await writeFile(path.join(elsewhere, "file"), "");
  const directory = path.join(elsewhere, "file", "data");
  expect(await failing(elsewhere, { PORT: "0", DATA_DIR: directory })).toEqual({
    code: 1,
    stderr: `${directory} cannot be used: not a directory. Set DATA_DIR to a directory that can be written\n`,
  });
});

test("says in one line that the host is not an address of this machine", async () => {
  expect(await failing(path.dirname(script), { HOST: "192.0.2.1", PORT: "8000", DATA_DIR: folder })).toEqual({
    code: 1,
    stderr: "192.0.2.1:8000 cannot be used: address not available. Check HOST and PORT\n",
  });
});
