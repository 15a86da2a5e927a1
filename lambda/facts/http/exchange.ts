/** One request to a source with its redirects: where it may go, what it carries, how much is read back. */
import type { Trust } from "../../source/trust.ts";
import { BodyTooLarge } from "./fetch-fault.ts";
import { type Http, type HttpAnswer, headerOf } from "./transport.ts";

export interface Outgoing {
  readonly endpoint: URL;
  readonly url: URL;
  readonly token: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as JSON with POST. */
  readonly post: unknown;
  readonly signal: AbortSignal;
}

/** How often a redirect is followed. */
const MAX_HOPS = 5;

/**
 * Sends the request and follows redirects within the trusted hosts. The token goes to the endpoint's own
 * origin only. `counted` is called for every request that goes out.
 * @throws IngestFailure source_untrusted for a redirect elsewhere, RedirectFault for a broken or endless one,
 *   and what the transport throws.
 */
export async function send(http: Http, trust: Trust, it: Outgoing, counted: () => void): Promise<HttpAnswer> {
  let target = it.url;
  for (let hop = 0; hop <= MAX_HOPS; hop++) {
    trust.check(target);
    counted();
    const answer = await http({ url: target, signal: it.signal, ...described(it, target) });
    const location = headerOf(answer.headers, "location");
    if (answer.status < 300 || answer.status > 399 || answer.status === 304 || location === null) return answer;
    answer.discard();
    if (!URL.canParse(location, target.href)) throw new RedirectFault("redirected to something that is no address");
    target = new URL(location, target);
  }
  throw new RedirectFault("redirected without end");
}

function described(it: Outgoing, target: URL) {
  const own = target.origin === it.endpoint.origin;
  const headers = {
    ...it.headers,
    "accept-encoding": "identity",
    ...(own && it.token !== undefined ? { authorization: `Bearer ${it.token}` } : {}),
  };
  if (it.post === undefined) return { method: "GET", headers } as const;
  return {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify(it.post),
  } as const;
}

export class RedirectFault extends Error {
  override readonly name = "RedirectFault";
}

/** @throws BodyTooLarge once more than `maxBytes` came. */
export async function* capped(body: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  let seen = 0;
  for await (const chunk of body) {
    seen += chunk.byteLength;
    if (seen > maxBytes) throw new BodyTooLarge(maxBytes);
    yield chunk;
  }
}

/** The whole body as text, and its length in bytes; what is not UTF-8 becomes U+FFFD. */
export async function textOf(body: AsyncIterable<Uint8Array>): Promise<{ text: string; bytes: number }> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  const whole = Buffer.concat(chunks);
  return { text: whole.toString("utf8"), bytes: whole.byteLength };
}

/** The first 4 KiB of a refusal: enough to read why. */
export async function excerptOf(answer: HttpAnswer): Promise<string> {
  let text = "";
  for await (const chunk of answer.body) {
    text += Buffer.from(chunk).toString("utf8");
    if (text.length > 4096) break;
  }
  return text.slice(0, 4096);
}
