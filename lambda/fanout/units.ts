import type { BlobRegister, StoredBlob } from "../../db/ingest/blobs.ts";
import type { FinishedUnit, ShareState, TakenUnit } from "../../db/ingest/shares/ledger.ts";
import { LeaseLost, OutOfTime } from "../../domain/failure.ts";
import { type TaskGroup, taskGroup } from "../../domain/task-group.ts";
import { toFailure } from "../attempt/faults.ts";
import { startHeartbeat } from "../attempt/heartbeat.ts";
import type { Log, Progress } from "../ports.ts";
import { type Bounds, boundsOf, slotsWithin, type TransferOptions, transferOptions } from "../transfer/context.ts";
import { transfer } from "../transfer/transfer.ts";
import { type Hand, type ShareWork, type UnitInHand, UnitTaken, unitsInHand } from "./hand.ts";
import { workerLimit } from "./plan.ts";

/** The work with what bounds all transfers of this worker together. */
interface BoundedWork extends ShareWork {
  readonly options: Partial<TransferOptions>;
  readonly bounds: Bounds;
}

/** Longest time between two looks at what is to be told to the ledger, milliseconds. */
const LOOK_EVERY_MS = 1_000;
/** One unit whose last parts are stored, and the next one, whose first parts arrive meanwhile. */
const IN_HAND = 2;

/**
 * Moves and scans one unit after another until there is none to take; the next one begins while the last parts of one are
 * stored. Returns how far the share is then.
 * @throws LeaseLost when the share has ended; OutOfTime; IngestFailure when a unit cannot be moved. Units that are not
 * finished are given back before.
 */
export async function moveUnits(work: ShareWork): Promise<ShareState> {
  const { log, signal } = work.context;
  const group = taskGroup(signal);
  const hand = unitsInHand(work);
  const bounded = { ...work, ...boundsFor(work) };
  const stopHeartbeat = startHeartbeat({
    ...{ beat: hand.beat, everyMs: LOOK_EVERY_MS, log },
    onLost: (error) => group.cancel(error),
  });
  try {
    for (;;) {
      group.signal.throwIfAborted();
      const { unit, state } = await hand.exchange(true);
      if (unit !== null) await begin(bounded, unit, hand, group);
      // When there was no other unit to take, there is hardly one before this one ends.
      if (group.active > 0 && (unit === null || state.free === 0)) await group.next();
      else if (unit === null && hand.isEmpty()) return state;
    }
  } catch (error) {
    group.cancel(error);
    const reason: unknown = await group.settle().catch((first) => first);
    // What is not recorded is found in the store by the next worker.
    if (!(reason instanceof LeaseLost) && !hand.isEmpty())
      await hand.exchange(false).catch((fault) => log.warn("finished units not recorded", { error: String(fault) }));
    throw reason;
  } finally {
    stopHeartbeat();
  }
}

function boundsFor({ tools, context }: ShareWork): Pick<BoundedWork, "options" | "bounds"> {
  const { sourceMaxConnections } = tools.config;
  const concurrency = slotsWithin(sourceMaxConnections, workerLimit(tools.config));
  const options = { ...tools.transferOptions, concurrency };
  return { options, bounds: boundsOf(transferOptions(options), context.clock) };
}

/** Begins a unit; resolves when the next one may begin. */
async function begin(work: BoundedWork, unit: TakenUnit, hand: Hand, group: TaskGroup): Promise<void> {
  const { context, telemetry } = work;
  if (unit.takenOver) telemetry.count("UnitsTakenOver", 1);
  const log = logOfUnit(context.log, unit.number);
  log.info("unit begun", { bytes: unit.bytes, taken_over: unit.takenOver });
  const room = Promise.withResolvers<void>();
  const ofUnit = { ...work, context: { ...context, log, signal: group.signal } };
  void group.spawn(() => moveUnit(ofUnit, unit, hand, room.resolve)).finally(room.resolve);
  await room.promise;
  while (group.active >= IN_HAND) await group.next();
}

