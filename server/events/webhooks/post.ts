import { createHmac } from "node:crypto";
import { Agent, request } from "undici";
import { AddressRefused, guardedLookup, hostOf, isAddress } from "../../../domain/address.ts";
import { portOf, type Reach } from "./address.ts";

export interface Posting {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
}
/** Resolves with the status of the receiver's response. Rejects with what prevented one. */
export type Post = (posting: Posting) => Promise<number>;

/** Limits of one attempt and of its connection, in milliseconds. */
const LIMIT_MS = 10_000;
const CONNECT_LIMIT_MS = 5_000;
/** Bytes of a response that are read and discarded. */
const ANSWER_BYTES = 16_384;

/**
 * Posts to addresses that were checked: the host's name is looked up once, every address must be allowed, and the
 * connection goes to one of these, so that a name that changes its mind gains nothing. Redirects are not followed.
 * `certificates` replaces the authorities that the machine trusts.
 */
export function checkedPost(reach: Reach, certificates?: string): Post {
  return async ({ url, headers, body, signal }) => {
    const host = hostOf(url);
    const refused = (isAddress(host) && !reach.allowsAddress(host)) || !reach.allowsPort(portOf(url));
    if (refused) throw new AddressRefused(host);
    const agent = new Agent({
      connect: {
        lookup: guardedLookup({ resolve: reach.resolve, allows: reach.allowsAddress, mixed: "refuse" }),
        timeout: CONNECT_LIMIT_MS,
        ...(certificates === undefined ? {} : { ca: certificates }),
      },
    });
    const limit = AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]);
    try {
      const answer = await request(url, { method: "POST", headers, body, dispatcher: agent, signal: limit });
      await answer.body.dump({ limit: ANSWER_BYTES, signal: limit });
      return answer.statusCode;
    } finally {
      await agent.destroy();
    }
  };
}

/**
 * The value of X-Gatehouse-Signature: `t=<seconds since 1970>,v1=<hex>`, where v1 is the HMAC-SHA256 over
 * `<t>.<body>` with the shared secret. A receiver compares in constant time and refuses a `t` that is minutes off.
 */
export function signatureOf(secret: string, body: string, nowMs: number): string {
  const t = Math.floor(nowMs / 1000);
  return `t=${t},v1=${createHmac("sha256", secret).update(`${t}.${body}`).digest("hex")}`;
}
