import type { BlobRegister, StoredBlob } from "../../db/ingest/blobs.ts";
import type { FinishedUnit, ShareState, TakenUnit } from "../../db/ingest/shares/ledger.ts";
import { type Held, LeaseLost, OutOfTime } from "../../domain/failure.ts";
import { toFailure } from "../attempt/faults.ts";
import { beatMs, startHeartbeat } from "../attempt/heartbeat.ts";
import type { IngestTools } from "../compose.ts";
import type { Listing, Log, Progress, StageContext } from "../ports.ts";
import { scan } from "../scan/scan.ts";
import type { Telemetry } from "../telemetry.ts";
import { slotsWithin } from "../transfer/context.ts";
import { transfer } from "../transfer/transfer.ts";
import { crewSize, type FileUnit } from "./plan.ts";

/** What one worker of a share works with, the coordinator too. */
export interface ShareWork {
  readonly share: Held;
  /** Id of this worker, different in every invocation. */
  readonly worker: string;
  readonly listing: Listing;
  readonly units: readonly FileUnit[];
  readonly tools: IngestTools;
  readonly context: StageContext;
  readonly telemetry: Telemetry;
  /** Content bytes that this worker has fetched from the source. */
  readonly total: { fetched: number };
  /** Receives how far the share is, without the unit that this worker is moving. */
  readonly onState?: (state: ShareState) => void;
  /** Receives how many bytes of its unit this worker has moved. */
  readonly onBytes?: (bytes: number) => void;
}

/**
 * Moves and scans one unit after another until there is none to take. Returns how far the share is then.
 * @throws LeaseLost when the share has ended; OutOfTime; IngestFailure when a unit cannot be moved. The unit is given
 * back before.
 */
export async function moveUnits(work: ShareWork): Promise<ShareState> {
  const { share, worker, tools, context, telemetry } = work;
  for (let finished: FinishedUnit | null = null; ; ) {
    context.signal.throwIfAborted();
    const { unit, state } = await tools.ledger.shares.next(share, { worker, finished });
    work.onBytes?.(0);
    work.onState?.(state);
    if (unit === null) return state;
    if (unit.takenOver) telemetry.count("UnitsTakenOver", 1);
    const log = logOfUnit(context.log, unit.number);
    log.info("unit begun", { bytes: unit.bytes, taken_over: unit.takenOver });
    finished = await moveUnit({ ...work, context: { ...context, log } }, unit);
  }
}

/** Another worker has taken the unit over, because the lease on it had expired. */
class UnitTaken extends Error {}

/** Null when another worker has taken the unit over meanwhile. */
async function moveUnit(work: ShareWork, taken: TakenUnit): Promise<FinishedUnit | null> {
  const { share, worker, tools, context } = work;
  const hold = { worker, number: taken.number };
  const abort = new AbortController();
  const signal = AbortSignal.any([context.signal, abort.signal]);
  const moved = { bytes: 0, fetched: 0 };
  const stopHeartbeat = startHeartbeat({
    beat: async () => {
      const state = await tools.ledger.shares.renew(share, { ...hold, bytesDone: moved.bytes });
      if (state === null) abort.abort(new UnitTaken());
      else work.onState?.(state);
    },
    everyMs: beatMs(tools.config.leaseSeconds),
    onLost: (error) => abort.abort(error),
    log: context.log,
  });
  try {
    return await moveAndScan(
      { ...work, context: { ...context, signal, progress: counted(work, moved) } },
      taken,
      moved,
    );
  } catch (error) {
    const reason = signal.aborted ? signal.reason : error;
    if (reason instanceof UnitTaken) {
      context.log.warn("unit lost to another worker");
      return null;
    }
    if (reason instanceof LeaseLost) throw reason;
    const failure = reason instanceof OutOfTime ? null : toFailure(reason, context.log);
    const why = failure === null ? null : { code: failure.code, detail: failure.detail };
    await tools.ledger.shares.giveBack(share, { ...hold, bytesFetched: moved.fetched, failure: why });
    throw failure ?? reason;
  } finally {
    stopHeartbeat();
  }
}

/** Every line of the work on a unit says which it is. */
const logOfUnit = (log: Log, unit: number): Log => ({
  debug: (message, fields) => log.debug(message, { unit, ...fields }),
  info: (message, fields) => log.info(message, { unit, ...fields }),
  warn: (message, fields) => log.warn(message, { unit, ...fields }),
  error: (message, fields) => log.error(message, { unit, ...fields }),
});

interface Moved {
  bytes: number;
  fetched: number;
}

/** Shows nothing. */
export const SILENT: Progress = { stage() {}, addBytes() {}, addFiles() {}, detail() {} };

/** The stages show the progress of the whole artifact; of a unit only its bytes count. */
function counted({ context, total, onBytes }: ShareWork, moved: Moved): Progress {
  return {
    ...SILENT,
    addBytes(bytes) {
      moved.bytes += bytes;
      onBytes?.(moved.bytes);
    },
    addFetched(bytes) {
      moved.fetched += bytes;
      total.fetched += bytes;
    },
    detail: (text) => context.progress.detail(text),
  };
}

/** Moves the files of a unit as those of a small artifact, and scans them. */
async function moveAndScan(work: ShareWork, taken: TakenUnit, moved: Moved): Promise<FinishedUnit> {
  const { listing, tools, context } = work;
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
  const concurrency = slotsWithin(tools.config.sourceMaxConnections, crewSize(tools.config));
  const options = { ...tools.transferOptions, concurrency };
  const { files } = await transfer(part, tools.source(listing.host), ofUnit, options);
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
