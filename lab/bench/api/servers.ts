/** A process of its own that serves either the registry or the bare server, and does nothing else. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { migrate } from "../../../db/migrate.ts";
import type { Login } from "../../../local/postgres/login.ts";
import { startService } from "../service.ts";
import { startBare } from "./bare.ts";

export interface ServeOrder {
  readonly what: "registry" | "bare" | "function";
  readonly login: Login;
  /** Address of the function service, for the registry. */
  readonly functionUrl?: string;
}
interface Running {
  readonly url: string;
  stop(): Promise<void>;
}
export interface Serving {
  readonly url: string;
}

/** As many as the registry's own pool has. */
const CONNECTIONS = 10;

/** One machine plays all clients: limits per caller would measure themselves. */
const UNLIMITED = {
  MAX_REQUESTS: "2000",
  MAX_CONNECTIONS_PER_ADDRESS: "2000",
  RATE_LIMIT_PER_TOKEN: "0",
  RATE_LIMIT_PER_ADDRESS: "0",
  POSTS_PER_HOUR: "0",
};

async function startRegistry(login: Login, functionUrl: string): Promise<Running> {
  await migrate({ ...login, tls: false });
  return startService(login, functionUrl, { ...UNLIMITED, SWEEP_SECONDS: "3600" });
}

/** The function service takes every event and runs none: what is measured is the server. */
async function startSilentFunction(): Promise<Running> {
  const server = createServer((request, response) => {
    request.resume().once("end", () => response.writeHead(202, { "x-amzn-RequestId": "bench" }).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function serve({ what, login, functionUrl = "" }: ServeOrder): Promise<Running> {
  if (what === "function") return startSilentFunction();
  return what === "bare" ? startBare(login, CONNECTIONS) : startRegistry(login, functionUrl);
}

if (import.meta.main) {
  process.once("message", async (order) => {
    const running = await serve(order as ServeOrder);
    process.once("disconnect", () => void running.stop());
    process.send?.({ url: running.url } satisfies Serving);
  });
}
