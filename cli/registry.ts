/** The registry that a command talks to: its address, the token, retries, and refusals in plain words. */
import { setTimeout as pause } from "node:timers/promises";
import { type Backoff, backoffMs, retryAfterMs } from "../domain/backoff.ts";
import { createGatehouseClient, type GatehouseClient } from "../generated/client.js";
import { readCredentials } from "./credentials.ts";
import { CommandFault, type Runtime } from "./runtime.ts";

export const DEFAULT_URL = "http://127.0.0.1:8000";

export interface Registry {
  readonly url: string;
  /** The header value that requests carry, null when nobody is signed in. */
  readonly token: string | null;
  readonly client: GatehouseClient;
  /** Resolves to a successful call, or to one whose status is in `accept`. Throws CommandFault for any other. */
  answer<Called extends CalledClient>(call: Promise<Called>, accept?: readonly number[]): Promise<Called>;
}

interface CalledClient {
  readonly response: Response;
  readonly error?: unknown;
}

/** Longest wait for a response in milliseconds. With synchronous ingest a post takes as long as the ingest. */
const RESPONSE_MS = 60_000;
const TRIES = 4;
/** When the registry asks for a longer pause than the longest, the user sees its response instead. */
const PAUSES: Backoff = { firstMs: 200, maxMs: 10_000 };

/** Uses GATEHOUSE_URL and GATEHOUSE_TOKEN, else the last sign-in. A kept token goes to its own registry only. */
export async function openRegistry(runtime: Runtime): Promise<Registry> {
  const kept = await readCredentials(runtime);
  const url = registryUrl(runtime.env["GATEHOUSE_URL"] || kept?.url || DEFAULT_URL);
  const given = runtime.env["GATEHOUSE_TOKEN"];
  const keptToken = kept !== null && registryUrl(kept.url) === url ? kept.token : null;
  return registryAt(url, given ? headerValue(given) : keptToken, runtime);
}

export function registryAt(url: string, token: string | null, runtime: Runtime): Registry {
  const { signal } = runtime;
  const client = createGatehouseClient({ url, token, fetch: retryingFetch(runtime) });
  const answer: Registry["answer"] = async (call, accept = []) => {
    const called = await call.catch((error: unknown) => {
      throw signal.aborted ? signal.reason : unreachable(url, error);
    });
    if (called.response.ok || accept.includes(called.response.status)) return called;
    throw refusal(called, { url, token });
  };
  return { url, token, client, answer };
}

/**
 * `fetch` with a time limit that retries GET requests after a network fault or a 503. Other requests are sent once,
 * because sending them twice might do the same thing twice.
 */
function retryingFetch({ signal, random, now }: Runtime): (request: Request) => Promise<Response> {
  const once = async (request: Request): Promise<Response> => {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(new DOMException("no response in time", "TimeoutError")), RESPONSE_MS);
    try {
      return await fetch(request, { signal: AbortSignal.any([signal, limit.signal]), redirect: "manual" });
    } finally {
      clearTimeout(timer);
    }
  };
  return async (request) => {
    for (let round = 1; ; round += 1) {
      const last = request.method !== "GET" || round >= TRIES;
      const response = await once(request.clone()).catch((error: unknown) => {
        if (last || signal.aborted) throw error;
        return null;
      });
      const pauseMs = backoffMs(round, PAUSES, random, retryAfterMs(response?.headers.get("retry-after"), now()));
      if (response !== null && (last || response.status !== 503 || pauseMs > PAUSES.maxMs)) return response;
      await response?.body?.cancel();
      await pause(pauseMs, undefined, { signal });
    }
  };
}

/** Entries in one request at most. */
const LARGEST_PAGE = 1000;

/** One page as the client returns it. */
interface Fetched<Entry> {
  readonly data?: readonly Entry[] | undefined;
  readonly response: Response;
}

/** Reads page after page until there are `limit` entries or no more pages. */
export async function readPages<Entry>(
  limit: number,
  read: (query: { readonly limit: number; readonly offset?: string }) => Promise<Fetched<Entry>>,
): Promise<{ readonly entries: readonly Entry[]; readonly more: boolean }> {
  const entries: Entry[] = [];
  let offset: string | null = null;
  do {
    const size = Math.min(LARGEST_PAGE, limit - entries.length);
    const page: Fetched<Entry> = await read(offset === null ? { limit: size } : { limit: size, offset });
    entries.push(...(page.data ?? []));
    const { headers } = page.response;
    const next: string | null = headers.has("link") ? headers.get("offset") : null;
    if (next !== null && next === offset) throw new CommandFault("The registry returned the same page twice");
    offset = next;
  } while (offset !== null && entries.length < limit);
  return { entries, more: offset !== null };
}

/** Throws CommandFault unless the text is the address of an HTTP server. */
export function registryUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new CommandFault(`"${text}" is not the address of a registry`, { advice: `Example: ${DEFAULT_URL}` });
  const { username, password, origin, pathname } = new URL(text);
  if (username !== "" || password !== "") throw new CommandFault("The registry's address must not contain credentials");
  return `${origin}${pathname.replace(/\/+$/, "")}`;
}

const headerValue = (token: string): string => (/^bearer /i.test(token) ? token : `bearer ${token.trim()}`);

function unreachable(url: string, error: unknown): CommandFault {
  const cause = (error as { cause?: { code?: string; message?: string } }).cause;
  const why = cause?.code ?? cause?.message ?? (error as Error).message;
  const advice = "Start it, or correct GATEHOUSE_URL (or the address given to gatehouse login)";
  return new CommandFault(`The registry at ${url} does not respond (${why})`, { advice, cause: error });
}

function refusal({ response, error }: CalledClient, { url, token }: Pick<Registry, "url" | "token">): CommandFault {
  const { status } = response;
  const detail = detailOf(error) ?? `The registry at ${url} answered ${status}`;
  const advice = adviceFor(status, detail, response, token);
  return new CommandFault(detail, advice === null ? { status } : { status, advice });
}

function adviceFor(status: number, detail: string, { headers }: Response, token: string | null): string | null {
  if (status === 403 && token === null) return "Sign in first: gatehouse login, or set GATEHOUSE_TOKEN";
  if (status === 401 || status === 403)
    return detail.includes("needs the role")
      ? "Ask an administrator for that role, or sign in as somebody who has it: gatehouse login"
      : "Sign in again: gatehouse login";
  if (status === 429 || status === 503) return `Try again in ${headers.get("retry-after") ?? "a few"} s`;
  return null;
}

function detailOf(error: unknown): string | null {
  if (typeof error !== "object" || error === null) return null;
  const { detail, reference } = error as { detail?: unknown; reference?: unknown };
  if (typeof detail !== "string") return null;
  return typeof reference === "string" ? `${detail} (reference ${reference})` : detail;
}
