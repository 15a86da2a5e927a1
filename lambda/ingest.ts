import { setFlagsFromString } from "node:v8";
import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics } from "@aws-lambda-powertools/metrics";
import type { Tracer } from "@aws-lambda-powertools/tracer";
import type { Context } from "aws-lambda";
import { ConfigurationFault, type Env } from "../domain/environment.ts";
import type { components } from "../generated/api.ts";
import { isIngestEvent, isShareEvent } from "../generated/validators.js";
import { CallbackRefused } from "./callback/call.ts";
import { machineClock } from "./clock.ts";
import { composeIngest, type IngestTools } from "./compose.ts";
import { parseIngestConfig, parseSecretAccess } from "./config.ts";
import { type ShareOutcome, takePart } from "./fanout/worker.ts";
import type { Log } from "./ports.ts";
import { namedSecrets, resolveSecrets } from "./secrets/names.ts";
import { secretReader } from "./secrets/read.ts";
import { powertoolsTelemetry, type Telemetry } from "./telemetry.ts";
import { type DeliveryOutcome, work } from "./worker.ts";

/** The start of an ingest, or a part in a transfer that several invocations share. */
type FunctionEvent = components["schemas"]["IngestEvent"] | components["schemas"]["ShareEvent"];

type Outcome = DeliveryOutcome | ShareOutcome;

const SERVICE = "artifact-ingest";
/** Metrics and traces are sent this long before the time limit, which freezes the process. */
const NEAR_TIMEOUT_MS = 5_000;

const logger = new Logger({ serviceName: SERVICE });
const metrics = new Metrics({ namespace: "Gatehouse", serviceName: SERVICE });
/** Loaded only where traces are wanted: its hooks on every promise cost time and memory. */
const tracing =
  process.env["POWERTOOLS_TRACE_ENABLED"] === "false"
    ? null
    : import("@aws-lambda-powertools/tracer").then(
        ({ Tracer }) => new Tracer({ serviceName: SERVICE, captureHTTPsRequests: false }),
      );

const log: Log = {
  debug: (message, fields) => logger.debug(message, { ...fields }),
  info: (message, fields) => logger.info(message, { ...fields }),
  warn: (message, fields) => logger.warn(message, { ...fields }),
  error: (message, fields) => logger.error(message, { ...fields }),
};

let tools = openEarly(process.env);

/** The ingest function. The event is one of internal.yaml; the result says how the delivery ended. */
export const handler = async (event: unknown, context: Context): Promise<{ outcome: Outcome }> => {
  logger.addContext(context);
  metrics.captureColdStartMetric();
  const tracer = await tracing;
  const telemetry = powertoolsTelemetry({ metrics, tracer, log, clock: machineClock });
  const alarm = setTimeout(telemetry.flush, Math.max(0, context.getRemainingTimeInMillis() - NEAR_TIMEOUT_MS));
  try {
    const delivered = parseEvent(event);
    logger.setCorrelationId(delivered.correlation_id ?? context.awsRequestId);
    logger.appendKeys({
      artifact_id: delivered.artifact_id,
      ...("share" in delivered && { share: delivered.share.attempt }),
    });
    if (tracer?.isTracingEnabled()) annotate(tracer, delivered, context);
    tools ??= await openTools(process.env);
    return { outcome: await deliver(delivered, context, tools, telemetry) };
  } catch (error) {
    logger.error("delivery failed", error as Error);
    if (isRefusedLogin(error)) await closeTools();
    throw error;
  } finally {
    clearTimeout(alarm);
    metrics.publishStoredMetrics();
    logger.resetKeys();
  }
};

/** Adds the ids by which a trace is found. They must not become dimensions of metrics. */
function annotate(tracer: Tracer, event: FunctionEvent, context: Context): void {
  tracer.putMetadata("artifact_id", event.artifact_id);
  tracer.putMetadata("correlation_id", event.correlation_id ?? context.awsRequestId);
  if ("artifact_type" in event) tracer.putMetadata("artifact_type", event.artifact_type);
}

/**
 * Opens the tools while the process starts, so that the first delivery finds them. Fetching secrets and reporting a
 * wrong configuration are left to the delivery, which can wait and fail.
 */
function openEarly(env: Env): IngestTools | undefined {
  try {
    return namedSecrets(env).length > 0 ? undefined : compose(env);
  } catch (error) {
    if (error instanceof ConfigurationFault) return undefined;
    throw error;
  }
}

/**
 * Keeps the part of V8's heap that holds new objects at its first size. It would grow to three times 32 MiB under the
 * many small objects of a transfer: memory that a function pays for and content could use. A larger part was not faster.
 * Called early, because a part that has grown does not shrink.
 */
function compose(env: Env): IngestTools {
  setFlagsFromString("--semi-space-growth-factor=1");
  return composeIngest(parseIngestConfig(env), log);
}

/** Composes the tools, fetching the secrets that the environment names. */
async function openTools(env: Env): Promise<IngestTools> {
  if (namedSecrets(env).length === 0) return compose(env);
  const read = secretReader({ ...parseSecretAccess(env), random: Math.random });
  return compose(await resolveSecrets(env, read));
}

/** True for a password or secret that was rotated since it was read: the next delivery reads it again. */
const isRefusedLogin = (error: unknown): boolean =>
  ["28P01", "28000"].includes(String((error as { code?: unknown } | null)?.code)) ||
  (error instanceof CallbackRefused && error.status === 403);

async function closeTools(): Promise<void> {
  const closing = tools;
  tools = undefined;
  await closing?.close();
}

async function deliver(
  event: FunctionEvent,
  context: Context,
  ingestTools: IngestTools,
  telemetry: Telemetry,
): Promise<Outcome> {
  const invoke = (next: object) => ingestTools.invoke(next, context.invokedFunctionArn);
  const delivery = {
    artifactId: event.artifact_id,
    holder: context.awsRequestId,
    remainingMs: () => context.getRemainingTimeInMillis(),
    log,
    telemetry,
    invoke,
  };
  const outcome =
    "share" in event
      ? await takePart(delivery, event.share.fencing_token, ingestTools)
      : await work(delivery, ingestTools);
  if (outcome === "continued") await invoke(event);
  log.info("delivery ended", { outcome });
  return outcome;
}

function parseEvent(event: unknown): FunctionEvent {
  const isShare = typeof event === "object" && event !== null && "share" in event;
  const validate = isShare ? isShareEvent : isIngestEvent;
  if (validate(event)) return event as FunctionEvent;
  const faults = (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || "event"} ${message}`);
  throw new TypeError(`The event is not a valid ${isShare ? "ShareEvent" : "IngestEvent"}: ${faults.join("; ")}`);
}
