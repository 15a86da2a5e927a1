/** What Lambda writes at the end of every invocation. Times in milliseconds. */
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
  if (line === undefined) throw new Error("the log has no REPORT line: the function must log as Text, not as JSON");
  const field = (name: string): number | null => {
    // Tabs stand between the fields: "Duration" must not find "Billed Duration".
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
