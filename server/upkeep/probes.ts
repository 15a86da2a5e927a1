import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import { HeadBucketCommand, type S3Client } from "@aws-sdk/client-s3";
import type { EntityManager } from "@mikro-orm/postgresql";
import { affected, sql } from "../../db/sql.ts";
import type { Hubs } from "../../lambda/hubs.ts";
import type { Probe } from "./components.ts";

export interface ProbedParts {
  readonly em: EntityManager;
  readonly s3: S3Client;
  readonly bucket: string;
  readonly lambda: LambdaClient;
  /** Null when ingests run within this process. */
  readonly functionName: string | null;
  readonly hubs: Pick<Hubs, "client">;
  readonly hub: URL;
}

/** The cheapest question to each part whose answer shows that it does its work. */
export const probes = (parts: ProbedParts): Probe[] => [
  {
    name: "database",
    look: async () => {
      await affected(parts.em, sql`select 1`);
      return null;
    },
  },
  {
    name: "object_store",
    look: async (abortSignal) => {
      await parts.s3.send(new HeadBucketCommand({ Bucket: parts.bucket }), { abortSignal });
      return null;
    },
  },
  { name: "function", look: (signal) => lookAtFunction(parts, signal) },
  { name: "hub", look: (signal) => lookAtHub(parts, signal) },
];

/** A dry run starts nothing: it checks that the function is there and that this server may call it. */
async function lookAtFunction({ lambda, functionName }: ProbedParts, abortSignal: AbortSignal): Promise<null> {
  if (functionName === null) return null;
  const command = new InvokeCommand({ FunctionName: functionName, InvocationType: "DryRun" });
  await lambda.send(command, { abortSignal });
  return null;
}

/** Any answer shows that the hub is reached; a file that is small on the real one and missing on others will do. */
async function lookAtHub({ hubs, hub }: ProbedParts, signal: AbortSignal): Promise<string | null> {
  const url = new URL("/robots.txt", hub);
  const { status, body } = await hubs.client.ask({ url, method: "HEAD", headers: {}, signal });
  body.drop();
  return status === 429 || status >= 500 ? `It answered ${status}` : null;
}
