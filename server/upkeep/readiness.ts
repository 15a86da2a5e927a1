import type { Logger } from "pino";

/** Something that must be well before the server can take work. */
export interface Check {
  readonly name: string;
  /** Rejects or returns a reason when it is not. */
  readonly look: (signal: AbortSignal) => Promise<string | null>;
}

/** Time limit of one look, and how long its result is used again, in milliseconds. */
const LOOK_MS = 2_000;
const KEEP_MS = 1_000;

/**
 * Why the server cannot take work now; empty when it can. All checks run side by side, at most once a second however
 * often it is asked.
 */
export function readiness(checks: readonly Check[], log: Logger, now: () => number): () => Promise<string[]> {
  let asked: { readonly at: number; readonly reasons: Promise<string[]> } | null = null;
  const look = async (check: Check): Promise<string[]> => {
    try {
      const reason = await limited(check);
      return reason === null ? [] : [reason];
    } catch (error) {
      log.warn({ check: check.name, err: error }, "not ready");
      return [`the ${check.name} does not answer`];
    }
  };
  return () => {
    if (asked === null || now() - asked.at >= KEEP_MS) {
      asked = { at: now(), reasons: Promise.all(checks.map(look)).then((all) => all.flat()) };
    }
    return asked.reasons;
  };
}

/** Not every client heeds the signal: the look ends in time all the same. */
function limited({ look }: Check): Promise<string | null> {
  const signal = AbortSignal.timeout(LOOK_MS);
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  return Promise.race([look(signal), late]);
}
