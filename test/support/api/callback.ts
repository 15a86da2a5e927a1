import { randomUUID } from "node:crypto";
import { SIGNED_HEADERS, sha256Hex, signatureOf } from "../../../lambda/callback/signature.ts";
import type { Sign } from "./contract-client.ts";

export const CALLBACK_SECRET = "the secret of the tests' ingest function";

/** Signs reports as the ingest function does; what is given takes the place of the true parts. */
export function signedHeaders(
  body: Uint8Array,
  given: { secret?: string; timestamp?: string; nonce?: string; contentSha256?: string } = {},
): Record<string, string> {
  const { secret = CALLBACK_SECRET, ...parts } = given;
  const signed = {
    method: "POST",
    timestamp: String(Date.now()),
    nonce: randomUUID(),
    contentSha256: sha256Hex(body),
    ...parts,
  };
  return {
    [SIGNED_HEADERS.timestamp]: signed.timestamp,
    [SIGNED_HEADERS.nonce]: signed.nonce,
    [SIGNED_HEADERS.contentSha256]: signed.contentSha256,
    [SIGNED_HEADERS.signature]: signatureOf(secret, signed),
  };
}

/** Signs the calls of the ledger, by the clock of the server under test, and nothing else. */
export const signer =
  (now: () => number): Sign =>
  (id, body) =>
    id === "LedgerCall" ? signedHeaders(body, { timestamp: String(now()) }) : {};
