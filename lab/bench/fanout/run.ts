import { rm } from "node:fs/promises";
import { cpus } from "node:os";
import path from "node:path";
import type { SampleFile } from "../../../local/hub/sample.ts";
import { openRelay } from "../../fanout/relay.ts";
import { type Ended, type FunctionWorld, KEYS, openFunctionWorld } from "../../fanout/world.ts";
import { listDataset } from "../ingest/floor.ts";
import { countsOf, type Service, withService } from "../ingest/with-service.ts";

/** One ingest to measure. */
export interface RunOrder {
  readonly id: string;
  readonly files: readonly SampleFile[];
  /** 1: the transfer is not shared. */
  readonly workers: number;
  /** Of each function in each direction; infinite: as fast as it goes. */
  readonly bytesPerSecond: number;
}

export interface RunReport {
  readonly bytes: number;
  /** From the dispatch to the final status. */
  readonly seconds: number;
  readonly transferSeconds: number;
  readonly archiveSeconds: number;
  /** How many of each kind. */
  readonly statements: ReadonlyMap<StatementKind, number>;
  /** Requests that the source saw. */
  readonly requests: number;
  /** Highest resident memory of one function, MiB. */
  readonly peakRssMb: number;
  /** Share of the processors' time that was in use. */
  readonly busy: number;
}

export interface FanoutBench {
  run(order: RunOrder): Promise<RunReport>;
}

/**
 * What a statement is for: an exchange of a worker about its units; a sign of life of the ingest, whose number follows
 * from its time; or anything else, whose number follows from the number of workers and, in a transfer by one function, of
 * files.
 */
export type StatementKind = "exchange" | "sign of life" | "other";

function kindOf(sql: string): StatementKind {
  if (sql.startsWith("with valid") && sql.includes("ended as materialized")) return "exchange";
  return /^update artifact set (progress|dispatch_error)\b/.test(sql) ? "sign of life" : "other";
}

/** Longest time of one run, in milliseconds. */
const LIMIT_MS = 1_800_000;
/** More than the workers of one artifact. */
const CONCURRENCY = 80;

/** Runs the work with a database and a function service whose functions reach hub and store through relays. */
export async function withFanoutBench<T>(directory: string, work: (bench: FanoutBench) => Promise<T>): Promise<T> {
  const link = { bytesPerSecond: Number.POSITIVE_INFINITY, ports: [] as number[] };
  let statements = new Map<StatementKind, number>();
  const onStatement = (sql: string) => {
    const kind = kindOf(sql);
    statements.set(kind, (statements.get(kind) ?? 0) + 1);
  };
  await using world = await openFunctionWorld({
    ...{ directory, concurrency: CONCURRENCY },
    openNetwork: (variables) => openRelay(variables, { ...link, onStatement }),
  });
  const measured = async (order: RunOrder, hub: Service, s3: Service): Promise<RunReport> => {
    Object.assign(link, { bytesPerSecond: order.bytesPerSecond, ports: [Number(new URL(hub.cdn ?? "").port)] });
    statements = new Map();
    const report = await measure(order, world, hub, s3);
    return { ...report, statements };
  };
  return await work({
    run: (order) => {
      const repository = { kind: "dataset", id: order.id, files: [...order.files] } as const;
      const objects = path.join(directory, `s3-${order.id.replaceAll("/", "-")}`);
      return withService({ kind: "hub", repositories: [repository], cdnAtHubHost: true }, (hub) =>
        withService({ kind: "s3", directory: objects, ...KEYS }, (s3) => measured(order, hub, s3)),
      ).finally(() => rm(objects, { recursive: true, force: true }));
    },
  });
}

async function measure(
  { id, files, workers }: RunOrder,
  world: FunctionWorld,
  hub: Service,
  s3: Service,
): Promise<Omit<RunReport, "statements">> {
  // The hub hashes its files when it lists them first.
  await listDataset(hub.endpoint, id);
  await world.deploy({
    ...{ HF_ENDPOINT: hub.endpoint, AWS_ENDPOINT_URL_S3: s3.endpoint },
    ...{ FANOUT_MIN_BYTES: "0", FANOUT_WORKERS: String(workers) },
  });
  const event = await world.register(id);
  const before = { requests: (await countsOf(hub.child)).requests, cpu: cpuTime(), at: performance.now() };
  const earlier = world.lambda.invocations.length;
  await world.dispatch(event);
  const ended = await world.ended(event, LIMIT_MS);
  const seconds = (performance.now() - before.at) / 1000;
  const cpu = cpuTime();
  if (ended.status !== "completed") throw new Error(`${id} ended as ${ended.status}: ${ended.message}`);
  await world.lambda.idle();
  const memory = world.lambda.invocations.slice(earlier).map(({ maxMemoryMb }) => maxMemoryMb ?? 0);
  return {
    ...{ seconds, transferSeconds: secondsOf(ended, "transfer"), archiveSeconds: secondsOf(ended, "archive") },
    bytes: files.reduce((sum, { content }) => sum + (content as { bytes: number }).bytes, 0),
    requests: (await countsOf(hub.child)).requests - before.requests,
    peakRssMb: Math.max(...memory),
    busy: (cpu.busy - before.cpu.busy) / (cpu.total - before.cpu.total),
  };
}

const secondsOf = ({ stages }: Ended, name: string): number =>
  stages.find(({ stage }) => stage === name)?.seconds ?? Number.NaN;

/** Milliseconds of all processors since the start of the machine. */
function cpuTime(): { readonly busy: number; readonly total: number } {
  const times = cpus().map((cpu) => cpu.times);
  const total = times.reduce((sum, { user, nice, sys, idle, irq }) => sum + user + nice + sys + idle + irq, 0);
  return { total, busy: total - times.reduce((sum, { idle }) => sum + idle, 0) };
}
