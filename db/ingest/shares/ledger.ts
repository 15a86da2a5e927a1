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

/** All units of a share, summed up. Bytes leave out the unit that the asking worker is moving. */
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

export interface NextRequest {
  readonly worker: string;
  readonly finished: FinishedUnit | null;
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
  /** Records the finished unit, if any, and takes the largest free one. A worker holds one unit at a time. */
  next(share: Held, request: NextRequest): Promise<{ readonly unit: TakenUnit | null; readonly state: ShareState }>;
  /** Renews the lease on a unit and records its progress; null when another worker has taken the unit over. */
  renew(share: Held, unit: UnitHold & { readonly bytesDone: number }): Promise<ShareState | null>;
  /** Gives a unit back that is not finished, with the reason when it cannot be moved. */
  giveBack(
    share: Held,
    unit: UnitHold & { readonly bytesFetched: number; readonly failure: UnitFailure | null },
  ): Promise<void>;
  /** Records what this worker knows of rate limits, and returns what the workers of this identity have recorded. */
  budget(share: Held, report: BudgetReport): Promise<readonly Allowance[]>;
  /** The scan reports of all units in one: the 1,000 most severe findings. */
  report(claim: Held): Promise<UnitReport>;
}
