/** A process of its own with one server: the registry, the bare server it is compared with, or a function service. */
import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { json } from "node:stream/consumers";
import pg from "pg";
import type { Login } from "../../../local/postgres/login.ts";
import { type Running, startHttp, startRegistry } from "../service.ts";

export interface ServeOrder {
  readonly what: "registry" | "bare" | "function";
  readonly login: Login;
  /** Address of the function service, for the registry. */
  readonly functionUrl?: string;
}
export interface Serving {
  readonly url: string;
}

/** As many as the registry's own pool has. */
const CONNECTIONS = 10;

const TABLE = `create table bare (id bigint generated always as identity primary key, type text, name text,
  url text unique, owner text, status text, correlation_id text, created_at timestamptz default now())`;
const INSERT = `insert into bare (type, name, url, owner, status, correlation_id)
  values ('model', $1, $2, 'admin', 'pending', $3) returning id`;

const SELECT = "select * from bare where id = $1";

/** What node:http and pg alone can do: parse, insert a row of the same size or read one, respond. */
async function startBare(login: Login): Promise<Running> {
  const pool = new pg.Pool({ ...login, max: CONNECTIONS });
  await pool.query(TABLE);
  const insert = async (request: IncomingMessage): Promise<object> => {
    const { url } = (await json(request)) as { url: string };
    const { rows } = await pool.query<{ id: string }>(INSERT, [url.split("/").at(-1), url, randomUUID()]);
    return { artifact_id: Number(rows[0]?.id), status: "pending", message: "Accepted" };
  };
  const read = async ({ url }: IncomingMessage): Promise<object> =>
    (await pool.query<object>(SELECT, [url?.split("/").at(-1)])).rows[0] ?? {};
  const server = await startHttp(async (request, response) => {
    const [status, body] = request.method === "GET" ? [200, await read(request)] : [202, await insert(request)];
    response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
  });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await pool.end();
    },
  };
}

/** A function service that accepts every event and runs none, so that only the server is measured. */
const startSilentFunction = (): Promise<Running> =>
  startHttp((request, response) => {
    request.resume().once("end", () => response.writeHead(202, { "x-amzn-RequestId": "bench" }).end());
  });

/** All clients are on one machine, so limits per caller would only measure themselves. */
const UNLIMITED = {
  MAX_REQUESTS: "2000",
  MAX_CONNECTIONS_PER_ADDRESS: "2000",
  RATE_LIMIT_PER_TOKEN: "0",
  RATE_LIMIT_PER_ADDRESS: "0",
  POSTS_PER_HOUR: "0",
};

function serve({ what, login, functionUrl = "" }: ServeOrder): Promise<Running> {
  if (what === "function") return startSilentFunction();
  if (what === "bare") return startBare(login);
  return startRegistry(login, functionUrl, { ...UNLIMITED, SWEEP_SECONDS: "3600" });
}

if (import.meta.main) {
  process.once("message", async (order) => {
    const running = await serve(order as ServeOrder);
    process.once("disconnect", () => void running.stop());
    process.send?.({ url: running.url } satisfies Serving);
  });
}
