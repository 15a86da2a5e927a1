import type { EventQueue } from "../events/queue.ts";
import { type Home, parseReference } from "../functions/names.ts";
import type { FunctionStore, Resolved } from "../functions/store.ts";
import type { ApiReply, ApiRequest } from "../http/api.ts";
import { invalid, Refusal } from "../http/refusal.ts";
import type { Activity } from "./activity.ts";
import type { InvocationLog } from "./invocations.ts";
import type { Runner } from "./runner.ts";

export interface InvokeParts {
  readonly home: Home;
  readonly store: FunctionStore;
  readonly runner: Runner;
  readonly queue: EventQueue;
  readonly invocations: InvocationLog;
  readonly activity: Activity;
}

const TYPES = ["RequestResponse", "Event", "DryRun"] as const;
type InvocationType = (typeof TYPES)[number];

/** Bytes of the payload. */
const LARGEST: Record<InvocationType, number> = { RequestResponse: 6_291_456, Event: 1_048_576, DryRun: 6_291_456 };

function headerOf({ headers }: ApiRequest, name: string): string | null {
  const value = headers[name];
  return typeof value === "string" ? value : null;
}

function typeOf(request: ApiRequest): InvocationType {
  const wanted = headerOf(request, "x-amz-invocation-type") ?? "RequestResponse";
  const type = TYPES.find((candidate) => candidate === wanted);
  if (type !== undefined) return type;
  throw invalid(`Invocation type ${wanted} is none of ${TYPES.join(", ")}`);
}

/** An invocation without a payload is one with an empty object. */
function payloadOf({ body }: ApiRequest, type: InvocationType): Uint8Array {
  if (body.byteLength > LARGEST[type]) {
    throw new Refusal(
      "RequestTooLargeException",
      `${body.byteLength} byte payload is too large for the ${type} invocation type (limit ${LARGEST[type]} bytes)`,
    );
  }
  if (body.byteLength === 0) return Buffer.from("{}");
  try {
    JSON.parse(Buffer.from(body).toString("utf8"));
  } catch (error) {
    const why = error instanceof Error ? error.message : "";
    throw new Refusal("InvalidRequestContentException", `Could not parse request body into json: ${why}`);
  }
  return body;
}

/** The Invoke operation. */
export async function invoke(parts: InvokeParts, request: ApiRequest): Promise<ApiReply> {
  const reference = parseReference(request.parts[0] ?? "", request.query.get("Qualifier"), parts.home);
  const resolved = parts.store.resolve(reference);
  const type = typeOf(request);
  const payload = payloadOf(request, type);
  parts.runner.effective(resolved);
  if (type === "DryRun") return { status: 204 };
  if (type === "RequestResponse") return invokeNow(parts, resolved, request, payload);
  await parts.queue.accept(request.requestId, reference, payload);
  return { status: 202 };
}

async function invokeNow(
  { runner, invocations, activity }: InvokeParts,
  resolved: Resolved,
  request: ApiRequest,
  payload: Uint8Array,
): Promise<ApiReply> {
  const { requestId } = request;
  const started = runner.start(resolved, { requestId, payload });
  if (typeof started === "string") throw new Refusal("TooManyRequestsException", "Rate Exceeded.", started);
  activity.begin();
  invocations.put({
    id: requestId,
    function: resolved.record.name,
    qualifier: resolved.qualifier,
    type: "RequestResponse",
    attempts: 1,
    status: "running",
    durationMs: null,
    maxMemoryMb: null,
  });
  try {
    const {
      status,
      durationMs,
      maxMemoryMb,
      errorType,
      errorMessage,
      payload: answer,
      logTail,
    } = await started.outcome;
    const failed = status !== "success";
    const error = { type: errorType ?? "", message: errorMessage ?? "" };
    invocations.update(requestId, { durationMs, maxMemoryMb, status: failed ? "failed" : "succeeded", error });
    return {
      status: 200,
      body: answer,
      headers: {
        "x-amz-executed-version": started.version,
        ...(failed ? { "x-amz-function-error": "Unhandled" } : {}),
        ...(headerOf(request, "x-amz-log-type") === "Tail" ? { "x-amz-log-result": logTail } : {}),
      },
    };
  } catch (error) {
    invocations.update(requestId, { status: "failed", error: { type: "ServiceException", message: String(error) } });
    throw error;
  } finally {
    activity.end();
  }
}
