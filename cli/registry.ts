/** The registry that a command talks to: which, as whom, and what its refusals mean to a person. */
import { createGatehouseClient, type GatehouseClient } from "../generated/client.js";
import { readCredentials } from "./credentials.ts";
import { CommandFault } from "./fault.ts";
import { patientFetch } from "./patient-fetch.ts";
import type { Surroundings } from "./runtime.ts";

export const DEFAULT_URL = "http://127.0.0.1:8000";

export interface Registry {
  readonly url: string;
  /** The header value that requests carry, null when nobody is signed in. */
  readonly token: string | null;
  readonly client: GatehouseClient;
  /** What a call answered, or CommandFault in words; `accept` lists refusals that the caller understands itself. */
  answer<Called extends CalledClient>(call: Promise<Called>, accept?: readonly number[]): Promise<Called>;
}

interface CalledClient {
  readonly response: Response;
  readonly error?: unknown;
}

/** Longest wait for an answer; an ingest within the request takes its time. */
const ANSWER_MS = 60_000;
const TRIES = 4;

/** By GATEHOUSE_URL and GATEHOUSE_TOKEN, else by what `login` kept. A kept token is sent to its own registry only. */
export async function openRegistry(around: Surroundings): Promise<Registry> {
  const kept = await readCredentials(around);
  const url = registryUrl(around.env["GATEHOUSE_URL"] || kept?.url || DEFAULT_URL);
  const given = around.env["GATEHOUSE_TOKEN"];
  const keptToken = kept !== null && sameRegistry(kept.url, url) ? kept.token : null;
  return registryAt(url, given ? headerValue(given) : keptToken, around);
}

export function registryAt(url: string, token: string | null, around: Surroundings): Registry {
  const { signal, random } = around;
  const client = createGatehouseClient({
    url,
    token,
    fetch: patientFetch({ answerMs: ANSWER_MS, tries: TRIES, random, signal }),
  });
  const answer: Registry["answer"] = async (call, accept = []) => {
    const called = await call.catch((error: unknown) => {
      throw signal.aborted ? signal.reason : unreachable(url, error);
    });
    if (called.response.ok || accept.includes(called.response.status)) return called;
    throw refusal(called, { url, token });
  };
  return { url, token, client, answer };
}

/** Throws CommandFault unless the text is the address of an HTTP server. */
export function registryUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new CommandFault(`"${text}" is not the address of a registry`, { advice: `It looks like ${DEFAULT_URL}` });
  const { username, password, origin, pathname } = new URL(text);
  if (username !== "" || password !== "") throw new CommandFault("The address of a registry must not hold credentials");
  return `${origin}${pathname.replace(/\/+$/, "")}`;
}

const sameRegistry = (one: string, other: string): boolean => registryUrl(one) === registryUrl(other);

const headerValue = (token: string): string => (/^bearer /i.test(token) ? token : `bearer ${token.trim()}`);

function unreachable(url: string, error: unknown): CommandFault {
  const cause = (error as { cause?: { code?: string; message?: string } }).cause;
  const why = cause?.code ?? cause?.message ?? (error as Error).message;
  const advice = "Is it running, and is GATEHOUSE_URL (or the address given to gatehouse login) right?";
  return new CommandFault(`The registry at ${url} does not answer (${why})`, { advice, cause: error });
}

function refusal({ response, error }: CalledClient, { url, token }: Pick<Registry, "url" | "token">): CommandFault {
  const { status } = response;
  const said = detailOf(error) ?? `The registry at ${url} answered ${status}`;
  const advice = adviceFor(status, said, response, token);
  return new CommandFault(said, advice === null ? { status } : { status, advice });
}

function adviceFor(status: number, said: string, { headers }: Response, token: string | null): string | null {
  if (status === 403 && token === null) return "You are not signed in: gatehouse login, or set GATEHOUSE_TOKEN";
  if (status === 401 || status === 403)
    return said.includes("needs the role")
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
