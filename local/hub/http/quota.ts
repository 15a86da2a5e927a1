import type { Headers } from "./reply.ts";

export interface QuotaRule {
  readonly limit: number;
  readonly windowSeconds: number;
}

export interface Ticket {
  readonly exceeded: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** Whole seconds until the window ends. */
  readonly resetSeconds: number;
  /** Epoch seconds at which the window ends. */
  readonly resetAt: number;
  /** The two headers of the IETF draft, as the Hub writes them. */
  readonly headers: Headers;
}

export interface Quota {
  /** Counts one request of this client. */
  take(client: string): Ticket;
  /** What a request would meet now, without counting one. */
  peek(client: string): Ticket;
}

/** Fixed windows per client, counted from the client's first request. */
export function quota(bucket: string, { limit, windowSeconds }: QuotaRule, now: () => Date): Quota {
  const windows = new Map<string, { ends: number; used: number }>();
  const current = (client: string) => {
    const found = windows.get(client);
    if (found !== undefined && found.ends > now().getTime()) return found;
    const fresh = { ends: now().getTime() + windowSeconds * 1000, used: 0 };
    windows.set(client, fresh);
    return fresh;
  };
  const ticket = ({ ends, used }: { ends: number; used: number }): Ticket => {
    const remaining = Math.max(0, limit - used);
    const resetSeconds = Math.max(0, Math.ceil((ends - now().getTime()) / 1000));
    return {
      exceeded: used > limit,
      limit,
      remaining,
      resetSeconds,
      resetAt: Math.ceil(ends / 1000),
      headers: {
        RateLimit: `"${bucket}";r=${remaining};t=${resetSeconds}`,
        "RateLimit-Policy": `"fixed window";"${bucket}";q=${limit};w=${windowSeconds}`,
      },
    };
  };
  return {
    take(client) {
      const window = current(client);
      window.used += 1;
      return ticket(window);
    },
    peek: (client) => ticket(current(client)),
  };
}
