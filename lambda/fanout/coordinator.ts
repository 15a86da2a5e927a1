import { randomUUID } from "node:crypto";
import type { ShareState } from "../../db/ingest/shares/ledger.ts";
import { IngestFailure } from "../../domain/failure.ts";
import type { components } from "../../generated/api.ts";
import type { Listing, Progress, TransferResult } from "../ports.ts";
import type { Run } from "../run.ts";
import { transfer } from "../transfer/transfer.ts";
import type { ShareWork } from "./hand.ts";
import { crewSize, unitsOf } from "./plan.ts";
import { moveUnits, SILENT } from "./units.ts";

type ShareEvent = components["schemas"]["ShareEvent"];

/** Pause between two looks at the units that other workers are moving, milliseconds. */
const LOOK_EVERY_MS = 1_000;

/** True when it is worth more than one invocation to move the listing, and there can be more than one. */
export function isWorthSharing({ bytesTotal, host }: Listing, { tools, invoke }: Run): boolean {
  const { minBytes } = tools.config.fanout;
  // A source that sends all files in one stream has nothing to share out.
  return (
    bytesTotal > minBytes && crewSize(tools.config) > 1 && invoke !== null && tools.source(host).stream === undefined
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
  const crew = crewOf(run, { attempt: claim.attempt, fencing_token: token });
  const shown = sharedProgress(context.progress);
  const work: ShareWork = {
    ...{ share, worker: randomUUID(), listing, units, tools, context, telemetry, total: { fetched: 0 } },
    onBytes: shown.own,
    onState: (state) => {
      shown.state(state);
      crew.complete(state);
    },
  };
  const { bytesFetched, bytesSaved, repeats } = await untilAllStored(work).finally(crew.settled);
  telemetry.count("WorkerBytesFetched", work.total.fetched);
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
function crewOf({ claim, tools, context, telemetry, invoke }: Run, share: ShareEvent["share"]) {
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
      const missing = Math.min(free, crewSize(tools.config) - 1 - workers);
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
function sharedProgress(progress: Progress) {
  let own = 0;
  let stored = { bytesDone: 0, filesDone: 0, bytesSaved: 0 };
  let shown: number | null = null;

  function show(): void {
    const total = stored.bytesDone + own;
    if (total > (shown ?? 0)) progress.addBytes(total - (shown ?? 0));
    shown = Math.max(shown ?? 0, total);
  }

  return {
    own(bytes: number): void {
      own = bytes;
      if (shown !== null) show();
    },
    state({ bytesDone, filesDone, bytesSaved, workers }: ShareState): void {
      const isFirst = shown === null;
      const saved = bytesSaved - stored.bytesSaved;
      progress.addFiles(filesDone - stored.filesDone);
      stored = { bytesDone, filesDone, bytesSaved };
      show();
      progress.addSaved?.(saved);
      if (isFirst) progress.addEarlier?.(bytesDone - saved);
      progress.workers?.(workers + 1);
    },
  };
}
