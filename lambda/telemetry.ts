import { type Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import type { Tracer } from "@aws-lambda-powertools/tracer";
import type { Clock, Log } from "./ports.ts";

/** Logs, metrics and traces of one ingest. Ids go into logs and metadata, never into dimensions. */
export interface Telemetry {
  /** Runs a stage inside a trace segment and reports its duration. */
  stage<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Reports bytes or a count. */
  count(
    name: "BytesFetched" | "BytesSaved" | "ArchiveBytesMoved" | "NearTimeout" | "Continuation",
    value: number,
  ): void;
  /** Reports how the ingest ended: a final status, a failure code, or that it goes on. */
  outcome(name: string): void;
}

export interface TelemetryParts {
  readonly metrics: Metrics;
  readonly tracer: Tracer;
  readonly log: Log;
  readonly clock: Clock;
}

export function powertoolsTelemetry({ metrics, tracer, log, clock }: TelemetryParts): Telemetry {
  return {
    stage: async (name, work) => {
      const started = clock.now();
      try {
        return await traced(tracer, name, work);
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
      const unit = name.startsWith("Bytes") || name.includes("Bytes") ? MetricUnit.Bytes : MetricUnit.Count;
      metrics.addMetric(name, unit, value);
    },
    outcome: (name) => {
      metrics.singleMetric().addDimension("outcome", name).addMetric("Ingests", MetricUnit.Count, 1);
      log.info("ingest ended", { outcome: name });
    },
  };
}

/** Without an active trace (tests, the server's own process) the work just runs. */
async function traced<T>(tracer: Tracer, name: string, work: () => Promise<T>): Promise<T> {
  const segment = tracer.isTracingEnabled() ? tracer.getSegment() : undefined;
  const child = segment?.addNewSubsegment(`## ${name}`);
  try {
    return await work();
  } catch (error) {
    child?.addError(error as Error);
    throw error;
  } finally {
    child?.close();
  }
}
