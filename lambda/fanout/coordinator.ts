import { randomUUID } from "node:crypto";
import type { ShareState } from "../../db/ingest/shares/ledger.ts";
import { IngestFailure } from "../../domain/failure.ts";
import type { components } from "../../generated/api.ts";
import type { Lane, Listing, Progress, TransferResult } from "../ports.ts";
import type { Run } from "../run.ts";
import { transfer } from "../transfer/transfer.ts";
import type { ShareWork, UnitInHand } from "./hand.ts";
import { type FileUnit, unitsOf, workerLimit } from "./plan.ts";
import { moveUnits, SILENT } from "./units.ts";

type ShareEvent = components["schemas"]["ShareEvent"];

/** Pause between two looks at the units that other workers are moving, milliseconds. */
const LOOK_EVERY_MS = 500;

/** Workers whose work is shown, as many as the contract allows. */
const MAX_LANES = 64;

/** True when it is worth more than one invocation to move the listing, and there can be more than one. */
export function isWorthSharing({ bytesTotal, host }: Listing, { tools, invoke }: Run): boolean {
  const { minBytes } = tools.config.fanout;
  // A source that sends all files in one stream has nothing to share out.
  return (
    bytesTotal > minBytes && workerLimit(tools.config) > 1 && invoke !== null && tools.source(host).stream === undefined
  );
}

/**
 * Moves the files of a listing together with other invocations of the function, and returns what a transfer by one of
 * them would. May be called again after any interruption: it joins the share that is open.
 * @throws what `transfer` throws, also on behalf of the other workers
 */
export async function shareTransfer(listing: Listing, run: Run): Promise<TransferResult> {
  const { claim, ledger, tools, context, telemetry } = run;
  const units = unitsOf(listing);
  const token = await ledger.shares.plan(
    claim,
    units.map(({ listed: _listed, ...planned }) => planned),
  );
  const share = { artifactId: claim.artifactId, token };
  const others = otherWorkers(run, { attempt: claim.attempt, fencing_token: token });
  const total = { fetched: 0, stored: 0 };
  const shown = sharedProgress(context.progress, units, total);
  const work: ShareWork = {
    ...{ share, worker: randomUUID(), listing, units, tools, context, telemetry, total },
    onBytes: shown.own,
    onState: (state) => {
      shown.state(state);
      others.complete(state);
    },
  };
  const { bytesFetched, bytesSaved, repeats } = await untilAllStored(work).finally(others.settled);
  telemetry.count("WorkerBytesFetched", total.fetched);
  telemetry.count("UnitsRepeated", repeats);
  context.log.info("share ended", { share: claim.attempt, units: units.length, repeats });
  // Every blob is known now, so this only looks at each; whatever is missing all the same is fetched.
  const source = tools.source(listing.host);
  const last = await transfer(listing, source, { ...context, progress: SILENT }, tools.transferOptions);
  return { files: last.files, bytesFetched: bytesFetched + last.bytesFetched, bytesSaved, shared: true };
}

/** Works, and waits for the other workers when there is no unit to take. */
async function untilAllStored(work: ShareWork): Promise<ShareState> {
  const { clock, deadline, signal } = work.context;
  for (;;) {
    const state = await moveUnits(work);
    if (state.failure !== null) throw new IngestFailure(state.failure.code, state.failure.detail);
    if (state.stored === state.units) return state;
    deadline.check();
    await clock.sleep(LOOK_EVERY_MS, signal);
  }
}

/** The other workers of a share. */
function otherWorkers({ claim, tools, context, telemetry, invoke }: Run, share: ShareEvent["share"]) {
  const event: ShareEvent = { artifact_id: claim.artifactId, share, correlation_id: claim.correlationId };
  const starting = new Set<Promise<void>>();
  let startedAt = Number.NEGATIVE_INFINITY;

  async function start(): Promise<void> {
    try {
      await invoke?.(event);
      telemetry.count("WorkersStarted", 1);
    } catch (error) {
      context.log.warn("worker not started", { error: String(error) });
      telemetry.count("WorkersNotStarted", 1);
    }
  }

  return {
    /**
     * Starts workers while units are free and workers are missing: at first, and in place of those that were throttled,
     * died or ran out of time. One that was just started holds no unit yet, hence the pause of one lease.
     */
    complete({ free, workers }: ShareState): void {
      const missing = Math.min(free, workerLimit(tools.config) - 1 - workers);
      const now = context.clock.now();
      if (missing <= 0 || now - startedAt < tools.config.leaseSeconds * 1000) return;
      startedAt = now;
      context.log.info("starting workers", { share: claim.attempt, missing, free, workers });
      for (let count = 0; count < missing; count++) {
        const call = start().finally(() => starting.delete(call));
        starting.add(call);
      }
    },
    /** Resolves when no call is in flight. */
    settled: async (): Promise<void> => void (await Promise.all(starting)),
  };
}

/** Adds up what all workers have moved; what is given back and moved again is not counted twice. */
function sharedProgress(progress: Progress, units: readonly FileUnit[], total: ShareWork["total"]) {
  const lane = laneOf(units);
  /** Numbers of the other workers, in the order in which they were seen. */
  const numbers = new Map<string, number>();
  let own = 0;
  let first: UnitInHand | undefined;
  let stored = { bytesDone: 0, filesDone: 0, bytesSaved: 0 };
  let shown: number | null = null;

  function show(): void {
    const sum = stored.bytesDone + own;
    if (sum > (shown ?? 0)) progress.addBytes(sum - (shown ?? 0));
    shown = Math.max(shown ?? 0, sum);
  }

  return {
    own(bytes: number, unit: UnitInHand | undefined): void {
      own = bytes;
      first = unit;
      if (shown !== null) show();
    },
    state({ bytesDone, filesDone, bytesSaved, workers, lanes }: ShareState): void {
      const isFirst = shown === null;
      const saved = bytesSaved - stored.bytesSaved;
      progress.addFiles(filesDone - stored.filesDone);
      stored = { bytesDone, filesDone, bytesSaved };
      show();
      progress.addSaved?.(saved);
      if (isFirst) progress.addEarlier?.(bytesDone - saved);
      const others = lanes.map((other) => {
        const number = numbers.get(other.worker) ?? numbers.size + 2;
        numbers.set(other.worker, number);
        return lane(number, other.bytesDone, other.number, other.unitBytesDone);
      });
      others.sort((a, b) => a.worker - b.worker);
      const mine = lane(1, total.stored + own, first?.number, first?.moved.bytes ?? 0);
      progress.workers?.(workers + 1, [mine, ...others].slice(0, MAX_LANES));
    },
  };
}

/** What users see of a worker. */
const laneOf =
  (units: readonly FileUnit[]) =>
  (worker: number, bytesDone: number, number: number | undefined, unitBytesDone: number): Lane => {
    const unit = number === undefined ? undefined : units[number];
    const file = unit?.files === 1 ? unit.listed[0] : undefined;
    return {
      ...{ worker, bytes_done: bytesDone, path: file?.path.slice(0, 4096) ?? null },
      ...{ part_bytes_done: unitBytesDone, part_bytes_total: unit?.bytes ?? 0 },
    };
  };
