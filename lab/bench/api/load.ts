/** A process of its own that plays the clients: many, side by side, each one call after another. */
import { Pool } from "undici";
import { quantile } from "./quantile.ts";

/** What one client does, over and over. */
export type Act = "post" | "poll" | "list";

export interface LoadOrder {
  readonly url: string;
  readonly token: string;
  readonly clients: number;
  readonly seconds: number;
  /** What the clients do in turn; the first call of each client comes from another place of the list. */
  readonly acts: readonly Act[];
  /** Pause of a client between two calls in milliseconds; 0 calls as fast as it can. */
  readonly pauseMs: number;
  /** Path that is posted to. */
  readonly postTo: string;
  /** Makes links of different runs different. */
  readonly run: string;
}

export interface ActReport {
  readonly calls: number;
  readonly errors: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}
export type LoadReport = Readonly<Partial<Record<Act, ActReport>>> & {
  readonly seconds: number;
  readonly firstError: string | null;
};

interface Tally {
  readonly times: number[];
  errors: number;
}

/** Times of the first calls are not counted: connections come to life. */
const WARM_UP_MS = 1_000;

export async function load(order: LoadOrder): Promise<LoadReport> {
  const pool = new Pool(order.url, { connections: order.clients, pipelining: 1, headersTimeout: 60_000 });
  const tallies = new Map<Act, Tally>(order.acts.map((act) => [act, { times: [], errors: 0 }]));
  let firstError: string | null = null;
  const begun = performance.now();
  const countFrom = begun + WARM_UP_MS;
  const end = countFrom + order.seconds * 1000;
  const client = async (number: number): Promise<void> => {
    for (let call = 0; performance.now() < end; call += 1) {
      const act = order.acts[(number + call) % order.acts.length] as Act;
      const fault = await timed(pool, order, act, `${number}-${call}`, tallies.get(act) as Tally, countFrom);
      firstError ??= fault;
      if (order.pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, order.pauseMs * (0.5 + Math.random())));
    }
  };
  await Promise.all(Array.from({ length: order.clients }, (_, number) => client(number)));
  const seconds = (performance.now() - countFrom) / 1000;
  await pool.close();
  return { ...Object.fromEntries([...tallies].map(([act, tally]) => [act, reportOf(tally)])), seconds, firstError };
}

/** Null, or what went wrong. */
async function timed(
  pool: Pool,
  order: LoadOrder,
  act: Act,
  key: string,
  tally: Tally,
  countFrom: number,
): Promise<string | null> {
  const started = performance.now();
  try {
    const { statusCode, body } = await pool.request(requestOf(order, act, key));
    const text = await body.text();
    if (started >= countFrom) tally.times.push(performance.now() - started);
    if (statusCode === (act === "post" ? 202 : 200)) return null;
    tally.errors += 1;
    return `${act} answered ${statusCode}: ${text.slice(0, 200)}`;
  } catch (error) {
    tally.errors += 1;
    return `${act}: ${(error as Error).message}`;
  }
}

function requestOf({ token, postTo, run }: LoadOrder, act: Act, key: string): Parameters<Pool["request"]>[0] {
  const headers = { "x-authorization": token, "content-type": "application/json" };
  if (act === "poll") return { method: "GET", path: "/artifacts/model/1", headers };
  const body =
    act === "list" ? '[{"name":"*"}]' : JSON.stringify({ url: `https://huggingface.co/bench/${run}-${key}` });
  return { method: "POST", path: act === "list" ? "/artifacts" : postTo, headers, body };
}

function reportOf({ times, errors }: Tally): ActReport {
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
