import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { createOrm } from "../../db/orm.ts";
import { databaseGarbage } from "../../db/upkeep/garbage.ts";
import { openStore } from "../../lambda/store/compose.ts";
import { contentOf, digest } from "../../local/hub/content.ts";
import { type LocalHub, type SampleFile, startHub } from "../../local/hub.ts";
import { removeTemporary } from "../../local/postgres.ts";
import { startS3 } from "../../local/s3.ts";
import { collectGarbage } from "../../server/upkeep/garbage.ts";
import { BUCKET, type FunctionWorld, KEYS, openFunctionWorld } from "../fanout/world.ts";
import { type Random, randomOf } from "./faults/random.ts";
import { readArtifacts } from "./invariants/artifacts.ts";
import { violationsOfContent } from "./invariants/content.ts";
import type { Sample } from "./samples.ts";

export interface KillWorkersOptions {
  /** The first seed, and how many of them. */
  readonly seed: number;
  readonly seeds: number;
  readonly log: (line: string) => void;
}

/** One transfer that several workers shared while some of them were killed. */
export interface KilledRun {
  readonly seed: number;
  readonly seconds: number;
  readonly kills: number;
  readonly bytes: number;
  /** Of the largest unit. */
  readonly unitBytes: number;
  /** Content bytes that the source sent beyond those of the artifact. */
  readonly repeatedBytes: number;
}

export interface KillWorkersReport {
  readonly runs: readonly KilledRun[];
  readonly violations: readonly string[];
}

const MIB = 2 ** 20;
const WORKERS = 4;
/** Long enough for a heartbeat on a busy machine: only what was killed may lose its lease. */
const LEASE_SECONDS = 4;
const HUB_BYTES_PER_SECOND = 8_000_000;
const MOST_KILLS = 3;
/** Times between two kills, in milliseconds: a transfer takes a few seconds. */
const BETWEEN = { least: 100, most: 2_000 };
const LIMIT_MS = 180_000;

const VARIABLES = {
  FANOUT_MIN_BYTES: "0",
  FANOUT_WORKERS: String(WORKERS),
  INGEST_LEASE_SECONDS: String(LEASE_SECONDS),
  INGEST_MAX_ATTEMPTS: "20",
  INGEST_RETRY_PAUSE_SECONDS: "0",
};

/**
 * Ingests one dataset for each seed with several workers, kills some of them at random moments, and checks that each
 * completes with the source's bytes and that a kill costs no more than the worker had in hand.
 */
export async function runKillWorkers(options: KillWorkersOptions): Promise<KillWorkersReport> {
  const directory = await mkdtemp(path.join(tmpdir(), "gatehouse-kill-workers-"));
  try {
    return await inDirectory(directory, options);
  } finally {
    await removeTemporary(directory);
  }
}

async function inDirectory(directory: string, options: KillWorkersOptions): Promise<KillWorkersReport> {
  await using opened = new AsyncDisposableStack();
  const hub = await startHub({ repositories: [], bytesPerSecondPerConnection: HUB_BYTES_PER_SECOND });
  opened.defer(() => hub.close());
  const s3 = await startS3({ directory: path.join(directory, "s3"), buckets: [BUCKET], ...KEYS });
  opened.defer(() => s3.close());
  const world = opened.use(await openFunctionWorld({ directory, concurrency: 4 * WORKERS, retryDelaysMs: [100, 500] }));
  await world.deploy({ ...VARIABLES, HF_ENDPOINT: hub.endpoint, AWS_ENDPOINT_URL_S3: s3.endpoint });
  const runs: KilledRun[] = [];
  const samples: Sample[] = [];
  const violations: string[] = [];
  for (let seed = options.seed; seed < options.seed + options.seeds; seed++) {
    const random = randomOf(seed, "kill workers");
    const sample = sampleOf(seed, random);
    samples.push(sample);
    const run = await killedRun(seed, random, sample, { hub, world });
    runs.push(run);
    options.log(line(run));
    if (run.repeatedBytes > run.kills * atRisk(run)) violations.push(`a kill cost more than was in hand: ${line(run)}`);
  }
  return { runs, violations: [...violations, ...(await violationsOfStore(world, s3.endpoint, samples))] };
}

/** Content in the memory of one function: TRANSFER_MEMORY_BYTES by default. */
const MEMORY = 64 * MIB;

/**
 * Bytes that one kill can cost at most: the unit whose last parts the worker stores, and of the next one what is in memory.
 */
const atRisk = ({ unitBytes }: KilledRun): number => unitBytes + Math.min(unitBytes, MEMORY);

interface KillSample extends Sample {
  readonly id: string;
  readonly contents: readonly SampleFile[];
}

