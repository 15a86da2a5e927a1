import { lookup } from "node:dns/promises";
import {
  guardedLookup,
  hostOf,
  isAddress,
  isEndpointAddress,
  isGlobalAddress,
  type Resolve,
} from "../../../domain/address.ts";
import { IngestFailure } from "../../../domain/failure.ts";

/** The hubs' own hosts; "*." stands for any depth of subdomains. */
const HUB_HOSTS: readonly string[] = [
  "huggingface.co",
  "*.huggingface.co",
  "hf.co",
  "*.hf.co",
  "github.com",
  "*.github.com",
  "*.githubusercontent.com",
];

const isInternal = (host: string): boolean => isAddress(host) && !isGlobalAddress(host);
const isLocalName = (host: string): boolean => host === "localhost" || host.endsWith(".localhost");

function matches(host: string, pattern: string): boolean {
  return pattern.startsWith("*.") ? host.endsWith(pattern.slice(1)) : host === pattern.toLowerCase();
}

export interface Trust {
  /** @throws IngestFailure source_untrusted naming the host when no request may go there */
  check(url: URL): void;
  /** True for a host that can resolve to a private address: that of a configured endpoint. */
  mayBePrivate(url: URL): boolean;
}

/**
 * Where requests and redirects may go: the host name of a configured endpoint on any port, the hubs' own hosts, and
 * the hosts named in addition. https only, unless the endpoint itself is http.
 */
export function trustIn(endpoints: readonly URL[], additional: readonly string[]): Trust {
  const own = new Map(endpoints.map((url) => [hostOf(url), url] as const));
  const plain = endpoints.some((url) => url.protocol === "http:");
  const local = endpoints.some((url) => isInternal(hostOf(url)) || isLocalName(hostOf(url)));
  const named = (host: string) => additional.some((pattern) => matches(host, pattern));
  const refuse = (url: URL, why: string): never => {
    throw new IngestFailure("source_untrusted", `the source pointed to ${url.protocol}//${url.host}, ${why}`);
  };
  const mayBePrivate = (url: URL) => own.has(hostOf(url)) || (local && named(hostOf(url)));
  return {
    mayBePrivate,
    check(url) {
      const host = hostOf(url);
      const endpoint = own.get(host);
      if (url.username !== "" || url.password !== "") refuse(url, "with credentials in the address");
      if (endpoint === undefined && !named(host) && !HUB_HOSTS.some((pattern) => matches(host, pattern))) {
        refuse(url, "which is not a trusted host");
      }
      const mayBePlain = endpoint === undefined ? plain && named(host) : endpoint.protocol === "http:";
      if (url.protocol !== "https:" && !(url.protocol === "http:" && mayBePlain)) refuse(url, "which is not https");
      const allows = mayBePrivate(url) ? isEndpointAddress : isGlobalAddress;
      if (isAddress(host) && !allows(host)) refuse(url, "which is not a public address");
    },
  };
}

const machineResolve: Resolve = (hostname) => lookup(hostname, { all: true });

/** For hosts that a link or a redirect names: only addresses of the public internet. */
export const publicLookup = (resolve = machineResolve) =>
  guardedLookup({ resolve, allows: isGlobalAddress, mixed: "filter" });

/** For the endpoints of the configuration, which can be on this machine or in a private network. */
export const endpointLookup = (resolve = machineResolve) =>
  guardedLookup({ resolve, allows: isEndpointAddress, mixed: "filter" });
