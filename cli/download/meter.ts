import { createLogUpdate } from "log-update";
import type { Context } from "../context.ts";
import { bar, bytes } from "../show/text.ts";

export interface Meter {
  /** Bytes that are there by now. */
  at(done: number): void;
  end(): void;
}

/** Redraws at most this often, in milliseconds. */
const REDRAW_MS = 100;

/** A bar with size and speed on a terminal; elsewhere one line that says how far an earlier download came. */
export function downloadBar({ page, now, err }: Context, total: number, already: number): Meter {
  if (already > 0) err(`going on at ${bytes(already)} of ${bytes(total)}\n`);
  if (!page.live) return { at: () => undefined, end: () => undefined };
  const live = createLogUpdate(process.stderr);
  const begun = now();
  let drawnAt = 0;
  return {
    at: (done) => {
      if (now() - drawnAt < REDRAW_MS && done < total) return;
      drawnAt = now();
      const rate = ((done - already) * 1000) / Math.max(1, drawnAt - begun);
      live(`${bar(done / total, 30)} ${bytes(done)} of ${bytes(total)}  ${bytes(Math.round(rate))}/s`);
    },
    end: () => live.done(),
  };
}
