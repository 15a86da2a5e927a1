import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import type { S3Client } from "@aws-sdk/client-s3";
import { onTestFinished } from "vitest";
import { IngestFailure } from "../../../domain/failure.ts";
import { deadlineAt } from "../../../lambda/attempt/delivery.ts";
import { machineClock } from "../../../lambda/clock.ts";
import type { Clock, Log, ObjectStore, Progress, SourceLink, StageContext } from "../../../lambda/ports.ts";
import { gitHub } from "../../../lambda/source/github.ts";
import { type HubClientOptions, hubClient } from "../../../lambda/source/http/client.ts";
import { type SourceHttp, type SourceHttpOptions, sourceHttp } from "../../../lambda/source/http/content.ts";
import { localQuota } from "../../../lambda/source/http/quota.ts";
import { huggingFace } from "../../../lambda/source/huggingface.ts";
import type { Source, SourceCall } from "../../../lambda/source/source.ts";
import { openStore } from "../../../lambda/store/compose.ts";
import { type HubOptions, type LocalHub, type SampleFile, startHub } from "../../../local/hub.ts";
import { type LocalS3, startS3 } from "../../../local/s3.ts";
import { type MemoryBlobs, memoryBlobs } from "./memory-blobs.ts";

export const MiB = 1024 * 1024;

/** A seeded random number generator, uniform in [0, 1). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** The local object store with an empty bucket, closed and removed with the test that asked for it. */
export async function aStore(): Promise<{ s3: LocalS3; store: ObjectStore; client: S3Client }> {
  const directory = await mkdtemp(join(tmpdir(), "transfer-s3-"));
  const keys = { accessKeyId: "test", secretAccessKey: "secret-of-the-test" };
  const s3 = await startS3({ directory, ...keys, buckets: ["tank"] });
  const { region, endpoint } = s3;
  const { store, client, close } = openStore({
    bucket: "tank",
    region,
    endpoint,
    credentials: keys,
    timeouts: PATIENT_STORE,
  });
  onTestFinished(async () => {
    await close();
    await s3.close();
    await rm(directory, { recursive: true });
  });
  return { s3, client, store };
}

export type HttpSettings = Partial<SourceHttpOptions & HubClientOptions>;

/** Longer than any stall of the machine: a test counts requests, and none may be repeated because the machine is slow. */
export const PATIENT = { connect: 3_600_000, firstByte: 3_600_000, stall: 3_600_000 } as const;

const PATIENT_STORE = { connect: 3_600_000, answer: 3_600_000, idle: 3_600_000 };

/** What takes seconds in production takes milliseconds here. */
const QUICK = { timeouts: PATIENT, tries: 4, firstPauseMs: 2, maxWaitMs: 5_000 } as const;

/** A hub with these repositories and the client of ours for it. */
export async function aHub(
  options: HubOptions,
  settings: HttpSettings & { maxBytes?: number; maxFiles?: number } = {},
): Promise<{ hub: LocalHub; source: Source; github: Source; http: SourceHttp }> {
  const hub = await startHub(options);
  const [endpoint, apiUrl] = [new URL(hub.endpoint), new URL(hub.github)];
  const token = options.token ?? null;
  const endpoints = [
    { url: endpoint, token },
    { url: apiUrl, token },
  ];
  const client = hubClient({ endpoints, ...QUICK, ...settings });
  const clock = settings.clock ?? machineClock;
  const quota = localQuota(() => clock.now());
  const http = sourceHttp({ client, quota, clock, log: silentLog, random: seeded(1), ...QUICK, ...settings });
  onTestFinished(async () => {
    await client.close();
    await hub.close();
  });
  const { maxBytes = 1e12, maxFiles = 100_000 } = settings;
  const limits = { maxBytes, maxFiles };
  return { hub, http, source: huggingFace({ http, endpoint, limits }), github: gitHub({ http, apiUrl, limits }) };
}

export const aCall = (): SourceCall => ({ signal: new AbortController().signal });

export const modelLink = (repository = "acme/tiny", revision = "main"): SourceLink => ({
  host: "huggingface",
  type: "model",
  repository,
  revision,
});

export const aRepository = (files: readonly SampleFile[], id = "acme/tiny") => ({ kind: "model", id, files }) as const;

/** Progress that only adds up. */
export function counting() {
  const seen = { bytes: 0, files: 0, saved: 0, details: [] as (string | null)[] };
  const progress: Progress = {
    stage() {},
    addBytes(bytes) {
      seen.bytes += bytes;
    },
    addFiles(files) {
      seen.files += files;
    },
    addSaved(bytes) {
      seen.saved += bytes;
    },
    detail: (text) => void seen.details.push(text),
  };
  return { seen, progress };
}

export interface ContextSettings {
  readonly blobs?: MemoryBlobs;
  readonly progress?: Progress;
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
  /** Milliseconds left. */
  readonly left?: () => number;
}

export function aContext(store: ObjectStore, settings: ContextSettings = {}): StageContext & { blobs: MemoryBlobs } {
  return {
    artifactId: 1,
    name: "tiny",
    clock: settings.clock ?? machineClock,
    log: silentLog,
    store,
    blobs: settings.blobs ?? memoryBlobs(),
    progress: settings.progress ?? counting().progress,
    deadline: deadlineAt(settings.left ?? (() => Number.POSITIVE_INFINITY)),
    signal: settings.signal ?? new AbortController().signal,
  };
}

/** Everything that lies in the store: objects by key with the SHA-256 of their content, and open uploads. */
export async function contentsOfStore(store: ObjectStore) {
  const objects = new Map<string, string>();
  for await (const { key } of store.list("")) {
    const content = await buffer(await store.get(key));
    objects.set(key, createHash("sha256").update(content).digest("hex"));
  }
  return { objects, uploads: await store.listUploads("") };
}

/** Keys whose object is not the content that its name promises. */
export const wrongBlobs = (objects: ReadonlyMap<string, string>): string[] =>
  [...objects].filter(([key, sha256]) => key !== `blobs/sha256/${sha256.slice(0, 2)}/${sha256}`).map(([key]) => key);

/** Code and detail of the failure that a promise ends with. Anything but a failure of ours is thrown on. */
export async function failureOf(attempt: Promise<unknown>): Promise<{ code: string; detail: string }> {
  try {
    await attempt;
  } catch (error) {
    if (error instanceof IngestFailure) return { code: error.code, detail: error.detail };
    throw error;
  }
  throw new Error("It should have failed");
}

/** Hub, store and listing of one repository whose plain files need no redirect. */
export async function aWorldOf(repository: ReturnType<typeof aRepository>) {
  const { hub, source } = await aHub({ repositories: [repository], plainFiles: "direct" });
  const { store } = await aStore();
  const { listing } = await source.resolve(modelLink(), aCall());
  return { hub, source, store, listing };
}
