/** scripts/deploy.sh with the real AWS CLI against an embedded stack. The tests build on each other, in their order. */
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { GetFunctionConfigurationCommand, LambdaClient } from "@aws-sdk/client-lambda";
import pg from "pg";
import { afterAll, beforeAll, expect, inject } from "vitest";
import { grantFunctionRights } from "../../../db/function-role.ts";
import { modulesOf } from "../../../local/bundle/bundle.ts";
import { aModel } from "../../../local/hub/builders.ts";
import { zipOf } from "../../../local/lambda/functions/code.ts";
import { withConnection } from "../../../local/postgres/login.ts";
import { parseServerConfig } from "../../../server/config.ts";
import { createLog, type RunningServer, startServer } from "../../../server/server.ts";
import { acceptedId, withStatus } from "../../support/api/answers.ts";
import { contractClient } from "../../support/api/contract-client.ts";
import { aDeployer, changesIn, type Deployer } from "../../support/programs/deployer.ts";
import { isInstalled, testWith } from "../../support/programs/programs.ts";
import { aRegistry, PASSWORD, type TestRegistry } from "../../support/registry.ts";

const test = testWith("bash", "aws");

/** A careless command line would split it. */
const DB_PASSWORD = `p,a=s"s' w{}rd`;
const FUNCTION = "artifact-ingest-processor";
const skipBucket = ["--skip", "bucket"];
/** Parts that are otherwise left out with an endpoint on this machine. */
const everything = ["--with", "iam,logs,queue"];
const settings = { CALLER_ROLE_NAME: "server" };

let registry: TestRegistry;
let deployer: Deployer;
let lambda: LambdaClient;
/** The packed function. */
let PACKAGE: string;
/** Another function, packed. */
let OTHER: string;
/** Login of the function, on the server that all tests share. */
let role: string;

beforeAll(async () => {
  if (!isInstalled("aws") || !isInstalled("bash")) return;
  registry = await aRegistry({
    repositories: [aModel("acme/good", { datasets: null, code: null })],
    env: { RATING_THRESHOLD: "0.3" },
  });
  const { env } = registry.started.stack;
  role = `ingest_${env["DB_NAME"]}`;
  await inRegistry(`create role ${role} login password ${pg.escapeLiteral(DB_PASSWORD)}`);
  await grantFunctionRights({ ...inject("postgres"), database: env["DB_NAME"]!, tls: false }, role);
  deployer = await aDeployer({ ...env, DB_USER: role, DB_PASSWORD, INGEST_LAMBDA_FUNCTION: undefined });
  const credentials = { accessKeyId: env["AWS_ACCESS_KEY_ID"]!, secretAccessKey: env["AWS_SECRET_ACCESS_KEY"]! };
  lambda = new LambdaClient({ region: "us-east-1", endpoint: env["AWS_ENDPOINT_URL_LAMBDA"]!, credentials });
  PACKAGE = path.join(env["DATA_DIR"]!, "function.zip");
  await writeFile(PACKAGE, await zipOf(await modulesOf(inject("bundle"))));
  OTHER = path.join(env["DATA_DIR"]!, "other.zip");
  const other = Buffer.from("export const handler = async () => ({});\n");
  await writeFile(OTHER, await zipOf([{ name: "index.mjs", content: other }]));
});
afterAll(async () => {
  lambda?.destroy();
  await deployer?.[Symbol.asyncDispose]();
  if (registry === undefined) return;
  await inRegistry(`drop owned by ${role}; drop role ${role}`);
  await registry[Symbol.asyncDispose]();
});

const inRegistry = (statement: string): Promise<unknown> =>
  withConnection({ ...inject("postgres"), database: registry.started.stack.env["DB_NAME"]! }, (client) =>
    client.query(statement),
  );

const configuration = (Qualifier?: string) =>
  lambda.send(new GetFunctionConfigurationCommand({ FunctionName: FUNCTION, ...(Qualifier ? { Qualifier } : {}) }));

test("a dry run prints every change with its call, masks secrets and changes nothing", async () => {
  const dry = await deployer.run(["--dry-run"], { PACKAGE: OTHER });
  expect([dry.code, changesIn(dry)]).toEqual([0, []]);
  expect(dry.output).toContain("aws lambda update-function-code");
  expect(dry.output).toContain("Environment.Variables.DB_PASSWORD: (secret) -> (secret)");
  expect(dry.output).not.toContain("w{}rd");
});

