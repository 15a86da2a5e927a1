import { execFileSync } from "node:child_process";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packageOf } from "../../../scripts/deploy/package.ts";
import { aDeployer, changesIn, type Deployer } from "../../support/deployer.ts";
import { aRegistry, type TestRegistry } from "../../support/registry.ts";

const SLOW_MS = 300_000;

/**
 * A CLI for the services that the embedded stack lacks. The real CLI checks the call (with --generate-cli-skeleton it
 * sends nothing); what was put is remembered by its name, and found afterwards.
 */
const cli = (aws: string): string => `#!/usr/bin/env bash
previous=
case " $* " in *" lambda "* | *" s3api "*) exec "${aws}" "$@" ;; esac
while [ $# -gt 0 ]; do case $1 in iam | logs | sqs | sts | cloudwatch) break ;; *) shift ;; esac; done
operation=$2
"${aws}" "$@" --generate-cli-skeleton output >/dev/null 2>"$STATE/said"
# Its made-up answers are shorter than some answers may be, and it says so: that is not about the call.
if grep -Eq 'usage:|[Uu]nknown|[Mm]issing|Invalid (choice|type|JSON)|required|Error parsing' "$STATE/said"; then
  cat "$STATE/said" >&2
  exit 252
fi
case $operation in
  get-caller-identity) printf '{"Account":"123456789012","Arn":"arn:aws:iam::123456789012:user/somebody"}' ;;
  get-role) [ -f "$STATE/create-role" ] || { echo "An error occurred (NoSuchEntity)" >&2; exit 254; } ;;
  get-role-policy)
    for last in "$@"; do case $previous in --policy-name) policy=$last ;; esac; previous=$last; done
    [ -f "$STATE/$policy" ] || { echo "An error occurred (NoSuchEntity)" >&2; exit 254; }
    printf '{"PolicyDocument":%s}' "$(cat "$STATE/$policy")"
    ;;
  put-role-policy)
    for last in "$@"; do
      case $previous in --policy-name) policy=$last ;; --policy-document) document=\${last#file://} ;; esac; previous=$last
    done
    cp "$document" "$STATE/$policy"
    ;;
  describe-log-groups)
    if [ -f "$STATE/put-retention-policy" ]; then
      printf '{"group":{"logGroupName":"/aws/lambda/around","retentionInDays":30}}'
    else printf '{"group":null}'; fi
    ;;
  get-queue-url) [ -f "$STATE/create-queue" ] || { echo "An error occurred (QueueDoesNotExist)" >&2; exit 254; } ;;
  *) : >"$STATE/$operation" ;;
esac
`;

let registry: TestRegistry;
let deployer: Deployer;
let state: string;
const settings: Record<string, string> = { FUNCTION_NAME: "around", DB_PASSWORD_PARAM: "/registry/db" };

beforeAll(async () => {
  registry = await aRegistry({ repositories: [] });
  const { env } = registry.started.stack;
  const directory = env["DATA_DIR"]!;
  state = path.join(directory, "state");
  await mkdir(path.join(directory, "cli"));
  await mkdir(state);
  const aws = execFileSync("bash", ["-c", "command -v aws"], { encoding: "utf8" }).trim();
  await writeFile(path.join(directory, "cli/aws"), cli(aws));
  await chmod(path.join(directory, "cli/aws"), 0o755);
  settings["PACKAGE"] = path.join(directory, "function.zip");
  await writeFile(settings["PACKAGE"], (await packageOf(Buffer.from("export const handler = () => 1;\n"))).zip);
  deployer = await aDeployer(
    { ...env, STATE: state, INGEST_LAMBDA_FUNCTION: undefined },
    path.join(directory, "cli/aws"),
  );
}, SLOW_MS);
afterAll(async () => {
  await deployer?.[Symbol.asyncDispose]();
  await registry?.[Symbol.asyncDispose]();
});

const everything = ["--with", "iam,logs,queue", "--monitoring"];

test("role, policies, logs, queue, dashboard and alarms are made with calls that the CLI accepts", {
  timeout: SLOW_MS,
}, async () => {
  const more = { ...settings, CALLER_ROLE_NAME: "server", AWS_ENDPOINT_URL_CLOUDWATCH: "http://127.0.0.1:9" };
  const first = await deployer.run(everything, more);
  expect(first.code, first.output).toBe(0);
  const changes = changesIn(first);
  for (const change of ["create-role", "put-role-policy", "create-log-group", "put-retention-policy", "create-queue"]) {
    expect(changes).toContain(change);
  }
  expect(changes.filter((change) => change === "put-metric-alarm")).toHaveLength(11);
  const policy = await readFile(path.join(state, "gatehouse-ingest"), "utf8");
  expect(policy).toContain('"arn:aws:ssm:us-east-1:123456789012:parameter/registry/db"');
  expect(policy).toContain('"arn:aws:sqs:us-east-1:123456789012:around-failures"');
  expect(policy).not.toContain("ec2:");
});

test("what was made around the function is found again and left alone", { timeout: SLOW_MS }, async () => {
  const again = await deployer.run(["--with", "iam,logs,queue"], { ...settings, CALLER_ROLE_NAME: "server" });
  expect([again.code, changesIn(again)], again.output).toEqual([0, []]);
  expect(again.output).toContain("nothing to change");
});

test("with a role that is given none is made", { timeout: SLOW_MS }, async () => {
  const role = "arn:aws:iam::123456789012:role/theirs";
  const given = await deployer.run(["--with", "iam", "--dry-run"], { ...settings, LAMBDA_ROLE_ARN: role });
  expect(given.output).toContain(`Role: "arn:aws:iam::123456789012:role/lambda-artifact-ingest-role" -> "${role}"`);
  expect(given.calls.filter((call) => call.includes(" iam "))).toEqual([]);
});
