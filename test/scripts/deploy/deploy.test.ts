import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { GetFunctionConfigurationCommand, LambdaClient } from "@aws-sdk/client-lambda";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aModel } from "../../../local/hub/builders.ts";
import { packageOf } from "../../../scripts/deploy/package.ts";
import { parseServerConfig } from "../../../server/config.ts";
import { createLog, type RunningServer, startServer } from "../../../server/server.ts";
import { contractClient } from "../../support/contract-client.ts";
import { aDeployer, changesIn, type Deployer } from "../../support/deployer.ts";
import { aRegistry, type TestRegistry } from "../../support/registry.ts";

/** What a careless command line would cut in pieces. */
const PASSWORD = `p,a=s"s' w{}rd`;
const SLOW_MS = 300_000;
const FUNCTION = "artifact-ingest-processor";
const skipBucket = ["--skip", "bucket"];

let registry: TestRegistry;
let deployer: Deployer;
let lambda: LambdaClient;
/** The function, packed once for the deployments that are about something else. */
let PACKAGE: string;

beforeAll(async () => {
  registry = await aRegistry({
    repositories: [aModel("acme/good", { datasets: null, code: null })],
    env: { RATING_THRESHOLD: "0.3" },
  });
  const { env } = registry.started.stack;
  await addLogin(env);
  deployer = await aDeployer({ ...env, DB_USER: "ingest", DB_PASSWORD: PASSWORD, INGEST_LAMBDA_FUNCTION: undefined });
  const credentials = { accessKeyId: env["AWS_ACCESS_KEY_ID"]!, secretAccessKey: env["AWS_SECRET_ACCESS_KEY"]! };
  lambda = new LambdaClient({ region: "us-east-1", endpoint: env["AWS_ENDPOINT_URL_LAMBDA"]!, credentials });
  const directory = env["DATA_DIR"]!;
  PACKAGE = path.join(directory, "function.zip");
  await writeFile(PACKAGE, (await packageOf(await readFile(path.join(directory, "function/index.mjs")))).zip);
}, SLOW_MS);
afterAll(async () => {
  lambda?.destroy();
  await deployer?.[Symbol.asyncDispose]();
  await registry?.[Symbol.asyncDispose]();
});

/** A login with the awkward password: the deployed function works only if it gets it unharmed. */
async function addLogin(env: Readonly<Record<string, string | undefined>>): Promise<void> {
  const client = new pg.Client({
    host: env["DB_HOST"],
    port: Number(env["DB_PORT"]),
    user: env["DB_USER"],
    password: env["DB_PASSWORD"],
    database: env["DB_NAME"],
  });
  await client.connect();
  try {
    await client.query(`create role ingest login password ${pg.escapeLiteral(PASSWORD)}`);
    await client.query("grant all on all tables in schema public to ingest");
    await client.query("grant all on all sequences in schema public to ingest");
  } finally {
    await client.end();
  }
}

const configuration = (Qualifier?: string) =>
  lambda.send(new GetFunctionConfigurationCommand({ FunctionName: FUNCTION, ...(Qualifier ? { Qualifier } : {}) }));

/** A server beside the one of the stack that calls the alias. */
async function serverOfAlias(): Promise<RunningServer> {
  const env = { ...registry.started.stack.env, INGEST_LAMBDA_FUNCTION: `${FUNCTION}:live`, PORT: "0" };
  return startServer({ config: parseServerConfig(env), log: createLog("silent") });
}

test("the first deployment creates what is missing and says what comes next", { timeout: SLOW_MS }, async () => {
  const dry = await deployer.run(["--dry-run"]);
  expect([dry.code, changesIn(dry)]).toEqual([0, []]);
  expect(dry.output).toContain("aws lambda update-function-code");
  expect(dry.output).toContain("Environment.Variables.DB_PASSWORD: (secret) -> (secret)");
  const first = await deployer.run([], { PACKAGE });
  expect(first.code, first.output).toBe(0);
  expect(changesIn(first)).toContain("put-bucket-lifecycle-configuration");
  expect(first.output).toContain(`INGEST_LAMBDA_FUNCTION=${FUNCTION}:live`);
  expect(`${dry.output}${first.output}${first.calls.join()}`).not.toContain("w{}rd");
  expect((await configuration("live")).Environment?.Variables?.["DB_PASSWORD"]).toBe(PASSWORD);
});

