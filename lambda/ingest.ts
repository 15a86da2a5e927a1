import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics } from "@aws-lambda-powertools/metrics";
import { Tracer } from "@aws-lambda-powertools/tracer";
import type { Context } from "aws-lambda";
import { ConfigurationFault, type Env } from "../domain/environment.ts";
import type { components } from "../generated/api.ts";
import { body_IngestEvent } from "../generated/validators.js";
import { CallbackRefused } from "./callback/call.ts";
import { machineClock } from "./clock.ts";
import { composeIngest, type IngestTools } from "./compose.ts";
import { parseIngestConfig, parseSecretAccess } from "./config.ts";
import { keepNewObjectsSmall } from "./heap.ts";
import type { Log } from "./ports.ts";
import { namedSecrets, resolveSecrets } from "./secrets/names.ts";
import { secretReader } from "./secrets/read.ts";
import { powertoolsTelemetry, type Telemetry } from "./telemetry.ts";
import { type DeliveryOutcome, work } from "./worker.ts";

type IngestEvent = components["schemas"]["IngestEvent"];

const SERVICE = "artifact-ingest";
/** Before the time limit freezes the process, what was measured must be on its way. */
const NEAR_TIMEOUT_MS = 5_000;

const logger = new Logger({ serviceName: SERVICE });
const metrics = new Metrics({ namespace: "Gatehouse", serviceName: SERVICE });
const tracer = new Tracer({ serviceName: SERVICE, captureHTTPsRequests: false });

const log: Log = {
  debug: (message, fields) => logger.debug(message, { ...fields }),
  info: (message, fields) => logger.info(message, { ...fields }),
  warn: (message, fields) => logger.warn(message, { ...fields }),
  error: (message, fields) => logger.error(message, { ...fields }),
};

let tools = openEarly(process.env);

/** The ingest function. The event is the seed's payload; the answer says how the delivery ended. */
export const handler = async (event: unknown, context: Context): Promise<{ outcome: DeliveryOutcome }> => {
  logger.addContext(context);
  metrics.captureColdStartMetric();
  const telemetry = powertoolsTelemetry({ metrics, tracer, log, clock: machineClock });
  const alarm = setTimeout(telemetry.flush, Math.max(0, context.getRemainingTimeInMillis() - NEAR_TIMEOUT_MS));
  try {
    const delivered = parseEvent(event);
    logger.setCorrelationId(delivered.correlation_id ?? context.awsRequestId);
    logger.appendKeys({ artifact_id: delivered.artifact_id });
    annotate(delivered, context);
    tools ??= await openTools(process.env);
    return { outcome: await deliver(delivered, context, tools, telemetry) };
  } catch (error) {
    logger.error("the delivery failed", error as Error);
    if (isRefusedLogin(error)) await closeTools();
    throw error;
  } finally {
    clearTimeout(alarm);
    metrics.publishStoredMetrics();
    logger.resetKeys();
  }
};

/** Ids by which a trace is found; dimensions of metrics they must not be. */
function annotate(event: IngestEvent, context: Context): void {
  if (!tracer.isTracingEnabled()) return;
  tracer.putMetadata("artifact_id", event.artifact_id);
  tracer.putMetadata("correlation_id", event.correlation_id ?? context.awsRequestId);
  tracer.putMetadata("artifact_type", event.artifact_type);
}

/**
 * Opens the tools while the process starts, so that the first delivery finds them. A secret that has to be fetched and a
 * fault of the configuration are left to the delivery: it can wait for the one and say the other.
 */
function openEarly(env: Env): IngestTools | undefined {
  try {
    return namedSecrets(env).length > 0 ? undefined : compose(env);
  } catch (error) {
    if (error instanceof ConfigurationFault) return undefined;
    throw error;
  }
}

function compose(env: Env): IngestTools {
  keepNewObjectsSmall();
  return composeIngest(parseIngestConfig(env), log);
}

/** Composed once per process, secrets that are kept elsewhere included. */
async function openTools(env: Env): Promise<IngestTools> {
  if (namedSecrets(env).length === 0) return compose(env);
  const read = secretReader({ ...parseSecretAccess(env), random: Math.random });
  return compose(await resolveSecrets(env, read));
}

/** A password or secret that was changed since it was read: the next delivery reads it again. */
const isRefusedLogin = (error: unknown): boolean =>
  ["28P01", "28000"].includes(String((error as { code?: unknown } | null)?.code)) ||
  (error instanceof CallbackRefused && error.status === 403);

async function closeTools(): Promise<void> {
  const closing = tools;
  tools = undefined;
  await closing?.close();
}

async function deliver(
  event: IngestEvent,
  context: Context,
  ingestTools: IngestTools,
  telemetry: Telemetry,
): Promise<DeliveryOutcome> {
  const outcome = await work(
    {
      artifactId: event.artifact_id,
      holder: context.awsRequestId,
      remainingMs: () => context.getRemainingTimeInMillis(),
      log,
      telemetry,
    },
    ingestTools,
  );
  if (outcome === "continued") await ingestTools.continueIn(event, context.invokedFunctionArn);
  log.info("delivery ended", { outcome });
  return outcome;
}

function parseEvent(event: unknown): IngestEvent {
  if (body_IngestEvent(event)) return event as IngestEvent;
  const faults = (body_IngestEvent.errors ?? []).map(
    ({ instancePath, message }) => `${instancePath || "event"} ${message}`,
  );
  throw new TypeError(`The event is not one for an ingest: ${faults.join("; ")}`);
}
