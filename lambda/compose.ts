import { LambdaClient } from "@aws-sdk/client-lambda";
import { S3Client } from "@aws-sdk/client-s3";
import type { Claim } from "../db/claim.ts";
import { databaseLedger, type Ledger } from "../db/ledger.ts";
import { createOrm } from "../db/orm.ts";
import { dropArchive, dropBlobs } from "./cleaning.ts";
import { machineClock } from "./clock.ts";
import type { IngestConfig } from "./config.ts";
import { IngestFailure } from "./failure.ts";
import type { Clock, Log, ObjectStore, SourceHost } from "./ports.ts";
import { currentPolicy } from "./rating/policy.ts";
import type { RateOptions } from "./rating/rate.ts";
import type { Snapshot } from "./rating/snapshot.ts";
import { sourceHttp } from "./source/http.ts";
import { huggingFace } from "./source/huggingface.ts";
import type { ResolvedSource, Source } from "./source/source.ts";
import { s3ClientOptions } from "./store/client.ts";
import { s3ObjectStore } from "./store/s3.ts";

/** Gathering of the facts that ratings read. */
export interface Facts {
  gather(resolved: ResolvedSource, signal: AbortSignal): Promise<Snapshot>;
  /** Facts that could not be read and may be readable later, in words. */
  missing(snapshot: Snapshot): string[];
  /** Reads only those again. */
  refresh(snapshot: Snapshot, signal: AbortSignal): Promise<Snapshot>;
}

/** Everything the ingest works with; one per process. */
export interface IngestTools {
  readonly config: IngestConfig;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly store: ObjectStore;
  readonly source: (host: SourceHost) => Source;
  readonly facts: Facts;
  readonly ratingOptions: RateOptions;
  readonly transferOptions: { readonly maxMemoryBytes: number };
  /** After an end without content; the sweeper repeats it when it is interrupted. */
  leaveNothing(claim: Claim): Promise<void>;
  /** Starts a new invocation of this function with the same event. */
  continueIn(event: object): Promise<void>;
  close(): Promise<void>;
}
