import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { buildIngest } from "../../../local/bundle/bundle.ts";
import { type LocalHub, startHub } from "../../../local/hub.ts";
import { type LocalLambda, startLambda } from "../../../local/lambda.ts";
import type { Login } from "../../../local/postgres/login.ts";
import { startS3 } from "../../../local/s3.ts";
import { type Relay, startHttpProxy } from "../faults/http-proxy.ts";
import { diceOf, type Faults } from "../faults/random.ts";
import { type Mood, weatherOf } from "../faults/schedule.ts";
import { startTcpProxy } from "../faults/tcp-proxy.ts";
import type { Mode } from "../options.ts";
import type { SampleWorld } from "../samples.ts";
import { type MortalDatabase, startMortalDatabase } from "./database.ts";
import { BUCKET, functionEnvironment, KEYS, type Surroundings, serverEnvironment } from "./environment.ts";
import { type ServerProcess, serverProcess } from "./processes.ts";

export interface TheatreOptions {
  readonly seed: number;
  readonly mode: Mode;
  readonly directory: string;
  readonly world: SampleWorld;
  /** How long faults are injected, in milliseconds. */
  readonly faultsMs: number;
  readonly servers: number;
  readonly faults: Faults;
}

/** Every part of a registry, each behind a proxy that spoils its traffic. */
export interface Theatre {
  readonly servers: readonly ServerProcess[];
  readonly database: MortalDatabase;
  /** What the function and the servers ingest from, without a proxy. */
  readonly hub: LocalHub;
  /** Null when the servers ingest by themselves. */
  readonly lambda: LocalLambda | null;
  /** The store itself, without a proxy. */
  readonly store: { readonly endpoint: string; readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Milliseconds since the curtain rose: faults are timed by it. */
  elapsed(): number;
  /** Lets the weather begin. */
  rise(): void;
  close(): Promise<void>;
}

/** Slow enough that faults meet transfers under way. */
const HUB_BYTES_PER_SECOND = 3_000_000;
const BAD_HTTP: readonly Mood[] = ["slow", "errors", "resets", "lost-answers", "partial", "stalls", "away"];
const BAD_TCP: readonly Mood[] = ["slow", "resets", "stalls", "away"];

export async function openTheatre(options: TheatreOptions): Promise<Theatre> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const end of closers.splice(0).reverse()) await end();
  };
  try {
    return { ...(await openParts(options, closers)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

type Closers = (() => Promise<unknown>)[];

async function openParts(options: TheatreOptions, closers: Closers): Promise<Omit<Theatre, "close">> {
  const { directory, world, mode } = options;
  let risenAt: number | null = null;
  const elapsed = (): number => (risenAt === null ? Number.POSITIVE_INFINITY : performance.now() - risenAt);
  const proxies = proxiesOf(options, elapsed, closers);
  await mkdir(path.join(directory, "s3"), { recursive: true });
  const [hub, s3, database] = await Promise.all([
    startHub({ ...world, organizations: ACME, bytesPerSecondPerConnection: HUB_BYTES_PER_SECOND }),
    startS3({ directory: path.join(directory, "s3"), buckets: [BUCKET], ...KEYS }),
    startMortalDatabase(path.join(directory, "postgres")),
  ]);
  closers.push(hub.close, s3.close, database.stop);
  const servers: ServerProcess[] = [];
  const balancer = diceOf(options.seed, "balancer");
  const around: Surroundings = {
    mode,
    login: loginOf(database),
    database: await proxies.tcp("database", () => database.login()?.port ?? null),
    s3: await proxies.http("s3", () => s3.endpoint),
    hubs: await proxies.hub(hub),
    callback: await proxies.http("callback", () => balancer.pick(servers).url),
  };
  const lambda = mode === "inline" ? null : await openFunction(directory, around, closers);
  const toLambda = lambda === null ? null : await proxies.http("lambda", () => lambda.endpoint);
  const env = serverEnvironment(around, toLambda);
  for (let at = 0; at < options.servers; at++) {
    const server = await serverProcess(env, path.join(directory, `server-${at}.log`));
    closers.push(server.terminate);
    servers.push(server);
  }
  await Promise.all(servers.map((server) => server.start()));
  const rise = (): void => {
    risenAt = performance.now();
  };
  return { servers, database, hub, lambda, store: { endpoint: s3.endpoint, ...KEYS }, elapsed, rise };
}

async function openFunction(directory: string, around: Surroundings, closers: Closers): Promise<LocalLambda> {
  const bundle = await buildIngest(path.join(directory, "function"));
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
  await lambda.deploy({ name: "ingest", bundle, environment: functionEnvironment(around), timeoutSeconds: 60 });
  return lambda;
}

/** How to reach the database that runs now, past the proxy. */
export function loginOf(database: MortalDatabase): Login {
  const login = database.login();
  if (login === null) throw new Error("the database is not up");
  return login;
}

export const ACME = [
  { name: "acme", fullname: "Acme", members: ["anna-lind", "chidi-okafor", "elise-moreau", "jo-berg", "mira-sato"] },
];

/** Proxies with weathers and dice of their own. */
function proxiesOf({ seed, faultsMs, faults }: TheatreOptions, elapsed: () => number, closers: Closers) {
  const kept = async (proxy: Promise<Relay>): Promise<Relay> => {
    const opened = await proxy;
    closers.push(opened.close);
    return opened;
  };
  const around = (name: string, bad: readonly Mood[]) => ({
    name,
    faults,
    dice: diceOf(seed, name),
    weather: weatherOf(diceOf(seed, `${name} weather`), bad, faultsMs, elapsed),
  });
  const http = (name: string, target: () => string, rewrite?: (value: string) => string): Promise<Relay> =>
    kept(startHttpProxy({ ...around(name, BAD_HTTP), target, ...(rewrite ? { rewrite } : {}) }));
  return {
    http,
    tcp: (name: string, target: () => number | null): Promise<Relay> =>
      kept(startTcpProxy({ ...around(name, BAD_TCP), target })),
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
