/** The servers that benchmarks measure, each on a free port of 127.0.0.1. */
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import type { Env } from "../../domain/environment.ts";
import type { Login } from "../../local/postgres/login.ts";

export interface Running {
  readonly url: string;
  stop(): Promise<void>;
}

const PASSWORD = "the password of the benchmark";

/** Environment of the registry's server on a database, with default limits. */
export const serverVariables = (login: Login, awsUrl: string) => ({
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

/** Starts the registry's server on a migrated database. */
export async function startRegistry(login: Login, awsUrl: string, more: Env = {}): Promise<Running> {
  // Loaded when it is needed: --help of a benchmark is printed without it, in a third of the time.
  const { migrate } = await import("../../db/migrate.ts");
  const { parseServerConfig } = await import("../../server/config.ts");
  const { startServer } = await import("../../server/server.ts");
  await migrate({ ...login, tls: false });
  return startServer({ config: parseServerConfig({ ...serverVariables(login, awsUrl), ...more }) });
}

/** Signs in as the administrator and resolves to the token. Waits until the server is ready. */
export async function signIn(url: string): Promise<string> {
  const body = JSON.stringify({ user: { name: "admin" }, secret: { password: PASSWORD } });
  const headers = { "Content-Type": "application/json" };
  for (let round = 1; ; round += 1) {
    const response = await fetch(`${url}/authenticate`, { method: "PUT", headers, body });
    if (response.ok) return (await response.json()) as string;
    if (round >= 50) throw new Error(`signing in was answered with ${response.status}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Starts a plain HTTP server. */
export async function startHttp(handler: RequestListener): Promise<Running> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
