import { randomUUID } from "node:crypto";
import path from "node:path";
import { Destinations } from "./lambda/events/destinations.ts";
import { EventFiles } from "./lambda/events/event.ts";
import { EventQueue } from "./lambda/events/queue.ts";
import { prepareBootstrap } from "./lambda/execution/launch.ts";
import { EnvironmentPool, type LogLine, type PoolOptions } from "./lambda/execution/pool.ts";
import type { FunctionNetwork, RoleCredentials } from "./lambda/execution/variables.ts";
import { CodeStore } from "./lambda/functions/code.ts";
import { type DeployConfig, deployDirectly } from "./lambda/functions/deploy.ts";
import type { Home } from "./lambda/functions/names.ts";
import { FunctionStore } from "./lambda/functions/store.ts";
import { Updates } from "./lambda/functions/updates.ts";
import type { ApiRequest, ControlPlane } from "./lambda/http/api.ts";
import { serveApi } from "./lambda/http/http.ts";
import { Activity } from "./lambda/invocations/activity.ts";
import { InvocationLog, type InvocationRecord } from "./lambda/invocations/invocations.ts";
import { invoke } from "./lambda/invocations/invoke.ts";
import { Runner } from "./lambda/invocations/runner.ts";
import { Slots } from "./lambda/invocations/slots.ts";

export type { DeployConfig, FunctionNetwork, InvocationRecord, LogLine, RoleCredentials };

export interface LocalLambda {
  /** For AWS_ENDPOINT_URL_LAMBDA. */
  readonly endpoint: string;
  readonly port: number;
  readonly region: string;
  /** Creates or updates a function; what did not change keeps its warm environments. In effect at once. */
  deploy(config: DeployConfig): Promise<void>;
  /** The last thousand, oldest first. */
  readonly invocations: readonly InvocationRecord[];
  /** Resolves when nothing is queued, running or waiting for a retry. */
  idle(): Promise<void>;
  /** For tests: signals the processes that run an invocation now; how many there were. SIGKILL unless given. */
  killRunning(signal?: NodeJS.Signals): number;
  /** For tests: kills one of the processes that run an invocation now, chosen by its index; false when none runs. */
  killOne(choose: (running: number) => number): boolean;
  /** Ends every process; events that were not finished run after the next start. */
  close(): Promise<void>;
}

export interface LambdaOptions {
  /** Functions, code, queued events and destination records: all that survives a restart. */
  readonly directory: string;
  readonly host?: string;
  /** 0, the default: any free one. */
  readonly port?: number;
  /** With both keys, requests must be signed with them (Signature Version 4, service lambda). */
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  readonly region?: string;
  /** Invocations at the same time; 4 unless given. */
  readonly concurrency?: number;
  /** Pauses before the second and third run of a failed event; those of AWS unless given. */
  readonly retryDelaysMs?: readonly number[];
  /** How long an update stays in progress, one second unless given; what `deploy` does is in effect at once. */
  readonly updateMs?: number;
  /** After how long without work an environment is ended; five minutes unless given. */
  readonly idleMs?: number;
  /** Credentials of the functions' role, for a function that sets none of its own. */
  readonly roleCredentials?: RoleCredentials;
  /** Gives each process of a function a network of its own, to measure with a limit; absent: that of this machine. */
  readonly openNetwork?: PoolOptions["openNetwork"];
  readonly log?: (line: LogLine) => void;
  /** Faults of the local Lambda itself; to standard error unless given. */
  readonly onFault?: (requestId: string, error: unknown) => void;
  readonly now?: () => number;
}

const ACCOUNT = "000000000000";

const poolOptions = (options: LambdaOptions, home: Home, temporary: string, bootstrap: string): PoolOptions => ({
  temporary,
  bootstrap,
  region: home.region,
  credentials: options.roleCredentials ?? null,
  idleMs: options.idleMs ?? 300_000,
  openNetwork: options.openNetwork,
  log: options.log ?? (() => undefined),
  now: () => new Date(options.now?.() ?? Date.now()),
});

