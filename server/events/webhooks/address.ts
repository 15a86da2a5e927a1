import { lookup } from "node:dns/promises";
import { BlockList, isIP } from "node:net";
import { isPrivateAddress } from "../../../lambda/source/trust.ts";

export interface Resolved {
  readonly address: string;
  readonly family: number;
}
/** Where callbacks may go. The machine's own resolver and the public addresses, unless a test says otherwise. */
export interface Reach {
  resolve(hostname: string): Promise<readonly Resolved[]>;
  mayReach(address: string): boolean;
}

/** Networks that lead to an IPv4 address in disguise or to nobody: RFC 6052, 3056, 4380, 5737, 3849, 6666. */
const special = new BlockList();
for (const [network, bits] of [
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001::", 32],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["fec0::", 10],
] as const) {
  special.addSubnet(network, bits, "ipv6");
}
for (const network of ["192.0.2.0", "198.51.100.0", "203.0.113.0"]) special.addSubnet(network, 24, "ipv4");

/** True for an address on the public internet; false for anything that is not an address. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0 || isPrivateAddress(address)) return false;
  return !special.check(address, family === 4 ? "ipv4" : "ipv6");
}

export const publicReach: Reach = {
  resolve: (hostname) => lookup(hostname, { all: true }),
  mayReach: isPublicAddress,
};

/** Names that never lead to the public internet: RFC 6761, 6762, 8375, 9476, and what networks use inside. */
const INSIDE = /\.(localhost|local|internal|intranet|lan|home|corp|private|home\.arpa|test|invalid|alt|onion)$/;

export const hostOf = (url: URL): string => url.hostname.toLowerCase().replace(/^\[|\]$/g, "");

/** Why an address cannot be called back, in words that go on after its name; null when it can as far as one sees. */
export function refusalOf(text: string, reach: Reach): string | null {
  if (!URL.canParse(text)) return "must be an https address";
  const url = new URL(text);
  const host = hostOf(url);
  if (url.protocol !== "https:") return "must be an https address";
  if (url.username !== "" || url.password !== "") return "must not contain credentials";
  if (url.hash !== "") return "must not have a fragment";
  if (isIP(host) !== 0) return reach.mayReach(host) ? null : "must lead to a public host, not to a private address";
  const named = host.replace(/\.$/, "");
  return named.includes(".") && !INSIDE.test(named) ? null : "must lead to a public host";
}
