/** How one run of a function went. Times in milliseconds. */
export interface Outcome {
  readonly status: "success" | "error" | "timeout";
  /** What the caller gets: the handler's JSON, or an object with errorType and errorMessage. */
  readonly payload: Buffer;
  /** Null when the run succeeded. */
  readonly errorType: string | null;
  readonly errorMessage: string | null;
  readonly durationMs: number;
  /** Time to load the bundle, null for a warm environment. */
  readonly initMs: number | null;
  readonly maxMemoryMb: number;
  /** The last 4 KB of the log, base64. */
  readonly logTail: string;
}

export type Result = Pick<Outcome, "status" | "payload" | "errorType" | "errorMessage">;

export const succeeded = (payload: Buffer): Result => ({
  status: "success",
  payload,
  errorType: null,
  errorMessage: null,
});

/** The function's own words for its error, passed on as they are. */
export function failedByItself(payload: Buffer): Result {
  const said = JSON.parse(payload.toString("utf8")) as { errorType?: unknown; errorMessage?: unknown };
  return {
    status: "error",
    payload,
    errorType: String(said.errorType ?? "Error"),
    errorMessage: String(said.errorMessage ?? ""),
  };
}

/** An error that Lambda states about a function which could not speak for itself. */
export function failedWith(errorType: string, errorMessage: string, status: "error" | "timeout" = "error"): Result {
  return { status, payload: Buffer.from(JSON.stringify({ errorType, errorMessage })), errorType, errorMessage };
}

/** Hundredths of a millisecond, in which the report states times. */
const hundredths = (milliseconds: number): number => Math.round(milliseconds * 100);

const stated = (milliseconds: number): string => (hundredths(milliseconds) / 100).toFixed(2);

/** Billed as Lambda bills: the stated times added, the loading of the bundle included, in whole milliseconds. */
export function reportLine(requestId: string, memoryMb: number, run: Omit<Outcome, "logTail" | "payload">): string {
  const fields = [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${stated(run.durationMs)} ms`,
    `Billed Duration: ${Math.ceil((hundredths(run.durationMs) + hundredths(run.initMs ?? 0)) / 100)} ms`,
    `Memory Size: ${memoryMb} MB`,
    `Max Memory Used: ${run.maxMemoryMb} MB`,
  ];
  if (run.initMs !== null) fields.push(`Init Duration: ${stated(run.initMs)} ms`);
  if (run.status === "timeout") fields.push("Status: timeout");
  if (run.status === "error") fields.push("Status: error", `Error Type: ${run.errorType}`);
  return `${fields.join("\t")}\t`;
}