/** Builds the parts that run functions. */
async function openParts(options: LambdaOptions, home: Home) {
  const directory = path.resolve(options.directory);
  const now = options.now ?? Date.now;
  const below = (name: string): string => path.join(directory, name);
  const bootstrap = await prepareBootstrap(directory);
  const store = await FunctionStore.open(below("functions"), home);
  const codes = new CodeStore(below("code"));
  await codes.keepOnly(store.codes());
  const slots = new Slots(options.concurrency ?? 4);
  const updates = new Updates(options.updateMs ?? 1_000, now);
  const pool = await EnvironmentPool.open(poolOptions(options, home, below("tmp"), bootstrap));
  const runner = new Runner(pool, codes, slots, updates);
  const [invocations, activity] = [new InvocationLog(), new Activity()];
  const queue = new EventQueue({
    store,
    runner,
    invocations,
    activity,
    files: new EventFiles(below("events")),
    destinations: new Destinations(directory, () => new Date(now())),
    retryDelaysMs: options.retryDelaysMs ?? [60_000, 120_000],
    now,
  });
  runner.onFree = () => queue.pump();
  const onChange = (name: string): void => {
    const record = store.find(name);
    const before = updates.of(name)?.before ?? null;
    const current = record === null ? [] : [record.latest, ...record.versions];
    pool.retire(name, before === null ? current : [before, ...current]);
    queue.pump();
  };
  const concurrency = slots.limit;
  const plane: ControlPlane = { home, store, codes, updates, concurrency, now, newId: randomUUID, onChange };
  return { store, pool, runner, invocations, activity, queue, plane };
}

function signerOf({ accessKeyId, secretAccessKey }: LambdaOptions, region: string) {
  if (accessKeyId === undefined && secretAccessKey === undefined) return null;
  if (accessKeyId !== undefined && secretAccessKey !== undefined) return { accessKeyId, secretAccessKey, region };
  throw new Error("The local Lambda needs both accessKeyId and secretAccessKey, or neither");
}

/**
 * Starts the REST API of AWS Lambda in front of child processes that run the deployed bundle itself. Memory limit,
 * timeout, concurrency and the retries of asynchronous invocations are enforced as Lambda does.
 * @throws when the directory cannot be written or the port is taken.
 */
export async function startLambda(options: LambdaOptions): Promise<LocalLambda> {
  const region = options.region ?? "us-east-1";
  const host = options.host ?? "127.0.0.1";
  const signer = signerOf(options, region);
  const home: Home = { region, account: ACCOUNT };
  const parts = await openParts(options, home);
  const { pool, queue, activity, invocations, plane } = parts;
  const onFault = options.onFault ?? ((requestId, error) => console.error(`Lambda request ${requestId}:`, error));
  const stopWork = async (): Promise<void> => {
    // In this order: no event starts any more, then what runs is cut short and stays on the disk.
    const settled = queue.close();
    await pool.close();
    await settled;
  };
  // Before requests come in: an event accepted meanwhile would be found on the disk and run twice.
  await queue.recover();
  const handlers = { plane, signer, onFault, invoke: (request: ApiRequest) => invoke({ home, ...parts }, request) };
  const api = await serveApi(handlers, host, options.port ?? 0).catch(async (error: unknown) => {
    await stopWork();
    throw error;
  });
  let closing: Promise<void> | undefined;
  return {
    endpoint: `http://${host.includes(":") ? `[${host}]` : host}:${api.port}`,
    port: api.port,
    region,
    deploy: async (config) => deployDirectly(plane, config),
    get invocations() {
      return invocations.all;
    },
    idle: () => activity.idle(),
    killRunning: (signal = "SIGKILL") => pool.killRunning(signal),
    killOne: (choose) => pool.killOne(choose),
    close: () => {
      closing ??= api.close().then(stopWork);
      return closing;
    },
  };
}
