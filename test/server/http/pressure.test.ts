import { once } from "node:events";
import { get } from "node:http";
import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseServerConfig } from "../../../server/config.ts";
import { createLog, type RunningServer, startServer } from "../../../server/server.ts";
import { ADMIN } from "../../support/api/api.ts";
import { aDatabase, type TestDatabase } from "../../support/database.ts";
import { serverVariables } from "../../support/programs/server-variables.ts";
import { runningTime } from "../../support/ticks.ts";

let database: TestDatabase;
let server: RunningServer;
beforeAll(async () => {
  database = await aDatabase();
  server = await startServer({ config: parseServerConfig(environment(database)), log: createLog("silent") });
});
afterAll(async () => {
  await server?.stop();
  await database?.[Symbol.asyncDispose]();
});

const environment = ({ login }: TestDatabase, more: Record<string, string> = {}) =>
  serverVariables(login, { MAX_CONNECTIONS: "40", ...more });

interface Raw {
  readonly text: string;
  /** How long the connection lasted, in milliseconds; `ran` counts only those in which this process could run. */
  readonly lasted: number;
  readonly ran: number;
}

/** Talks to the server byte by byte; resolves when it ends the connection. */
function talk(say: (write: (text: string) => boolean) => void): Promise<Raw> {
  return new Promise((resolve) => {
    const started = performance.now();
    const ran = runningTime();
    let text = "";
    const write = (part: string): boolean => {
      if (!socket.writable) return false;
      socket.write(part);
      return true;
    };
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1", () => say(write));
    socket.on("data", (chunk) => {
      text += chunk;
    });
    const ended = () => resolve({ text, lasted: performance.now() - started, ran: ran() });
    socket.on("error", () => undefined).on("close", ended);
  });
}

const isAlive = async () => (await fetch(`${server.url}/health`)).status;

test("headers over the limit are refused with 431 and the connection is closed", async () => {
  const { text } = await talk((write) =>
    write(`GET /health HTTP/1.1\r\nHost: x\r\nX-Long: ${"y".repeat(40_000)}\r\n\r\n`),
  );
  expect(text).toMatch(/^HTTP\/1\.1 431 /);
});

test("more header lines than any client needs do not reach an operation", async () => {
  const lines = Array.from({ length: 4_000 }, (_, at) => `X-${at}: 1\r\n`).join("");
  const { text } = await talk((write) => write(`GET /health HTTP/1.1\r\nHost: x\r\n${lines}\r\n`));
  expect(text).toMatch(/^HTTP\/1\.1 431 /);
});

test("closes the connection of a client that sends its headers slowly while others are served", async () => {
  const slow = talk((write) => {
    write("GET /health HTTP/1.1\r\nHost: x\r\n");
    const timer = setInterval(() => {
      if (!write("X-Drop: 1\r\n")) clearInterval(timer);
    }, 500);
  });
  expect(await isAlive()).toBe(200);
  const { text, lasted, ran } = await slow;
  expect(text === "" || /^HTTP\/1\.1 408 /.test(text)).toBe(true);
  expect(lasted).toBeGreaterThan(5_000);
  expect(ran).toBeLessThan(45_000);
});

test("a body without end is refused as soon as it is over the limit", async () => {
  const { text, ran } = await talk((write) => {
    write(
      "PUT /authenticate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
    );
    const timer = setInterval(() => {
      if (!write(`4000\r\n${"x".repeat(0x4000)}\r\n`)) clearInterval(timer);
    }, 5);
  });
  expect(text).toMatch(/^HTTP\/1\.1 413 /);
  expect(ran).toBeLessThan(20_000);
});

test("gives no place to clients that announce a body and never send it, and closes their connections", async () => {
  const narrow = await startServer({
    config: parseServerConfig(environment(database, { MAX_REQUESTS: "3", MAX_CONNECTIONS: "200" })),
    log: createLog("silent"),
  });
  try {
    const head =
      "PUT /authenticate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{";
    const { port } = new URL(narrow.url);
    const slow = Array.from({ length: 30 }, () =>
      connect(Number(port), "127.0.0.1", function (this: Socket) {
        this.write(head);
      }).on("error", () => undefined),
    );
    for (const socket of slow) socket.resume();
    await Promise.all(slow.map((socket) => once(socket, "connect")));
    expect((await fetch(`${narrow.url}/openapi.yaml`)).status).toBe(200);
    await expect.poll(() => slow.filter((socket) => socket.closed).length).toBe(30);
  } finally {
    await narrow.stop();
  }
});

