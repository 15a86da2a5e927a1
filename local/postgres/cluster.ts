import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { chown, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import type { Account } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import { type Placement, privateFolder } from "./placement.ts";

const run = promisify(execFile);

/** The only settings of ours that the programs may see: no PG* variable redirects them, no secret reaches them. */
const environment = (): NodeJS.ProcessEnv => ({ PATH: "/usr/local/bin:/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" });

/** Where a cluster is, who runs it, and with which programs. */
export interface ClusterParts {
  readonly placement: Placement;
  readonly account: Account;
  readonly binaries: Binaries;
  /** Nothing is forced to disk. */
  readonly ephemeral: boolean;
}

const UNFINISHED = "initialising-";

/**
 * Makes the cluster beside its place and renames it when it is whole, so that a start that was killed leaves
 * nothing that looks like a cluster. Sorting is by code point in every place, whatever locales the machine has.
 */
export async function initialise(
  { placement, account, binaries: { initdb }, ephemeral }: ClusterParts,
  login: { readonly user: string; readonly password: string },
): Promise<void> {
  for (const name of await readdir(placement.base)) {
    if (name.startsWith(UNFINISHED)) await rm(path.join(placement.base, name), { recursive: true, force: true });
  }
  const work = path.join(placement.base, `${UNFINISHED}${randomUUID()}`);
  await privateFolder(work, account);
  const passwordFile = path.join(work, "password");
  const data = path.join(work, "data");
  try {
    await writeFile(passwordFile, `${login.password}\n`, { mode: 0o600 });
    if (account !== null) await chown(passwordFile, account.uid, account.gid);
    const flags = ["--auth=scram-sha-256", `--username=${login.user}`, `--pwfile=${passwordFile}`, "--encoding=UTF8"];
    const sorting = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
    const speed = ephemeral ? ["--no-sync"] : [];
    await run(initdb, [`--pgdata=${data}`, ...flags, ...sorting, ...speed, "--no-instructions"], {
      cwd: work,
      env: environment(),
      timeout: 120_000,
      ...(account ?? {}),
    });
    await rename(data, placement.data);
  } catch (cause) {
    throw new Error(`PostgreSQL's data folder could not be made in ${placement.base}`, { cause });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

export interface Postmaster {
  readonly child: ChildProcess;
  /** Resolves when the process has ended, with the last lines that it wrote. */
  readonly ended: Promise<readonly string[]>;
}

const LINES_KEPT = 20;

/**
 * Starts the server in a session of its own: Ctrl-C reaches every process of the terminal's foreground group, and
 * the database must be the last to stop, not one of the first.
 */
export function launch(
  { placement, account, binaries: { postgres }, ephemeral }: ClusterParts,
  port: number,
  log: (line: string) => void,
): Postmaster {
  const settings: Record<string, string> = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
    shared_buffers: ephemeral ? "32MB" : "128MB",
    timezone: "UTC",
    log_timezone: "UTC",
    ...(ephemeral ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off" } : {}),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn(postgres, ["-D", placement.data, "-p", String(port), ...flags], {
    cwd: placement.base,
    env: environment(),
    stdio: ["ignore", "ignore", "pipe"],
    detached: true,
    ...(account ?? {}),
  });
  const last: string[] = [];
  createInterface({ input: child.stderr! }).on("line", (line) => {
    last.push(line);
    if (last.length > LINES_KEPT) last.shift();
    log(line);
  });
  const ended = once(child, "close").then(
    () => last,
    (error: unknown) => [...last, String(error)],
  );
  return { child, ended };
}

/**
 * The server's own word, in its pid file, that it listens: before that, a connection to its port could reach a
 * stranger that took the port first.
 */
export async function saysReady({ child }: Postmaster, data: string): Promise<boolean> {
  try {
    const lines = (await readFile(path.join(data, "postmaster.pid"), "utf8")).split("\n");
    return lines[0] === String(child.pid) && lines[7]?.trim() === "ready";
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}

/** Fast shutdown: sessions are rolled back and closed; an immediate one when it takes longer than `patienceMs`. */
export async function shutDown({ child, ended }: Postmaster, patienceMs = 30_000): Promise<void> {
  child.kill("SIGINT");
  const impatient = setTimeout(() => child.kill("SIGQUIT"), patienceMs);
  await ended;
  clearTimeout(impatient);
}
