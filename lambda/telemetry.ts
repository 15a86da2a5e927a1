import { type Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import type { Tracer } from "@aws-lambda-powertools/tracer";
import type { FailureCode } from "../domain/failure.ts";
import type { Clock, Log } from "./ports.ts";

type Subsegment = ReturnType<NonNullable<ReturnType<Tracer["getSegment"]>>["addNewSubsegment"]>;

/** How an ingest, or one attempt of it, ended; `retry` and `failed` have a failure code. */
export type IngestOutcome = "completed" | "rejected" | "postponed" | "retry" | "failed";

/** Logs, metrics and traces of one ingest. Ids go into logs and metadata, never into dimensions. */
export interface Telemetry {
  /** Runs a stage inside a trace segment and reports its duration. */
  stage<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Reports bytes or a count. */
  count(
    name:
      | "BytesFetched"
      | "BytesSaved"
      | "ArchiveBytesMoved"
      | "BytesPerSecond"
      | "Continuation"
      | "WorkersStarted"
      | "WorkersNotStarted"
      | "WorkerBytesFetched"
      | "UnitsTakenOver"
      | "UnitsRepeated",
    value: number,
  ): void;
  /** Reports the net score of a verdict, from 0 to 1; null when nothing could be scored. */
  rated(netScore: number | null): void;
  /** Reports how the ingest ended. */
  outcome(outcome: IngestOutcome, code?: FailureCode): void;
  /** Sends pending metrics and traces when the time limit is near: a frozen process sends nothing. */
  flush(): void;
}

export interface TelemetryParts {
  readonly metrics: Metrics;
  /** Null where nothing is traced. */
  readonly tracer: Tracer | null;
  readonly log: Log;
  readonly clock: Clock;
}

/** Units of the metrics; the others are plain counts. */
const units: Readonly<Record<string, (typeof MetricUnit)[keyof typeof MetricUnit]>> = {
  BytesFetched: MetricUnit.Bytes,
  BytesSaved: MetricUnit.Bytes,
  ArchiveBytesMoved: MetricUnit.Bytes,
  BytesPerSecond: MetricUnit.BytesPerSecond,
  WorkerBytesFetched: MetricUnit.Bytes,
};

export function powertoolsTelemetry({ metrics, tracer, log, clock }: TelemetryParts): Telemetry {
  const open = new Set<Subsegment>();
  return {
    stage: async (name, work) => {
      const started = clock.now();
      try {
        return await traced(tracer, name, work, open);
      } finally {
        const milliseconds = clock.now() - started;
        metrics
          .singleMetric()
          .addDimension("stage", name)
          .addMetric("StageMilliseconds", MetricUnit.Milliseconds, milliseconds);
        log.info("stage ended", { stage: name, milliseconds });
      }
    },
    count: (name, value) => {
      metrics.addMetric(name, units[name] ?? MetricUnit.Count, value);
    },
    rated: (netScore) => {
      if (netScore !== null) metrics.addMetric("NetScore", MetricUnit.NoUnit, netScore);
    },
    outcome: (outcome, code) => {
      metrics.singleMetric().addDimension("outcome", outcome).addMetric("Ingests", MetricUnit.Count, 1);
      if (code !== undefined) {
        metrics.singleMetric().addDimension("code", code).addMetric("Failures", MetricUnit.Count, 1);
      }
      log.info("ingest ended", { outcome, ...(code === undefined ? {} : { code }) });
    },
    flush: () => {
      metrics.addMetric("NearTimeout", MetricUnit.Count, 1);
      metrics.publishStoredMetrics();
      for (const segment of open) {
        segment.addAnnotation("near_timeout", true);
        segment.close();
      }
      open.clear();
      log.warn("time limit near");
    },
  };
}

/** Runs the work inside a subsegment; without an active trace (tests, the server) it just runs. */
async function traced<T>(
  tracer: Tracer | null,
  name: string,
  work: () => Promise<T>,
  open: Set<Subsegment>,
): Promise<T> {
  const segment = tracer?.isTracingEnabled() ? tracer.getSegment() : undefined;
  const child = segment?.addNewSubsegment(`## ${name}`);
  if (child !== undefined) open.add(child);
  try {
    return await work();
  } catch (error) {
    child?.addError(error as Error);
    throw error;
  } finally {
    // A segment that was flushed near the time limit is closed already.
    if (child !== undefined && open.delete(child)) child.close();
  }
}
