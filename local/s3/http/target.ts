import { Refusal } from "./error.ts";

/** Where a request points: the path as sent, and what it means. */
export interface Target {
  /** Percent-encoded path as it came over the wire, without the query. */
  readonly rawPath: string;
  /** Decoded query parameters in the order sent; names may repeat. */
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly bucket: string | null;
  readonly key: string | null;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) throw new Refusal("InvalidURI", `Couldn't parse the specified URI: ${text}`);
    throw error;
  }
}

function parseQuery(text: string): [string, string][] {
  return text
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const [name = "", ...value] = pair.split("=");
      return [decode(name.replaceAll("+", " ")), decode(value.join("=").replaceAll("+", " "))];
    });
}

/** Bucket of a virtual-host address `<bucket>.localhost[:port]`, null for any other host. */
function bucketOfHost(host: string): string | null {
  return /^([a-z0-9][a-z0-9.-]*)\.localhost(?::\d+)?$/i.exec(host)?.[1]?.toLowerCase() ?? null;
}

/**
 * Takes a request line apart.
 * @throws Refusal InvalidURI when the path or the query cannot be decoded as UTF-8
 */
export function parseTarget(url: string, host: string): Target {
  const mark = url.indexOf("?");
  const rawPath = mark === -1 ? url : url.slice(0, mark);
  if (!rawPath.startsWith("/")) throw new Refusal("InvalidURI");
  const query = parseQuery(mark === -1 ? "" : url.slice(mark + 1));
  const path = decode(rawPath.slice(1));
  const virtual = bucketOfHost(host);
  if (virtual !== null) return { rawPath, query, bucket: virtual, key: path === "" ? null : path };
  const slash = path.indexOf("/");
  const bucket = slash === -1 ? path : path.slice(0, slash);
  const key = slash === -1 ? "" : path.slice(slash + 1);
  return { rawPath, query, bucket: bucket === "" ? null : bucket, key: key === "" ? null : key };
}