/** Large files, which are units of their own, and a few small ones, which share one. */
function sampleOf(seed: number, random: Random): KillSample {
  const id = `kill/seed-${seed}`;
  const large = Array.from({ length: 4 + Math.floor(random.between(0, 4)) }, (_, index) => ({
    path: `data/${index}.raw`,
    content: { bytes: Math.floor(random.between(8.1 * MIB, 11 * MIB)), seed: 1_000 * seed + index },
    lfs: true,
  }));
  const small = Array.from({ length: 5 }, (_, index) => ({ path: `text/${index}.txt`, content: `${seed} ${index}\n` }));
  const contents: SampleFile[] = [...large, ...small];
  const files = new Map(contents.map(({ path: name, content }) => [name, digest("sha256", contentOf(content))]));
  const url = `https://huggingface.co/datasets/${id}`;
  return { id, contents, kind: "dataset", type: "dataset", url, outcome: "completed", files, later: null };
}

async function killedRun(
  seed: number,
  random: Random,
  { id, contents }: KillSample,
  { hub, world }: { readonly hub: LocalHub; readonly world: FunctionWorld },
): Promise<KilledRun> {
  hub.put({ kind: "dataset", id, files: [...contents] });
  const before = hub.requests.length;
  const startedAt = performance.now();
  const event = await world.register(id);
  await world.dispatch(event);
  const over = new AbortController();
  const killing = killSome(world, random, over.signal);
  // The server's sweeper would dispatch it again.
  const ended = await world.ended(event, LIMIT_MS, () => world.dispatch(event)).finally(() => over.abort());
  const kills = await killing;
  if (ended.status !== "completed") throw new Error(`seed ${seed} ended as ${ended.status}: ${ended.message}`);
  await world.lambda.idle();
  const sizes = contents.map(({ content }) => contentOf(content).bytes);
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  const sent = hub.requests
    .slice(before)
    .filter(({ listener, path: asked }) => listener === "cdn" || /\/resolve/.test(asked));
  const repeatedBytes = sent.reduce((sum, { bytesSent }) => sum + bytesSent, 0) - bytes;
  const seconds = (performance.now() - startedAt) / 1000;
  return { seed, seconds, kills, bytes, unitBytes: Math.max(...sizes), repeatedBytes };
}

/** Kills workers at random moments until enough were killed or the signal ends it; how many were. */
async function killSome({ lambda }: FunctionWorld, random: Random, signal: AbortSignal): Promise<number> {
  const wanted = 1 + Math.floor(random.between(0, MOST_KILLS));
  let kills = 0;
  while (kills < wanted) {
    const wait = random.between(BETWEEN.least, BETWEEN.most);
    if (await pause(wait, false, { signal }).catch(() => true)) break;
    if (lambda.killOne((running) => Math.floor(random.next() * running))) kills += 1;
  }
  return kills;
}

/** Compares artifacts, archives and blobs with the source, once garbage was collected as the server does. */
async function violationsOfStore(
  { postgres }: FunctionWorld,
  endpoint: string,
  samples: readonly Sample[],
): Promise<string[]> {
  const { store, close } = openStore({ bucket: BUCKET, region: "us-east-1", endpoint, credentials: KEYS });
  const pool = { max: 2, statementTimeoutMs: 60_000, connectTimeoutMs: 5_000 };
  const orm = createOrm({ ...postgres, tls: false }, pool);
  try {
    const register = databaseGarbage(orm.em);
    const signal = AbortSignal.timeout(300_000);
    await collectGarbage({ store, register, ageSeconds: 0, now: Date.now, dryRun: false, signal });
    return await violationsOfContent(await readArtifacts(postgres), samples, store);
  } finally {
    await orm.close(true);
    await close();
  }
}

const inMib = (bytes: number): string => `${(bytes / MIB).toFixed(1)} MiB`;

const line = ({ seed, seconds, kills, bytes, unitBytes, repeatedBytes }: KilledRun): string =>
  `seed ${seed}: ${inMib(bytes)} in ${seconds.toFixed(1)} s, ${kills} killed, ${inMib(repeatedBytes)} repeated, ` +
  `largest unit ${inMib(unitBytes)}`;

/** The report as text. */
export function formatKills({ runs, violations }: KillWorkersReport): string {
  const sum = (of: (run: KilledRun) => number): number => runs.reduce((total, run) => total + of(run), 0);
  const kills = sum((run) => run.kills);
  const repeated = sum((run) => run.repeatedBytes);
  const above = runs.filter((run) => run.repeatedBytes > run.kills * run.unitBytes).length;
  return [
    `${runs.length} seeds from ${runs[0]?.seed} on: ${inMib(sum((run) => run.bytes))} in ${sum((run) => run.seconds).toFixed(0)} s`,
    `${kills} workers killed, ${inMib(repeated)} repeated: ${inMib(repeated / Math.max(1, kills))} for each kill`,
    `seeds in which a kill cost more than the largest unit on average: ${above}`,
    `violations: ${violations.length}`,
    ...violations.map((one) => `  ✗ ${one}`),
  ].join("\n");
}
