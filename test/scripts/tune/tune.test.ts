import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { withConnection } from "../../../local/postgres/login.ts";
import { ENTRY } from "../../support/programs/scripts.ts";
import { aRegistry, type TestRegistry } from "../../support/registry.ts";

const root = path.resolve(import.meta.dirname, "../../..");
let registry: TestRegistry;
beforeAll(async () => {
  registry = await aRegistry({ repositories: [] });
});
afterAll(() => registry?.[Symbol.asyncDispose]());

const functions = async (): Promise<(string | undefined)[]> => {
  const { env } = registry.started.stack;
  const credentials = { accessKeyId: env["AWS_ACCESS_KEY_ID"]!, secretAccessKey: env["AWS_SECRET_ACCESS_KEY"]! };
  const client = new LambdaClient({ region: "us-east-1", endpoint: env["AWS_ENDPOINT_URL_LAMBDA"]!, credentials });
  try {
    const found = await client.send(new ListFunctionsCommand({}));
    return (found.Functions ?? []).map(({ FunctionName }) => FunctionName);
  } finally {
    client.destroy();
  }
};

test("real ingests with two memory sizes give a table, a chart and a file for the deployment, and leave nothing", async () => {
  const { env } = registry.started.stack;
  const directory = env["DATA_DIR"]!;
  const [out, svg] = [path.join(directory, "tuned.env"), path.join(directory, "tuning.svg")];
  const args = [
    ...ENTRY,
    "scripts/tune.ts",
    "--memory",
    "1024,512",
    "--runs",
    "1",
    "--workers",
    "2",
    "--out",
    out,
    "--chart",
    svg,
  ];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, env: { ...env } });
  expect(stdout).toMatch(/\n +512 MB +1 .*\n *1024 MB +1 /);
  expect(await readFile(out, "utf8")).toMatch(/^# .*\nMEMORY=(512|1024)\nTIMEOUT=\d+\nFANOUT_WORKERS=[12]\n$/);
  expect(stdout).toMatch(/\n +1 +1 .* 1\.00 x +100 % .*\n +2 +1 .* x +\d+ % /);
  expect(await readFile(svg, "utf8")).toMatch(/^<svg .*<polyline .*<\/svg>\n$/s);
  expect(await registry.bucket()).toEqual({ objects: [], uploads: [] });
  expect(await functions()).toEqual(["artifact-ingest-processor"]);
  const login = { ...inject("postgres"), database: "postgres" };
  const left = await withConnection(login, (client) =>
    client.query("select datname from pg_database where datname like 'gatehouse_tuning%'"),
  );
  expect(left.rows).toEqual([]);
});

test("rejects a memory size out of range and a target without a database", async () => {
  const run = (args: string[], env: NodeJS.ProcessEnv) =>
    promisify(execFile)(process.execPath, [...ENTRY, "scripts/tune.ts", ...args], { cwd: root, env });
  await expect(run(["--memory", "64"], {})).rejects.toThrow("whole numbers from 128 to 10240");
  await expect(run(["--workers", "65"], {})).rejects.toThrow("from 1 to 64");
  await expect(run([], { AWS_STORAGE_BUCKET_NAME: "b" })).rejects.toThrow("DB_HOST is missing");
});
