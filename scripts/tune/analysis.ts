import { type Architecture, runCost } from "./price.ts";
import type { Report } from "./report.ts";

/** The measurement of one memory size: milliseconds and dollars of one run. */
export interface Measured {
  readonly memoryMb: number;
  readonly runs: number;
  readonly durationMs: number;
  readonly slowestMs: number;
  readonly billedMs: number;
  readonly maxMemoryMb: number;
  readonly cost: Record<Architecture, number>;
}

/** Share of the runs that the average leaves out at each end. */
const TRIMMED = 0.2;

/** The mean without the largest and the smallest fifth. */
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

/** The best size by the strategy; the other measure decides ties. */
export function best(sizes: readonly Measured[], strategy: Strategy, architecture: Architecture): Measured {
  const cost = (size: Measured): number => size.cost[architecture];
  const highestCost = Math.max(...sizes.map(cost));
  const longest = Math.max(...sizes.map(({ durationMs }) => durationMs));
  const score: Record<Strategy, (size: Measured) => readonly [number, number]> = {
    cost: (size) => [cost(size), size.durationMs],
    speed: (size) => [size.durationMs, cost(size)],
    balanced: (size) => [0.5 * (cost(size) / highestCost) + 0.5 * (size.durationMs / longest), cost(size)],
  };
  const [first] = [...sizes].sort((a, b) => {
    const [left, right] = [score[strategy](a), score[strategy](b)];
    return left[0] - right[0] || left[1] - right[1];
  });
  if (first === undefined) throw new Error("nothing was measured");
  return first;
}

/** Factor between the slowest run and the time limit: an ingest of a large model must not be cut off. */
const HEADROOM = 3;
const LONGEST = 900;
/** A shorter limit saves nothing: it only bounds hanging invocations. */
const SHORTEST = 300;

/**
 * A time limit in seconds, in whole minutes.
 * @param largestRatio size of the largest expected artifact divided by that of the measured one
 */
export function recommendedTimeout(slowestMs: number, largestRatio: number): number {
  const seconds = (slowestMs / 1000) * largestRatio * HEADROOM;
  return Math.min(LONGEST, Math.max(SHORTEST, Math.ceil(seconds / 60) * 60));
}
