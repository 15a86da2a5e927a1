import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmod, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

export interface AwsCli {
  /** A program that takes the arguments of `aws`. */
  readonly file: string;
  stop(): void;
}

/**
 * The real AWS CLI. Its start-up would take most of the time, so one process keeps it loaded until it is stopped.
 * @param env of that process: its configuration files are read once, the environment of each call is its own
 */
export async function anAwsCli(directory: string, env = process.env): Promise<AwsCli> {
  const aws = execFileSync("bash", ["-c", "command -v aws"], { encoding: "utf8" }).trim();
  const python = /^#!(\S*python\S*)\n/.exec((await readFile(aws)).toString("latin1", 0, 200))?.[1] ?? "python3";
  const write = async (line: string): Promise<string> => {
    const file = path.join(directory, "aws-cli");
    await writeFile(file, `#!/bin/sh\nexec ${line} "$@"\n`);
    await chmod(file, 0o755);
    return file;
  };
  // The program itself: what the PATH names may be a script that looks for it first.
  const found = spawnSync(python, ["-c", "import awscli, sys; print(sys.executable)"], { encoding: "utf8" });
  // Version 2 from its installer is no Python package.
  if (found.status !== 0) return { file: await write(`"${aws}"`), stop: () => undefined };
  const interpreter = found.stdout.trim();
  const program = path.join(import.meta.dirname, "aws-cli.py");
  const socket = path.join(directory, "aws-cli.socket");
  const server = spawn(interpreter, [program, "serve", socket], { env, stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(server, "exit").then(() => Promise.reject(new Error("The AWS CLI could not be loaded")));
  await Promise.race([once(server.stdout, "data"), ended]);
  const file = await write(`"${interpreter}" -S -E "${program}" call "${socket}"`);
  return { file, stop: () => server.stdin.end() };
}
