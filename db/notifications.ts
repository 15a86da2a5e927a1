import { Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { Client, type Notification } from "pg";
import { type Backoff, backoffMs } from "../domain/backoff.ts";
import type { DatabaseConfig } from "../domain/environment.ts";

export interface ListenOptions {
  readonly database: DatabaseConfig;
  /** Becomes part of the statement as it is, so it must never come from outside. */
  readonly channel: "artifact";
  readonly onNotification: (payload: string) => void;
  /** Called whenever listening begins, also the first time: earlier notifications were missed. */
  readonly onListening: () => void;
  /** Called when the connection broke or could not be opened; the next attempt follows after a pause. */
  readonly onFault: (error: Error) => void;
  /** Before another attempt. */
  readonly pauses: Backoff;
  /** Uniform in [0, 1): spreads the attempts of several servers. */
  readonly random: () => number;
}

/** A connection that listens on the channel until it is stopped, and is opened again whenever it breaks. */
export interface Listener {
  stop(): Promise<void>;
}

const CONNECT_LIMIT_MS = 5_000;
/** How often the connection is probed, and the time limit of the answer, in milliseconds. */
const PROBE_EVERY_MS = 15_000;
const ANSWER_LIMIT_MS = 5_000;
const END_LIMIT_MS = 1_000;

export function listen(options: ListenOptions): Listener {
  const stopping = new AbortController();
  const listening = keepListening(options, stopping.signal);
  return {
    stop: async () => {
      stopping.abort(new Error("Listening was stopped"));
      await listening;
    },
  };
}

async function keepListening(options: ListenOptions, signal: AbortSignal): Promise<void> {
  for (let failures = 0; !signal.aborted; failures++) {
    try {
      await listenOnce(options, signal, () => {
        failures = 0;
      });
    } catch (error) {
      if (signal.aborted) return;
      options.onFault(error as Error);
    }
    await pauseUnlessAborted(backoffMs(failures + 1, options.pauses, options.random), signal);
  }
}

/** Listens until the connection breaks, which throws, or the signal aborts, which returns. */
async function listenOnce(options: ListenOptions, signal: AbortSignal, connected: () => void): Promise<void> {
  const socket = new Socket();
  const client = open(options.database, socket);
  const over = new AbortController();
  const broken = new Promise<never>((_, reject) => {
    client.on("error", reject);
    client.on("end", () => reject(new Error("The listening connection was closed")));
  });
  const either = <T>(work: Promise<T>): Promise<T> => Promise.race([work, broken]);
  broken.catch(() => over.abort());
  try {
    await either(client.connect());
    client.on("notification", ({ payload }: Notification) => options.onNotification(payload ?? ""));
    await either(client.query(`listen ${options.channel}`));
    connected();
    options.onListening();
    while (!signal.aborted) {
      await either(pauseUnlessAborted(PROBE_EVERY_MS, AbortSignal.any([signal, over.signal])));
      if (!signal.aborted) await either(client.query("select 1"));
    }
  } finally {
    over.abort();
    await close(client, socket);
  }
}

function open({ host, port, database, user, password, tls }: DatabaseConfig, socket: Socket): Client {
  return new Client({
    host,
    port,
    database,
    user,
    password,
    application_name: "gatehouse-listener",
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    query_timeout: ANSWER_LIMIT_MS,
    keepAlive: true,
    stream: () => socket,
    ...(tls ? { ssl: { rejectUnauthorized: true } } : {}),
  });
}

/** Closes the connection within a time limit: a silent peer would never confirm, so its socket is destroyed. */
async function close(client: Client, socket: Socket): Promise<void> {
  const patience = new AbortController();
  const ended = client.end().catch(() => undefined);
  await Promise.race([ended, pauseUnlessAborted(END_LIMIT_MS, patience.signal)]);
  patience.abort();
  socket.destroy();
}

async function pauseUnlessAborted(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await pause(milliseconds, undefined, { signal, ref: false });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
