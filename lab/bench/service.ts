import type { Env } from "../../domain/environment.ts";
import type { Login } from "../../local/postgres/login.ts";
import { parseServerConfig } from "../../server/config.ts";
import { type RunningServer, startServer } from "../../server/server.ts";

export const PASSWORD = "the password of the benchmark";

/** Environment of the registry's own server over a database, at a free port; everything else is the default. */
export const serviceVariables = (login: Login, awsUrl: string) => ({
  PORT: "0",
  DB_HOST: login.host,
  DB_PORT: String(login.port),
  DB_USER: login.user,
  DB_PASSWORD: login.password,
  DB_NAME: login.database,
  DB_SSL: "false",
  AWS_STORAGE_BUCKET_NAME: "bench",
  AWS_ENDPOINT_URL_S3: awsUrl,
  AWS_ENDPOINT_URL_LAMBDA: awsUrl,
  AWS_ACCESS_KEY_ID: "bench",
  AWS_SECRET_ACCESS_KEY: "bench",
  ADMIN_PASSWORD: PASSWORD,
  TOKEN_SECRET: "a secret of the benchmark of 32 letters",
});

export function startService(login: Login, awsUrl: string, more: Env = {}): Promise<RunningServer> {
  const config = parseServerConfig({ ...serviceVariables(login, awsUrl), ...more });
  return startServer({ config });
}
