/** `npm start`: starts every part that is not configured, then the server, and runs until it is stopped. */
import { rm } from "node:fs/promises";
import path from "node:path";
import { Command } from "commander";
import { migrate } from "../db/migrate.ts";
import type { Env } from "../domain/environment.ts";
import { freePort } from "../local/free-port.ts";
import { sampleRepositories, startHub } from "../local/hub.ts";
import { writePrivate } from "../local/secrets.ts";
import { type Embedded, startStack } from "../local/stack.ts";
import { terminalOutput } from "../local/terminal-log.ts";
import { parseInlineConfig, parseServerConfig } from "../server/config.ts";
import { createLog, startServer } from "../server/server.ts";
import { ensureWeb } from "./build-web.ts";
import { runScript } from "./entry/run.ts";

export interface Started {
  readonly url: string;
  readonly stack: Embedded;
  stop(): Promise<void>;
}

export interface StartOptions {
  /** For tests and demos: the embedded parts do not sync to disk. */
  readonly ephemeral?: boolean;
  /** Called with every line that the embedded function writes. */
  readonly onFunctionLog?: (line: string) => void;
  /** Path of a bundle of the function; built when absent. */
  readonly bundle?: string;
}

/** Starts the embedded parts and the server, and writes DATA_DIR/stack.json. An empty variable counts as absent. */
export async function start(variables: Env, options: StartOptions = {}): Promise<Started> {
  const env = Object.fromEntries(Object.entries(variables).filter(([, value]) => value));
  const directory = path.resolve(env["DATA_DIR"] ?? ".data");
  const { HOST: host = "127.0.0.1", PORT: port = "8000" } = env;
  // Fails before anything else starts. The configuration reports a port that is no number.
  if (/^\d{1,5}$/.test(port)) await freePort(host, Number(port));
  const log = createLog(env["LOG_LEVEL"] ?? "info", process.stdout.isTTY ? terminalOutput(process.stdout) : undefined);
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
      const secrets = path.join(directory, "secrets.json");
      console.log(
        `sign in as ${config.auth.adminUser} with the password ${stack.generatedPassword}, kept in ${secrets}`,
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

/** How to reach every part. */
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

/** Stops on SIGTERM or SIGINT; a second signal ends the process at once. */
async function runUntilStopped(samples: boolean): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve());
  });
  await ensureWeb();
  const hub = samples ? await startHub(sampleRepositories()) : null;
  const hubs = hub === null ? {} : { HF_ENDPOINT: hub.endpoint, GITHUB_API_URL: hub.github };
  const started = await start({ ...process.env, ...hubs });
  console.log(`ready ${started.url}`);
  await stopped;
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => process.exit(1));
  await started.stop();
  await hub?.close();
  process.exit(0);
}

if (import.meta.main) {
  const command = new Command("npm start --")
    .description(
      "Starts the registry. PostgreSQL, object store and function service are embedded, in DATA_DIR (default .data), " +
        "unless environment variables or the file .env configure them. .env.example lists the variables.",
    )
    .option("--samples", "serve sample repositories in place of Hugging Face and GitHub", false)
    .parse();
  await runScript(() => runUntilStopped(command.opts<{ samples: boolean }>().samples));
}
