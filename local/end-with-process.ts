import type { ChildProcess } from "node:child_process";

/** Ends a process that this one started when this one exits, also where nothing else could stop it any more. */
export function endWithThisProcess(child: ChildProcess, signal: NodeJS.Signals): void {
  const end = (): void => void child.kill(signal);
  process.once("exit", end);
  child.once("exit", () => process.removeListener("exit", end));
}