test("the first deployment creates what is missing with calls that the CLI accepts, and prints the next steps", async () => {
  const more = { ...settings, PACKAGE, AWS_ENDPOINT_URL_CLOUDWATCH: "http://127.0.0.1:9" };
  const first = await deployer.run([...everything, "--monitoring"], more);
  expect(first.code, first.output).toBe(0);
  const changes = changesIn(first);
  for (const change of ["create-role", "put-role-policy", "create-log-group", "put-retention-policy", "create-queue"])
    expect(changes).toContain(change);
  expect(changes).toContain("put-bucket-lifecycle-configuration");
  expect(changes).not.toContain("put-bucket-encryption");
  expect(changes.filter((change) => change === "put-metric-alarm")).toHaveLength(11);
  const policy = await readFile(path.join(deployer.state, "gatehouse-ingest"), "utf8");
  expect(policy).toContain(`"arn:aws:sqs:us-east-1:123456789012:${FUNCTION}-failures"`);
  expect(policy).not.toContain("ec2:");
  expect(first.output).toContain(`INGEST_LAMBDA_FUNCTION=${FUNCTION}:live`);
  expect(first.output).toMatch(
    /DB_HOST=127\.0\.0\.1 DB_PORT=\d+ DB_NAME=test_\w+\n *DB_USER=ingest_\w+ DB_PASSWORD=<as/,
  );
  expect(`${first.output}${first.calls.join()}`).not.toContain("w{}rd");
  expect((await configuration("live")).Environment?.Variables?.["DB_PASSWORD"]).toBe(DB_PASSWORD);
});

test("a second deployment changes nothing", async () => {
  const again = await deployer.run(everything, settings);
  expect([again.code, changesIn(again)], again.output).toEqual([0, []]);
  expect(again.output).toMatch(/nothing to change: artifact-ingest-processor:live is version \d/);
});

/** A server beside that of the stack, which invokes the alias, and once even where the machine is slow: it never sweeps. */
async function serverOfAlias(): Promise<RunningServer> {
  const env = {
    ...registry.started.stack.env,
    INGEST_LAMBDA_FUNCTION: `${FUNCTION}:live`,
    SWEEP_SECONDS: "3600",
    PORT: "0",
  };
  return startServer({ config: parseServerConfig(env), log: createLog("silent") });
}

test("a server that invokes the alias gets its artifacts ingested by the deployed function", async () => {
  const server = await serverOfAlias();
  try {
    const anonymous = contractClient(server.url);
    const body = { user: { name: "admin" }, secret: { password: PASSWORD } };
    const signedIn = await anonymous("Authenticate", { body });
    const call = anonymous.as(signedIn.status === 200 ? signedIn.body : null);
    const created = await call("ArtifactCreate", {
      path: { artifact_type: "model" },
      body: { url: "https://huggingface.co/acme/good" },
    });
    expect(created.status).toBe(202);
    const seen = await registry.follow(acceptedId(created));
    expect(withStatus(seen.at(-1), "completed").metadata.type).toBe("model");
    // The artifact is final a moment before its invocation ends.
    await registry.started.stack.parts.lambda?.idle();
    const invoked = registry.started.stack.parts.lambda?.invocations ?? [];
    expect(invoked.filter(({ qualifier }) => qualifier === "live")).toMatchObject([{ status: "succeeded" }]);
  } finally {
    await server.stop();
  }
});

test("--stack keeps the function's own variables, and a changed MEMORY changes only the configuration", async () => {
  const absent = { HF_ENDPOINT: "", GITHUB_API_URL: "", RATING_THRESHOLD: "" };
  const file = path.join(registry.started.stack.env["DATA_DIR"]!, "stack.json");
  const more = { ...settings, ...absent, PACKAGE, MEMORY: "3008" };
  const larger = await deployer.run([...everything, ...skipBucket, "--stack", file], more);
  expect(changesIn(larger), larger.output).toEqual([
    "update-function-configuration",
    "publish-version",
    "update-alias",
  ]);
  expect(larger.output).toContain("MemorySize: 2048 -> 3008");
  const { MemorySize, Environment } = await configuration("live");
  expect(MemorySize).toBe(3008);
  expect(Environment?.Variables).toMatchObject({
    HF_ENDPOINT: registry.hub.endpoint,
    GITHUB_API_URL: registry.hub.github,
    RATING_THRESHOLD: "0.3",
    DB_USER: role,
  });
});

