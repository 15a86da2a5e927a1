import { randomUUID } from "node:crypto";
import { IngestFailure, LeaseLost, OutOfTime } from "../../domain/failure.ts";
import { resolvedSource } from "../attempt/checkpoints.ts";
import { contextOf, type Delivery } from "../attempt/delivery.ts";
import type { IngestTools } from "../compose.ts";
import type { ShareWork } from "./hand.ts";
import { unitsOf } from "./plan.ts";
import { moveUnits, SILENT } from "./units.ts";

/** How a worker of a share ended. The coordinator starts others where that is needed. */
export type ShareOutcome = "no-units-left" | "share-ended" | "unit-failed" | "out-of-time";

/** Pause before a worker asks again that met nothing but units which others were just taking, milliseconds. */
const ASK_AGAIN_MS = 200;

/**
 * Takes part in a transfer that several invocations share, by the token of the share. Throws when the ledger cannot be
 * reached, so that the service delivers the event again.
 */
export async function takePart(delivery: Delivery, token: string, tools: IngestTools): Promise<ShareOutcome> {
  try {
    const work = await workOf(delivery, token, tools);
    try {
      return await untilNoneIsLeft(work);
    } finally {
      delivery.telemetry.count("WorkerBytesFetched", work.total.fetched);
      delivery.log.info("worker ended", { worker: work.worker, bytes: work.total.fetched });
    }
  } catch (error) {
    if (error instanceof LeaseLost) return "share-ended";
    if (error instanceof OutOfTime) return "out-of-time";
    if (error instanceof IngestFailure) return "unit-failed";
    throw error;
  }
}

async function workOf(delivery: Delivery, token: string, tools: IngestTools): Promise<ShareWork> {
  const share = { artifactId: delivery.artifactId, token };
  const { name, resolved } = await tools.ledger.shares.join(share);
  const { listing } = resolvedSource(resolved);
  const abort = new AbortController();
  return {
    ...{ share, listing, tools, telemetry: delivery.telemetry },
    worker: randomUUID(),
    units: unitsOf(listing),
    // Only the coordinator shows progress to users.
    context: contextOf({ held: share, name, delivery, tools, progress: SILENT, abort }),
    total: { fetched: 0, stored: 0 },
  };
}

async function untilNoneIsLeft(work: ShareWork): Promise<ShareOutcome> {
  for (;;) {
    const { free, failure } = await moveUnits(work);
    if (free === 0 || failure !== null) return "no-units-left";
    await work.tools.clock.sleep(ASK_AGAIN_MS, work.context.signal);
  }
}
