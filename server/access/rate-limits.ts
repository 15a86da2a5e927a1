import ipaddr from "ipaddr.js";
import type { Logger } from "pino";
import {
  type IRateLimiterStoreOptions,
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
} from "rate-limiter-flexible";

/** Runs the counters' statements: a pool of connections to the registry's database. */
export interface CounterPool {
  query(statement: { text: string; values: unknown[] }): Promise<{ rows: unknown[] }>;
}

export interface RateConfig {
  /** Where requests and posts are counted: in this process, or in the database for all servers together. */
  readonly store: "memory" | "postgres";
  /** Requests of one token in a minute. */
  readonly perToken: number;
  /** Requests of one address in a minute, for any caller. */
  readonly perAddress: number;
  /** Ingests and updates that one account may begin in an hour. */
  readonly postsPerHour: number;
}

/** The result of counting a request. */
export interface Counted {
  readonly allowed: boolean;
  /** Requests in the current window, and how many of them are left. */
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until the window ends, at least 1. */
  readonly resetSeconds: number;
}
/** Counts one request of a caller; null where no limit counts. */
export type Count = (key: string) => Promise<Counted | null>;

export interface RateLimits {
  readonly address: Count;
  readonly token: Count;
  /** Counts one ingest or update that an account begins. */
  readonly post: Count;
}

const MINUTE = 60;
const HOUR = 3_600;

/**
 * Counters of requests in fixed windows. With `store: "postgres"` several servers share them; while the database is
 * away each server counts for itself.
 */
export function rateLimits(
  { store, perToken, perAddress, postsPerHour }: RateConfig,
  pool: CounterPool,
  log: Logger,
): RateLimits {
  const counter = (keyPrefix: string, points: number, duration: number): Count => {
    if (points === 0) return async () => null;
    const memory = new RateLimiterMemory({ keyPrefix, points, duration });
    if (store === "memory") return (key) => count(memory, points, key);
    // A caller that is over its limit costs the database nothing until its window ends.
    const shared = databaseCounter(pool, { keyPrefix, points, duration, inMemoryBlockOnConsumed: points + 1 });
    return async (key) => {
      try {
        return await count(shared, points, key);
      } catch (error) {
        log.warn({ err: error }, "requests are counted by this server alone: the shared counters do not answer");
        return count(memory, points, key);
      }
    };
  };
  return {
    address: counter("requests-address", perAddress, MINUTE),
    token: counter("requests-token", perToken, MINUTE),
    post: counter("posts", postsPerHour, HOUR),
  };
}

/** A counter in the database, which several servers share. */
export const databaseCounter = (
  pool: CounterPool,
  options: Omit<IRateLimiterStoreOptions, "storeClient">,
): RateLimiterPostgres =>
  new RateLimiterPostgres({
    storeClient: pool,
    storeType: "pool",
    tableName: "rate_counter",
    tableCreated: true,
    clearExpiredByTimeout: false,
    ...options,
  });

async function count(limiter: RateLimiterAbstract, limit: number, key: string): Promise<Counted> {
  const outcome = await limiter.consume(key).then(
    (result) => ({ allowed: true, result }),
    (refusal: unknown) => ({ allowed: false, result: refusal }),
  );
  // Anything but a result is a fault of the store.
  if (!(outcome.result instanceof RateLimiterRes)) throw outcome.result;
  const { remainingPoints, msBeforeNext } = outcome.result;
  const resetSeconds = Math.max(1, Math.ceil(msBeforeNext / 1000));
  return { allowed: outcome.allowed, limit, remaining: Math.max(0, remainingPoints), resetSeconds };
}

/** The network of one caller: an IPv4 address, or the /64 network that one subscriber of IPv6 has. */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString();
  const network = parsed.parts.slice(0, 4).map((part) => part.toString(16));
  return `${network.join(":")}::/64`;
}
