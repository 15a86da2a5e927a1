import { randomUUID } from "node:crypto";
import type { BlobRegister } from "../../db/ingest/blobs.ts";
import type { Claim, ClaimRequest } from "../../db/ingest/claim.ts";
import type { Ledger } from "../../db/ingest/ledger.ts";
import {
  readBlob,
  readClaim,
  SETTLED_FILES,
  SETTLED_SNAPSHOT,
  writeBlob,
  writeCompletion,
  writeHold,
  writeRejection,
} from "../../db/ingest/ledger-bodies.ts";
import type { Held } from "../../domain/failure.ts";
import { LeaseLost } from "../../domain/failure.ts";
import type { Clock, Log } from "../ports.ts";
import { BRIEF, type CallLedger, LONG, ledgerCaller, PATIENT } from "./call.ts";
import { readDocuments, saveDocument } from "./documents.ts";
import { signedExchange } from "./exchange.ts";
import { httpShares } from "./shares.ts";

export interface CallbackConnection {
  readonly ledger: Ledger;
  close(): Promise<void>;
}

export interface ConnectOptions {
  /** The registry's address. */
  readonly url: URL;
  readonly secret: string;
  readonly leaseSeconds: number;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
}

/** Makes a ledger that reports to the registry's server; connects with the first call. */
export function connectCallback({ url, secret, leaseSeconds, clock, random, log }: ConnectOptions): CallbackConnection {
  const exchange = signedExchange({ url, secret, now: () => clock.now(), newId: randomUUID });
  const call = ledgerCaller({ exchange, clock, random, log });
  return { ledger: httpLedger({ call, leaseSeconds, clock, newId: randomUUID }), close: () => exchange.close() };
}

export interface HttpLedgerOptions {
  readonly call: CallLedger;
  readonly leaseSeconds: number;
  readonly clock: Clock;
  /** Makes the token of a claim: a UUID. */
  readonly newId: () => string;
}

/** Blobs per report: the contract's maximum. */
const PER_REPORT = 2_000;

/** The ledger over HTTP: the server makes the same changes as the database ledger. Every call may be sent more than once. */
export function httpLedger(options: HttpLedgerOptions): Ledger {
  const { call, leaseSeconds } = options;
  const held = (claim: Held) => writeHold(claim, leaseSeconds);
  const save = (claim: Held, stage: string, output: unknown) => saveDocument(options, claim, stage, output);
  return {
    claim: (request) => claim(options, request),
    renew: async (it) => void (await call({ call: "LedgerRenew", hold: held(it) }, BRIEF)),
    progress: async (it, progress) => void (await call({ call: "LedgerProgress", hold: held(it), progress }, BRIEF)),
    move: async (it, to) => void (await call({ call: "LedgerMove", hold: held(it), to: to as "rating" }, PATIENT)),
    pin: async (it, { bytesTotal, ...same }) =>
      (await call({ call: "LedgerPin", hold: held(it), bytes_total: bytesTotal, ...same }, PATIENT)).registered_as,
    keepReadme: async (it, readme) => void (await call({ call: "LedgerReadme", hold: held(it), readme }, PATIENT)),
    saveCheckpoint: save,
    blobs: (it) => httpBlobs(options, it),
    shares: httpShares(options),
    parentScore: async (repository) => (await call({ call: "LedgerParentScore", repository }, PATIENT)).score,
    offersDataset: async (repository) => (await call({ call: "LedgerDatasetOffer", repository }, PATIENT)).offered,
    complete: async (it, completion) => {
      await save(it, SETTLED_FILES, completion.files);
      if (completion.rating !== undefined) await save(it, SETTLED_SNAPSHOT, completion.rating.snapshot);
      await call(writeCompletion(held(it), completion), PATIENT);
    },
    reject: async (it, rejection) => {
      if (rejection.rating !== undefined) await save(it, SETTLED_SNAPSHOT, rejection.rating.snapshot);
      await call(writeRejection(held(it), rejection), PATIENT);
    },
    fail: async (it, ending) => void (await call({ call: "LedgerFail", hold: held(it), ...ending }, PATIENT)),
    retryLater: async (it, { pauseSeconds, ...same }) =>
      void (await call({ call: "LedgerRetryLater", hold: held(it), pause_seconds: pauseSeconds, ...same }, PATIENT)),
    postpone: async (it, { pauseSeconds, message }) =>
      void (await call({ call: "LedgerPostpone", hold: held(it), pause_seconds: pauseSeconds, message }, PATIENT)),
    handOver: async (it) => void (await call({ call: "LedgerHandOver", hold: held(it) }, PATIENT)),
    release: async (it) => void (await call({ call: "LedgerRelease", hold: held(it) }, LONG)),
  };
}

/**
 * Claims the artifact and reads its checkpoints. The token is made here, so that a claim whose answer was lost can be
 * requested again without a second claim. Null also when the lease is lost while the checkpoints are read.
 */
async function claim(options: HttpLedgerOptions, request: ClaimRequest): Promise<Claim | null> {
  const { artifactId, holder, leaseSeconds, maxAttempts, token = options.newId() } = request;
  const { claim: claimed } = await options.call(
    {
      call: "LedgerClaim",
      artifact_id: artifactId,
      holder,
      token,
      lease_seconds: leaseSeconds,
      max_attempts: maxAttempts,
    },
    PATIENT,
  );
  if (claimed === undefined) return null;
  try {
    const checkpoints = await readDocuments(options, { artifactId, token }, claimed.checkpoints);
    return { ...readClaim(claimed), checkpoints };
  } catch (error) {
    if (error instanceof LeaseLost) return null;
    throw error;
  }
}

function httpBlobs({ call, leaseSeconds }: HttpLedgerOptions, held: Held): BlobRegister {
  const hold = writeHold(held, leaseSeconds);
  return {
    find: async (wanted) => {
      const found = [];
      for (const some of reports(wanted)) {
        const hashes = some.map(({ sha256, gitSha1 }) => ({ sha256, git_sha1: gitSha1 }));
        const { blobs } = await call({ call: "LedgerBlobsFind", hold, wanted: hashes }, PATIENT);
        found.push(...blobs.map(readBlob));
      }
      return found;
    },
    reference: async (blobs) => {
      for (const some of reports(blobs)) {
        const planned = some.map(({ sha256, bytes }) => ({ sha256, bytes }));
        await call({ call: "LedgerBlobsReference", hold, blobs: planned }, PATIENT);
      }
    },
    stored: async (blobs) => {
      for (const some of reports(blobs)) {
        await call({ call: "LedgerBlobsStored", hold, blobs: some.map(writeBlob) }, PATIENT);
      }
    },
    missing: async (sha256) => void (await call({ call: "LedgerBlobMissing", hold, sha256 }, PATIENT)),
  };
}

function* reports<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += PER_REPORT) yield all.slice(at, at + PER_REPORT);
}
