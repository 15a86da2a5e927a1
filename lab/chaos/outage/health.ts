import { setTimeout as pause } from "node:timers/promises";
import { createGatehouseClient } from "../../../generated/client.js";
import type { Phase } from "./tally.ts";

/** Watches a server's health probes as a supervisor does. */
export interface HealthWatch {
  /** Resolves when the server reports ready; rejects after the limit in milliseconds. */
  ready(limitMs: number): Promise<void>;
  readonly violations: readonly string[];
  stop(): Promise<void>;
}

const POLL_MS = 250;
const PROBE_MS = 10_000;
/** The server caches the state of the database, so it may notice the outage this late. */
const NOTICE_MS = 5_000;

/** Polls both probes. The process must stay alive throughout, and must not be ready during the outage. */
export function watchHealth(url: string, phase: () => Phase, phaseMs: () => number): HealthWatch {
  const violations = new Set<string>();
  const limited = (request: Request): Promise<Response> => fetch(request, { signal: AbortSignal.timeout(PROBE_MS) });
  const client = createGatehouseClient({ url, fetch: limited });
  let running = true;
  let ready = false;
  const probe = async (): Promise<void> => {
    const before = phase();
    const alive = (await client.GET("/health", {})).response.status;
    if (alive !== 200) violations.add(`${before}: /health was answered with ${alive}`);
    const { status } = (await client.GET("/health/ready", {})).response;
    ready = status === 200;
    const noticed = before === "outage" && phase() === "outage" && phaseMs() > NOTICE_MS;
    if (noticed && status !== 503) violations.add(`outage: /health/ready was answered with ${status}`);
    if (before === "after" && status !== 200) violations.add(`after: /health/ready was answered with ${status}`);
  };
  const watching = (async () => {
    while (running) {
      await probe().catch((error: Error) => violations.add(`${phase()}: a probe got no response: ${error.message}`));
      await pause(POLL_MS);
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
        if (performance.now() > end)
          throw new Error(`the server was not ready ${limitMs / 1000} s after the database returned`);
        await pause(POLL_MS / 5);
      }
    },
    stop: async () => {
      running = false;
      await watching;
    },
  };
}