test("closes connections of an address over its limit while another address is served", async () => {
  const narrow = await startServer({
    config: parseServerConfig(environment(database, { MAX_CONNECTIONS_PER_ADDRESS: "5" })),
    log: createLog("silent"),
  });
  try {
    const port = Number(new URL(narrow.url).port);
    const from = (localAddress: string) =>
      connect({ port, host: "127.0.0.1", localAddress })
        .on("error", () => undefined)
        .resume();
    const greedy = Array.from({ length: 12 }, () => from("127.0.0.2"));
    await expect.poll(() => greedy.filter((socket) => socket.closed).length).toBe(7);
    expect((await fetch(`${narrow.url}/health`)).status).toBe(200);
    for (const socket of greedy) socket.destroy();
    await expect.poll(() => statusFrom("127.0.0.2", port)).toBe(200);
  } finally {
    await narrow.stop();
  }
});

/** Status of a request from this address; 0 when its connection is closed instead. */
function statusFrom(localAddress: string, port: number): Promise<number> {
  return new Promise((resolve) => {
    get({ host: "127.0.0.1", port, path: "/health", localAddress, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    }).on("error", () => resolve(0));
  });
}

test("a body that is announced and never comes does not hold its connection for ever", async () => {
  const head = "PUT /authenticate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n";
  const [{ ran }, alive] = await Promise.all([talk((write) => write(`${head}{`)), isAlive()]);
  expect(alive).toBe(200);
  expect(ran).toBeLessThan(60_000);
});

test("bytes that are no HTTP are answered with 400 and the server continues", async () => {
  for (const noise of [
    "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n",
    "GET\r\n\r\n",
    "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
  ]) {
    const { text } = await talk((write) => write(noise));
    expect(text).toMatch(/^HTTP\/1\.1 400 /);
  }
  expect(await isAlive()).toBe(200);
});

test("connections over the limit are closed and places become free again", async () => {
  const idle = Array.from({ length: 60 }, () =>
    connect(Number(new URL(server.url).port), "127.0.0.1").on("error", () => undefined),
  );
  const closed = () => idle.filter((socket) => socket.closed || socket.readableEnded || socket.destroyed).length;
  for (const socket of idle) socket.resume();
  await expect.poll(closed).toBeGreaterThanOrEqual(20);
  for (const socket of idle) socket.destroy();
  await expect.poll(() => isAlive().catch(() => 0)).toBe(200);
});

/** Lets no statement read the accounts until they are released. */
async function accountsLocked() {
  const [locked, free] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const lock = database.orm.em.fork().transactional(async (em) => {
    await em.execute("lock table account in access exclusive mode");
    locked.resolve();
    await free.promise;
  });
  await Promise.race([locked.promise, lock]);
  const release = async (): Promise<void> => {
    free.resolve();
    await lock;
  };
  return { release, [Symbol.asyncDispose]: release };
}

test("a stop lets a request in flight finish, refuses new connections and tells readiness first", async () => {
  const other = await startServer({ config: parseServerConfig(environment(database)), log: createLog("silent") });
  const body = JSON.stringify({ user: { name: ADMIN.name }, secret: { password: ADMIN.password } });
  await using held = await accountsLocked();
  const signIn = fetch(`${other.url}/authenticate`, {
    method: "PUT",
    body,
    headers: { "Content-Type": "application/json" },
  });
  const metrics = async () => (await fetch(`${other.url}/metrics`)).text();
  await expect.poll(metrics).toMatch(/^http_requests_in_flight 2$/m);
  const stopped = other.stop();
  await held.release();
  expect((await signIn).status).toBe(200);
  await stopped;
  await expect(fetch(`${other.url}/health`)).rejects.toThrow();
});