test("a rollback points the alias at the previous version, and the next deployment forward again", async () => {
  const back = await deployer.run(["--rollback"]);
  expect([back.code, changesIn(back)]).toEqual([0, ["update-alias"]]);
  expect((await configuration("live")).MemorySize).toBe(2048);
  const forward = await deployer.run(skipBucket, { PACKAGE, MEMORY: "3008" });
  expect(changesIn(forward)).toContain("update-alias");
  expect((await configuration("live")).MemorySize).toBe(3008);
  const nowhere = await deployer.run(["--rollback", "77"]);
  expect([nowhere.code, nowhere.output]).toEqual([1, expect.stringContaining("there is no version 77")]);
});

test("an existing role is used as it is", async () => {
  const theirs = "arn:aws:iam::123456789012:role/theirs";
  const given = await deployer.run(["--with", "iam", "--dry-run", ...skipBucket], { PACKAGE, LAMBDA_ROLE_ARN: theirs });
  expect(given.output).toMatch(new RegExp(`Role: ".*" -> "${theirs}"`));
  expect(given.calls.filter((call) => call.includes(" iam "))).toEqual([]);
});

test("a bucket without encryption is encrypted, and a secret by name is one that the function may read", async () => {
  const more = { PACKAGE, UNENCRYPTED: "true", DB_PASSWORD_PARAM: "/registry/db" };
  const ended = await deployer.run(["--with", "iam"], more);
  expect([ended.code, changesIn(ended)], ended.output).toEqual([
    0,
    expect.arrayContaining(["put-bucket-encryption", "put-role-policy"]),
  ]);
  const policy = await readFile(path.join(deployer.state, "gatehouse-ingest"), "utf8");
  expect(policy).toContain('"arn:aws:ssm:us-east-1:123456789012:parameter/registry/db"');
});

test("--create-bucket creates the bucket at AWS_ENDPOINT_URL", async () => {
  const { env } = registry.started.stack;
  const endpoints = { AWS_ENDPOINT_URL_S3: "", AWS_ENDPOINT_URL: env["AWS_ENDPOINT_URL_S3"]! };
  const more = { ...endpoints, PACKAGE, AWS_STORAGE_BUCKET_NAME: "another-bucket" };
  const dry = await deployer.run(["--dry-run", "--create-bucket"], more);
  expect([dry.code, dry.output]).toEqual([0, expect.stringContaining("would change: create it\n    aws s3api")]);
});

/**
 * Runs a deployment again and again, each time killed after its first change, until nothing is left to change. A version
 * that is published already is published again without effect, so the run after it is killed one change later.
 */
async function killedAfterEveryChange(more: Readonly<Record<string, string>>): Promise<string[]> {
  const done: string[] = [];
  for (let run = 0; run < 12; run++) {
    const published = done.at(-1) === "publish-version";
    const ended = await deployer.run(
      skipBucket,
      { PACKAGE, FUNCTION_NAME: "often-killed", ...more },
      published ? 2 : 1,
    );
    const changes = changesIn(ended).slice(published ? 1 : 0);
    if (ended.code === 0) expect(ended.output).toContain("nothing to change");
    if (ended.code === 0) return done;
    expect([ended.code, changes.length], ended.output).toEqual([null, 1]);
    done.push(...changes);
  }
  throw new Error(`it does not converge: ${done.join()}`);
}

test("a deployment that is killed after every single change converges when it is run again", async () => {
  const creation = ["create-function", "publish-version", "create-alias", "put-function-event-invoke-config"];
  expect(await killedAfterEveryChange({})).toEqual(creation);
  const update = ["update-function-code", "update-function-configuration", "publish-version", "update-alias"];
  expect(await killedAfterEveryChange({ PACKAGE: OTHER, TIMEOUT: "600" })).toEqual(update);
});

test.each([
  [{ AWS_STORAGE_BUCKET_NAME: "" }, "AWS_STORAGE_BUCKET_NAME is missing"],
  [{ DB_PASSWORD: "", MAX_ARTIFACT_FILES: "many" }, "DB_PASSWORD is missing"],
  [{ MEMORY: "64" }, "MEMORY must be from 128 to 10240, not 64"],
  [{ VPC_SUBNET_IDS: "subnet-0a" }, "set VPC_SUBNET_IDS and VPC_SECURITY_GROUP_IDS both or neither"],
  [{ AWS_SECRET_ACCESS_KEY: "wrong" }, "failed:"],
])("with the settings %j a deployment changes nothing and ends with: %s", async (env, words) => {
  const ended = await deployer.run([], { PACKAGE, ...(env as Record<string, string>) });
  expect([ended.code, changesIn(ended)]).toEqual([1, []]);
  expect(ended.output).toContain(words);
});
