import { setTimeout as pause } from "node:timers/promises";
import pLimit from "p-limit";
import type { Logger } from "pino";
import type { ArtifactStore } from "../../db/catalogue/artifacts.ts";
import { OutOfTime } from "../../domain/failure.ts";
import { isFinal } from "../../domain/status.ts";
import type { IngestTools } from "../../lambda/compose.ts";
import type { Telemetry } from "../../lambda/telemetry.ts";
import { work } from "../../lambda/worker.ts";
import { Stopping } from "../http/failures.ts";
import { pinoLog } from "../http/log.ts";

export interface InlineOptions {
  readonly tools: IngestTools;
  readonly artifacts: Pick<ArtifactStore, "statusOf">;
  readonly concurrency: number;
  /** How many may wait in memory; the others wait in the database for the sweeper. */
  readonly queue: number;
  readonly newId: () => string;
  /** Longest wait at a stop for running work to be handed back, in milliseconds; 10 s by default. */
  readonly handBackMs?: number;
  readonly log: Logger;
}

/** Ingest inside the server process: the same pipeline, without a function. */
export interface InlineIngest {
  /** Queues an artifact; when the queue is full the sweeper tries it again later. */
  enqueue(artifactId: number): void;
  /** Resolves when the artifact is final, whichever server did the work. The ingest continues when the caller is gone. */
  finish(artifactId: number): Promise<void>;
  /** Releases running work to the database and waits for that, within a limit. */
  stop(): Promise<void>;
}

/** How often a waiting request polls its artifact, in milliseconds. */
const POLL_MS = 200;
/** Work that is not released by then is taken over when its lease expires. */
const HAND_BACK_MS = 10_000;

export function createInlineIngest(options: InlineOptions): InlineIngest {
  // Without rejection a task that is removed from the queue at a stop would never settle.
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
        await pause(POLL_MS);
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

/** One delivery and its continuations. The sweeper brings retries and postponed verdicts back. */
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
          invoke: null,
        },
        tools,
      );
      if (outcome !== "continued" || signal.aborted) return;
    }
  } catch (error) {
    child.error({ err: error }, "ingest could not be recorded; the sweeper tries it again");
  }
}

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
