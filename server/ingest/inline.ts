import { setTimeout as pause } from "node:timers/promises";
import pLimit from "p-limit";
import type { Logger } from "pino";
import type { ArtifactStore } from "../../db/catalogue/artifacts.ts";
import { OutOfTime } from "../../domain/failure.ts";
import { isFinal } from "../../domain/status.ts";
import type { IngestTools } from "../../lambda/compose.ts";
import type { Log } from "../../lambda/ports.ts";
import type { Telemetry } from "../../lambda/telemetry.ts";
import { work } from "../../lambda/worker.ts";
import { Stopping } from "../http/unavailable.ts";

export interface InlineOptions {
  readonly tools: IngestTools;
  readonly artifacts: Pick<ArtifactStore, "statusOf">;
  readonly concurrency: number;
  /** How many may wait for their turn; more wait in the database for the sweeper. */
  readonly queue: number;
  readonly newId: () => string;
  /** Longest handing back at a stop, in milliseconds; 10 s by default. */
  readonly handBackMs?: number;
  readonly log: Logger;
}

/** Ingests within the server process: the same pipeline, without a function. */
export interface InlineIngest {
  /** Takes an artifact into the queue; the sweeper comes again for one that found it full. */
  enqueue(artifactId: number): void;
  /** Resolves when the artifact is final, whoever worked on it. The work goes on when nobody waits any more. */
  finish(artifactId: number): Promise<void>;
  /** Hands running work back to the database and waits for that, within a limit. */
  stop(): Promise<void>;
}

/** How often a waiting request looks whether its artifact is final, in milliseconds. */
const LOOK_MS = 200;
/** What is not handed back at a stop by then is found by its lease. */
const HAND_BACK_MS = 10_000;

export function createInlineIngest(options: InlineOptions): InlineIngest {
  // Without rejecting, what is taken out of the queue at a stop would be waited for without end.
  const limit = pLimit({ concurrency: options.concurrency, rejectOnClear: true });
  const stopping = new AbortController();
  const known = new Set<number>();
  const running = new Set<Promise<void>>();

  const enqueue = (artifactId: number): void => {
    if (stopping.signal.aborted || known.has(artifactId) || limit.pendingCount >= options.queue) return;
    known.add(artifactId);
    const task = limit(() => runOnce(artifactId, options, stopping.signal)).finally(() => {
      known.delete(artifactId);
      running.delete(task);
    });
    running.add(task);
  };
  return {
    enqueue,
    finish: async (artifactId) => {
      enqueue(artifactId);
      for (;;) {
        const status = await options.artifacts.statusOf(artifactId);
        if (status === null || isFinal(status)) return;
        if (stopping.signal.aborted) throw new Stopping();
        await pause(LOOK_MS);
      }
    },
    stop: async () => {
      stopping.abort(new OutOfTime());
      limit.clearQueue();
      await Promise.race([
        Promise.allSettled(running),
        pause(options.handBackMs ?? HAND_BACK_MS, undefined, { ref: false }),
      ]);
      await options.tools.close();
    },
  };
}

/** One delivery, and its continuations. A retry or a postponed verdict comes again through the sweeper. */
async function runOnce(artifactId: number, { tools, newId, log }: InlineOptions, signal: AbortSignal): Promise<void> {
  const child = log.child({ artifact_id: artifactId });
  try {
    for (;;) {
      const outcome = await work(
        {
          artifactId,
          holder: newId(),
          remainingMs: () => Number.POSITIVE_INFINITY,
          log: pinoLog(child),
          telemetry: logTelemetry(child),
          signal,
        },
        tools,
      );
      if (outcome !== "continued" || signal.aborted) return;
    }
  } catch (error) {
    child.error({ err: error }, "an ingest could not be recorded; the sweeper comes again");
  }
}

/** The pipeline's log in the server's. */
export const pinoLog = (log: Logger): Log => ({
  debug: (message, fields) => log.debug(fields ?? {}, message),
  info: (message, fields) => log.info(fields ?? {}, message),
  warn: (message, fields) => log.warn(fields ?? {}, message),
  error: (message, fields) => log.error(fields ?? {}, message),
});

function logTelemetry(log: Logger): Telemetry {
  return {
    stage: async (name, run) => {
      const started = performance.now();
      try {
        return await run();
      } finally {
        log.info({ stage: name, milliseconds: Math.round(performance.now() - started) }, "stage ended");
      }
    },
    count: (name, value) => log.info({ [name]: value }, "counted"),
    rated: (netScore) => log.info({ netScore }, "rated"),
    flush: () => undefined,
    outcome: (outcome) => log.info({ outcome }, "ingest ended"),
  };
}
