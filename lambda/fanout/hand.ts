import pLimit from "p-limit";
import type { FinishedUnit, ShareNews, ShareState } from "../../db/ingest/shares/ledger.ts";
import type { Held } from "../../domain/failure.ts";
import { beatMs } from "../attempt/heartbeat.ts";
import type { IngestTools } from "../compose.ts";
import type { Listing, StageContext } from "../ports.ts";
import type { Telemetry } from "../telemetry.ts";
import type { FileUnit } from "./plan.ts";

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
  /** Content bytes that this worker has fetched from the source, and bytes of the units that it has finished. */
  readonly total: { fetched: number; stored: number };
  /** Receives how far the share is, without the units that this worker is moving. */
  readonly onState?: (state: ShareState) => void;
  /** Receives how many bytes this worker has moved of units that do not count as stored yet, and the first of them. */
  readonly onBytes?: (bytes: number, first: UnitInHand | undefined) => void;
}

/** Requests left from which on a limit of the source is near. */
const NEAR = 100;

/** A unit that this worker is moving. */
export interface UnitInHand {
  readonly number: number;
  /** Bytes that have arrived, and bytes that came from the source. */
  readonly moved: { bytes: number; fetched: number };
  /** Aborts with UnitTaken. */
  readonly abort: AbortController;
}

/** Another worker has taken the unit over, because the lease on it had expired. */
export class UnitTaken extends Error {}

/** The units that a worker has in hand, and its exchanges with the ledger, one at a time. */
export function unitsInHand(work: ShareWork) {
  const { budget, clock, config } = work.tools;
  const moving = new Map<number, UnitInHand>();
  const finished = new Set<FinishedUnit>();
  const turn = pLimit(1);
  let exchangedAt = Number.NEGATIVE_INFINITY;

  const exchange = (wants: boolean): Promise<ShareNews> =>
    turn(async () => {
      const news = await exchanged(work, { moving, finished }, wants);
      exchangedAt = clock.now();
      return news;
    });
  const isEmpty = (): boolean => moving.size + finished.size === 0;

  return {
    exchange,
    isEmpty,
    /** Called every second: exchanges as often as a lease is renewed, and each time while a limit of the source is near. */
    async beat(): Promise<void> {
      const isDue = clock.now() - exchangedAt >= beatMs(config.leaseSeconds);
      const isNear = budget.known().some(({ remaining }) => remaining < NEAR);
      if (!isEmpty() && (isDue || isNear)) await exchange(false);
    },
    begin(number: number): UnitInHand {
      const unit = { number, moved: { bytes: 0, fetched: 0 }, abort: new AbortController() };
      moving.set(number, unit);
      return unit;
    },
    /** Bytes of a unit have arrived. */
    show: () => show(work, { moving, finished }),
    /** The unit is moved; the next exchange records it. */
    end(unit: FinishedUnit): void {
      moving.delete(unit.number);
      finished.add(unit);
    },
    /** The unit is not moved any more. */
    drop({ number }: UnitInHand): void {
      moving.delete(number);
    },
  };
}

export type Hand = ReturnType<typeof unitsInHand>;

interface Units {
  readonly moving: ReadonlyMap<number, UnitInHand>;
  /** Moved, but not recorded yet. */
  readonly finished: Set<FinishedUnit>;
}

async function exchanged(work: ShareWork, inHand: Units, wants: boolean): Promise<ShareNews> {
  const { share, worker, tools, onState } = work;
  const { budget, ledger } = tools;
  const finished = [...inHand.finished];
  const renewed = [...inHand.moving.values()];
  const news = await ledger.shares.exchange(share, {
    ...{ worker, wants, finished },
    moving: renewed.map(({ number, moved }) => ({ number, bytesDone: moved.bytes })),
    budget: { identity: budget.identity, known: budget.known() },
  });
  budget.adopt(news.known);
  for (const unit of finished) {
    inHand.finished.delete(unit);
    work.total.stored += work.units[unit.number]?.bytes ?? 0;
  }
  for (const { number, abort } of renewed) if (!news.held.includes(number)) abort.abort(new UnitTaken());
  show(work, inHand);
  onState?.(news.state);
  return news;
}

/** Tells how many bytes are moved of the units in hand. */
function show({ units, onBytes }: ShareWork, { moving, finished }: Units): void {
  let bytes = 0;
  for (const { moved } of moving.values()) bytes += moved.bytes;
  for (const { number } of finished) bytes += units[number]?.bytes ?? 0;
  onBytes?.(bytes, moving.values().next().value);
}
