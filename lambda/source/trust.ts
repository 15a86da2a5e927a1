import { lookup } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { IngestFailure } from "../../domain/failure.ts";

/** The hubs' own hosts; "*." stands for any depth of subdomains. */
export const HUB_HOSTS: readonly string[] = [
  "huggingface.co",
  "*.huggingface.co",
  "hf.co",
  "*.hf.co",
  "github.com",
  "*.github.com",
  "*.githubusercontent.com",
];

const closed = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const) {
  closed.addSubnet(network, bits, "ipv4");
}
for (const [network, bits] of [
  ["::", 127],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const) {
  closed.addSubnet(network, bits, "ipv6");
}

/** True for loopback, private, link-local, shared and multicast addresses. Takes IPv4-mapped IPv6 for what it maps. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return closed.check(address, "ipv4");
  return family === 6 && closed.check(address, "ipv6");
}

const bare = (hostname: string): string => hostname.toLowerCase().replace(/^\[|\]$/g, "");
const isLocalName = (host: string): boolean => host === "localhost" || host.endsWith(".localhost");

function matches(host: string, pattern: string): boolean {
  return pattern.startsWith("*.") ? host.endsWith(pattern.slice(1)) : host === pattern.toLowerCase();
}

export interface Trust {
  /** @throws IngestFailure source_untrusted naming the host when no request may go there */
  check(url: URL): void;
  /** True when a name may resolve to a private address: the host of a configured endpoint. */
  mayBePrivate(url: URL): boolean;
}

/**
 * Where requests and redirects may go: the host name of a configured endpoint on any port, the hubs' own hosts, and
 * the hosts named in addition. https only, unless the endpoint itself is http.
 */
export function trustIn(endpoints: readonly URL[], additional: readonly string[]): Trust {
  const own = new Map(endpoints.map((url) => [bare(url.hostname), url] as const));
  const plain = endpoints.some((url) => url.protocol === "http:");
  const local = endpoints.some((url) => isPrivateAddress(bare(url.hostname)) || isLocalName(bare(url.hostname)));
  const named = (host: string) => additional.some((pattern) => matches(host, pattern));
  const refuse = (url: URL, why: string): never => {
    throw new IngestFailure("source_untrusted", `the source pointed to ${url.protocol}//${url.host}, ${why}`);
  };
  const mayBePrivate = (url: URL) => own.has(bare(url.hostname)) || (local && named(bare(url.hostname)));
  return {
    mayBePrivate,
    check(url) {
      const host = bare(url.hostname);
      const endpoint = own.get(host);
      if (url.username !== "" || url.password !== "") refuse(url, "with credentials in the address");
      if (endpoint === undefined && !named(host) && !HUB_HOSTS.some((pattern) => matches(host, pattern))) {
        refuse(url, "which is not a trusted host");
      }
      const mayBePlain = endpoint === undefined ? plain && named(host) : endpoint.protocol === "http:";
      if (url.protocol !== "https:" && !(url.protocol === "http:" && mayBePlain)) refuse(url, "which is not https");
      if (isPrivateAddress(host) && !mayBePrivate(url)) refuse(url, "which is a private address");
    },
  };
}

/** A name lookup that refuses private addresses at the moment of connecting, so that a changed record gains nothing. */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return callback(error, "", 0);
    const open = addresses.filter(({ address }) => !isPrivateAddress(address));
    const first = open[0];
    if (first === undefined) {
      const refused = Object.assign(new Error(`${hostname} is a private address`), { code: "EPRIVATE" });
      return callback(refused, "", 0);
    }
    if (options.all === true) return callback(null, open);
    callback(null, first.address, first.family);
  });
};
