import type { Logger } from "pino";
import type { DispatchStore } from "../db/dispatch.ts";
import type { Dispatcher } from "./dispatcher.ts";

export interface SweeperOptions {
  readonly store: DispatchStore;
  readonly dispatcher: Dispatcher;
  readonly maxAttempts: number;
  readonly intervalMs: number;
  /** Takes away what an ended artifact left behind. */
  readonly clean: (artifactId: number) => Promise<void>;
  readonly log: Logger;
}
export interface Sweeper {
  /** One round now; resolves when it is over. Rounds never overlap. */
  sweep(): Promise<void>;
  stop(): Promise<void>;
}

/** Cleanings per round. */
const CLEAN_BATCH = 20;

/**
 * Looks after what got lost: dispatches artifacts that no worker took, ends those whose attempts are used up, finishes
 * interrupted cleaning. Runs on every server; a lock lets one at a time do the round.
 */
export function startSweeper(options: SweeperOptions): Sweeper {
  let running: Promise<void> | null = null;
  const sweep = (): Promise<void> => {
    running ??= round(options).finally(() => {
      running = null;
    });
    return running;
  };
  const timer = setInterval(() => void sweep(), options.intervalMs);
  timer.unref();
  return {
    sweep,
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

async function round({ store, dispatcher, maxAttempts, clean, log }: SweeperOptions): Promise<void> {
  try {
    await store.exclusively(async () => {
      const failed = await store.failExhausted(maxAttempts);
      for (const artifactId of failed) log.warn({ artifact_id: artifactId }, "attempts are used up");
      for (const artifactId of await store.uncollected(CLEAN_BATCH)) await clean(artifactId);
      const dispatched = await dispatcher.dispatchDue();
      if (dispatched > 0) log.info({ dispatched }, "dispatched again");
    });
  } catch (error) {
    log.error({ err: error }, "a sweep failed; the next one tries again");
  }
}
