import { setTimeout as pause } from "node:timers/promises";
import { createGatehouseClient, type GatehouseClient } from "../../generated/client.js";
import type { Dice } from "./faults/random.ts";

export interface AskOptions {
  /** Asked before every try, since addresses may change. */
  readonly url: () => string;
  readonly session: Session;
  readonly dice: Dice;
  readonly signal: AbortSignal;
  /** Hears of answers that no fault explains and that do not keep the client from asking again. */
  readonly complain: (what: string) => void;
}

const REQUEST_MS = 35_000;
const AGAIN_MS = 300;

/** What came of one try: null when the answer says nothing of what was asked for. */
interface Answered<T> {
  readonly status: number;
  readonly result: T | null;
}

/** Asks until there is an answer for good. Throws Refused for one that no fault explains. */
export async function ask<T>(
  what: string,
  options: AskOptions,
  work: (client: GatehouseClient) => Promise<Answered<T>>,
): Promise<T> {
  for (;;) {
    const answered = await tried(options, work);
    if (answered !== null && answered.result !== null) return answered.result;
    const status = answered?.status ?? 503;
    // Between client and server is no proxy: whatever is away, the server has to say so.
    if (status === 500) options.complain(`${what} was answered with 500`);
    if (status === 403) options.session.forget();
    if (status < 500 && status !== 403) throw new Refused(`${what} was answered with ${status}`);
    await pause(AGAIN_MS * (0.5 + options.dice.next()), undefined, { signal: options.signal });
  }
}

/** The registry gave an answer that no fault explains. */
export class Refused extends Error {
  override readonly name = "Refused";
}

async function tried<T>(options: AskOptions, work: (client: GatehouseClient) => Promise<T>): Promise<T | null> {
  const limited = (request: Request): Promise<Response> =>
    fetch(request, { signal: AbortSignal.any([options.signal, AbortSignal.timeout(REQUEST_MS)]) });
  try {
    const token = await options.session.token(limited);
    return token === null ? null : await work(createGatehouseClient({ url: options.url(), token, fetch: limited }));
  } catch (error) {
    if (error instanceof Refused || options.signal.aborted) throw error;
    return null;
  }
}

/** One sign-in for all posts: checking a password is meant to be costly. */
export interface Session {
  token(fetching: (request: Request) => Promise<Response>): Promise<string | null>;
  /** After a 403: the administrator's account may have been written anew. */
  forget(): void;
}

export function sessionOf(url: () => string, admin: { readonly name: string; readonly password: string }): Session {
  let token: Promise<string | null> | null = null;
  const signIn = async (fetching: (request: Request) => Promise<Response>): Promise<string | null> => {
    const body = { user: { name: admin.name }, secret: { password: admin.password } };
    const { data } = await createGatehouseClient({ url: url(), fetch: fetching }).PUT("/authenticate", { body });
    return data ?? null;
  };
  return {
    token: async (fetching) => {
      token ??= signIn(fetching).catch(() => null);
      const known = await token;
      if (known === null) token = null;
      return known;
    },
    forget: () => {
      token = null;
    },
  };
}
