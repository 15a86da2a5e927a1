import { spawnSync } from "node:child_process";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect } from "vitest";
import { type AwsCli, anAwsCli } from "../../support/programs/aws-cli.ts";
import { isInstalled, testWith } from "../../support/programs/programs.ts";

const root = path.resolve(import.meta.dirname, "../../..");
const run = (command: string, cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env) => {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, env, encoding: "utf8" });
  return { status, stdout, stderr };
};

testWith("bash", "aws").each([
  ["--help", ["--help"], 0],
  ["an unknown option", ["--no-such option"], 1],
])("lambda/deploy.sh is scripts/deploy.sh, from any folder: %s", (_what, args, status) => {
  const expected = run(path.join(root, "scripts/deploy.sh"), root, args);
  expect(run("./deploy.sh", path.join(root, "lambda"), args)).toEqual(expected);
  expect(run(path.join(root, "lambda/deploy.sh"), tmpdir(), args)).toEqual(expected);
  expect(expected.status).toBe(status);
  expect(expected.stdout + expected.stderr).toContain(args[0] === "--help" ? "--rollback [N]" : "--no-such option");
});

/** Without a configuration of this machine. */
const NOWHERE = { HOME: "/nonexistent", AWS_CONFIG_FILE: "/dev/null", AWS_SHARED_CREDENTIALS_FILE: "/dev/null" };

let directory: string;
let cli: AwsCli;
let PATH: string;
beforeAll(async () => {
  if (!isInstalled("aws") || !isInstalled("bash")) return;
  directory = await mkdtemp(path.join(tmpdir(), "gatehouse-region-"));
  PATH = `${directory}:${process.env["PATH"]}`;
  cli = await anAwsCli(directory, { PATH, ...NOWHERE });
  await symlink(cli.file, path.join(directory, "aws"));
});
afterAll(async () => {
  cli?.stop();
  if (directory !== undefined) await rm(directory, { recursive: true });
});

/** The variables of the original description, with the host name of a real database. */
const SEED = {
  LAMBDA_ROLE_ARN: "arn:aws:iam::123456789012:role/lambda-artifact-ingest-role",
  DB_HOST: "registry.c0ffee.us-east-2.rds.amazonaws.com",
  DB_NAME: "registry",
  DB_USER: "registry_user",
  DB_PASSWORD: "your-password",
  AWS_STORAGE_BUCKET_NAME: "your-artifact-bucket",
};
const SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:rds-abc";

testWith("bash", "aws").each([
  ["the host name of an RDS database", {}, "us-east-2"],
  ["the ARN of a secret", { DB_SECRET_ARN: SECRET, DB_HOST: "" }, "eu-west-1"],
  ["AWS_REGION before any other", { DB_SECRET_ARN: SECRET, AWS_REGION: "ap-south-1" }, "ap-south-1"],
])("takes the region from %s", (_what, more, region) => {
  // Without credentials and without a network the deployment ends at its first call.
  const env = { PATH, ...NOWHERE, ...SEED, ...more };
  const offline = { AWS_EC2_METADATA_DISABLED: "true", AWS_ENDPOINT_URL_STS: "http://127.0.0.1:9" };
  const { status, stdout, stderr } = run("./deploy.sh", path.join(root, "lambda"), [], { ...env, ...offline });
  expect([status, stdout.split("\n")[0]]).toEqual([1, `deploying artifact-ingest-processor to AWS, region ${region}`]);
  expect(stderr).toMatch(/^deploy\.sh: no valid AWS credentials/);
});

testWith("bash", "aws")("says in one line that the region is unknown", () => {
  const env = { PATH, ...NOWHERE, DB_HOST: "db.example" };
  expect(run("scripts/deploy.sh", root, [], env)).toEqual({
    status: 1,
    stdout: "",
    stderr: "deploy.sh: the region is unknown: set AWS_REGION, or run aws configure\n",
  });
});
