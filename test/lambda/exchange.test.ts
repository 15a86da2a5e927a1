import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { buffer, text } from "node:stream/consumers";
import { Agent } from "undici";
import { describe, expect, onTestFinished, test } from "vitest";
import { exchange } from "../../lambda/exchange.ts";

const MiB = 1024 * 1024;

async function aServer(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const sockets = new Set<Socket>();
  const server = createServer(answer).on("connection", (socket) => sockets.add(socket));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const dispatcher = new Agent({ connections: 1 });
  onTestFinished(async () => {
    await dispatcher.destroy();
    server.closeAllConnections();
    server.close();
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ask = (given: { body?: Uint8Array; signal?: AbortSignal } = {}) =>
    exchange(dispatcher, {
      origin,
      path: "/",
      method: "POST",
      headers: { "x-asked": "yes" },
      signal: undefined,
      ...given,
    });
  return { ask, sockets };
}

/** Writes as long as there is room, for ever; tells how much went out. */
function flood(response: ServerResponse): { bytes: number } {
  const state = { bytes: 0 };
  const piece = Buffer.alloc(MiB);
  const write = () => {
    do state.bytes += piece.length;
    while (response.write(piece));
  };
  response.on("drain", write);
  write();
  return state;
}

describe("an exchange", () => {
  test("sends headers and body, and gives status, headers and body of the answer", async () => {
    const { ask } = await aServer(async (request, response) => {
      response.writeHead(201, { "x-heard": String(request.headers["x-asked"]) });
      response.end(`got ${await text(request)}`);
    });
    const { status, headers, body } = await ask({ body: Buffer.from("this") });
    expect([status, headers["x-heard"], await text(body)]).toEqual([201, "yes", "got this"]);
  });

  test("passes over interim answers", async () => {
    const { ask } = await aServer((_, response) => {
      response.writeEarlyHints({ link: "</style.css>; rel=preload" });
      response.end("real");
    });
    const { status, body } = await ask();
    expect([status, await text(body)]).toEqual([200, "real"]);
  });

  test("brings a long body whole and in order", async () => {
    const content = Buffer.from(Array.from({ length: 3 * MiB }, (_, index) => (index * 31) % 251));
    const { ask } = await aServer((_, response) => response.end(content));
    expect((await buffer((await ask()).body)).equals(content)).toBe(true);
  });

  test("makes the sender wait while nobody reads, and lets it go on", async () => {
    let sent = { bytes: 0 };
    const { ask } = await aServer((_, response) => {
      sent = flood(response);
    });
    const { body } = await ask();
    let before = -1;
    const grown = () => {
      const bytes = sent.bytes - before;
      before = sent.bytes;
      return bytes;
    };
    await expect.poll(grown, { interval: 100 }).toBe(0);
    const held = sent.bytes;
    // What fits into the buffers of both sockets.
    expect(held).toBeLessThan(32 * MiB);
    let read = 0;
    for await (const piece of body) {
      read += piece.length;
      if (read > held + 8 * MiB) break;
    }
    expect(sent.bytes).toBeGreaterThan(held);
  });

  test("whose reader leaves early closes the connection", async () => {
    const closed = Promise.withResolvers<void>();
    const { ask } = await aServer((_, response) => {
      response.on("close", closed.resolve);
      flood(response);
    });
    for await (const _ of (await ask()).body) break;
    await closed.promise;
  });

  test("whose short rest is dropped leaves the connection for the next one", async () => {
    const { ask, sockets } = await aServer((_, response) => response.end("not wanted"));
    (await ask()).body.drop();
    expect(await text((await ask()).body)).toBe("not wanted");
    expect(sockets.size).toBe(1);
  });

  test("whose long rest is dropped closes the connection instead of reading on", async () => {
    const closed = Promise.withResolvers<void>();
    const { ask } = await aServer((_, response) => {
      response.on("close", closed.resolve);
      flood(response);
    });
    (await ask()).body.drop();
    await closed.promise;
  });
});

describe("an exchange that breaks", () => {
  test("before the answer rejects", async () => {
    const { ask } = await aServer((request) => request.socket.destroy());
    await expect(ask()).rejects.toThrow("other side closed");
  });

  test("in the body lets the reader have what came and then fail", async () => {
    const { ask } = await aServer((_, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("half", () => response.destroy());
    });
    const { body } = await ask();
    const came: string[] = [];
    const reading = (async () => {
      for await (const piece of body) came.push(String(piece));
    })();
    await expect(reading).rejects.toThrow();
    expect(came.join("")).toBe("half");
  });
});

describe("an exchange that the caller gives up", () => {
  test("before it begins sends nothing", async () => {
    const { ask, sockets } = await aServer((_, response) => response.end());
    await expect(ask({ signal: AbortSignal.abort(new Error("too late")) })).rejects.toThrow("too late");
    expect(sockets.size).toBe(0);
  });

  test("while it waits for the answer rejects with the reason and closes the connection", async () => {
    const asked = Promise.withResolvers<IncomingMessage>();
    const { ask } = await aServer((request) => asked.resolve(request));
    const stop = new AbortController();
    const attempt = ask({ signal: stop.signal });
    const closed = once((await asked.promise).socket, "close");
    stop.abort(new Error("lease lost"));
    await expect(attempt).rejects.toThrow("lease lost");
    await closed;
  });

  test("while it waits for a connection rejects with the reason, and is never sent", async () => {
    const asked: ServerResponse[] = [];
    const { ask } = await aServer((_, response) => {
      asked.push(response);
      if (asked.length > 1) response.end("later");
    });
    const first = ask();
    await expect.poll(() => asked.length).toBe(1);
    const stop = new AbortController();
    const attempt = ask({ signal: stop.signal });
    stop.abort(new Error("lease lost"));
    await expect(attempt).rejects.toThrow("lease lost");
    asked[0]?.end("here");
    expect(await text((await first).body)).toBe("here");
    expect(await text((await ask()).body)).toBe("later");
    expect(asked).toHaveLength(2);
  });

  test("in the body lets the reader fail with the reason", async () => {
    const { ask } = await aServer((_, response) => void response.write("begin"));
    const stop = new AbortController();
    const { body } = await ask({ signal: stop.signal });
    const reading = (async () => {
      for await (const _ of body) stop.abort(new Error("lease lost"));
    })();
    await expect(reading).rejects.toThrow("lease lost");
  });
});
