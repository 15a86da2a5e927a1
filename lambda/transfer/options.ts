import { tmpdir } from "node:os";
import type { SlotBounds } from "./slots.ts";

/** Bounds of one transfer. All sizes in bytes, all times in milliseconds. */
export interface TransferOptions {
  /** Smallest part of a large file; files up to this size are fetched whole. At least 5 MiB + 1, which S3 asks for. */
  readonly partBytes: number;
  /** Content in memory at any moment: parts and whole small files in flight. */
  readonly maxMemoryBytes: number;
  /** Requests to the source in flight: where to start and how far to go. */
  readonly concurrency: SlotBounds;
  /** Puts of whole files in flight. The store takes more at once than a source that counts requests. */
  readonly puts: SlotBounds;
  /** Where a large file waits whose SHA-256 is not known beforehand, and how much of the disk may be used. */
  readonly spool: { readonly directory: string; readonly maxBytes: number };
  /** Tries of one part or file without a byte of progress in between. */
  readonly tries: number;
  /** Bound of the first pause between tries. */
  readonly firstPauseMs: number;
  /** Files from this size on always keep their parts readable, so that nothing of them is fetched twice. */
  readonly keepPartsFromBytes: number;
  /** Time for requests in flight to end once the time budget is over. */
  readonly graceMs: number;
  /** Bytes per second that are assumed before anything was measured. */
  readonly assumedRate: number;
  /** Uniform in [0, 1): spreads the pauses between tries. */
  readonly random: () => number;
}

const MiB = 1024 * 1024;

/** Fits a function of 2 GiB with 512 MiB of temporary disk; what is given wins. */
export function transferOptions(given: Partial<TransferOptions>): TransferOptions {
  return {
    partBytes: 8 * MiB,
    maxMemoryBytes: 96 * MiB,
    concurrency: { min: 1, start: 8, max: 32 },
    puts: { min: 1, start: 16, max: 64 },
    spool: { directory: tmpdir(), maxBytes: 384 * MiB },
    tries: 6,
    firstPauseMs: 500,
    keepPartsFromBytes: Number.POSITIVE_INFINITY,
    graceMs: 10_000,
    assumedRate: 25_000_000,
    random: Math.random,
    ...given,
  };
}
