/** A client that repeats each request until it gets a response that no injected fault explains. */
import { setTimeout as pause } from "node:timers/promises";
import type { components } from "../../generated/api.ts";
import { createGatehouseClient, type GatehouseClient } from "../../generated/client.js";
import type { Random } from "./faults/random.ts";
import type { Sample } from "./samples.ts";

export type Artifact = components["schemas"]["Artifact"];

export interface ClientOptions {
  /** Read before every try, because addresses change. */
  readonly url: () => string;
  readonly session: Session;
  readonly random: Random;
  readonly signal: AbortSignal;
  /** Called for a response that no fault explains and that can be retried. */
  readonly reportViolation: (what: string) => void;
}

/** An artifact whose acceptance the client saw. */
export interface Accepted {
  readonly id: number;
  readonly sample: Sample;
}

/** The registry gave a final response that no fault explains. */
class UnexpectedResponse extends Error {
  override readonly name = "UnexpectedResponse";
}

const REQUEST_MS = 35_000;
/** Mean pause between two tries. */
const RETRY_MS = 300;
/** Mean pause between two reads of an artifact's status. */
const POLL_MS = 400;

/** One try: its status, and its result, or null when the response holds none and the request must be repeated. */
interface Try<T> {
  readonly status: number;
  readonly result: T | null;
}

/** Repeats a request until it has a result. Throws UnexpectedResponse for a 4xx without one. */
async function request<T>(
  what: string,
  options: ClientOptions,
  send: (client: GatehouseClient) => Promise<Try<T>>,
): Promise<T> {
  for (;;) {
    const one = await attempt(options, send);
    if (one !== null && one.result !== null) return one.result;
    const status = one?.status ?? 503;
    // No proxy stands between this client and the server, so the server must report an unavailable part as 503.
    if (status === 500) options.reportViolation(`${what} was answered with 500`);
    if (status === 403) options.session.forget();
    if (status < 500 && status !== 403) throw new UnexpectedResponse(`${what} was answered with ${status}`);
    await pause(RETRY_MS * (0.5 + options.random.next()), undefined, { signal: options.signal });
  }
}

async function attempt<T>(options: ClientOptions, send: (client: GatehouseClient) => Promise<T>): Promise<T | null> {
  const limitedFetch = (sent: Request): Promise<Response> =>
    fetch(sent, { signal: AbortSignal.any([options.signal, AbortSignal.timeout(REQUEST_MS)]) });
  try {
    const token = await options.session.token(limitedFetch);
    return token === null
      ? null
      : await send(createGatehouseClient({ url: options.url(), token, fetch: limitedFetch }));
  } catch (error) {
    if (error instanceof UnexpectedResponse || options.signal.aborted) throw error;
    return null;
  }
}

/** One sign-in for all requests, because checking a password is slow on purpose. */
export interface Session {
  token(fetching: (request: Request) => Promise<Response>): Promise<string | null>;
  /** After a 403: a restarted server may have rewritten the administrator's account. */
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

/** Runs the work for each sample at a random time within `spreadMs` milliseconds. */
export function spread<T>(
  samples: readonly Sample[],
  options: ClientOptions & { readonly spreadMs: number },
  work: (sample: Sample) => Promise<T>,
): Promise<T[]> {
  const slots = samples.map((sample) => ({ sample, at: options.random.next() * options.spreadMs }));
  return Promise.all(
    slots.map(async ({ sample, at }) => {
      await pause(at, undefined, { signal: options.signal });
      return work(sample);
    }),
  );
}

/** Posts a link until the registry has accepted it. A 409 means that an earlier try took effect. */
export async function post(sample: Sample, options: ClientOptions): Promise<Accepted> {
  const { type, url } = sample;
  const id = await request(`posting ${url}`, options, async (client) => {
    const { data, error, response } = await client.POST("/artifact/{artifact_type}", {
      params: { path: { artifact_type: type } },
      body: { url },
    });
    return { status: response.status, result: acceptedId(response.status, data ?? error) };
  });
  return { id, sample };
}

interface PostBody {
  readonly artifact_id: number;
  readonly existing_id: number;
  readonly metadata: { readonly id: number };
  readonly artifact: Pick<PostBody, "metadata">;
}

/** The artifact id in a response to a post; null when the link was not accepted. */
export function acceptedId(status: number, body: unknown): number | null {
  const post = body as PostBody;
  if (status === 202) return post.artifact_id;
  if (status === 409) return post.existing_id;
  if (status === 201) return post.metadata.id;
  return status === 424 ? post.artifact.metadata.id : null;
}

const parameters = ({ id, sample }: Accepted) => ({ path: { artifact_type: sample.type, id } });
const nameOf = ({ id, sample }: Accepted): string => `artifact ${id} (${sample.url})`;

export const read = (one: Accepted, options: ClientOptions): Promise<Artifact | "not found"> =>
  request(`reading ${nameOf(one)}`, options, async (client) => {
    const { data, response } = await client.GET("/artifacts/{artifact_type}/{id}", { params: parameters(one) });
    return { status: response.status, result: response.status === 404 ? "not found" : (data ?? null) };
  });

/** Deletes an artifact. A 404 means that an earlier try took effect. */
export const remove = (one: Accepted, options: ClientOptions): Promise<true> =>
  request(`deleting ${nameOf(one)}`, options, async (client) => {
    const { response } = await client.DELETE("/artifacts/{artifact_type}/{id}", { params: parameters(one) });
    return { status: response.status, result: response.status === 200 || response.status === 404 ? true : null };
  });

/** Requests an update. A 409 means that one is in flight, such as by an earlier try. */
export const update = (
  one: Accepted,
  url: string | undefined,
  options: ClientOptions,
): Promise<"accepted" | "not found"> =>
  request(`updating ${nameOf(one)}`, options, async (client) => {
    const body = url === undefined ? {} : { url };
    const { response } = await client.PUT("/artifacts/{artifact_type}/{id}", { params: parameters(one), body });
    const { status } = response;
    return { status, result: status === 202 || status === 409 ? "accepted" : status === 404 ? "not found" : null };
  });

/** Reads an artifact until the condition holds. */
export async function until(
  one: Accepted,
  options: ClientOptions,
  condition: (artifact: Artifact | "not found") => boolean,
): Promise<Artifact | "not found"> {
  for (;;) {
    const artifact = await read(one, options);
    if (condition(artifact)) return artifact;
    await pause(POLL_MS * (0.5 + options.random.next()), undefined, { signal: options.signal });
  }
}

export const isFinal = (status: string | undefined): boolean =>
  status !== undefined && !["pending", "downloading", "rating"].includes(status);
