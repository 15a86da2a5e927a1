/** What node:http and pg alone can do: parse, insert a row of the same size, answer. The measure for POST. */
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import pg from "pg";
import type { Login } from "../../../local/postgres/login.ts";

const TABLE = `create table bare (id bigint generated always as identity primary key, type text, name text,
  url text unique, owner text, status text, correlation_id text, created_at timestamptz default now())`;
const INSERT = `insert into bare (type, name, url, owner, status, correlation_id)
  values ('model', $1, $2, 'admin', 'pending', $3) returning id`;

export async function startBare(login: Login, connections: number): Promise<{ url: string; stop(): Promise<void> }> {
  const pool = new pg.Pool({ ...login, max: connections });
  await pool.query(TABLE);
  const server = createServer(async (request, response) => {
    const { url } = (await json(request)) as { url: string };
    const { rows } = await pool.query<{ id: string }>(INSERT, [url.split("/").at(-1), url, randomUUID()]);
    const body = JSON.stringify({ artifact_id: Number(rows[0]?.id), status: "pending", message: "Accepted" });
    response.writeHead(202, { "Content-Type": "application/json" }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await pool.end();
    },
  };
}
