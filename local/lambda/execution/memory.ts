import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";

const run = promisify(execFile);
const MIB = 1024 * 1024;

/** Peak resident memory of a process in bytes (of now, where the system keeps no peak), null once it is gone. */
async function residentBytes(pid: number): Promise<number | null> {
  try {
    if (process.platform === "linux") {
      // Not asynchronous: the kernel answers from memory, and a way through the thread pool takes ten times as long.
      const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
      return peak === null ? null : Number(peak[1]) * 1024;
    }
    return Number((await run("ps", ["-o", "rss=", "-p", String(pid)])).stdout) * 1024;
  } catch {
    return null;
  }
}

export interface MemoryWatch {
  /** Highest resident memory seen so far, in MiB, rounded up. */
  peakMb(): number;
  /** Looks once more, so that a peak of the last moment counts. */
  look(): Promise<void>;
  stop(): void;
}

/** Looks at the memory of a process every `everyMs` and calls `onExceeded` once when it is over the limit. */
export function watchMemory(pid: number, limitMb: number, onExceeded: () => void, everyMs = 50): MemoryWatch {
  let peak = 0;
  let exceeded = false;
  const look = async (): Promise<void> => {
    peak = Math.max(peak, (await residentBytes(pid)) ?? 0);
    if (exceeded || peak <= limitMb * MIB) return;
    exceeded = true;
    onExceeded();
  };
  const timer = setInterval(() => void look(), everyMs);
  timer.unref();
  return { peakMb: () => Math.ceil(peak / MIB), look, stop: () => clearInterval(timer) };
}
