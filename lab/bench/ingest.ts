/** `npm run bench:ingest`: ours, the floor and one-by-one on the same hub and store, in one run. */
import { fork } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { databaseArtifacts } from "../../db/catalogue/artifacts.ts";
import { migrate } from "../../db/migrate.ts";
import { createOrm } from "../../db/orm.ts";
import { buildIngest } from "../../local/bundle/bundle.ts";
import type { SampleFile, SampleRepository } from "../../local/hub/sample.ts";
import { type LocalPostgres, removeTemporary, startPostgres } from "../../local/postgres.ts";
import { type Case, cases, LATENCY, THROTTLE } from "./ingest/cases.ts";
import { benchClient, warmUp } from "./ingest/floor.ts";
import { countsOf, type Service, withService } from "./ingest/with-service.ts";
import type { RunOrder, RunReport } from "./ingest/worker.ts";
import { type Column, markdownTable, provenance, writeSection } from "./results.ts";

const KEYS = { accessKeyId: "BENCHBENCHBENCH", secretAccessKey: "a key of the bench only" };
const USAGE = `usage: npm run bench:ingest [-- --scale 0.1] [--only "(c)"] [--ours]

Measures in TMPDIR (take the table on a RAM disk: TMPDIR=/dev/shm) and writes the table into lab/bench/results.md.
--scale makes large files smaller. --only measures the cases whose titles begin with the text, --ours measures no other
way: both print the table and do not write it.`;

/** How to read the table of the ingest; follows it in the results. */
const READING = `Ours verifies, scans, rates, archives and registers. The floor is a plain fetch into the store, one file after
another. One-by-one fetches one file after another into the store, zips all of them through temporary files and removes
them. The clock starts when the code is loaded and hub and store are warm. Everything is stored under TMPDIR: on a RAM
disk (\`TMPDIR=/dev/shm npm run bench:ingest\`), as for this table, no way waits for a file system. (c) is the median of
five rounds.

There is no network on this machine, so (c) measures the processor time of each way, of the hub and of the store on the
same two cores. The row below it adds a network: there, the number of requests in flight decides.`;

interface Settings {
  readonly scale: number;
  readonly oursOnly: boolean;
  /** Measures only the cases whose titles begin with this text. */
  readonly only: string;
}

interface Bench {
  readonly postgres: LocalPostgres;
  readonly directory: string;
  readonly bundle: string;
  readonly s3: Service;
}

interface Run extends RunReport {
  /** For ours: content bytes that passed through the process to build the archive; null where it logged none. */
  readonly archiveBytesMoved: number | null;
}

interface Measured {
  readonly title: string;
  readonly bytes: number;
  readonly runs: Partial<Record<RunOrder["way"], Run>>;
  readonly fetched: number;
  readonly storeRequests: number;
}

async function measureCase(one: Case, index: number, bench: Bench): Promise<Measured> {
  const rounds: Measured[] = [];
  for (let round = 0; round < (one.rounds ?? 1); round++) {
    rounds.push(await measureRound(one, `bench/case-${index}-${round}`, one.files(round), bench));
  }
  return medianOf(rounds);
}

/** The median round of each way, with the highest memory of all its rounds. */
function medianOf(rounds: readonly Measured[]): Measured {
  const runs: Measured["runs"] = {};
  for (const way of ["ours", "floor", "one-by-one"] as const) {
    const all = rounds.flatMap((round) => round.runs[way] ?? []).sort((a, b) => a.seconds - b.seconds);
    const middle = all[Math.floor(all.length / 2)];
    if (middle !== undefined) runs[way] = { ...middle, peakRssMb: Math.max(...all.map(({ peakRssMb }) => peakRssMb)) };
  }
  return { ...(rounds[0] as Measured), runs };
}

async function measureRound(one: Case, id: string, files: readonly SampleFile[], bench: Bench): Promise<Measured> {
  const repository: SampleRepository = { kind: "dataset", id, files: [...files] };
  const pace = {
    ...(one.throttled === true ? { bytesPerSecondPerConnection: THROTTLE } : {}),
    ...(one.distant === true ? { latencyMs: LATENCY.hub } : {}),
  };
  return withService({ kind: "hub", repositories: [repository], ...pace }, (hub) =>
    measureWays(one, repository, hub, bench),
  );
}

async function measureWays(
  one: Case,
  { id: repository, files }: SampleRepository,
  hub: Service,
  bench: Bench,
): Promise<Measured> {
  const bytes = files.reduce((sum, { content }) => sum + (content as { bytes: number }).bytes, 0);
  const runs: Measured["runs"] = {};
  let fetched = 0;
  let storeRequests = 0;
  await warmed(hub, repository, bench);
  for (const way of one.ways) {
    const before = { hub: await countsOf(hub.child), s3: await countsOf(bench.s3.child) };
    const artifactId = way === "ours" ? await pending(bench.postgres, repository) : undefined;
    const order = { way, repository, hub: hub.endpoint, s3: bench.s3.endpoint, bundle: bench.bundle };
    runs[way] = await run({ ...order, ...(artifactId === undefined ? {} : { artifactId }) }, bench);
    const after = { hub: await countsOf(hub.child), s3: await countsOf(bench.s3.child) };
    if (way === "ours") {
      fetched = after.hub.contentBytes - before.hub.contentBytes;
      storeRequests = after.s3.requests - before.s3.requests;
    }
    console.log(`${one.title}: ${way} ${runs[way]?.seconds.toFixed(2)} s`);
  }
  return { title: one.title, bytes, runs, fetched, storeRequests };
}

