import { S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";
import { Agent } from "undici";
import type { AwsCredentials } from "../../domain/environment.ts";
import type { ObjectStore, Upload } from "../ports.ts";
import { s3ObjectStore } from "./s3.ts";
import { directPut, unsignedBodies } from "./small-objects.ts";

export interface StoreAccess {
  readonly bucket: string;
  readonly region: string;
  /** null for AWS itself. */
  readonly endpoint: string | null;
  /** null leaves them to the SDK's own chain (role of the function, environment). */
  readonly credentials: AwsCredentials | null;
  /** All keys lie below it; none by default. */
  readonly keyPrefix?: string;
  /** Open connections, 64 by default: parts in flight and a few small requests. */
  readonly maxSockets?: number;
  /** Milliseconds: to connect, until the headers of an answer, and without any byte on the connection. */
  readonly timeouts?: { readonly connect: number; readonly answer: number; readonly idle: number };
  /** Tries of one request. */
  readonly tries?: number;
}

export interface OpenStore {
  readonly store: ObjectStore;
  /** The client below the store, for what the store does not offer, such as presigned addresses. */
  readonly client: S3Client;
  close(): Promise<void>;
}

const TIMEOUTS = { connect: 3_000, answer: 60_000, idle: 30_000 };
const SOCKETS = 64;

/** The object store over S3 or over another server of its protocol. Nothing is connected before it is used. */
export function openStore(access: StoreAccess): OpenStore {
  const client = new S3Client(clientOptions(access));
  client.middlewareStack.add(unsignedBodies, { step: "build", name: "unsignedBodies" });
  const dispatcher = new Agent(agentOptions(access));
  const { bucket, keyPrefix = "" } = access;
  const store = s3ObjectStore({ client, bucket, direct: directPut({ client, bucket, dispatcher }) });
  return {
    store: keyPrefix === "" ? store : prefixed(store, keyPrefix),
    client,
    async close() {
      client.destroy();
      await dispatcher.close();
    },
  };
}

/**
 * The SDK has no time limits of its own, only warns of a late answer unless told to throw, and waits for sockets that
 * unread bodies hold.
 */
function clientOptions(access: StoreAccess): S3ClientConfig {
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

/** The limits of the client, for puts that go past the SDK. */
function agentOptions({ timeouts, maxSockets }: StoreAccess): Agent.Options {
  const { connect, answer, idle } = timeouts ?? TIMEOUTS;
  return {
    connections: maxSockets ?? SOCKETS,
    connect: { timeout: connect },
    headersTimeout: answer,
    bodyTimeout: idle,
    allowH2: false,
  };
}

/** The same store with every key below a prefix, so that measurements stay apart from everything else. */
function prefixed(store: ObjectStore, prefix: string): ObjectStore {
  const to = (key: string): string => prefix + key;
  const below = <T extends Upload>(upload: T): T => ({ ...upload, key: to(upload.key) });
  const from = <T extends { readonly key: string }>(found: T): T => ({ ...found, key: found.key.slice(prefix.length) });
  return {
    bucket: store.bucket,
    head: (key, signal) => store.head(to(key), signal),
    get: (key, options) => store.get(to(key), options),
    put: (key, body, options) => store.put(to(key), body, options),
    delete: (keys, signal) => store.delete(keys.map(to), signal),
    async *list(under, signal) {
      for await (const found of store.list(to(under), signal)) yield from(found);
    },
    createUpload: async (key, options) => from(await store.createUpload(to(key), options)),
    uploadPart: (upload, ...rest) => store.uploadPart(below(upload), ...rest),
    copyPart: (upload, partNumber, source, signal) =>
      store.copyPart(below(upload), partNumber, { ...source, key: to(source.key) }, signal),
    listUploads: async (under, signal) => (await store.listUploads(to(under), signal)).map(from),
    completeUpload: (upload, ...rest) => store.completeUpload(below(upload), ...rest),
    abortUpload: (upload, signal) => store.abortUpload(below(upload), signal),
  };
}
