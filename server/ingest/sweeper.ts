import type { Logger } from "pino";
import type { DispatchStore } from "../../db/ingest/dispatch.ts";
import type { GarbageReport } from "../upkeep/garbage.ts";
import type { Dispatcher } from "./dispatcher.ts";
import { rounds } from "./rounds.ts";

export interface SweeperOptions {
  readonly store: DispatchStore;
  readonly dispatcher: Dispatcher;
  readonly maxAttempts: number;
  /** How long an artifact may wait for a worker before it fails, in seconds. */
  readonly waitLimitSeconds: number;
  readonly intervalMs: number;
  /** Deletes what an ended artifact left in the object store. */
  readonly clean: (artifactId: number, signal: AbortSignal) => Promise<void>;
  /** The slower round, which deletes what nothing refers to. */
  readonly garbage: { readonly intervalMs: number; collect(signal: AbortSignal): Promise<GarbageReport> };
  /** Small tasks of other parts that run with each sweep. */
  readonly chores?: readonly { readonly name: string; run(signal: AbortSignal): Promise<void> }[];
  readonly log: Logger;
}
export interface Sweeper {
  /** One round now; resolves when it is over. Rounds never overlap. */
  sweep(): Promise<void>;
  stop(): Promise<void>;
}

/** Cleanings per round, and how long they may take together. */
const CLEAN_BATCH = 20;
const CLEAN_LIMIT_MS = 30_000;
/** Longest garbage round in milliseconds; the next one continues. */
const GARBAGE_LIMIT_MS = 600_000;

/**
 * Repairs what was interrupted: dispatches artifacts that no worker claimed, ends those whose attempts or time are used
 * up, finishes interrupted cleaning, and in slower rounds collects garbage. Runs on every server; a lock per kind of
 * round lets one of them at a time work. A failing step does not keep the others from running.
 */
export function startSweeper(options: SweeperOptions): Sweeper {
  const stopping = new AbortController();
  const sweeps = rounds(options.intervalMs, () => sweepOnce(options, stopping.signal));
  const collections = rounds(options.garbage.intervalMs, () => collectOnce(options, stopping.signal));
  return {
    sweep: sweeps.run,
    stop: async () => {
      stopping.abort(new Error("the server stops"));
      await Promise.all([sweeps.stop(), collections.stop()]);
    },
  };
}

async function sweepOnce(options: SweeperOptions, signal: AbortSignal): Promise<void> {
  const cleaningLimit = () => AbortSignal.any([signal, AbortSignal.timeout(CLEAN_LIMIT_MS)]);
  await step("sweep", options, signal, () =>
    options.store.exclusively("sweep", async () => {
      await step("end", options, signal, () => endHopeless(options));
      await step("dispatch", options, signal, () => dispatchDue(options));
      await step("clean", options, signal, () => cleanUp(options, cleaningLimit()));
      for (const chore of options.chores ?? [])
        await step(chore.name, options, signal, () => chore.run(cleaningLimit()));
    }),
  );
}

async function collectOnce(options: SweeperOptions, signal: AbortSignal): Promise<void> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(GARBAGE_LIMIT_MS)]);
  await step("garbage", options, signal, () => options.store.exclusively("garbage", () => collect(options, limit)));
}

async function step(
  name: string,
  { log }: SweeperOptions,
  signal: AbortSignal,
  work: () => Promise<unknown>,
): Promise<void> {
  if (signal.aborted) return;
  try {
    await work();
  } catch (error) {
    if (!signal.aborted) log.error({ step: name, err: error }, "sweeper step failed; the next round tries again");
  }
}

async function endHopeless({ store, maxAttempts, waitLimitSeconds, log }: SweeperOptions): Promise<void> {
  for (const artifactId of await store.failExhausted(maxAttempts))
    log.warn({ artifact_id: artifactId }, "artifact failed: attempts used up");
  for (const artifactId of await store.failUnclaimed(waitLimitSeconds))
    log.warn({ artifact_id: artifactId }, "artifact failed: no worker claimed it in time");
}

async function dispatchDue({ dispatcher, log }: SweeperOptions): Promise<void> {
  const dispatched = await dispatcher.dispatchDue();
  if (dispatched > 0) log.info({ dispatched }, "artifacts dispatched again");
}

/** One artifact that cannot be cleaned does not stop the cleaning of others. */
async function cleanUp({ store, clean, log }: SweeperOptions, signal: AbortSignal): Promise<void> {
  for (const artifactId of await store.uncollected(CLEAN_BATCH)) {
    signal.throwIfAborted();
    try {
      await clean(artifactId, signal);
      await store.dropCheckpoints(artifactId);
    } catch (error) {
      log.warn({ artifact_id: artifactId, err: error }, "cleaning failed; the next sweep tries again");
    }
  }
}

async function collect({ garbage, log }: SweeperOptions, signal: AbortSignal): Promise<void> {
  const { items, checkpoints } = await garbage.collect(signal);
  const bytes = items.reduce((sum, item) => sum + item.bytes, 0);
  if (items.length + checkpoints > 0) log.info({ items: items.length, bytes, checkpoints }, "garbage collected");
}
