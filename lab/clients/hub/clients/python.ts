/** The clients that pip installs, each version in a folder of its own. */
import { existsSync } from "node:fs";
import path from "node:path";
import { type Client, type Loaded, ProgramFailed, runLoader, runProgram, type Task, Unavailable } from "../client.ts";

const PROGRAMS = path.resolve(import.meta.dirname, "../programs");
const INSTALL_LIMIT_MS = 1_200_000;
const PYTHON = "python3";

interface Packaged extends Pick<Client, "calls" | "whole" | "takes"> {
  readonly package: string;
  readonly version: string;
  readonly program: string;
}

const hub = (version: string): Packaged => ({
  package: "huggingface_hub",
  version,
  program: "hub.py",
  calls: "`snapshot_download`, `hf_hub_download`",
  whole: true,
  takes: () => true,
});

const packaged: readonly Packaged[] = [
  ...["0.36.2", "1.33.0", "2.0.0"].map(hub),
  {
    package: "transformers",
    version: "5.18.0",
    program: "tokenizer.py",
    calls: "`AutoConfig`, `AutoTokenizer`",
    whole: false,
    takes: ({ type }) => type === "model",
  },
];
/** Versions of huggingface_hub whose command `hf` is tried too. */
const WITH_COMMAND = ["1.33.0", "2.0.0"];

export const pythonClients = (directory: string): readonly Client[] =>
  packaged.flatMap(({ package: name, version, program, ...client }) => {
    const folder = path.join(directory, "python", `${name}-${version}`);
    const env = { PYTHONPATH: folder, HF_HUB_DISABLE_PROGRESS_BARS: "1" };
    const prepare = () => install(name, version, folder);
    const library: Client = {
      ...client,
      name,
      shows: "in the exception",
      prepare,
      load: (task) => runLoader({ file: PYTHON, args: [path.join(PROGRAMS, program)], env }, task),
    };
    if (name !== "huggingface_hub" || !WITH_COMMAND.includes(version)) return [library];
    const hf = path.join(folder, "bin/hf");
    const command: Client = {
      ...client,
      name: "hf",
      calls: "`hf download`, `hf cache verify`",
      shows: "as a warning",
      prepare,
      load: (task) => download(hf, env, task),
    };
    return [library, command];
  });

async function install(name: string, version: string, folder: string): Promise<string> {
  const marker = path.join(folder, `${name}-${version}.dist-info`);
  if (existsSync(marker)) return version;
  console.log(`installing ${name} ${version} in ${folder}`);
  const flags = ["--quiet", "--disable-pip-version-check", "--root-user-action=ignore", "--target", folder];
  const args = ["-m", "pip", "install", ...flags, `${name}==${version}`];
  try {
    await runProgram({ file: PYTHON, args, limitMs: INSTALL_LIMIT_MS, inherits: true });
  } catch (error) {
    if (!(error instanceof ProgramFailed)) throw error;
    const [unknown = "pip could not install it"] = /No matching distribution found for \S+/.exec(error.output) ?? [];
    throw new Unavailable(unknown);
  }
  return version;
}

/** Downloads with the command and lets it compare what it has with the registry's digests. */
async function download(hf: string, env: Record<string, string>, task: Task): Promise<readonly Loaded[]> {
  const { type, id, revision, into, endpoint, token } = task;
  const cache = path.join(into, "cache");
  const of = [id, "--repo-type", type, "--revision", revision, "--cache-dir", cache];
  const common = { ...env, HF_ENDPOINT: endpoint, HF_TOKEN: token, HF_HOME: path.join(into, "home") };
  const run = (...args: string[]) => runProgram({ file: PYTHON, args: [hf, ...args], env: common });
  const printed = await run("download", ...of);
  const verified = await run("cache", "verify", ...of);
  if (!/verified/i.test(verified)) throw new ProgramFailed("hf cache verify", verified);
  const snapshot = printed.split("\n").map((line) => /(\/\S+snapshots\/[0-9a-f]{40})/.exec(line)?.[1]);
  const folder = snapshot.find((one) => one !== undefined);
  if (folder === undefined) throw new ProgramFailed("hf download", printed);
  return [{ snapshot: folder }];
}