test("a server that calls the alias has its artifacts ingested by the deployment", { timeout: SLOW_MS }, async () => {
  const server = await serverOfAlias();
  try {
    const password = registry.started.stack.env["ADMIN_PASSWORD"]!;
    const anonymous = contractClient(server.url);
    const signedIn = await anonymous("Authenticate", { body: { user: { name: "admin" }, secret: { password } } });
    const call = anonymous.as(signedIn.status === 200 ? signedIn.body : null);
    const created = await call("ArtifactCreate", {
      path: { artifact_type: "model" },
      body: { url: "https://huggingface.co/acme/good" },
    });
    expect(created.status).toBe(202);
    const seen = await registry.follow(created.status === 202 ? created.body.artifact_id : 0);
    expect([seen.at(-1)?.status, seen.at(-1)?.failure]).toEqual(["completed", undefined]);
    // The artifact is final a moment before its invocation is.
    await registry.started.stack.parts.lambda?.idle();
    const invoked = registry.started.stack.parts.lambda?.invocations ?? [];
    expect(invoked.filter(({ qualifier }) => qualifier === "live")).toMatchObject([{ status: "succeeded" }]);
  } finally {
    await server.stop();
  }
});

test("what is as it should be is left alone, and a changed MEMORY changes the configuration only", {
  timeout: SLOW_MS,
}, async () => {
  const again = await deployer.run();
  expect([again.code, changesIn(again)]).toEqual([0, []]);
  expect(again.output).toMatch(/nothing to change: artifact-ingest-processor:live is version \d/);
  const larger = await deployer.run(skipBucket, { PACKAGE, MEMORY: "3008" });
  expect(changesIn(larger)).toEqual(["update-function-configuration", "publish-version", "update-alias"]);
  expect(larger.output).toContain("MemorySize: 2048 -> 3008");
  expect((await configuration("live")).MemorySize).toBe(3008);
});

test("a rollback points the alias at the version before, and the next deployment forward again", {
  timeout: SLOW_MS,
}, async () => {
  const back = await deployer.run(["--rollback"]);
  expect([back.code, changesIn(back)]).toEqual([0, ["update-alias"]]);
  expect((await configuration("live")).MemorySize).toBe(2048);
  const forward = await deployer.run(skipBucket, { PACKAGE, MEMORY: "3008" });
  expect(changesIn(forward)).toContain("update-alias");
  expect((await configuration("live")).MemorySize).toBe(3008);
  const nowhere = await deployer.run(["--rollback", "77"]);
  expect([nowhere.code, nowhere.output]).toEqual([1, expect.stringContaining("there is no version 77")]);
});

/**
 * Runs a deployment again and again, each run killed after its first change, until one has nothing left to change.
 * Publishing again what is published changes nothing, so that run is killed one change later.
 */
async function killedAfterEveryChange(more: Readonly<Record<string, string>>): Promise<string[]> {
  const done: string[] = [];
  for (let run = 0; run < 12; run++) {
    const published = done.at(-1) === "publish-version";
    const settings = { PACKAGE, FUNCTION_NAME: "often-killed", ...more };
    const ended = await deployer.run(skipBucket, settings, published ? 2 : 1);
    const changes = changesIn(ended).slice(published ? 1 : 0);
    if (ended.code === 0) expect(ended.output).toContain("nothing to change");
    if (ended.code === 0) return done;
    expect([ended.code, changes.length], ended.output).toEqual([null, 1]);
    done.push(...changes);
  }
  throw new Error(`it does not converge: ${done.join()}`);
}

test("a deployment that is killed after every single change converges when it is run again", {
  timeout: 2 * SLOW_MS,
}, async () => {
  const creation = ["create-function", "publish-version", "create-alias", "put-function-event-invoke-config"];
  expect(await killedAfterEveryChange({})).toEqual(creation);
  const update = ["update-function-code", "update-function-configuration", "publish-version", "update-alias"];
  const other = path.join(path.dirname(PACKAGE), "other.zip");
  await writeFile(other, (await packageOf(Buffer.from("export const handler = async () => ({});\n"))).zip);
  expect(await killedAfterEveryChange({ PACKAGE: other, TIMEOUT: "600" })).toEqual(update);
});

test.each([
  [{ AWS_STORAGE_BUCKET_NAME: "" }, "AWS_STORAGE_BUCKET_NAME is missing"],
  [{ DB_PASSWORD: "", MAX_ARTIFACT_FILES: "many" }, "DB_PASSWORD is missing"],
  [{ MEMORY: "64" }, "MEMORY must be from 128 to 10240, not 64"],
  [{ VPC_SUBNET_IDS: "subnet-0a" }, "set VPC_SUBNET_IDS and VPC_SECURITY_GROUP_IDS both or neither"],
  [{ AWS_SECRET_ACCESS_KEY: "wrong" }, "failed:"],
])(
  "with the settings %j the deployment ends before any change with the words: %s",
  { timeout: SLOW_MS },
  async (env, words) => {
    const ended = await deployer.run([], { PACKAGE, ...(env as Record<string, string>) });
    expect([ended.code, changesIn(ended)]).toEqual([1, []]);
    expect(ended.output).toContain(words);
  },
);
