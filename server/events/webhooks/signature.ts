import { createHmac } from "node:crypto";

/**
 * The value of X-Gatehouse-Signature: `t=<seconds since 1970>,v1=<hex>`, where v1 is the HMAC-SHA256 over
 * `<t>.<body>` with the shared secret. A receiver compares in constant time and refuses a `t` that is minutes off.
 */
export function signatureOf(secret: string, body: string, nowMs: number): string {
  const t = Math.floor(nowMs / 1000);
  return `t=${t},v1=${createHmac("sha256", secret).update(`${t}.${body}`).digest("hex")}`;
}
