/**
 * `npm run bench:start`: how long the server alone takes from its start to `ready`, and what it holds in memory at
 * rest. Writes a table into lab/bench/results.md.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile } from "node:fs/promises";
import { cpus, loadavg, tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { migrate } from "../../db/migrate.ts";
import { createDatabase } from "../../local/databases.ts";
import { removeTemporary, startPostgres } from "../../local/postgres.ts";
import { quantile } from "./api/quantile.ts";
import { writeSection } from "./results.ts";
import { serviceVariables } from "./service.ts";

const USAGE = `usage: npm run bench:start [-- --rounds 5]

Starts the server alone (server/main.ts) against a database of its own, again and again: seconds to \`ready\`, seconds of
processor time, and megabytes at rest. Linux only. Writes lab/bench/results.md.`;

const RESULTS = path.resolve(import.meta.dirname, "results.md");
const SERVER = path.resolve(import.meta.dirname, "../../server/main.ts");
/** Time after \`ready\` in which the sweeper and the probes take their first turn, in milliseconds. */
const SETTLE_MS = 3_000;
const TICKS_PER_SECOND = 100;

interface Start {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly megabytes: number;
}

async function measure(env: NodeJS.ProcessEnv): Promise<Start> {
  const begun = performance.now();
  const server = spawn(process.execPath, [SERVER], { env, stdio: ["ignore", "pipe", "inherit"] });
  try {
    await readyLine(server);
    const seconds = (performance.now() - begun) / 1000;
    const cpuSeconds = await cpuTime(server);
    await sleep(SETTLE_MS);
    return { seconds, cpuSeconds, megabytes: await residentMegabytes(server) };
  } finally {
    const exited = once(server, "exit");
    server.kill("SIGTERM");
    await exited;
  }
}

async function readyLine(server: ChildProcess): Promise<void> {
  for await (const line of createInterface({ input: server.stdout! })) if (line.startsWith("ready ")) return;
  throw new Error("The server ended before it was ready");
}

/** User and system time from the start of the process, in seconds (proc_pid_stat(5), fields 14 and 15). */
async function cpuTime({ pid }: ChildProcess): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

async function residentMegabytes({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}

function table(starts: readonly Start[], busy: number): string {
  const row = (what: string, values: number[], digits: number, goal: string): string => {
    const sorted = values.toSorted((a, b) => a - b);
    const shown = [0.5, 0, 1].map((share) => quantile(sorted, share).toFixed(digits));
    return `| ${[what, ...shown, goal].join(" | ")} |`;
  };
  return [
    `${starts.length} starts of \`server/main.ts\` (\`npm run bench:start\`), ${cpus().length} cores (${cpus()[0]?.model.trim() ?? "unknown"}), load average before the run`,
    `${busy.toFixed(1)}. Memory is the resident set ${SETTLE_MS / 1000} s after \`ready\`.`,
    "",
    "| what | median | least | most | goal |",
    "|---|---:|---:|---:|---:|",
    row(
      "start to ready, s",
      starts.map(({ seconds }) => seconds),
      2,
      "< 2.5",
    ),
    row(
      "processor time to ready, s",
      starts.map(({ cpuSeconds }) => cpuSeconds),
      2,
      "–",
    ),
    row(
      "memory at rest, MB",
      starts.map(({ megabytes }) => megabytes),
      0,
      "< 220",
    ),
  ].join("\n");
}

async function run(rounds: number): Promise<void> {
  const directory = await mkdtemp(path.join(tmpdir(), "gatehouse-bench-start-"));
  const busy = loadavg()[0] ?? 0;
  const postgres = await startPostgres({ directory: path.join(directory, "postgres") });
  try {
    const login = await createDatabase(postgres, "bench");
    await migrate({ ...login, tls: false });
    const env = { ...process.env, ...serviceVariables(login, "http://127.0.0.1:1"), LOG_LEVEL: "error" };
    const starts: Start[] = [];
    for (let round = 0; round < rounds; round += 1) starts.push(await measure(env));
    const text = table(starts, busy);
    console.log(text);
    await writeSection(RESULTS, "Start of the server", text);
  } finally {
    await postgres.stop();
    await removeTemporary(directory);
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { rounds: { type: "string", default: "5" }, help: { type: "boolean", default: false } },
  });
  if (values.help) console.log(USAGE);
  else await run(Number(values.rounds));
}
