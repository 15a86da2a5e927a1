import { spawn } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { anAwsCli } from "./aws-cli.ts";

const root = path.resolve(import.meta.dirname, "../../..");

export interface Deployed {
  /** Null when it was killed. */
  readonly code: number | null;
  readonly output: string;
  /** Every call of the CLI: its arguments. */
  readonly calls: readonly string[];
}

/** Runs scripts/deploy.sh with the real AWS CLI against an embedded stack. */
export interface Deployer extends AsyncDisposable {
  /** Folder in which every change of a service that the stack lacks is kept, by operation or policy name. */
  readonly state: string;
  /** @param killAfter kills the deployment, without a chance to clean up, after this many changes */
  run(args?: readonly string[], more?: Readonly<Record<string, string>>, killAfter?: number): Promise<Deployed>;
}

/** Runs before the CLI on the PATH: records the call, passes it on, and kills the deployment after the N-th change. */
const watcher = `#!/usr/bin/env bash
printf '%s\\n' "$*" >>"$CALLS"
"\${0%/*}/services" "$@"
code=$?
case " $* " in
  *" create-"* | *" update-"* | *" put-"* | *" publish-"* | *" tag-resource "* | *" delete-"*)
    printf x >>"$CALLS.changes"
    if [ "$(wc -c <"$CALLS.changes")" -eq "\${KILL_AFTER:-0}" ]; then kill -KILL 0; fi
    ;;
esac
exit "$code"
`;

/**
 * Stands in for services that the embedded stack lacks. The real CLI checks these calls (with --generate-cli-skeleton it
 * sends nothing); what was created is found again by later calls.
 */
const services = `#!/usr/bin/env bash
previous=
case " $* " in
  *" get-bucket-encryption "*)
    if [ -n "\${UNENCRYPTED:-}" ]; then
      echo "An error occurred (ServerSideEncryptionConfigurationNotFoundError)" >&2
      exit 254
    fi
    exec "\${0%/*}/aws-cli" "$@"
    ;;
  *" lambda "* | *" s3api "* | *" configure "*) exec "\${0%/*}/aws-cli" "$@" ;;
esac
while [ $# -gt 0 ]; do case $1 in iam | logs | sqs | sts | cloudwatch) break ;; *) shift ;; esac; done
operation=$2
"\${0%/*}/aws-cli" "$@" --generate-cli-skeleton output >/dev/null 2>"$STATE/stderr"
# The skeleton can be shorter than a response may be, and the CLI says so: that is not about the call.
if grep -Eq 'usage:|[Uu]nknown|[Mm]issing|Invalid (choice|type|JSON)|required|Error parsing' "$STATE/stderr"; then
  cat "$STATE/stderr" >&2
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
      printf '{"group":{"logGroupName":"/aws/lambda/artifact-ingest-processor","retentionInDays":30}}'
    else printf '{"group":null}'; fi
    ;;
  get-queue-url) [ -f "$STATE/create-queue" ] || { echo "An error occurred (QueueDoesNotExist)" >&2; exit 254; } ;;
  *) : >"$STATE/$operation" ;;
esac
`;

export async function aDeployer(env: Readonly<Record<string, string | undefined>>): Promise<Deployer> {
  const directory = await mkdtemp(path.join(tmpdir(), "gatehouse-deployer-"));
  const state = path.join(directory, "state");
  await mkdir(state);
  for (const [name, text] of Object.entries({ aws: watcher, services })) {
    await writeFile(path.join(directory, name), text);
    await chmod(path.join(directory, name), 0o755);
  }
  const cli = await anAwsCli(directory);
  let runs = 0;
  return {
    state,
    run: async (args = [], more = {}, killAfter = 0) => {
      const calls = path.join(directory, `calls-${++runs}`);
      const settings = {
        CALLS: calls,
        STATE: state,
        KILL_AFTER: String(killAfter),
        TUNED_FILE: path.join(directory, "tuned.env"),
      };
      const PATH = `${directory}:${process.env["PATH"]}`;
      const ended = await runToTheEnd(args, { HOME: process.env["HOME"], ...env, ...settings, ...more, PATH });
      const recorded = await readFile(calls, "utf8").catch(() => "");
      return { ...ended, calls: recorded.split("\n").filter((line) => line !== "") };
    },
    [Symbol.asyncDispose]: async () => {
      cli.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** In a process group of its own, so that a kill ends the script and everything that it started. */
function runToTheEnd(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(path.join(root, "scripts/deploy.sh"), args, {
    env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (output += text));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output }));
  });
}

/** Operations of the calls that changed something. */
export const changesIn = ({ calls }: Deployed): string[] =>
  calls.flatMap((call) => / ((?:create|update|put|publish|delete)-[a-z-]+|tag-resource)/.exec(call)?.[1] ?? []);