async function warmed(hub: Service, repository: string, { s3 }: Bench): Promise<void> {
  const client = benchClient(s3.endpoint, KEYS);
  try {
    await warmUp(hub.endpoint, client, repository);
  } finally {
    client.destroy();
  }
}

async function pending(postgres: LocalPostgres, repository: string): Promise<number> {
  const orm = createOrm({ ...postgres, tls: false }, { max: 1, statementTimeoutMs: 10_000, connectTimeoutMs: 5_000 });
  try {
    const link = { host: "huggingface", type: "dataset", repository, revision: "main" } as const;
    const inserted = await databaseArtifacts(orm.em).insert({
      link,
      name: "bench",
      owner: "bench",
      correlationId: "bench",
    });
    if (!inserted.inserted) throw new Error(`${repository} exists already`);
    return inserted.id;
  } finally {
    await orm.close(true);
  }
}

async function run(order: RunOrder, { postgres }: Bench): Promise<Run> {
  const child = fork(path.join(import.meta.dirname, "ingest/worker.ts"), {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
    env: {
      PATH: process.env["PATH"],
      AWS_ACCESS_KEY_ID: KEYS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
      AWS_REGION: "us-east-1",
      AWS_ENDPOINT_URL_S3: order.s3,
      AWS_STORAGE_BUCKET_NAME: "gatehouse",
      HF_ENDPOINT: order.hub,
      DB_HOST: postgres.host,
      DB_PORT: String(postgres.port),
      DB_NAME: postgres.database,
      DB_USER: postgres.user,
      DB_PASSWORD: postgres.password,
      POWERTOOLS_TRACE_ENABLED: "false",
    },
  });
  const output = text(child.stdout as Readable);
  const report = new Promise<RunReport | null>((resolve) => {
    child.once("message", (message) => resolve(message as RunReport));
    child.once("exit", () => resolve(null));
  });
  child.send(order);
  const reported = await report;
  const log = await output;
  if (reported === null) throw new Error(`the run ended before it reported: ${log.slice(-2000)}`);
  const moved = /"ArchiveBytesMoved":(\d+)/.exec(log)?.[1];
  return { ...reported, archiveBytesMoved: moved === undefined ? null : Number(moved) };
}

const perSecond = (bytes: number, report: Run | undefined): number | null =>
  report === undefined ? null : bytes / report.seconds / 1e6;
const shown = (value: number | null, digits = 0): string => (value === null ? "–" : value.toFixed(digits));
const ratio = (a: number | null, b: number | null): string =>
  a === null || b === null ? "–" : `${(a / b).toFixed(2)} ×`;

const columns: readonly Column<Measured>[] = [
  ["case", ({ title }) => title],
  ["ours MB/s", ({ bytes, runs }) => shown(perSecond(bytes, runs.ours))],
  ["floor MB/s", ({ bytes, runs }) => shown(perSecond(bytes, runs.floor))],
  ["one-by-one MB/s", ({ bytes, runs }) => shown(perSecond(bytes, runs["one-by-one"]))],
  ["ours / floor", ({ bytes, runs }) => ratio(perSecond(bytes, runs.ours), perSecond(bytes, runs.floor))],
  ["ours / one-by-one", ({ bytes, runs }) => ratio(perSecond(bytes, runs.ours), perSecond(bytes, runs["one-by-one"]))],
  ["CPU s/GiB", ({ bytes, runs }) => shown(((runs.ours?.cpuSeconds ?? 0) * 1024 ** 3) / bytes, 1)],
  ["peak RSS MB", ({ runs }) => shown(runs.ours?.peakRssMb ?? null)],
  ["archive moved", ({ bytes, runs }) => `${shown(((runs.ours?.archiveBytesMoved ?? 0) / bytes) * 100, 2)} %`],
  ["fetched bytes", ({ fetched }) => fetched.toLocaleString("en-US")],
  ["S3 requests", ({ storeRequests }) => String(storeRequests)],
];

async function main({ scale, oursOnly, only }: Settings): Promise<void> {
  const directory = await mkdtemp(path.join(tmpdir(), "gatehouse-bench-ingest-"));
  const bundle = await buildIngest(path.join(directory, "function"));
  const postgres = await startPostgres({ directory, ephemeral: true });
  try {
    await migrate({ ...postgres, tls: false });
    const store = (name: string) => ({ kind: "s3", directory: path.join(directory, name), ...KEYS }) as const;
    const measured = await withService(store("s3"), async (s3) => {
      const all: Measured[] = [];
      for (const [index, one] of cases(scale).entries()) {
        if (!one.title.startsWith(only)) continue;
        const ways = oursOnly ? (["ours"] as const) : one.ways;
        const measure = (s3: Service) => measureCase({ ...one, ways }, index, { postgres, directory, bundle, s3 });
        const own = { ...store(`s3-${index}`), ...(one.distant === true ? { latencyMs: LATENCY.s3 } : {}) };
        all.push(await (one.apart === true ? withService(own, measure) : measure(s3)));
      }
      return all;
    });
    const table = markdownTable(columns, measured);
    console.log(`\n${table}`);
    if (oursOnly || only !== "") return;
    const command = `npm run bench:ingest${scale === 1 ? "" : ` -- --scale ${scale}`}`;
    await writeSection("Ingest", `${provenance(command)}\n\n${table}\n\n${READING}`);
  } finally {
    await postgres.stop();
    await removeTemporary(directory);
  }
}

const { values } = parseArgs({
  options: {
    help: { type: "boolean", default: false },
    scale: { type: "string", default: "1" },
    only: { type: "string", default: "" },
    ours: { type: "boolean", default: false },
  },
});
if (values.help) console.log(USAGE);
else await main({ scale: Number(values.scale), oursOnly: values.ours, only: values.only });
