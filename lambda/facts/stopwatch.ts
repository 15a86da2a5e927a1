import { orNull } from "../../rating/fact.ts";
import type { FactGroup, Snapshot } from "../../rating/snapshot.ts";
import type { Clock } from "../ports.ts";

/** Measures the waiting time of each group of facts. */
export interface Stopwatch {
  time<T>(group: FactGroup, work: Promise<T>): Promise<T>;
  /** From the first start to the last end of each group. */
  seconds(): Readonly<Partial<Record<FactGroup, number>>>;
}

export function stopwatch(clock: Clock): Stopwatch {
  const spans = new Map<FactGroup, { begun: number; ended: number }>();
  return {
    async time(group, work) {
      const begun = Math.min(spans.get(group)?.begun ?? Number.POSITIVE_INFINITY, clock.now());
      spans.set(group, { begun, ended: begun });
      try {
        return await work;
      } finally {
        spans.set(group, { begun, ended: clock.now() });
      }
    },
    seconds: () => Object.fromEntries([...spans].map(([group, { begun, ended }]) => [group, (ended - begun) / 1000])),
  };
}

/** The newest commit of the linked repository; null without a history. */
export function newestDate(code: Snapshot["code"]): string | null {
  const history = orNull(code)?.history;
  return history?.known === "value" ? (history.value[0]?.date ?? null) : null;
}
