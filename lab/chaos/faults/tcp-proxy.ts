import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { Relay } from "./http-proxy.ts";
import type { Dice, Faults } from "./random.ts";
import type { Weather } from "./schedule.ts";

export interface TcpProxyOptions {
  readonly name: string;
  /** Port on 127.0.0.1 that connections are passed to; null while there is nobody. */
  readonly target: () => number | null;
  readonly weather: Weather;
  readonly dice: Dice;
  readonly faults: Faults;
}

/** Share of the chunks that end their connection in a bad mood: a statement is a few chunks. */
const HIT = 0.01;
const LOOK_MS = 50;

/** A TCP proxy that delays, holds back and breaks connections, as its weather and its dice say. */
export async function startTcpProxy(options: TcpProxyOptions): Promise<Relay> {
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const port = options.target();
    if (port === null || options.weather.now() === "away") {
      options.faults.add(`${options.name} away`);
      return void client.destroy();
    }
    const upstream = connect(port, "127.0.0.1");
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
    void pass(client, upstream, options);
    void pass(upstream, client, options);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    origin: `tcp://127.0.0.1:${port}`,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function pass(from: Socket, to: Socket, { name, weather, dice, faults }: TcpProxyOptions): Promise<void> {
  try {
    for await (const chunk of from as AsyncIterable<Buffer>) {
      const mood = weather.now();
      if (mood === "slow") {
        faults.add(`${name} slow`);
        await pause(dice.between(1, 60));
      }
      if (mood === "stalls") faults.add(`${name} stalls`);
      while (weather.now() === "stalls" && !to.destroyed) await pause(LOOK_MS);
      if (mood === "away" || (mood === "resets" && dice.chance(HIT))) {
        faults.add(`${name} ${mood}`);
        to.write(chunk.subarray(0, Math.floor(chunk.length / 2)));
        break;
      }
      if (!to.write(chunk)) await drained(to);
    }
    to.end();
  } catch {
    // One side broke the connection: the other one is told the same way.
    to.destroy();
  }
}

/** Resolves when more may be written, or nothing ever will. */
function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      socket.off("drain", done).off("close", done);
      resolve();
    };
    if (socket.destroyed) return resolve();
    socket.on("drain", done).on("close", done);
  });
}
