import { isIP } from "node:net";
import { integer, listOf, secretOf } from "../domain/environment.ts";

/** Secrets between commas, the newest first. */
export function tokenSecrets(value: string): readonly [string, ...string[]] {
  const [first, ...others] = listOf(secretOf(32))(value);
  if (first === undefined) throw new Error("is missing");
  return [first, ...others];
}

/** As many proxies as there are in front, or their addresses and networks. */
export function proxies(value: string): number | readonly string[] {
  if (/^\d+$/.test(value)) return integer(0, 10)(value);
  return listOf((network) => {
    const [host = "", bits = "0", more] = network.split("/");
    if (isIP(host) === 0 || !/^\d{1,3}$/.test(bits) || more !== undefined)
      throw new Error(`must be a number of proxies or their addresses and networks, not "${network}"`);
    return network;
  })(value);
}

/** An origin as browsers send it: scheme, host and port. */
export function origin(value: string): string {
  if (!URL.canParse(value) || new URL(value).origin !== value)
    throw new Error(`must be origins such as https://app.example.com, not "${value}"`);
  return value;
}

/** The name of an S3 bucket. */
export function bucketName(value: string): string {
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(value))
    throw new Error(`must be the name of a bucket, not "${value}"`);
  return value;
}
