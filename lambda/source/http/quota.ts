import { retryAfterMs } from "../../domain/backoff.ts";
import { IngestFailure } from "../../domain/failure.ts";
import type { Clock } from "../ports.ts";
import type { SourceCall } from "./source.ts";

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** What a source said of one of its buckets: requests left, and when the window ends (epoch milliseconds). */
interface Bucket {
  left: number;
  resetsAt: number;
}

export interface Allowance {
  readonly bucket: string;
  readonly left: number;
  /** Milliseconds until the window ends. */
  readonly resetsInMs: number;
}

/** Waits after a refusal that names no time, milliseconds: the least that the sources' rules ask for. */
const UNNAMED_WAIT_MS = 60_000;

const one = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

function whole(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,15}$/.test(text.trim()) ? Number(text) : null;
}

const REMAINING = /(?:^|;)\s*r=(\d+)/;
const SECONDS = /(?:^|;)\s*t=(\d+)/;

/** Reads `RateLimit: "api";r=489;t=272` and the x-ratelimit-* family; null when the answer holds neither. */
export function allowanceIn(headers: Headers, now: number): Allowance | null {
  const structured = /^\s*"([^"]{1,64})"\s*;(.*)$/.exec(one(headers["ratelimit"]) ?? "");
  if (structured !== null) {
    const parameter = (name: RegExp) => whole(name.exec(structured[2] ?? "")?.[1]);
    const [left, seconds] = [parameter(REMAINING), parameter(SECONDS)];
    if (left !== null && seconds !== null) return { bucket: structured[1] ?? "", left, resetsInMs: seconds * 1000 };
  }
  const left = whole(one(headers["x-ratelimit-remaining"]));
  const reset = whole(one(headers["x-ratelimit-reset"]));
  if (left === null || reset === null) return null;
  const bucket = one(headers["x-ratelimit-resource"]) ?? "core";
  return { bucket, left, resetsInMs: Math.max(0, reset * 1000 - now) };
}

/** Milliseconds that `Retry-After` asks for; null when it is absent or unreadable. */
export const retryAfterIn = (headers: Headers, now: number): number | null =>
  retryAfterMs(one(headers["retry-after"]), now);

export interface Quota {
  /** Takes one request from the bucket of this kind of request, waiting until the source has one to give. */
  take(origin: string, kind: string, call: SourceCall): Promise<void>;
  /** Learns from the headers of an answer. */
  note(origin: string, kind: string, headers: Headers): void;
  /** The source refused for lack of quota: nobody asks again before it allows. */
  refused(origin: string, kind: string, headers: Headers): void;
}

export interface QuotaOptions {
  readonly clock: Clock;
  readonly random: () => number;
  /** Longest wait for a source's quota, milliseconds. */
  readonly maxWaitMs: number;
}

/**
 * One budget per origin and bucket for all workers of the process. Which bucket a kind of request draws from is
 * learned from the answers; until then each kind is a bucket of its own.
 */
export function sharedQuota(options: QuotaOptions): Quota {
  const { clock } = options;
  const buckets = new Map<string, Bucket>();
  const learned = new Map<string, string>();
  const keyOf = (origin: string, kind: string) => `${origin} ${learned.get(`${origin} ${kind}`) ?? kind}`;

  function note(origin: string, kind: string, headers: Headers): void {
    const now = clock.now();
    const allowance = allowanceIn(headers, now);
    if (allowance === null) return;
    learned.set(`${origin} ${kind}`, allowance.bucket);
    const key = keyOf(origin, kind);
    const known = buckets.get(key);
    const resetsAt = now + allowance.resetsInMs;
    // Answers overtake each other: within one window only the smallest number is news.
    const sameWindow = known !== undefined && known.resetsAt > now && resetsAt - known.resetsAt < 5_000;
    const left = sameWindow ? Math.min(known.left, allowance.left) : allowance.left;
    buckets.set(key, { left, resetsAt: sameWindow ? Math.max(known.resetsAt, resetsAt) : resetsAt });
  }

  async function take(origin: string, kind: string, call: SourceCall): Promise<void> {
    const begun = clock.now();
    for (;;) {
      const bucket = buckets.get(keyOf(origin, kind));
      if (bucket === undefined) return;
      const wait = bucket.resetsAt - clock.now();
      if (wait <= 0) {
        buckets.delete(keyOf(origin, kind));
        return;
      }
      if (bucket.left > 0) {
        bucket.left--;
        return;
      }
      await sit(options, origin, wait, clock.now() - begun, call);
    }
  }

  function refused(origin: string, kind: string, headers: Headers): void {
    const now = clock.now();
    note(origin, kind, headers);
    const key = keyOf(origin, kind);
    const stated = allowanceIn(headers, now);
    // One second more than stated: the window's end is given in whole seconds.
    const asked = retryAfterIn(headers, now) ?? (stated === null ? UNNAMED_WAIT_MS : stated.resetsInMs + 1000);
    buckets.set(key, { left: 0, resetsAt: now + asked });
  }

  return { take, note, refused };
}

/** Waits for the window's end, unless that is further off than the caller may wait. */
async function sit(
  { clock, random, maxWaitMs }: QuotaOptions,
  origin: string,
  wait: number,
  waited: number,
  call: SourceCall,
): Promise<void> {
  const seconds = Math.ceil(wait / 1000);
  const allowed = Math.min(maxWaitMs - waited, call.remaining?.() ?? Number.POSITIVE_INFINITY);
  if (wait > allowed) {
    const host = new URL(origin).host;
    throw new IngestFailure("source_rate_limited", `${host} asks to wait ${seconds} s for its quota`);
  }
  call.say?.(`waiting ${seconds} s for the source's quota`);
  try {
    // Workers that waited together do not come back in the same instant.
    await clock.sleep(wait + Math.ceil(random() * Math.min(500, wait / 4)), call.signal);
  } finally {
    call.say?.(null);
  }
}
