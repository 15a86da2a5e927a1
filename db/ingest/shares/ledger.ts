import type { Held } from "../../../domain/failure.ts";
import type { components } from "../../../generated/api.ts";
import type { StoredBlob } from "../blobs.ts";

type Schemas = components["schemas"];

/**
 * A part of a transfer that one worker moves at a time. Its number is its position in the plan, which follows from the
 * listing: every worker finds the same files behind it.
 */
export type PlannedUnit = Schemas["LedgerPlannedUnit"];
export type UnitFailure = Schemas["LedgerUnitFailure"];
/** Report of the scan of a unit's files. */
export type UnitReport = Schemas["LedgerUnitReport"];

export interface TakenUnit {
  readonly number: number;
  readonly bytes: number;
  /** Its only content, when it is stored already. */
  readonly known: StoredBlob | null;
  /** True when it was taken from a worker whose lease had expired. */
  readonly takenOver: boolean;
}

/** What a worker does, as of its last exchange. */
export interface WorkerLane {
  readonly worker: string;
  /** Bytes that it has moved, of stored units too. */
  readonly bytesDone: number;
  /** The unit that it is moving, and its bytes that have arrived. */
  readonly number: number;
  readonly unitBytesDone: number;
}

/** All units of a share, summed up. Bytes leave out the units that the asking worker is moving. */
export interface ShareState {
  readonly units: number;
  readonly stored: number;
  /** Units that another worker may take: free ones, and those of workers whose lease has expired. */
  readonly free: number;
  /** Other workers with a valid lease on a unit. */
  readonly workers: number;
  readonly bytesDone: number;
  readonly filesDone: number;
  readonly bytesFetched: number;
  /** Bytes of stored units that were not fetched. */
  readonly bytesSaved: number;
  /** How often a unit was begun again. */
  readonly repeats: number;
  /** The other workers with a valid lease on a unit, 64 at most. */
  readonly lanes: readonly WorkerLane[];
  /** Why a unit could not be moved; null while none has failed. */
  readonly failure: UnitFailure | null;
}

/** What is left of a rate limit of a source. */
export type Allowance = Schemas["SourceAllowance"];

/** Ends of windows that are closer than this, in milliseconds, are those of one window. */
export const SAME_WINDOW_MS = 5_000;

export interface BudgetReport {
  /** Hash of the tokens that the source sees. */
  readonly identity: string;
  readonly known: readonly Allowance[];
}

/** A worker of a share, by its id, and the unit that it holds. */
export interface UnitHold {
  readonly worker: string;
  readonly number: number;
}

export interface FinishedUnit {
  readonly number: number;
  /** Its content, when it is one with a published SHA-256; others are reported to the register. */
  readonly blob: StoredBlob | null;
  readonly bytesFetched: number;
  readonly report: UnitReport;
}

/** A unit that a worker is moving. */
export interface MovingUnit {
  readonly number: number;
  readonly bytesDone: number;
}

/** What a worker of a share tells the others. */
export interface WorkerReport {
  readonly worker: string;
  /** Units that ended since the last exchange. */
  readonly finished: readonly FinishedUnit[];
  /** Units that it continues with. */
  readonly moving: readonly MovingUnit[];
  /** True when it can begin another unit. */
  readonly wants: boolean;
  readonly budget: BudgetReport;
}

/** What a worker learns in return. */
export interface ShareNews {
  /** The unit to begin; null when there is none, or none was wanted. */
  readonly unit: TakenUnit | null;
  /** Numbers of the units that it is moving and still holds: others were taken over. */
  readonly held: readonly number[];
  readonly state: ShareState;
  /** What the workers of its identity know of rate limits. */
  readonly known: readonly Allowance[];
}

/**
 * Transfers that several invocations share. `claim` is held by the coordinator; `share` by every worker, the coordinator
 * too. A share stays valid when its coordinator hands over or dies, and ends when the attempt ends otherwise or the
 * artifact is deleted: then every call throws LeaseLost.
 */
export interface ShareLedger {
  /** Opens the share, or joins the open one, and saves the plan. Returns the token of the share. */
  plan(claim: Held, units: readonly PlannedUnit[]): Promise<string>;
  /** What a worker needs to know: the name of the artifact and the output of its stage resolve. */
  join(share: Held): Promise<{ readonly name: string; readonly resolved: unknown }>;
  /**
   * Records finished units, renews the leases on those that are being moved, takes the largest free one where one is
   * wanted, and merges what is known of rate limits. May be repeated by a worker that got no answer: a unit that it was
   * given and does not name is given to it again.
   */
  exchange(share: Held, work: WorkerReport): Promise<ShareNews>;
  /** Gives a unit back that is not finished, with the reason when it cannot be moved. */
  giveBack(
    share: Held,
    unit: UnitHold & { readonly bytesFetched: number; readonly failure: UnitFailure | null },
  ): Promise<void>;
  /** The scan reports of all units in one: the 1,000 most severe findings. */
  report(claim: Held): Promise<UnitReport>;
}
