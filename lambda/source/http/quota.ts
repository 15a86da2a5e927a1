/**
 * What is left of the sources' rate limits, as their own answers tell. One budget per origin and bucket is shared by
 * everybody who asks: transfers wait for it, ratings leave out what it does not allow.
 */
import { type Allowance as KnownAllowance, SAME_WINDOW_MS } from "../../../db/ingest/shares/ledger.ts";
import { backoffMs, retryAfterMs } from "../../../domain/backoff.ts";
import { headerOf } from "./client.ts";

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** The budget that a request draws from: an origin, and the kind of request until the source names its bucket. */
export interface QuotaKey {
  readonly origin: string;
  readonly kind: string;
}

/**
 * The budget itself. Asynchronous, so that one implementation can keep it for this process and another one can share it
 * between several functions.
 */
export interface Quota {
  /**
   * Takes one request. Resolves with null when it may go, else with the time (epoch milliseconds) at which to try again.
   * @param reserve requests that must be left to others
   */
  take(key: QuotaKey, reserve?: number): Promise<number | null>;
  /** Learns from an answer that was no refusal. */
  note(key: QuotaKey, headers: Headers): Promise<void>;
  /** The source refused for lack of quota: nobody asks again before `until` (epoch milliseconds). */
  refused(key: QuotaKey, headers: Headers): Promise<{ readonly until: number; readonly isNew: boolean }>;
}

/** A quota whose knowledge several processes share. */
export interface SharedQuota extends Quota {
  /** What this process knows of windows that have not ended. */
  known(): KnownAllowance[];
  /** Learns what the others know. */
  adopt(allowances: readonly KnownAllowance[]): void;
}

/** Hugging Face counts its API and its files apart, GitHub its two APIs. */
export function quotaKeyOf({ origin, pathname }: URL): QuotaKey {
  const kind = pathname.endsWith("/graphql") ? "graphql" : /(^|\/)api\//.test(pathname) ? "api" : "content";
  return { origin, kind };
}

/**
 * True for an answer that is about a quota and not about a permission: 429, or a 403 that says so. GitHub's secondary
 * limit often says so in its text alone, in an older and in a newer wording.
 * @param text the beginning of the body
 */
export function isQuotaRefusal(status: number, headers: Headers, text: string): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  if (headerOf(headers, "x-ratelimit-remaining") === "0" || headerOf(headers, "retry-after") !== null) return true;
  return /rate.?limit|abuse detection|abuse-rate-limits/i.test(text);
}

interface Allowance {
  readonly bucket: string;
  readonly left: number;
  /** Milliseconds until the window ends. */
  readonly resetsInMs: number;
}

const whole = (text: string | null | undefined): number | null =>
  text != null && /^\d{1,15}$/.test(text.trim()) ? Number(text) : null;

const REMAINING = /(?:^|;)\s*r=(\d+)/;
const SECONDS = /(?:^|;)\s*t=(\d+)/;

/** Reads `RateLimit: "api";r=489;t=272` and the x-ratelimit-* family; null when the answer holds neither. */
export function allowanceIn(headers: Headers, now: number): Allowance | null {
  const structured = /^\s*"([^"]{1,64})"\s*;(.*)$/.exec(headerOf(headers, "ratelimit") ?? "");
  if (structured !== null) {
    const [left, seconds] = [REMAINING, SECONDS].map((name) => whole(name.exec(structured[2] ?? "")?.[1]));
    if (left != null && seconds != null) return { bucket: structured[1] ?? "", left, resetsInMs: seconds * 1000 };
  }
  const left = whole(headerOf(headers, "x-ratelimit-remaining"));
  const reset = whole(headerOf(headers, "x-ratelimit-reset"));
  if (left === null || reset === null) return null;
  const bucket = headerOf(headers, "x-ratelimit-resource") ?? "core";
  return { bucket, left, resetsInMs: Math.max(0, reset * 1000 - now) };
}

/** Waits after refusals in a row. One that names no time is waited for as long as GitHub's rules ask at the least. */
const NAMED = { firstMs: 1_000, maxMs: 60_000 };
const UNNAMED = { firstMs: 60_000, maxMs: 600_000 };

