import { trimmedMean } from "./analysis.ts";
import { columns } from "./picture.ts";
import { type Architecture, runCost } from "./price.ts";
import type { Report } from "./report.ts";

/** Ingests of one link that this many functions shared. */
export interface Shared {
  readonly workers: number;
  readonly runs: number;
  /** Of the coordinator, which ends last. */
  readonly durationMs: number;
  /** What all functions together cost at most: each runs as long as the coordinator. */
  readonly costAtMost: number;
}

export function measuredShare(workers: number, reports: readonly Report[], architecture: Architecture): Shared {
  const [first] = reports;
  if (first === undefined) throw new Error(`no run with ${workers} workers`);
  const durationMs = trimmedMean(reports.map(({ durationMs, initMs }) => durationMs + (initMs ?? 0)));
  const costAtMost =
    workers * runCost(trimmedMean(reports.map(({ billedMs }) => billedMs)), first.memoryMb, architecture);
  return { workers, runs: reports.length, durationMs, costAtMost };
}

/** A further worker must bring at least this share of what the first one does. */
const WORTH = 0.7;

/** How many times as fast each is as one worker; by the number of workers. */
export function speedUps(all: readonly Shared[]): { readonly workers: number; readonly speedUp: number }[] {
  const single = all.find(({ workers }) => workers === 1);
  if (single === undefined) throw new Error("one worker was not measured");
  return all.map(({ workers, durationMs }) => ({ workers, speedUp: single.durationMs / durationMs }));
}

/** The most workers that are still worth their cost. */
export const recommendedWorkers = (all: readonly Shared[]): number =>
  Math.max(...speedUps(all).flatMap(({ workers, speedUp }) => (speedUp >= WORTH * workers ? [workers] : [])));

/** A row per number of workers, for a terminal. */
export function sharesTable(all: readonly Shared[]): string {
  const gains = new Map(speedUps(all).map(({ workers, speedUp }) => [workers, speedUp]));
  const rows = all.map(({ workers, runs, durationMs, costAtMost }) => {
    const speedUp = gains.get(workers) ?? 0;
    const efficiency = `${Math.round((speedUp / workers) * 100)} %`;
    const cost = `$${(costAtMost * 1e6).toFixed(2)}`;
    return [
      String(workers),
      String(runs),
      `${(durationMs / 1000).toFixed(2)} s`,
      `${speedUp.toFixed(2)} x`,
      efficiency,
      cost,
    ];
  });
  return columns([["workers", "runs", "duration", "speed-up", "efficiency", "at most / 1M runs"], ...rows]);
}
