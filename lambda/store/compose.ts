import type { S3ClientConfig } from "@aws-sdk/client-s3";
import type { Agent } from "undici";
import type { AwsCredentials } from "../../domain/environment.ts";

export interface S3Access {
  readonly region: string;
  /** null for AWS itself. */
  readonly endpoint: string | null;
  /** null leaves them to the SDK's own chain (role of the function, environment). */
  readonly credentials: AwsCredentials | null;
  /** Open connections, default 64: parts in flight and a few small requests. */
  readonly maxSockets?: number;
  /** Milliseconds: to connect, until the headers of an answer, and without any byte on the connection. */
  readonly timeouts?: { readonly connect: number; readonly answer: number; readonly idle: number };
  /** Tries of one request. */
  readonly tries?: number;
}

const TIMEOUTS = { connect: 3_000, answer: 60_000, idle: 30_000 };
const SOCKETS = 64;

/**
 * Settings for the S3 client that s3ObjectStore works with. The SDK has no time limits of its own, only warns of a
 * late answer unless told to throw, and waits for sockets that unread bodies hold.
 */
export function s3ClientOptions(access: S3Access): S3ClientConfig {
  const { connect, answer, idle } = access.timeouts ?? TIMEOUTS;
  const agent = { keepAlive: true, maxSockets: access.maxSockets ?? SOCKETS };
  return {
    region: access.region,
    maxAttempts: access.tries ?? 5,
    ...(access.endpoint === null ? {} : { endpoint: access.endpoint, forcePathStyle: true }),
    ...(access.credentials === null ? {} : { credentials: access.credentials }),
    // Checksums are computed once, by us, and passed; a ranged read has none to compare with.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: {
      connectionTimeout: connect,
      requestTimeout: answer,
      throwOnRequestTimeout: true,
      socketTimeout: idle,
      httpAgent: agent,
      httpsAgent: agent,
    },
  };
}

/** Settings for the dispatcher of directPut: the limits of the client. */
export function directOptions(access: Pick<S3Access, "maxSockets" | "timeouts"> = {}): Agent.Options {
  const { connect, answer, idle } = access.timeouts ?? TIMEOUTS;
  return {
    connections: access.maxSockets ?? SOCKETS,
    connect: { timeout: connect },
    headersTimeout: answer,
    bodyTimeout: idle,
    allowH2: false,
  };
}
