/**
 * Where outgoing connections may lead. A link, a redirect or a callback address comes from outside, so the address that
 * is connected to must lie on the public internet: checked by IP address when the connection is made, because a name
 * can change what it resolves to.
 */
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";

/** One address of a host name, as node:dns gives it. */
export interface Resolved {
  readonly address: string;
  readonly family: number;
}

/** Every address of a host name. Rejects when there is none. */
export type Resolve = (hostname: string) => Promise<readonly Resolved[]>;

/** The host of a URL as names and addresses are compared: lower case, IPv6 without its brackets. */
export const hostOf = (url: URL): string => url.hostname.toLowerCase().replace(/^\[|\]$/g, "");

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** The dotted or colon form only: no octal, no short form, no zone. */
function parsed(text: string): Address | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  return text.includes(":") && !text.includes("%") && ipaddr.IPv6.isValid(text) ? ipaddr.IPv6.parse(text) : null;
}

export const isAddress = (text: string): boolean => parsed(text) !== null;

/** All that IANA has handed out for global unicast in IPv6 (RFC 4291, section 2.4). */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR("2000::/3");

/**
 * True for a global unicast address. False for loopback, private, shared, link-local, multicast, documentation and
 * benchmarking networks, for addresses that embed another one (mapped, translated, NAT64, 6to4, Teredo), and for text
 * that is no address.
 */
export function isGlobalAddress(text: string): boolean {
  const address = parsed(text);
  if (address === null || address.range() !== "unicast") return false;
  return address.kind() === "ipv4" || address.match(GLOBAL_IPV6);
}

const INTERNAL = new Set(["loopback", "private", "uniqueLocal", "carrierGradeNat"]);

/**
 * True where an endpoint that the operator configured can be: the public internet, this machine, a private network.
 * Never link-local, where clouds keep the credentials of a machine.
 */
export function isEndpointAddress(text: string): boolean {
  return isGlobalAddress(text) || INTERNAL.has(parsed(text)?.range() ?? "");
}

/** What a host does whose address the guard refuses: a clause for error messages, which begin with the host. */
export const REFUSED_ADDRESS = "resolves to an internal address, which is not allowed";

/** A host has no address that a connection may lead to. */
export class AddressRefused extends Error {
  override readonly name = "AddressRefused";
  /** Where connections report their errors' codes. */
  readonly code = "EADDRREFUSED";
  constructor(hostname: string) {
    super(`${hostname} ${REFUSED_ADDRESS}`);
  }
}

export interface GuardOptions {
  readonly resolve: Resolve;
  readonly allows: (address: string) => boolean;
  /**
   * "refuse" gives up a host with any forbidden address; "filter" connects to the others, as a network that translates
   * addresses (DNS64) adds some to those of every host.
   */
  readonly mixed: "refuse" | "filter";
}

/** A name lookup for the connector of a client: it hands out only addresses that are allowed. */
export function guardedLookup({ resolve, allows, mixed }: GuardOptions): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (found) => {
        const open = found.filter(({ address }) => allows(address));
        const first = open[0];
        if (first === undefined || (mixed === "refuse" && open.length < found.length)) {
          return callback(new AddressRefused(hostname), "", 0);
        }
        if (options.all === true) return callback(null, open);
        callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, "", 0),
    );
  };
}
