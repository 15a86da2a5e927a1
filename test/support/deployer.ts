import { execFileSync, spawn } from "node:child_process";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");

export interface Deployed {
  /** Null when it was killed. */
  readonly code: number | null;
  readonly output: string;
  /** Every call of the CLI: its operation and arguments. */
  readonly calls: readonly string[];
}

/** Runs scripts/deploy.sh with the real AWS CLI, watched by a program of the same name before it on the PATH. */
export interface Deployer extends AsyncDisposable {
  /** @param killAfter ends the deployment, without a chance to clean up, when so many calls have changed something */
  run(args?: readonly string[], more?: Readonly<Record<string, string>>, killAfter?: number): Promise<Deployed>;
}

/** Stands before the CLI: notes the call, lets it through, and kills the whole deployment after the N-th change. */
const watcher = (aws: string): string => `#!/usr/bin/env bash
printf '%s\\n' "$*" >>"$CALLS"
"${aws}" "$@"
code=$?
case " $* " in
  *" create-"* | *" update-"* | *" put-"* | *" publish-"* | *" tag-resource "* | *" delete-"*)
    printf x >>"$CALLS.changes"
    if [ "$(wc -c <"$CALLS.changes")" -eq "\${KILL_AFTER:-0}" ]; then kill -KILL 0; fi
    ;;
esac
exit "$code"
`;

/** @param cli the CLI to watch; the one on the PATH unless given */
export async function aDeployer(env: Readonly<Record<string, string | undefined>>, cli?: string): Promise<Deployer> {
  const directory = await mkdtemp(path.join(tmpdir(), "gatehouse-deployer-"));
  const aws = cli ?? execFileSync("bash", ["-c", "command -v aws"], { encoding: "utf8" }).trim();
  await writeFile(path.join(directory, "aws"), watcher(aws));
  await chmod(path.join(directory, "aws"), 0o755);
  let runs = 0;
  return {
    run: async (args = [], more = {}, killAfter = 0) => {
      const calls = path.join(directory, `calls-${++runs}`);
      const settings = { CALLS: calls, KILL_AFTER: String(killAfter), TUNED_FILE: path.join(directory, "tuned.env") };
      const PATH = `${directory}:${process.env["PATH"]}`;
      const whole = { HOME: process.env["HOME"], ...env, ...settings, ...more, PATH };
      const ended = await runToTheEnd(args, whole);
      const noted = await readFile(calls, "utf8").catch(() => "");
      return { ...ended, calls: noted.split("\n").filter((line) => line !== "") };
    },
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }),
  };
}

/** In a process group of its own, so that a kill takes the script and everything that it started. */
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

/** Calls that changed something, by their operations. */
export const changesIn = ({ calls }: Deployed): string[] =>
  calls.flatMap((call) => / ((?:create|update|put|publish|delete)-[a-z-]+|tag-resource)/.exec(call)?.[1] ?? []);
