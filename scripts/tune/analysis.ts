import { type Architecture, runCost } from "./price.ts";
import type { Report } from "./report.ts";

/** How one memory size did. Milliseconds and dollars of one run. */
export interface Measured {
  readonly memoryMb: number;
  readonly runs: number;
  readonly durationMs: number;
  readonly slowestMs: number;
  readonly billedMs: number;
  readonly maxMemoryMb: number;
  readonly cost: Record<Architecture, number>;
}

/** The part of the runs that is dropped at each end before the average is taken. */
const TRIMMED = 0.2;

/** The average without the largest and the smallest fifth. */
export function trimmedMean(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const drop = Math.floor(sorted.length * TRIMMED);
  const kept = sorted.slice(drop, sorted.length - drop);
  return kept.reduce((sum, value) => sum + value, 0) / kept.length;
}

/** @throws Error when there is no run */
export function measured(memoryMb: number, reports: readonly Report[]): Measured {
  if (reports.length === 0) throw new Error(`no run with ${memoryMb} MB`);
  const billedMs = trimmedMean(reports.map((report) => report.billedMs));
  const total = (report: Report): number => report.durationMs + (report.initMs ?? 0);
  return {
    memoryMb,
    runs: reports.length,
    durationMs: trimmedMean(reports.map(total)),
    slowestMs: Math.max(...reports.map(total)),
    billedMs,
    maxMemoryMb: Math.max(...reports.map(({ maxMemoryMb }) => maxMemoryMb)),
    cost: { arm64: runCost(billedMs, memoryMb, "arm64"), x86_64: runCost(billedMs, memoryMb, "x86_64") },
  };
}

export type Strategy = "cost" | "speed" | "balanced";

/** The size that is best by the strategy; ties go to what the other measure likes better. */
export function best(sizes: readonly Measured[], strategy: Strategy, architecture: Architecture): Measured {
  const cost = (size: Measured): number => size.cost[architecture];
  const dearest = Math.max(...sizes.map(cost));
  const longest = Math.max(...sizes.map(({ durationMs }) => durationMs));
  const score: Record<Strategy, (size: Measured) => readonly [number, number]> = {
    cost: (size) => [cost(size), size.durationMs],
    speed: (size) => [size.durationMs, cost(size)],
    balanced: (size) => [0.5 * (cost(size) / dearest) + 0.5 * (size.durationMs / longest), cost(size)],
  };
  const [first] = [...sizes].sort((a, b) => {
    const [left, right] = [score[strategy](a), score[strategy](b)];
    return left[0] - right[0] || left[1] - right[1];
  });
  if (first === undefined) throw new Error("nothing was measured");
  return first;
}

/** Whole minutes above what was seen, by this factor; an ingest of a large model must not be cut off. */
const HEADROOM = 3;
const LONGEST = 900;
/** A shorter limit saves nothing while ingests end by themselves: it only bounds what hangs. */
const SHORTEST = 300;

/**
 * A time limit in seconds.
 * @param largestRatio how many times larger the largest artifact to expect is than the fixture
 */
export function recommendedTimeout(slowestMs: number, largestRatio: number): number {
  const seconds = (slowestMs / 1000) * largestRatio * HEADROOM;
  return Math.min(LONGEST, Math.max(SHORTEST, Math.ceil(seconds / 60) * 60));
}
