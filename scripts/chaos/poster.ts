import { setTimeout as pause } from "node:timers/promises";
import { createGatehouseClient, type GatehouseClient } from "../../generated/client.ts";
import type { Dice } from "./dice.ts";
import type { Wanted } from "./wanted.ts";

/** An artifact whose acceptance was told to the client. */
export interface Accepted {
  readonly id: number;
  readonly wanted: Wanted;
}
export interface PosterOptions {
  /** Asked before every try, since addresses may change. */
  readonly url: () => string;
  readonly session: Session;
  readonly dice: Dice;
  /** Over how long the posts are spread, in milliseconds. */
  readonly spreadMs: number;
  readonly signal: AbortSignal;
}

const REQUEST_MS = 35_000;
const AGAIN_MS = 300;

/** Posts everything over time and tries again until each post was answered for good. */
export async function postAll(wanted: readonly Wanted[], options: PosterOptions): Promise<Accepted[]> {
  const slots = wanted.map((one) => ({ one, at: options.dice.next() * options.spreadMs }));
  return Promise.all(
    slots.map(async ({ one, at }) => {
      await pause(at, undefined, { signal: options.signal });
      return { id: await post(one, options), wanted: one };
    }),
  );
}

/** 409 says that an earlier try took effect although its answer was lost. */
async function post({ type, url }: Wanted, options: PosterOptions): Promise<number> {
  for (;;) {
    const id = await tried(options, async (client) => {
      const { data, error, response } = await client.POST("/artifact/{artifact_type}", {
        params: { path: { artifact_type: type } },
        body: { url },
      });
      const id = idIn(response.status, data ?? error);
      if (id !== null) return id;
      if (response.status === 403) options.session.forget();
      if (response.status >= 500 || response.status === 403) return null;
      throw new Refused(`posting ${url} was answered with ${response.status}: ${JSON.stringify(error)}`);
    });
    if (id !== null) return id;
    await pause(AGAIN_MS * (0.5 + options.dice.next()), undefined, { signal: options.signal });
  }
}

interface ToldOf {
  readonly artifact_id: number;
  readonly existing_id: number;
  readonly metadata: { readonly id: number };
  readonly artifact: Pick<ToldOf, "metadata">;
}

/** The artifact that an answer to a post is about; null when it was not accepted. */
export function idIn(status: number, body: unknown): number | null {
  const told = body as ToldOf;
  if (status === 202) return told.artifact_id;
  if (status === 409) return told.existing_id;
  if (status === 201) return told.metadata.id;
  return status === 424 ? told.artifact.metadata.id : null;
}

/** The registry gave an answer that no fault explains. */
export class Refused extends Error {
  override readonly name = "Refused";
}

async function tried<T>(options: PosterOptions, work: (client: GatehouseClient) => Promise<T>): Promise<T | null> {
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
