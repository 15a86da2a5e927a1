/** `npm run bench:start`: seconds from the start of the server to `ready`, and its memory at rest. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { Command } from "commander";
import { migrate } from "../../db/migrate.ts";
import { createDatabase } from "../../local/databases.ts";
import { endWithThisProcess } from "../../local/end-with-process.ts";
import { removeTemporary, startPostgres } from "../../local/postgres.ts";
import { type Column, machine, markdownTable, median, writeSection } from "./results.ts";
import { serverVariables } from "./service.ts";

const SERVER = path.resolve(import.meta.dirname, "../../server/main.ts");
/** Time after \`ready\` for the first runs of the sweeper and the probes, in milliseconds. */
const SETTLE_MS = 3_000;
const TICKS_PER_SECOND = 100;

interface Start {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly megabytes: number;
}

async function measure(env: NodeJS.ProcessEnv): Promise<Start> {
  const startedAt = performance.now();
  const server = spawn(process.execPath, [SERVER], { env, stdio: ["ignore", "pipe", "inherit"] });
  endWithThisProcess(server, "SIGTERM");
  try {
    await readyLine(server);
    const seconds = (performance.now() - startedAt) / 1000;
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

type Row = readonly [what: string, values: readonly number[], digits: number, goal: string];
const columns: readonly Column<Row>[] = [
  ["figure", ([what]) => what],
  ["median", ([, values, digits]) => median(values).toFixed(digits), "---:"],
  ["least", ([, values, digits]) => Math.min(...values).toFixed(digits), "---:"],
  ["most", ([, values, digits]) => Math.max(...values).toFixed(digits), "---:"],
  ["goal", ([, , , goal]) => goal, "---:"],
];

const figures = (starts: readonly Start[], how: string): Row[] => [
  [`start to ready, ${how}, s`, starts.map(({ seconds }) => seconds), 2, "< 2.5"],
  [`processor time to ready, ${how}, s`, starts.map(({ cpuSeconds }) => cpuSeconds), 2, "–"],
  [`memory at rest, ${how}, MB`, starts.map(({ megabytes }) => megabytes), 0, "< 220"],
];

const section = (compiled: readonly Start[], fresh: readonly Start[], busy: number): string =>
  [
    `${fresh.length} starts of \`server/main.ts\` (\`npm run bench:start\`) as from a clone, in turns with as many that find what`,
    `Node has compiled, as in the image. ${machine()}, load average before the run ${busy.toFixed(1)}. Memory is the`,
    `resident set ${SETTLE_MS / 1000} s after \`ready\`.`,
    "",
    markdownTable(columns, [...figures(fresh, "clone"), ...figures(compiled, "image")]),
  ].join("\n");

async function run(rounds: number): Promise<void> {
  const directory = await mkdtemp(path.join(tmpdir(), "gatehouse-bench-start-"));
  const busy = loadavg()[0] ?? 0;
  const postgres = await startPostgres({ directory: path.join(directory, "postgres") });
  try {
    const login = await createDatabase(postgres, "bench");
    await migrate({ ...login, tls: false });
    const variables = { ...serverVariables(login, "http://127.0.0.1:1"), LOG_LEVEL: "error" };
    const env = { ...process.env, NODE_COMPILE_CACHE: undefined, ...variables };
    const cached = { ...env, NODE_COMPILE_CACHE: path.join(directory, "compiled") };
    // The first start compiles and keeps it.
    await measure(cached);
    const [compiled, fresh]: [Start[], Start[]] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      fresh.push(await measure(env));
      compiled.push(await measure(cached));
    }
    const text = section(compiled, fresh, busy);
    console.log(text);
    await writeSection("Start of the server", text);
  } finally {
    await postgres.stop();
    await removeTemporary(directory);
  }
}

const { rounds } = new Command("npm run bench:start --")
  .description(
    "Starts the server alone against a database of its own, again and again, and measures seconds to ready, processor " +
      "time and memory. Linux only. Writes lab/bench/results.md.",
  )
  .option("--rounds <n>", "how often it starts", Number, 5)
  .parse()
  .opts<{ rounds: number }>();
await run(rounds);
