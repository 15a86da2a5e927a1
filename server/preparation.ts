import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "pino";
import { isDatabaseAway } from "../db/away.ts";
import { type Backoff, backoffMs } from "../domain/backoff.ts";

export interface Preparation {
  /** What the server still waits for; null when it is prepared. */
  pending(): string | null;
  /** Abandons the preparation and waits for the attempt in flight. */
  stop(): Promise<void>;
}

const PAUSES: Backoff = { firstMs: 500, maxMs: 5_000 };

/**
 * Does the work that a server needs done once in its database. Waits for the first attempt; while the database is away
 * further ones run in the background, so that the server is up and reports what is wrong. Throws any other fault.
 */
export async function prepare(work: () => Promise<void>, log: Logger): Promise<Preparation> {
  const stopping = new AbortController();
  let waitsFor: string | null = null;
  const once = async (): Promise<boolean> => {
    try {
      await work();
      waitsFor = null;
      return true;
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      waitsFor = "the database does not answer; its preparation is repeated";
      log.warn({ err: error }, waitsFor);
      return false;
    }
  };
  const repeat = async (): Promise<void> => {
    for (let failures = 1; ; failures++) {
      await pause(backoffMs(failures, PAUSES, Math.random), undefined, { signal: stopping.signal });
      if (await once()) return log.info("the database is prepared");
    }
  };
  const background = (await once())
    ? Promise.resolve()
    : repeat().catch((error: unknown) => {
        if (stopping.signal.aborted) return;
        waitsFor = "the database cannot be prepared; the log has the cause";
        log.error({ err: error }, waitsFor);
      });
  return {
    pending: () => waitsFor,
    stop: async () => {
      stopping.abort();
      await background;
    },
  };
}
