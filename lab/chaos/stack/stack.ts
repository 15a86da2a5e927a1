import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { buildIngest } from "../../../local/bundle/bundle.ts";
import { type LocalHub, startHub } from "../../../local/hub.ts";
import { type LocalLambda, startLambda } from "../../../local/lambda.ts";
import type { Login } from "../../../local/postgres/login.ts";
import { startS3 } from "../../../local/s3.ts";
import { startHttpProxy } from "../faults/http-proxy.ts";
import type { FaultProxy } from "../faults/proxy.ts";
import { type FaultCounts, randomOf } from "../faults/random.ts";
import { type FaultPhase, scheduleOf } from "../faults/schedule.ts";
import { startTcpProxy } from "../faults/tcp-proxy.ts";
import type { Mode } from "../options.ts";
import type { SampleWorld } from "../samples.ts";
import { type KillableDatabase, startKillableDatabase } from "./database.ts";
import { BUCKET, functionEnvironment, KEYS, type Proxies, serverEnvironment } from "./environment.ts";
import { type ServerProcess, serverProcess } from "./processes.ts";

export interface StackOptions {
  readonly seed: number;
  readonly mode: Mode;
  readonly directory: string;
  readonly world: SampleWorld;
  /** How long faults are injected, in milliseconds. */
  readonly faultsMs: number;
  readonly servers: number;
  readonly faults: FaultCounts;
  readonly bundle?: string;
}

/** Every part of a registry, each behind a proxy that injects faults. */
export interface ChaosStack {
  readonly servers: readonly ServerProcess[];
  readonly database: KillableDatabase;
  /** The sample hub itself, past its proxy. */
  readonly hub: LocalHub;
  /** Null when the servers ingest within their own processes. */
  readonly lambda: LocalLambda | null;
  /** The store itself, past its proxy. */
  readonly store: Record<"endpoint" | "accessKeyId" | "secretAccessKey" | "bucket", string>;
  /** Milliseconds since `startFaults`, which the schedules follow; infinite before it. */
  elapsed(): number;
  startFaults(): void;
  close(): Promise<void>;
}

/** Slow enough that faults meet transfers in flight. */
const HUB_BYTES_PER_SECOND = 3_000_000;
const HTTP_FAULTS: readonly FaultPhase[] = ["slow", "errors", "resets", "lost-responses", "partial", "stalls", "down"];
const TCP_FAULTS: readonly FaultPhase[] = ["slow", "resets", "stalls", "down"];

/** Organizations of the sample hub. */
export const ORGANIZATIONS = [
  { name: "acme", fullname: "Acme", members: ["anna-lind", "chidi-okafor", "elise-moreau", "jo-berg", "mira-sato"] },
];

