import { execFileSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { parseIngestConfig, parseSecretAccess } from "../../../lambda/config.ts";
import { digestOf, zipOf } from "../../../local/lambda/functions/code.ts";
import { differences } from "../../../scripts/deploy/compare.ts";
import { lifecycleWith, policyOf } from "../../../scripts/deploy/render.ts";
import { functionVariables, namesRead, secretNames } from "../../../scripts/deploy/variables.ts";
import { configurationOf, readDeployment } from "../../../scripts/deploy/wanted.ts";
import { parseServerConfig } from "../../../server/config.ts";
import { testWith } from "../../support/programs/programs.ts";

const root = path.resolve(import.meta.dirname, "../../..");
const text = (file: string): string => readFileSync(path.join(root, file), "utf8");
const json = (file: string): unknown => JSON.parse(text(file));

const GIVEN = { AWS_STORAGE_BUCKET_NAME: "b", DB_HOST: "h", DB_USER: "u", DB_PASSWORD: `p,a=s"s' w{}rd` };
const ROLE = "arn:aws:iam::123456789012:role/ingest";

test(".env.example names every variable that the server and the function read, and no other", () => {
  const example = [...text(".env.example").matchAll(/^(?:# )?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name as string);
  const read = [parseServerConfig, parseIngestConfig, parseSecretAccess].flatMap((parse) => namesRead(parse));
  const wanted = new Set([...read, ...secretNames]);
  expect([...example].sort()).toEqual([...wanted].sort());
  // systemd takes everything behind the sign as the value.
  expect(text(".env.example")).not.toMatch(/^[A-Z][A-Z0-9_]+=.* #/m);
});

test("the function gets the variables that it reads, unchanged, but none of the server's or of Lambda's own", () => {
  const server = { TOKEN_SECRET: "t", ADMIN_PASSWORD: "a", AWS_ACCESS_KEY_ID: "k", AWS_REGION: "r", PATH: "/bin" };
  expect(functionVariables({ ...GIVEN, ...server, HF_TOKEN: "hf" }, { EXTRA: "x" })).toEqual({
    ...GIVEN,
    HF_TOKEN: "hf",
    EXTRA: "x",
  });
});

test("a secret by name replaces its value, which is not sent", () => {
  const { DB_PASSWORD: _password, DB_HOST: _host, ...rest } = GIVEN;
  const variables = functionVariables({ ...rest, DB_SECRET_ARN: "arn:aws:secretsmanager:r:1:secret:db" }, {});
  expect(variables).toEqual({ ...rest, DB_SECRET_ARN: "arn:aws:secretsmanager:r:1:secret:db" });
  expect(() => functionVariables(rest, {})).toThrow(/DB_HOST is missing[\s\S]*DB_PASSWORD is missing/);
});

test("more than four kilobytes of variables are refused before anything is sent", () => {
  expect(() => functionVariables(GIVEN, { LONG: "x".repeat(4096) })).toThrow("but Lambda allows 4096");
});

test("differences name what changes and never show what may be secret", () => {
  const deployment = readDeployment({ FUNCTION_NAME: "f", LAMBDA_ROLE_ARN: ROLE, MEMORY: "1769" });
  const wanted = configurationOf(deployment, { DB_PASSWORD: "new", HF_TOKEN_PARAM: "/hf" });
  const deployed = { ...wanted, MemorySize: 2048, Environment: { Variables: { DB_PASSWORD: "old", STALE: "1" } } };
  expect(differences(wanted, deployed)).toEqual([
    "Environment.Variables.DB_PASSWORD: (secret) -> (secret)",
    'Environment.Variables.HF_TOKEN_PARAM: (none) -> "/hf"',
    'Environment.Variables.STALE: "1" -> (none)',
    "MemorySize: 2048 -> 1769",
  ]);
  expect(differences(wanted, { ...wanted, Layers: undefined, State: "Active" })).toEqual([]);
});

test("the same code packs to the same bytes, other code to other bytes", async () => {
  const [one, again, other] = await Promise.all(
    ["a", "a", "b"].map((code) => zipOf([{ name: "index.mjs", content: Buffer.from(code) }])),
  );
  expect(digestOf(one!)).toEqual(digestOf(again!));
  expect(digestOf(one!)).not.toEqual(digestOf(other!));
});

test("policies name the resources of the deployment and drop statements without a resource", () => {
  const values = { PARTITION: "aws", REGION: "eu-west-1", ACCOUNT: "123456789012", FUNCTION: "f", BUCKET: "b" };
  const plain = policyOf(json("scripts/iam/execution-role.json"), values);
  const sids = (policy: { Statement: readonly object[] }) => policy.Statement.map((s) => (s as { Sid: string }).Sid);
  expect(sids(plain)).toEqual(["WriteLogs", "ReadAndWriteObjects", "ListBucket", "GoOnInANewInvocation", "Trace"]);
  const full = policyOf(json("scripts/iam/execution-role.json"), {
    ...values,
    PARAMETERS: "arn:p1 arn:p2",
    SECRETS: "arn:s",
    SECRET_KEYS: "arn:k",
    BUCKET_KEYS: "arn:k",
    NETWORK: "*",
    FAILURE_TARGET: "arn:q",
  });
  expect(full.Statement).toHaveLength(11);
  expect(JSON.stringify(full)).not.toContain("${");
  expect(() => policyOf(json("scripts/iam/caller.json"), {})).toThrow("PARTITION, which has no value");
});

test("keeps the bucket's life cycle rules and adds ours once", () => {
  const ours = (json("scripts/deploy/bucket-lifecycle.json") as { Rules: { ID: string }[] }).Rules;
  const merged = lifecycleWith(ours, [{ ID: "theirs" }]) as { Rules: { ID: string }[] };
  expect(merged.Rules.map(({ ID }) => ID)).toEqual(["theirs", ...ours.map(({ ID }) => ID)]);
  expect(lifecycleWith(ours, merged.Rules)).toBeNull();
});

testWith("shellcheck")("shellcheck finds nothing in deploy.sh, the scripts that it sources and .ci/run", () => {
  const files = [".ci/run", "scripts/deploy.sh", ...globSync("scripts/deploy/*.sh", { cwd: root })];
  expect(files.length).toBeGreaterThan(4);
  execFileSync("shellcheck", ["-x", ...files], { cwd: root, stdio: "pipe" });
  for (const file of files) expect(text(file).split("\n").length, file).toBeLessThan(250);
});