/** Milliseconds to wait after the given number of refusals in a row, each wait with a floor that grows. */
function waitAfter(refusals: number, headers: Headers, now: number): number {
  const stated = allowanceIn(headers, now);
  // One second more than stated: windows end at whole seconds. A window with requests left is not what was refused for.
  const window = stated?.left === 0 ? stated.resetsInMs + 1000 : null;
  const asked = retryAfterMs(headerOf(headers, "retry-after"), now) ?? window;
  return backoffMs(refusals, asked === null ? UNNAMED : NAMED, () => 1, asked);
}

/** Requests left, and when the window ends (epoch milliseconds). */
interface Bucket {
  left: number;
  resetsAt: number;
}

/** Answers overtake each other: within one window only the smallest number is news. */
function merged(known: Bucket | undefined, news: Bucket, at: number): Bucket {
  const sameWindow = known !== undefined && known.resetsAt > at && news.resetsAt - known.resetsAt < SAME_WINDOW_MS;
  if (!sameWindow) return news;
  return { left: Math.min(known.left, news.left), resetsAt: Math.max(known.resetsAt, news.resetsAt) };
}

/** The budget of this process. Which bucket a kind of request draws from is learned from the answers. */
export function localQuota(now: () => number): SharedQuota {
  const buckets = new Map<string, Bucket>();
  const learned = new Map<string, string>();
  const refusals = new Map<string, number>();
  const keys = new Map<string, QuotaKey>();
  const nameOf = ({ origin, kind }: QuotaKey) => `${origin} ${learned.get(`${origin} ${kind}`) ?? kind}`;

  function learn(key: QuotaKey, headers: Headers): void {
    const at = now();
    const stated = allowanceIn(headers, at);
    if (stated === null) return;
    learned.set(`${key.origin} ${key.kind}`, stated.bucket);
    keys.set(`${key.origin} ${key.kind}`, key);
    const news = { left: stated.left, resetsAt: at + stated.resetsInMs };
    buckets.set(nameOf(key), merged(buckets.get(nameOf(key)), news, at));
  }

  return {
    ...exchanged({ buckets, keys, nameOf, now }),
    async take(key, reserve = 0) {
      const bucket = buckets.get(nameOf(key));
      if (bucket === undefined || bucket.resetsAt <= now()) return null;
      if (bucket.left <= reserve) return bucket.resetsAt;
      bucket.left--;
      return null;
    },
    async note(key, headers) {
      learn(key, headers);
      refusals.delete(nameOf(key));
    },
    async refused(key, headers) {
      const at = now();
      keys.set(`${key.origin} ${key.kind}`, key);
      const before = buckets.get(nameOf(key));
      // Requests that were sent together are refused together: that is one refusal.
      const isNew = before === undefined || before.left > 0 || before.resetsAt <= at;
      learn(key, headers);
      const name = nameOf(key);
      const inARow = (refusals.get(name) ?? 0) + (isNew ? 1 : 0);
      refusals.set(name, inARow);
      const until = Math.max(at + waitAfter(inARow, headers, at), isNew ? 0 : before.resetsAt);
      buckets.set(name, { left: 0, resetsAt: until });
      return { until, isNew };
    },
  };
}

interface Known {
  /** By name of the bucket. */
  readonly buckets: Map<string, Bucket>;
  /** The budgets that something is known of. */
  readonly keys: Map<string, QuotaKey>;
  readonly nameOf: (key: QuotaKey) => string;
  readonly now: () => number;
}

function exchanged({ buckets, keys, nameOf, now }: Known): Pick<SharedQuota, "known" | "adopt"> {
  /** What is used up stays used up until its window ends; else the later window counts. */
  function adopt({ source, kind, remaining, until }: KnownAllowance): void {
    const at = now();
    const key = { origin: source, kind };
    const known = buckets.get(nameOf(key));
    const isValid = known !== undefined && known.resetsAt > at;
    const isOld = isValid && remaining > 0 && (known.left === 0 || until < known.resetsAt - SAME_WINDOW_MS);
    if (until <= at || isOld) return;
    keys.set(`${source} ${kind}`, key);
    buckets.set(nameOf(key), merged(known, { left: remaining, resetsAt: until }, at));
  }
  return {
    adopt: (allowances) => allowances.forEach(adopt),
    known: () =>
      [...keys.values()].flatMap((key) => {
        const bucket = buckets.get(nameOf(key));
        if (bucket === undefined || bucket.resetsAt <= now()) return [];
        return [{ source: key.origin, kind: key.kind, remaining: bucket.left, until: Math.ceil(bucket.resetsAt) }];
      }),
  };
}