export async function startStack(options: StackOptions): Promise<ChaosStack> {
  const closers: Closers = [];
  const close = async (): Promise<void> => {
    for (const end of closers.splice(0).reverse()) await end();
  };
  try {
    return { ...(await startParts(options, closers)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

type Closers = (() => Promise<unknown>)[];

async function startParts(options: StackOptions, closers: Closers): Promise<Omit<ChaosStack, "close">> {
  const { directory, world, mode } = options;
  let startedAt: number | null = null;
  const elapsed = (): number => (startedAt === null ? Number.POSITIVE_INFINITY : performance.now() - startedAt);
  const starting = proxiesOf(options, elapsed, closers);
  await mkdir(path.join(directory, "s3"), { recursive: true });
  const [hub, s3, database] = await Promise.all([
    startHub({ ...world, organizations: ORGANIZATIONS, bytesPerSecondPerConnection: HUB_BYTES_PER_SECOND }),
    startS3({ directory: path.join(directory, "s3"), buckets: [BUCKET], ...KEYS }),
    startKillableDatabase(path.join(directory, "postgres")),
  ]);
  closers.push(hub.close, s3.close, database.stop);
  const servers: ServerProcess[] = [];
  const balancer = randomOf(options.seed, "balancer");
  const proxies: Proxies = {
    mode,
    login: loginOf(database),
    database: await starting.tcp("database", () => database.login()?.port ?? null),
    s3: await starting.http("s3", () => s3.endpoint),
    hubs: await starting.hub(hub),
    callback: await starting.http("callback", () => balancer.pick(servers).url),
  };
  const lambda = mode === "inline" ? null : await deployFunction(options, proxies, closers);
  const toLambda = lambda === null ? null : await starting.http("lambda", () => lambda.endpoint);
  const env = serverEnvironment(proxies, toLambda);
  for (let at = 0; at < options.servers; at++) {
    const server = await serverProcess(env, path.join(directory, `server-${at}.log`));
    closers.push(server.terminate);
    servers.push(server);
  }
  await Promise.all(servers.map((server) => server.start()));
  const startFaults = (): void => {
    startedAt = performance.now();
  };
  const store = { endpoint: s3.endpoint, bucket: BUCKET, ...KEYS };
  return { servers, database, hub, lambda, store, elapsed, startFaults };
}

async function deployFunction(options: StackOptions, proxies: Proxies, closers: Closers): Promise<LocalLambda> {
  const { directory } = options;
  const bundle = options.bundle ?? (await buildIngest(path.join(directory, "function")));
  const log = createWriteStream(path.join(directory, "function.log"), { flags: "a" });
  const lambda = await startLambda({
    directory: path.join(directory, "lambda"),
    retryDelaysMs: [500, 2_000],
    log: ({ text }) => void log.write(`${text}\n`),
    ...KEYS,
  });
  closers.push(async () => {
    await lambda.close();
    await new Promise<void>((resolve) => log.end(() => resolve()));
  });
  await lambda.deploy({ name: "ingest", bundle, environment: functionEnvironment(proxies), timeoutSeconds: 60 });
  return lambda;
}

/** Login to the running database, past its proxy. */
export function loginOf(database: KillableDatabase): Login {
  const login = database.login();
  if (login === null) throw new Error("the database is down");
  return login;
}

/** Starts proxies, each with a schedule and a random sequence of its own. */
function proxiesOf({ seed, faultsMs, faults }: StackOptions, elapsed: () => number, closers: Closers) {
  const closedLater = async (starting: Promise<FaultProxy>): Promise<FaultProxy> => {
    const proxy = await starting;
    closers.push(proxy.close);
    return proxy;
  };
  const optionsOf = (name: string, phases: readonly FaultPhase[]) => ({
    name,
    faults,
    random: randomOf(seed, name),
    schedule: scheduleOf(randomOf(seed, `${name} schedule`), phases, faultsMs, elapsed),
  });
  const http = (name: string, target: () => string, rewrite?: (value: string) => string): Promise<FaultProxy> =>
    closedLater(startHttpProxy({ ...optionsOf(name, HTTP_FAULTS), target, ...(rewrite ? { rewrite } : {}) }));
  return {
    http,
    tcp: (name: string, target: () => number | null): Promise<FaultProxy> =>
      closedLater(startTcpProxy({ ...optionsOf(name, TCP_FAULTS), target })),
    hub: async (hub: Record<"endpoint" | "cdn" | "github" | "codeload", string>): Promise<Record<string, string>> => {
      const origins = new Map<string, string>();
      const rewrite = (value: string): string =>
        [...origins].reduce((text, [real, proxied]) => text.replaceAll(real, proxied), value);
      for (const name of ["endpoint", "cdn", "github", "codeload"] as const) {
        origins.set(hub[name], (await http(`hub ${name}`, () => hub[name], rewrite)).origin);
      }
      return { HF_ENDPOINT: origins.get(hub.endpoint) ?? "", GITHUB_API_URL: origins.get(hub.github) ?? "" };
    },
  };
}
