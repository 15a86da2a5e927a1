import { isIP, type LookupFunction } from "node:net";
import { Agent, request } from "undici";
import { hostOf, type Reach } from "./address.ts";

export interface Posting {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
}
/** The status that the receiver answered with. Throws what kept it from answering. */
export type Post = (posting: Posting) => Promise<number>;

/** The receiver's host leads to where no callback may go. */
export class UnreachableHost extends Error {
  override readonly name = "UnreachableHost";
}

/** Longest attempt, and longest making of a connection, in milliseconds. */
const LIMIT_MS = 10_000;
const CONNECT_LIMIT_MS = 5_000;
/** Bytes of an answer that are read to be thrown away. */
const ANSWER_BYTES = 16_384;

/**
 * Posts to addresses that were checked: the host's name is looked up once, every address must be allowed, and the
 * connection goes to one of these, so that a name that changes its mind gains nothing. Redirects are not followed.
 * `certificates` replaces the authorities that the machine trusts.
 */
export function checkedPost(reach: Reach, certificates?: string): Post {
  return async ({ url, headers, body, signal }) => {
    const host = hostOf(url);
    if (isIP(host) !== 0 && !reach.mayReach(host)) throw new UnreachableHost("the address is not a public one");
    const agent = new Agent({
      connect: {
        lookup: checkedLookup(reach),
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

function checkedLookup(reach: Reach): LookupFunction {
  return (hostname, options, callback) => {
    reach.resolve(hostname).then(
      (found) => {
        const first = found[0];
        const closed = found.find(({ address }) => !reach.mayReach(address));
        if (first === undefined || closed !== undefined)
          return callback(new UnreachableHost("the host has an address that is not public"), "", 0);
        if (options.all === true) return callback(null, [...found]);
        callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, "", 0),
    );
  };
}
