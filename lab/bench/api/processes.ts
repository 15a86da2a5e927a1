/** The processes of the benchmarks of the API, and what their load measured as a table. */
import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { type Column, markdownTable } from "../results.ts";
import type { LoadOrder, LoadReport, OperationReport } from "./load.ts";

export interface Child {
  request<Response>(message: object): Promise<Response>;
  end(): Promise<void>;
}

/** Starts a script of this folder. `output` is the file descriptor that it logs to, or "ignore" to drop its log. */
export function startChild(script: string, output: number | "ignore"): Child {
  const child = fork(path.resolve(import.meta.dirname, script), { stdio: ["ignore", output, "inherit", "ipc"] });
  const exited = once(child, "exit");
  return {
    request: async (message) => {
      child.send(message);
      const response = await Promise.race([once(child, "message"), exited.then(() => null)]);
      if (response === null) throw new Error(`${script} ended without a response`);
      return response[0];
    },
    end: async () => {
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}

/** Plays the clients of an order in a process of their own. */
export async function runLoad(order: LoadOrder, output: number | "ignore"): Promise<LoadReport> {
  const child = startChild("load.ts", output);
  try {
    return await child.request<LoadReport>(order);
  } finally {
    await child.end();
  }
}

type Row = readonly [what: string, report: OperationReport | undefined, goal: string];
const columns: readonly Column<Row>[] = [
  ["operation", ([what]) => what],
  ["calls", ([, report]) => String(report?.calls ?? 0), "---:"],
  ["errors", ([, report]) => String(report?.errors ?? 0), "---:"],
  ["p50 ms", ([, report]) => (report?.p50 ?? 0).toFixed(1), "---:"],
  ["p95 ms", ([, report]) => (report?.p95 ?? 0).toFixed(1), "---:"],
  ["p99 ms", ([, report]) => (report?.p99 ?? 0).toFixed(1), "---:"],
  ["goal p99", ([, , goal]) => goal, "---:"],
];

export const loadTable = (rows: readonly Row[]): string => markdownTable(columns, rows);
