import { lookup } from "node:dns/promises";
import { hostOf, isAddress, isGlobalAddress, type Resolve } from "../../../domain/address.ts";

/** Where callbacks can go: public addresses by the machine's own resolver, unless a test says otherwise. */
export interface Reach {
  readonly resolve: Resolve;
  allowsAddress(address: string): boolean;
  allowsPort(port: number): boolean;
}

/** The ports of HTTPS: a callback to any other could speak to a service that expects another protocol. */
const PORTS = [443, 8443];

export const publicReach: Reach = {
  resolve: (hostname) => lookup(hostname, { all: true }),
  allowsAddress: isGlobalAddress,
  allowsPort: (port) => PORTS.includes(port),
};

export const portOf = (url: URL): number => (url.port === "" ? 443 : Number(url.port));

/** Names that never lead to the public internet: RFC 6761, 6762, 8375, 9476, and what networks use inside. */
const INSIDE = /\.(localhost|local|internal|intranet|lan|home|corp|private|home\.arpa|test|invalid|alt|onion)$/;

/** Why a callback address is refused, as a predicate of the field's name; null when nothing speaks against it. */
export function refusalOf(text: string, reach: Reach): string | null {
  if (!URL.canParse(text)) return "must be an https address";
  const url = new URL(text);
  const host = hostOf(url);
  if (url.protocol !== "https:") return "must be an https address";
  if (url.username !== "" || url.password !== "") return "must not contain credentials";
  if (url.hash !== "") return "must not have a fragment";
  if (!reach.allowsPort(portOf(url))) return `must use port ${PORTS.join(" or ")}`;
  if (isAddress(host)) return reach.allowsAddress(host) ? null : "must lead to a public host, not to a private address";
  const named = host.replace(/\.$/, "");
  return named.includes(".") && !INSIDE.test(named) ? null : "must lead to a public host";
}
