/**
 * The policy for content: wait for a source's quota, try again what can pass, and throw an IngestFailure for the rest.
 */
import { REFUSED_ADDRESS } from "../../../domain/address.ts";
import { IngestFailure } from "../../../domain/failure.ts";
import type { Json } from "../../../domain/json.ts";
import type { Answer } from "../../exchange.ts";
import type { Clock, Log } from "../../ports.ts";
import type { SourceCall } from "../source.ts";
import { followed, type HubAnswer, type HubClient, RedirectFault } from "./client.ts";
import { isQuotaRefusal, type Quota, quotaKeyOf } from "./quota.ts";
import { named, refusal, type Subject } from "./refusal.ts";
import { type Pauses, withRetries } from "./retry.ts";

export interface SourceHttpOptions {
  readonly client: HubClient;
  readonly quota: Quota;
  readonly clock: Clock;
  readonly log: Log;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** Longest time that one request waits for a source's quota in all, milliseconds. */
  readonly maxWaitMs?: number;
  /** How often a small request is tried. */
  readonly tries?: number;
  /** Bound of the first pause between tries, milliseconds. */
  readonly firstPauseMs?: number;
}

export interface SourceRequest {
  readonly url: URL;
  readonly subject: Subject;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface SourceHttp {
  readonly pauses: Pauses;
  /** One request with its redirects. Answers 2xx and 304; everything else is thrown as an IngestFailure. */
  send(request: SourceRequest, call: SourceCall): Promise<HubAnswer>;
  /** A JSON document of bounded size, tried several times. */
  json(request: SourceRequest, call: SourceCall): Promise<JsonAnswer>;
}

export interface JsonAnswer {
  readonly value: Json;
  readonly headers: Answer["headers"];
  readonly url: URL;
}

const MAX_JSON_BYTES = 64 * 1024 * 1024;
/** Refusals of one request for lack of quota before it is given up, whatever its waits were. */
const MAX_REFUSALS = 6;

interface Parts extends SourceHttpOptions {
  readonly maxWaitMs: number;
}

export function sourceHttp(options: SourceHttpOptions): SourceHttp {
  const parts: Parts = { ...options, maxWaitMs: options.maxWaitMs ?? 330_000 };
  const { clock, random } = options;
  const pauses: Pauses = { clock, random, firstMs: options.firstPauseMs ?? 500, maxMs: 8_000 };
  return {
    pauses,
    send: (request, call) => send(parts, request, call),
    json: (request, call) =>
      withRetries(pauses, options.tries ?? 5, call.signal, async () => {
        const answer = await send(parts, request, call);
        const value = await readJson(answer, request.subject, call);
        return { value, headers: answer.headers, url: answer.url };
      }),
  };
}

/** An answer, with the beginning of its body where that had to be read to understand it. */
type Understood = Answer & { readonly text?: string };

async function send(parts: Parts, request: SourceRequest, call: SourceCall): Promise<HubAnswer> {
  try {
    const asking = { request, call, waiting: { ms: 0, refusals: 0 } };
    const answer: HubAnswer & Understood = await followed(request.url, (url) => ask(parts, url, asking));
    const { status, headers, url } = answer;
    if (status < 300 || status === 304) return answer;
    const text = answer.text ?? (await beginning(answer.body));
    throw refusal({ status, headers, text, host: url.host, own: parts.client.isEndpoint(url) }, request.subject);
  } catch (error) {
    throw broken(error, request.url.host, request.subject, call.signal);
  }
}

/** A request over all its redirects, with the time that it has waited for quota and how often it was refused. */
interface Asking {
  readonly request: SourceRequest;
  readonly call: SourceCall;
  readonly waiting: { ms: number; refusals: number };
}

/** One request to one place, waiting for quota before it and, when the source refuses for lack of it, again after it. */
async function ask(parts: Parts, url: URL, asking: Asking): Promise<Understood> {
  const { request, call, waiting } = asking;
  const { client, quota, log } = parts;
  const key = quotaKeyOf(url);
  for (;;) {
    for (let until = await quota.take(key); until !== null; until = await quota.take(key)) {
      await waitForQuota(parts, url.host, until, asking);
    }
    const answer = await askOnce(client, url, request, call);
    const text = answer.status === 403 ? await beginning(answer.body) : undefined;
    if (!isQuotaRefusal(answer.status, answer.headers, text ?? "")) {
      await quota.note(key, answer.headers);
      return text === undefined ? answer : { ...answer, text };
    }
    answer.body.drop();
    const { until, isNew } = await quota.refused(key, answer.headers);
    if (isNew) log.warn("source refused for lack of quota", { host: url.host, status: answer.status, until });
    waiting.refusals += 1;
    if (waiting.refusals >= MAX_REFUSALS) {
      throw new IngestFailure("source_rate_limited", `${url.host} refused ${waiting.refusals} times for lack of quota`);
    }
  }
}

async function askOnce(client: HubClient, url: URL, request: SourceRequest, { signal }: SourceCall): Promise<Answer> {
  try {
    return await client.ask({ url, method: "GET", headers: request.headers ?? {}, signal });
  } catch (error) {
    throw broken(error, url.host, request.subject, signal);
  }
}

/** Waits for the window's end, unless that is further off than the caller may wait. */
async function waitForQuota(parts: Parts, host: string, until: number, { call, waiting }: Asking): Promise<void> {
  const { clock, random, maxWaitMs } = parts;
  const waitMs = Math.max(1, until - clock.now());
  const seconds = Math.ceil(waitMs / 1000);
  const allowed = Math.min(maxWaitMs - waiting.ms, call.remaining?.() ?? Number.POSITIVE_INFINITY);
  if (waitMs > allowed) {
    throw new IngestFailure("source_rate_limited", `${host} asks to wait ${seconds} s for its quota`);
  }
  call.say?.(`waiting ${seconds} s for the source's quota`);
  // Workers that waited together do not come back in the same instant.
  const wait = waitMs + Math.ceil(random() * Math.min(500, waitMs / 4));
  waiting.ms += wait;
  try {
    await clock.sleep(wait, call.signal);
  } finally {
    call.say?.(null);
  }
}

/** The failure behind an error of a connection or of a body; the caller's own abort stays what it is. */
export function broken(error: unknown, host: string, subject: Subject, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason ?? error;
  if (error instanceof IngestFailure) return error;
  if (error instanceof RedirectFault) {
    return new IngestFailure("source_unavailable", `${host} ${error.message} for ${named(subject)}`);
  }
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "EADDRREFUSED") {
    return new IngestFailure("source_untrusted", `${host} ${REFUSED_ADDRESS}`);
  }
  const why = code.includes("TIMEOUT") ? "did not answer in time" : "broke the connection";
  return new IngestFailure("source_unavailable", `${host} ${why} for ${named(subject)}`, { cause: error });
}

/** The first 4 KiB of a body as text: enough to read why a source refused. */
export async function beginning(body: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const piece of body) {
      pieces.push(piece);
      bytes += piece.length;
      if (bytes >= 4096) break;
    }
  } catch {
    // The status has said what matters; the text of a refusal that breaks off only refines the message.
  }
  return Buffer.concat(pieces).toString("utf8").slice(0, 4096);
}

/** Reads a whole body as JSON; what breaks off or cannot be read is source_unavailable. */
async function readJson(answer: HubAnswer, subject: Subject, call: SourceCall): Promise<Json> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  const fail = (why: string, cause?: unknown) =>
    new IngestFailure("source_unavailable", `${answer.url.host} sent ${why} for ${named(subject)}`, { cause });
  try {
    for await (const piece of answer.body) {
      pieces.push(piece);
      bytes += piece.length;
      if (bytes > MAX_JSON_BYTES) throw fail(`more than ${MAX_JSON_BYTES} bytes of JSON`);
    }
  } catch (error) {
    throw broken(error, answer.url.host, subject, call.signal);
  }
  try {
    return JSON.parse(Buffer.concat(pieces).toString("utf8")) as Json;
  } catch (error) {
    throw fail("unreadable JSON", error);
  }
}