async function moveUnit(work: BoundedWork, taken: TakenUnit, hand: Hand, onRoom: () => void): Promise<void> {
  const { share, worker, tools, context } = work;
  const unit = hand.begin(taken.number);
  const signal = AbortSignal.any([context.signal, unit.abort.signal]);
  const progress = counted(work, unit, hand);
  try {
    const finished = await moveAndScan({ ...work, context: { ...context, signal, progress } }, taken, unit, onRoom);
    hand.end(finished);
  } catch (error) {
    const isStopped = context.signal.aborted;
    const reason: unknown = signal.aborted ? signal.reason : error;
    if (reason instanceof UnitTaken) return context.log.warn("unit lost to another worker");
    if (reason instanceof LeaseLost) throw reason;
    // What stops all units of this worker is no fault of this one.
    const failure = isStopped || reason instanceof OutOfTime ? null : toFailure(reason, context.log);
    const why = failure === null ? null : { code: failure.code, detail: failure.detail };
    const given = { worker, number: unit.number, bytesFetched: unit.moved.fetched, failure: why };
    await tools.ledger.shares.giveBack(share, given);
    throw failure ?? reason;
  } finally {
    // Not before it is given back: a unit that an exchange does not name is given to this worker again.
    hand.drop(unit);
  }
}

/** Every line of the work on a unit says which it is. */
const logOfUnit = (log: Log, unit: number): Log => ({
  debug: (message, fields) => log.debug(message, { unit, ...fields }),
  info: (message, fields) => log.info(message, { unit, ...fields }),
  warn: (message, fields) => log.warn(message, { unit, ...fields }),
  error: (message, fields) => log.error(message, { unit, ...fields }),
});

/** Shows nothing. */
export const SILENT: Progress = { stage() {}, addBytes() {}, addFiles() {}, detail() {} };

/** The stages show the progress of the whole artifact; of a unit only its bytes count. */
function counted({ context, total }: ShareWork, { moved }: UnitInHand, hand: Hand): Progress {
  return {
    ...SILENT,
    addBytes(bytes) {
      moved.bytes += bytes;
      hand.show();
    },
    addFetched(bytes) {
      moved.fetched += bytes;
      total.fetched += bytes;
    },
    detail: (text) => context.progress.detail(text),
  };
}

/** Moves the files of a unit as those of a small artifact, and scans them. */
async function moveAndScan(
  work: BoundedWork,
  taken: TakenUnit,
  { moved }: UnitInHand,
  onRoom: () => void,
): Promise<FinishedUnit> {
  const { listing, tools, context, bounds } = work;
  const unit = work.units[taken.number];
  if (unit === undefined || unit.bytes !== taken.bytes)
    throw new Error(`Unit ${taken.number} of artifact ${context.artifactId} was planned by another version`);
  let brought: StoredBlob | null = null;
  const keep = (blob: StoredBlob) => {
    brought = blob;
  };
  const blobs = unit.sha256 === null ? context.blobs : unitRegister(context.blobs, taken.known, keep);
  const ofUnit = { ...context, blobs };
  const part = { ...listing, files: unit.listed, bytesTotal: unit.bytes };
  const { files } = await transfer(part, tools.source(listing.host), ofUnit, work.options, { bounds, onRoom });
  const { scan } = await import("../scan/scan.ts");
  const report = await scan(files, ofUnit, { ...tools.config.scan, repository: listing.files });
  return {
    number: unit.number,
    blob: brought,
    bytesFetched: moved.fetched,
    report: { scanned: report.scanned, findings: [...report.findings] },
  };
}

/**
 * The register for a unit of one content with a published SHA-256. The ledger references its blob when the unit is taken
 * and records it as stored when the unit ends: one statement for both, where the register needs a dozen.
 */
function unitRegister(
  register: BlobRegister,
  known: StoredBlob | null,
  keep: (blob: StoredBlob) => void,
): BlobRegister {
  return {
    find: async () => (known === null ? [] : [known]),
    reference: async () => {},
    stored: async (blobs) => blobs.forEach(keep),
    missing: (sha256) => register.missing(sha256),
  };
}
