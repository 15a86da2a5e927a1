import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";
import { type LocalS3, startS3 } from "../../../local/s3.ts";

export const BUCKET = "warehouse";
export const MIB = 2 ** 20;
export const credentials = { accessKeyId: "AKIAGATEHOUSE", secretAccessKey: "a secret that only the tests know" };

export interface World {
  readonly s3: LocalS3;
  readonly client: S3Client;
  readonly directory: string;
  /** Moves the server's clock, in milliseconds. */
  readonly advance: (milliseconds: number) => void;
  /** Another client, closed with the world. */
  readonly connect: (config: S3ClientConfig) => S3Client;
  /** Stops the server and starts a new one on the same directory. */
  readonly restart: () => Promise<LocalS3>;
}

/** Faults of the server itself are collected here; a test that causes one must fail. */
function collectFaults() {
  const faults: unknown[] = [];
  return { faults, report: (error: unknown) => faults.push(error) };
}

const clientFor = (s3: LocalS3, config: S3ClientConfig): S3Client =>
  new S3Client({
    endpoint: s3.endpoint,
    region: s3.region,
    credentials,
    forcePathStyle: true,
    maxAttempts: 1,
    ...config,
  });

/** Runs a test against a server of its own with one empty bucket, and fails when the server reported a fault. */
export async function withS3(body: (world: World) => Promise<void>, options: { region?: string } = {}): Promise<void> {
  const directory = await mkdtemp(path.join(tmpdir(), "s3-"));
  const { faults, report } = collectFaults();
  let skew = 0;
  const now = (): Date => new Date(Date.now() + skew);
  const start = (): Promise<LocalS3> =>
    startS3({ directory, ...credentials, ...options, buckets: [BUCKET], now, report });
  let s3 = await start();
  const clients: S3Client[] = [];
  const connect = (config: S3ClientConfig): S3Client => {
    const client = clientFor(s3, config);
    clients.push(client);
    return client;
  };
  try {
    await body({
      s3,
      client: connect({}),
      directory,
      connect,
      advance: (milliseconds) => {
        skew += milliseconds;
      },
      restart: async () => {
        await s3.close();
        s3 = await start();
        return s3;
      },
    });
  } finally {
    for (const client of clients) client.destroy();
    await s3.close();
    await rm(directory, { recursive: true, force: true });
  }
  if (faults.length > 0) throw new AggregateError(faults, "The server reported faults of its own");
}

/** Code and status of the refusal that a call meets. @throws Error when the call succeeds */
export async function refusalOf(call: Promise<unknown>): Promise<{ code: string; status: number | undefined }> {
  try {
    await call;
  } catch (error) {
    const { name, $metadata } = error as { name: string; $metadata?: { httpStatusCode?: number } };
    return { code: name, status: $metadata?.httpStatusCode };
  }
  throw new Error("The call was not refused");
}

/** Bytes that differ everywhere, so that a piece in the wrong place is noticed. */
export function patterned(bytes: number, seed = 1): Buffer {
  const words = new Uint32Array(Math.ceil(bytes / 4));
  let state = seed >>> 0 || 1;
  for (let at = 0; at < words.length; at += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    words[at] = state;
  }
  return Buffer.from(words.buffer, 0, bytes);
}
