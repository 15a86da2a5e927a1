/** The embedded registry over a sample hub, for programs that measure it, show it or run clients on it. */
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { isFinal } from "../domain/status.ts";
import { createGatehouseClient, type GatehouseClient } from "../generated/client.js";
import { type HubOptions, type LocalHub, startHub } from "../local/hub.ts";
import type { Login } from "../local/postgres/login.ts";
import { removeTemporary } from "../local/postgres.ts";
import type { Started } from "../scripts/start.ts";

export const PASSWORD = "the password of this sample registry";

/** The longest that an ingest may take, in milliseconds, unless the options say otherwise. */
const INGEST_LIMIT_MS = 500_000;

export interface SampleRegistry extends AsyncDisposable {
  readonly url: string;
  readonly hub: LocalHub;
  readonly client: GatehouseClient;
  /** Of the administrator. */
  readonly token: string;
  /** The database, to fill it directly. */
  readonly database: Login;
  /** Posts a link; the artifact's id. */
  post(url: string, type?: "model" | "dataset" | "code"): Promise<number>;
  /** Waits until an artifact is final; its status. */
  ended(id: number, type?: "model" | "dataset" | "code"): Promise<string>;
  /** Stops the server and starts it again at the same port and data, after `meanwhile`. */
  restart(meanwhile: () => Promise<void>): Promise<void>;
}

export interface SampleRegistryOptions {
  readonly samples: HubOptions;
  /** Environment variables beside those that every such registry has. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly ingestLimitMs?: number;
  /** Path of a bundle of the function; built at each start when absent. */
  readonly bundle?: string;
}

/** Starts a registry on a free port with data of its own, which are removed at the end. */
export async function startSampleRegistry(options: SampleRegistryOptions): Promise<SampleRegistry> {
  const { samples, variables = {}, ingestLimitMs = INGEST_LIMIT_MS, bundle } = options;
  // Loaded when it is needed: --help of a program that starts a registry is printed without it, in half of the time.
  const { start } = await import("../scripts/start.ts");
  await using opened = new AsyncDisposableStack();
  const directory = await mkdtemp(path.join(tmpdir(), "gatehouse-sample-"));
  opened.defer(() => removeTemporary(directory));
  const hub = await startHub(samples);
  opened.defer(() => hub.close());
  const run = (port: string): Promise<Started> =>
    start(
      { ...variablesFor(hub), ...variables, DATA_DIR: directory, PORT: port },
      { ephemeral: true, ...(bundle === undefined ? {} : { bundle }) },
    );
  let started = await run("0");
  opened.defer(() => started.stop());
  const { url } = started;
  const token = await signIn(url);
  const client = createGatehouseClient({ url, token });
  const database = databaseOf(started);
  const owned = opened.move();
  return {
    url,
    hub,
    client,
    token,
    database,
    ...poster(client, ingestLimitMs),
    restart: async (meanwhile) => {
      await started.stop();
      await meanwhile();
      started = await run(new URL(url).port);
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

const variablesFor = (hub: LocalHub) => ({
  PATH: process.env["PATH"] ?? "",
  HF_ENDPOINT: hub.endpoint,
  GITHUB_API_URL: hub.github,
  ADMIN_PASSWORD: PASSWORD,
  LOG_LEVEL: "silent",
});

function databaseOf({ stack }: Started): Login {
  const { postgres } = stack.parts;
  if (postgres === undefined) throw new Error("PostgreSQL is not embedded");
  return postgres;
}

/** Signs in as the administrator of a sample registry; the token. */
export async function signIn(url: string): Promise<string> {
  const body = { user: { name: "admin" }, secret: { password: PASSWORD } };
  const signal = AbortSignal.timeout(60_000);
  const { data, response } = await createGatehouseClient({ url }).PUT("/authenticate", { body, signal });
  if (data === undefined) throw new Error(`signing in was answered with ${response.status}`);
  return data;
}

function poster(client: GatehouseClient, limitMs: number): Pick<SampleRegistry, "post" | "ended"> {
  return {
    post: async (url, type = "model") => {
      const path = { artifact_type: type };
      const { data, response } = await client.POST("/artifact/{artifact_type}", { params: { path }, body: { url } });
      if (data === undefined || !("artifact_id" in data)) throw new Error(`posting ${url} answered ${response.status}`);
      return data.artifact_id;
    },
    ended: async (id, type = "model") => {
      for (const end = Date.now() + limitMs; Date.now() < end; await pause(100)) {
        const path = { artifact_type: type, id };
        const { data } = await client.GET("/artifacts/{artifact_type}/{id}", { params: { path } });
        if (data !== undefined && isFinal(data.status)) return data.status;
      }
      throw new Error(`${type} ${id} did not end within ${limitMs / 1000} s`);
    },
  };
}
