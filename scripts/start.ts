/** `npm start`: brings up whatever is not configured, then the server; stays until it is told to stop. */
import { rm } from "node:fs/promises";
import path from "node:path";
import { migrate } from "../db/migrate.ts";
import { ConfigurationFault, type Env } from "../domain/environment.ts";
import { type Embedded, startStack, writePrivate } from "../local/stack.ts";
import { parseInlineConfig, parseServerConfig } from "../server/config.ts";
import { createLog, startServer } from "../server/server.ts";

const USAGE = `usage: npm start

Starts the registry. Parts that are not configured by environment variables (PostgreSQL, object
store, function service) are embedded and live under DATA_DIR (default .data).
The README lists the variables; .env.example has them all.`;

export interface Started {
  readonly url: string;
  readonly stack: Embedded;
  stop(): Promise<void>;
}

export interface StartOptions {
  /** Nothing embedded is forced to disk: for tests and demos. */
  readonly ephemeral?: boolean;
  /** Hears every line that the embedded function writes. */
  readonly onFunctionLog?: (line: string) => void;
}

/** Starts the embedded parts and the server, writes DATA_DIR/stack.json. The environment is an argument. */
export async function start(env: Env, options: StartOptions = {}): Promise<Started> {
  const directory = path.resolve(env["DATA_DIR"] ?? ".data");
  const log = createLog(env["LOG_LEVEL"] ?? "info");
  const stack = await startStack({ env, directory, log: (line) => log.debug({ part: "embedded" }, line), ...options });
  try {
    const config = parseServerConfig(stack.env);
    const prepare = async (): Promise<void> => {
      if (stack.parts.postgres === undefined) await migrate(config.database);
    };
    const server = await startServer({ config, inlineConfig: parseInlineConfig(config, stack.env), log, prepare });
    const file = path.join(directory, "stack.json");
    await writePrivate(file, describe(stack, server.url));
    if (stack.generatedPassword !== null) {
      console.log(
        `sign in as ${config.auth.adminUser} with the password ${stack.generatedPassword} (shown once; kept in ${path.join(directory, "secrets.json")})`,
      );
    }
    const stop = async (): Promise<void> => {
      await server.stop();
      await stack.stop();
      await rm(file, { force: true });
    };
    return { url: server.url, stack, stop };
  } catch (error) {
    await stack.stop();
    throw error;
  }
}

/** How to reach every part; only its owner may read it. */
function describe({ env, parts }: Embedded, server: string) {
  return {
    server,
    s3: {
      endpoint: env["AWS_ENDPOINT_URL_S3"] ?? null,
      accessKeyId: env["AWS_ACCESS_KEY_ID"] ?? null,
      secretAccessKey: parts.s3?.secretAccessKey ?? null,
      bucket: env["AWS_STORAGE_BUCKET_NAME"] ?? null,
    },
    lambda: { endpoint: env["AWS_ENDPOINT_URL_LAMBDA"] ?? null, function: env["INGEST_LAMBDA_FUNCTION"] ?? null },
    postgres: {
      host: env["DB_HOST"],
      port: Number(env["DB_PORT"] ?? 5432),
      user: env["DB_USER"],
      password: parts.postgres?.password ?? null,
      database: env["DB_NAME"] ?? "registry",
    },
  };
}

/** Ends on SIGTERM or SIGINT; a second signal does not wait. */
async function runUntilStopped(): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve());
  });
  const started = await start(process.env);
  console.log(`ready ${started.url}`);
  await stopped;
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => process.exit(1));
  await started.stop();
}

if (import.meta.main) {
  if (process.argv.includes("--help")) console.log(USAGE);
  else {
    try {
      await runUntilStopped();
      process.exit(0);
    } catch (error) {
      console.error(error instanceof ConfigurationFault ? error.message : error);
      process.exit(1);
    }
  }
}
