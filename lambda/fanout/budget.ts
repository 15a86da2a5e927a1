import { beatMs, startHeartbeat } from "../attempt/heartbeat.ts";
import type { ShareWork } from "./units.ts";

/** Shortest time between two exchanges of a worker, milliseconds. */
const SHORTEST_MS = 1_000;
/** Requests left from which on a limit is near. */
const NEAR = 100;

/** Runs the work of one worker, and tells the others and learns from them meanwhile how much the sources still allow. */
export async function withSharedBudget<T>(work: ShareWork, run: () => Promise<T>): Promise<T> {
  const { share, tools, context } = work;
  const { identity, known, adopt } = tools.budget;
  // While no limit is near, as often as a lease is renewed.
  const rarely = Math.max(1, Math.floor(beatMs(tools.config.leaseSeconds) / SHORTEST_MS));
  let beats = 0;
  const stop = startHeartbeat({
    beat: async () => {
      const stated = known();
      const isNear = stated.some(({ remaining }) => remaining < NEAR);
      if (beats++ % rarely === 0 || isNear) adopt(await tools.ledger.shares.budget(share, { identity, known: stated }));
    },
    everyMs: SHORTEST_MS,
    onLost: () => {},
    log: context.log,
  });
  try {
    return await run();
  } finally {
    stop();
  }
}
