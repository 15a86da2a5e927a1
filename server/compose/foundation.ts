import type { LambdaClient } from "@aws-sdk/client-lambda";
import type { S3Client } from "@aws-sdk/client-s3";
import type { MikroORM } from "@mikro-orm/postgresql";
import type { Logger } from "pino";
import type { Hubs } from "../../lambda/hubs.ts";
import type { ObjectStore } from "../../lambda/ports.ts";
import type { ServerConfig } from "../config.ts";

/** What every part of the server is built on. */
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
}
