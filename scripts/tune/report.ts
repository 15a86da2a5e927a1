/** The REPORT that Lambda logs at the end of every invocation. */
export interface Report {
  readonly durationMs: number;
  readonly billedMs: number;
  /** Null for a warm start. */
  readonly initMs: number | null;
  readonly memoryMb: number;
  readonly maxMemoryMb: number;
  readonly status: "success" | "error" | "timeout";
}

/**
 * Reads the REPORT line at the end of a log.
 * @throws Error when there is none, or when it lacks a field
 */
export function readReport(log: string): Report {
  const line = log.split("\n").findLast((text) => text.startsWith("REPORT RequestId:"));
  if (line === undefined) throw new Error("the log has no REPORT line. Set the log format of the function to Text");
  const field = (name: string): number | null => {
    // The tab before the name keeps "Duration" from matching "Billed Duration".
    const found = new RegExp(`\\t${name}: ([0-9.]+) (?:ms|MB)`).exec(line);
    return found?.[1] === undefined ? null : Number(found[1]);
  };
  const required = (name: string): number => {
    const value = field(name);
    if (value === null) throw new Error(`the REPORT line has no ${name}: ${line}`);
    return value;
  };
  const status = /\tStatus: (timeout|error)/.exec(line)?.[1] as "timeout" | "error" | undefined;
  return {
    durationMs: required("Duration"),
    billedMs: required("Billed Duration"),
    initMs: field("Init Duration"),
    memoryMb: required("Memory Size"),
    maxMemoryMb: required("Max Memory Used"),
    status: status ?? "success",
  };
}
