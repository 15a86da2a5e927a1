/** Prices of Lambda and S3: us-east-1, US dollars, first tier, as published for 2026. */

export type Architecture = "arm64" | "x86_64";

/** Per GB-second of memory. */
export const GB_SECOND: Record<Architecture, number> = { x86_64: 0.0000166667, arm64: 0.0000133334 };
/** Per request. */
export const REQUEST = 0.2e-6;
/** Per GB-second of /tmp above 512 MB. */
const STORAGE_GB_SECOND = 0.0000000309;
const FREE_STORAGE_MB = 512;
/** Free every month, for both architectures together. */
export const FREE = { requests: 1_000_000, gbSeconds: 400_000 };
/** S3 Standard per GB-month (first 50 TB), and per PUT, COPY, POST or LIST request. */
const S3_GB_MONTH = 0.023;
const S3_WRITE = 0.005 / 1000;

/** What one invocation costs, in dollars. Billed time is in whole milliseconds. */
export function runCost(billedMs: number, memoryMb: number, architecture: Architecture, storageMb = 512): number {
  const seconds = Math.ceil(billedMs) / 1000;
  const storageGb = Math.max(0, storageMb - FREE_STORAGE_MB) / 1024;
  return REQUEST + seconds * ((memoryMb / 1024) * GB_SECOND[architecture] + storageGb * STORAGE_GB_SECOND);
}

export interface Month {
  readonly ingests: number;
  /** Seconds of one ingest, of all its invocations together. */
  readonly seconds: number;
  /** Of one ingest. */
  readonly invocations: number;
  readonly memoryMb: number;
  readonly storageMb: number;
  /** GB that one ingest adds to the bucket. */
  readonly gbKept: number;
  /** Requests of one ingest that S3 prices as writes. */
  readonly writes: number;
}

export interface Estimate {
  readonly gbSeconds: number;
  readonly compute: number;
  readonly requests: number;
  readonly temporary: number;
  /** Compute, requests and /tmp. */
  readonly lambda: number;
  /** The same after the free tier. */
  readonly lambdaAfterFree: number;
  readonly s3Requests: number;
  /** Cost of the objects of one month's ingests for every month that they are kept. */
  readonly s3Storage: number;
}

/** The cost of one month of ingests. */
export function estimate(month: Month, architecture: Architecture): Estimate {
  const { ingests, seconds, invocations, memoryMb, storageMb } = month;
  const gbSeconds = (ingests * Math.ceil(seconds * 1000) * memoryMb) / 1000 / 1024;
  const compute = gbSeconds * GB_SECOND[architecture];
  const requests = ingests * invocations * REQUEST;
  const temporary = ingests * seconds * (Math.max(0, storageMb - FREE_STORAGE_MB) / 1024) * STORAGE_GB_SECOND;
  const charged = Math.max(0, gbSeconds - FREE.gbSeconds) * GB_SECOND[architecture];
  return {
    gbSeconds,
    compute,
    requests,
    temporary,
    lambda: compute + requests + temporary,
    lambdaAfterFree: charged + Math.max(0, ingests * invocations - FREE.requests) * REQUEST + temporary,
    s3Requests: ingests * month.writes * S3_WRITE,
    s3Storage: ingests * month.gbKept * S3_GB_MONTH,
  };
}

/** Bytes per second of a function's network in each direction, whatever its memory (625 Mbit/s). */
const NETWORK_BYTES_PER_SECOND = 75 * 2 ** 20;
/** Seconds of an ingest that do not depend on its size: metadata, rating, scan, settling. */
const FIXED_SECONDS = 10;
/** Size of a part, which costs one write, and writes besides those of parts. */
const PART_BYTES = 8 * 2 ** 20;
const FIXED_WRITES = 20;

/** Artifacts of more GB are shared (FANOUT_MIN_BYTES). */
export const SHARED_ABOVE_GB = 20;
/** Until a worker moves its first byte. */
const START_SECONDS = 5;
/** Seconds of an invocation that are used for work: the longest time limit without INGEST_MARGIN_SECONDS. */
const USED_SECONDS = 855;

export interface IngestTime {
  /** From the dispatch to the end. */
  readonly wallSeconds: number;
  /** Of all invocations together: what is paid for. */
  readonly billedSeconds: number;
  readonly invocations: number;
}

/**
 * Time of an ingest of this many GB that is limited by the network of its functions alone.
 * @param mostWorkers functions that share an artifact of more than 20 GB (FANOUT_WORKERS)
 */
export function timeOf(gb: number, mostWorkers: number): IngestTime {
  const workers = gb > SHARED_ABOVE_GB ? mostWorkers : 1;
  const moving = (gb * 1e9) / NETWORK_BYTES_PER_SECOND;
  const start = workers > 1 ? START_SECONDS : 0;
  const wallSeconds = FIXED_SECONDS + start + moving / workers;
  return {
    wallSeconds,
    billedSeconds: FIXED_SECONDS + moving + start * workers,
    invocations: workers * Math.ceil(wallSeconds / USED_SECONDS),
  };
}

/** Writes to S3 of an ingest of this many GB: each part is uploaded once and copied into the archive once. */
export const writesFor = (gb: number): number => FIXED_WRITES + 2 * Math.ceil((gb * 1e9) / PART_BYTES);
