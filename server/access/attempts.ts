import { createHash } from "node:crypto";
import { type RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { Deps } from "../../handlers/deps.ts";
import { type CounterPool, databaseCounter, networkOf } from "./rate-limits.ts";

export interface AttemptLimits {
  /** Failed attempts for one account from one address within the window. */
  readonly perPair: number;
  /** Failed attempts from one address, whatever the account. */
  readonly perAddress: number;
  /** Failed attempts for one account from addresses where nobody has signed in to it. */
  readonly perAccount: number;
  readonly windowSeconds: number;
}

/** How long an address counts as known after a sign-in to the account. */
const KNOWN_SECONDS = 30 * 86_400;

/**
 * Counts attempts to sign in, in the database, so that several servers share the counters. An attempt counts before
 * the password is checked and is given back when it was right. The limit per account does not apply to known addresses,
 * so that strangers cannot lock its owner out. Every block ends with its window.
 */
export function attemptLimiter(pool: CounterPool, limits: AttemptLimits): Deps["attempts"] {
  const counter = (keyPrefix: string, points: number, duration: number): RateLimiterPostgres =>
    databaseCounter(pool, { keyPrefix, points, duration });
  const pairs = counter("pair", limits.perPair, limits.windowSeconds);
  const addresses = counter("address", limits.perAddress, limits.windowSeconds);
  const accounts = counter("account", limits.perAccount, limits.windowSeconds);
  const known = counter("known", 1, KNOWN_SECONDS);
  return {
    begin: async (account, from) => {
      const address = networkOf(from);
      const keys = { pair: hash(`${account}\n${address}`), address: hash(address), account: hash(account) };
      const counted = [
        { counter: pairs, key: keys.pair },
        { counter: addresses, key: keys.address },
        ...((await known.get(keys.pair)) === null ? [{ counter: accounts, key: keys.account }] : []),
      ];
      // One after the other: an attempt that its pair refuses must not count for the account.
      for (const { counter: one, key } of counted) {
        const wait = await waitFor(one, key);
        if (wait > 0) return { allowed: false, retryAfterSeconds: Math.ceil(wait / 1000) };
      }
      const giveBack = async (): Promise<void> => {
        await Promise.all(counted.map(({ counter: one, key }) => one.reward(key, 1)));
      };
      const succeeded = async (): Promise<void> => {
        await giveBack();
        await pairs.delete(keys.pair);
        await known.set(keys.pair, 1, KNOWN_SECONDS);
      };
      return { allowed: true, succeeded, giveBack };
    },
  };
}

/** Milliseconds until the counter allows another attempt; 0 when this one is allowed. */
async function waitFor(counter: RateLimiterPostgres, key: string): Promise<number> {
  try {
    await counter.consume(key);
    return 0;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.max(1, refusal.msBeforeNext);
    throw refusal;
  }
}

/** Names of any length and script as short keys. */
const hash = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 40);
