/** A process of its own that plays many clients side by side, each with one request at a time. */
import { Pool } from "undici";
import { quantile } from "../results.ts";

/** What a client requests. */
export type Operation = "post" | "poll" | "list" | "head" | "info";

export interface LoadOrder {
  readonly url: string;
  readonly token: string;
  readonly clients: number;
  readonly seconds: number;
  /** What each client requests in turn; every client starts at another place of the list. */
  readonly operations: readonly Operation[];
  /** Mean pause of a client between two requests in milliseconds; 0 for none. */
  readonly pauseMs: number;
  /**
   * Requests per second of all clients together, due at even intervals whether or not answers are late, as those of
   * people are. Times count from when a request was due. Instead of pauses.
   */
  readonly perSecond?: number;
  /** Requests of the first seconds are not counted: connections open, code is compiled. By default 1. */
  readonly warmUpSeconds?: number;
  /** Makes the links of different runs different. */
  readonly run: string;
}

export interface OperationReport {
  readonly calls: number;
  readonly errors: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}
export type LoadReport = Readonly<Partial<Record<Operation, OperationReport>>> & {
  readonly seconds: number;
  readonly firstError: string | null;
};

interface Tally {
  readonly times: number[];
  errors: number;
}

async function load(order: LoadOrder): Promise<LoadReport> {
  const pool = new Pool(order.url, { connections: order.clients, pipelining: 1, headersTimeout: 60_000 });
  const tallies = new Map<Operation, Tally>(order.operations.map((one) => [one, { times: [], errors: 0 }]));
  let firstError: string | null = null;
  const beginning = performance.now();
  const countFrom = beginning + (order.warmUpSeconds ?? 1) * 1000;
  const end = countFrom + order.seconds * 1000;
  const client = async (number: number): Promise<void> => {
    for (let call = 0; performance.now() < end; call += 1) {
      const operation = order.operations[(number + call) % order.operations.length] as Operation;
      const tally = tallies.get(operation) as Tally;
      const startedAt = order.perSecond === undefined ? performance.now() : beginning + due(order, number, call);
      await until(startedAt);
      if (startedAt >= end) return;
      const error = await send(pool, order, operation, `${number}-${call}`);
      if (error !== null) tally.errors += 1;
      else if (startedAt >= countFrom) tally.times.push(performance.now() - startedAt);
      firstError ??= error;
      if (order.pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, order.pauseMs * (0.5 + Math.random())));
    }
  };
  await Promise.all(Array.from({ length: order.clients }, (_, number) => client(number)));
  const seconds = (performance.now() - countFrom) / 1000;
  await pool.close();
  return { ...Object.fromEntries([...tallies].map(([one, tally]) => [one, reportOf(tally)])), seconds, firstError };
}

/** When a request of a client is due, in milliseconds after the beginning: the clients take turns. */
const due = ({ clients, perSecond = 1 }: LoadOrder, client: number, call: number): number =>
  ((call * clients + client) * 1000) / perSecond;

async function until(time: number): Promise<void> {
  const left = time - performance.now();
  if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
}

/** Resolves to null, or to what went wrong. */
async function send(pool: Pool, order: LoadOrder, operation: Operation, key: string): Promise<string | null> {
  try {
    const { statusCode, body } = await pool.request(requestOf(order, operation, key));
    const text = await body.text();
    if (statusCode === (operation === "post" ? 202 : 200)) return null;
    return `${operation} was answered with ${statusCode}: ${text.slice(0, 200)}`;
  } catch (error) {
    return `${operation}: ${(error as Error).message}`;
  }
}

function requestOf({ token, run }: LoadOrder, operation: Operation, key: string): Parameters<Pool["request"]>[0] {
  const headers = { "x-authorization": token, "content-type": "application/json" };
  if (operation === "poll") return { method: "GET", path: "/artifacts/model/1", headers };
  if (operation === "list") return { method: "POST", path: "/artifacts", headers, body: '[{"name":"*"}]' };
  // undici would close the connection after every HEAD, so that the next request waited for a new one.
  if (operation === "head")
    return { method: "HEAD", path: "/hub/acme/clear-bert/resolve/main/model.safetensors", headers, reset: false };
  if (operation === "info") return { method: "GET", path: "/hub/api/models/acme/clear-bert", headers };
  const body = JSON.stringify({ url: `https://huggingface.co/bench/${run}-${key}` });
  return { method: "POST", path: "/artifact/model", headers, body };
}

function reportOf({ times, errors }: Tally): OperationReport {
  const sorted = times.sort((a, b) => a - b);
  return {
    calls: sorted.length,
    errors,
    p50: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    p99: quantile(sorted, 0.99),
  };
}

if (import.meta.main) {
  process.once("message", async (order) => {
    process.send?.(await load(order as LoadOrder));
    process.disconnect();
  });
}
