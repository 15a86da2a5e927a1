import { setTimeout as pause } from "node:timers/promises";
import { createGatehouseClient } from "../../../generated/client.js";
import type { Phase } from "./tally.ts";

/** What a supervisor sees of a server. */
export interface HealthWatch {
  /** Resolves when the server says that it is ready; rejects after the limit in milliseconds. */
  ready(limitMs: number): Promise<void>;
  readonly violations: readonly string[];
  stop(): Promise<void>;
}

const LOOK_EVERY_MS = 250;
const GIVE_UP_MS = 10_000;
/** A look at the database lasts so long at most, and its result is used for a while. */
const SLOW_TO_NOTICE_MS = 5_000;

/** Looks at both probes all the time: the process must count as alive throughout, and as not ready during the outage. */
export function watchHealth(url: string, phase: () => Phase, outageMs: () => number): HealthWatch {
  const violations = new Set<string>();
  const limited = (request: Request): Promise<Response> => fetch(request, { signal: AbortSignal.timeout(GIVE_UP_MS) });
  const client = createGatehouseClient({ url, fetch: limited });
  let running = true;
  let ready = false;
  const look = async (): Promise<void> => {
    const before = phase();
    const alive = (await client.GET("/health", {})).response.status;
    if (alive !== 200) violations.add(`${before}: /health was answered with ${alive}`);
    const { status } = (await client.GET("/health/ready", {})).response;
    ready = status === 200;
    const noticed = before === "outage" && phase() === "outage" && outageMs() > SLOW_TO_NOTICE_MS;
    if (noticed && status !== 503) violations.add(`outage: /health/ready was answered with ${status}`);
    if (before === "after" && status !== 200) violations.add(`after: /health/ready was answered with ${status}`);
  };
  const watching = (async () => {
    while (running) {
      await look().catch((error: Error) => violations.add(`${phase()}: a probe got no answer: ${error.message}`));
      await pause(LOOK_EVERY_MS);
    }
  })();
  return {
    get violations() {
      return [...violations];
    },
    ready: async (limitMs) => {
      ready = false;
      const end = performance.now() + limitMs;
      while (!ready) {
        if (performance.now() > end) throw new Error(`the server was not ready ${limitMs / 1000} s after the database`);
        await pause(LOOK_EVERY_MS / 5);
      }
    },
    stop: async () => {
      running = false;
      await watching;
    },
  };
}
