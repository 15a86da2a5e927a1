import { readFileSync } from "node:fs";
import { LambdaClient } from "@aws-sdk/client-lambda";
import type { S3Client } from "@aws-sdk/client-s3";
import { type DatabaseConfig, type Env, readEnvironment, text } from "../../domain/environment.ts";
import { openBucket, readParts } from "../entry/reach.ts";
import { variablesOf } from "../entry/stack-variables.ts";

/** The function to measure, and clients for its services. */
export interface Target {
  readonly functionName: string;
  readonly bucket: string;
  readonly database: DatabaseConfig;
  readonly lambda: LambdaClient;
  readonly s3: S3Client;
  /** True when the function service is on this machine and so can reach a sample hub. */
  readonly embedded: boolean;
  close(): void;
}

/** A synchronous invocation can take the whole time limit. */
const LONGEST_CALL_MS = 920_000;

/**
 * Reads the target from the environment.
 * @param stackFile stack.json of a running embedded stack, which overrides the environment
 * @throws ConfigurationFault
 */
export function openTarget(given: Env, stackFile: string | undefined): Target {
  const env =
    stackFile === undefined ? given : { ...given, ...variablesOf(JSON.parse(readFileSync(stackFile, "utf8"))) };
  const read = readEnvironment(env);
  const functionName = read("INGEST_LAMBDA_FUNCTION", text, "artifact-ingest-processor");
  const { database, aws, bucket } = read.valid(readParts(read, env));
  const { region, credentials } = aws;
  const lambda = new LambdaClient({
    region,
    ...(credentials === null ? {} : { credentials }),
    ...(aws.lambdaEndpoint === null ? {} : { endpoint: aws.lambdaEndpoint.href }),
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: LONGEST_CALL_MS, throwOnRequestTimeout: true },
  });
  const objects = openBucket({ aws, bucket });
  const embedded = /^(127\.|localhost$|\[::1\]$)/.test(aws.lambdaEndpoint?.hostname ?? "");
  const close = (): void => {
    lambda.destroy();
    void objects.close();
  };
  return { functionName, bucket, database, lambda, s3: objects.client, embedded, close };
}
