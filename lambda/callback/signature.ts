import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** Path of reports, below the path of the registry's address. */
export const CALLBACK_PATH = "/internal/ledger";

/** Largest difference between the clocks of function and server, in milliseconds; nonces are kept as long. */
export const CLOCK_WINDOW_MS = 300_000;

/** Headers of a signed report, in lower case. */
export const SIGNED_HEADERS = {
  timestamp: "x-callback-timestamp",
  nonce: "x-callback-nonce",
  contentSha256: "x-callback-content-sha256",
  signature: "x-callback-signature",
} as const;

/** The signed parts of a report, besides the path. */
export interface SignedParts {
  readonly method: string;
  /** Milliseconds since the epoch, decimal. */
  readonly timestamp: string;
  readonly nonce: string;
  /** Lower-case hex SHA-256 of the body as it is sent. */
  readonly contentSha256: string;
}

export const sha256Hex = (body: Uint8Array): string => createHash("sha256").update(body).digest("hex");

/** The value of the signature header, as the contract's security scheme `callbackSignature` describes it. */
export function signatureOf(secret: string, { method, timestamp, nonce, contentSha256 }: SignedParts): string {
  const lines = ["gatehouse-callback-v1", method.toUpperCase(), CALLBACK_PATH, timestamp, nonce, contentSha256];
  return `v1=${createHmac("sha256", secret).update(lines.join("\n")).digest("hex")}`;
}

/** Compares in constant time. */
export function isSameSignature(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
