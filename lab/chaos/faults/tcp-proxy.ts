import { connect, createServer, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { drained, type FaultProxy, listen, type ProxyOptions } from "./proxy.ts";

export interface TcpProxyOptions extends ProxyOptions {
  /** Port on 127.0.0.1 that connections go to; null while nothing listens. */
  readonly target: () => number | null;
}

/** Share of the chunks that a `resets` phase hits; a statement takes a few chunks. */
const HIT = 0.01;
const STALL_POLL_MS = 50;

/** Starts a TCP proxy that delays, stalls and breaks connections. */
export async function startTcpProxy(options: TcpProxyOptions): Promise<FaultProxy> {
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const target = options.target();
    if (target === null || options.schedule.now() === "down") {
      options.faults.add(`${options.name} down`);
      return void client.destroy();
    }
    const upstream = connect(target, "127.0.0.1");
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.setNoDelay(true);
      socket
        .on("error", () => socket.destroy())
        .on("close", () => {
          open.delete(socket);
          client.destroy();
          upstream.destroy();
        });
    }
    void pipe(client, upstream, options);
    void pipe(upstream, client, options);
  });
  const port = await listen(server);
  return {
    port,
    origin: `tcp://127.0.0.1:${port}`,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function pipe(from: Socket, to: Socket, { name, schedule, random, faults }: TcpProxyOptions): Promise<void> {
  try {
    for await (const chunk of from as AsyncIterable<Buffer>) {
      const phase = schedule.now();
      if (phase === "slow") {
        faults.add(`${name} slow`);
        await pause(random.between(1, 60));
      }
      if (phase === "stalls") faults.add(`${name} stalls`);
      while (schedule.now() === "stalls" && !to.destroyed) await pause(STALL_POLL_MS);
      if (phase === "down" || (phase === "resets" && random.chance(HIT))) {
        faults.add(`${name} ${phase}`);
        to.write(chunk.subarray(0, Math.floor(chunk.length / 2)));
        break;
      }
      if (!to.write(chunk)) await drained(to);
    }
    to.end();
  } catch {
    // One side broke the connection, so the other side must see it break.
    to.destroy();
  }
}
