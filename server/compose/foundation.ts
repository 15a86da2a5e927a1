import type { LambdaClient } from "@aws-sdk/client-lambda";
import type { S3Client } from "@aws-sdk/client-s3";
import type { MikroORM } from "@mikro-orm/postgresql";
import type { Logger } from "pino";
import type { Hubs } from "../../lambda/hubs.ts";
import type { ObjectStore } from "../../lambda/ports.ts";
import type { ServerConfig } from "../config.ts";
import { describeFault } from "../upkeep/components.ts";
import type { ComponentName, FailureLog } from "../upkeep/failure-log.ts";

/** Collaborators that all parts of the server share. */
export interface Foundation {
  readonly orm: MikroORM;
  readonly s3: S3Client;
  readonly lambda: LambdaClient;
  readonly hubs: Hubs;
  readonly store: ObjectStore;
  /** Closes the store and `s3`, its client. */
  closeStore(): Promise<void>;
  readonly config: ServerConfig;
  readonly log: Logger;
  /** Failures of the components in any call. */
  readonly failures: FailureLog;
}

/** A middleware of an AWS client that records every failed call. */
export const notingFailures =
  (name: ComponentName, failures: FailureLog) =>
  <Next extends (given: never) => Promise<unknown>>(next: Next): Next =>
    (async (given) => {
      try {
        return await next(given);
      } catch (error) {
        if (isOutage(error)) failures.failed(name, describeFault(error));
        throw error;
      }
    }) as Next;

/** An answer such as 404 or 412 is part of the work; so is a call that its caller gave up. */
function isOutage(error: unknown): boolean {
  const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode;
  return name !== "AbortError" && (status === undefined || status === 403 || status === 429 || status >= 500);
}
