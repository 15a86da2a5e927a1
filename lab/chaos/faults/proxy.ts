import type { AddressInfo, Server } from "node:net";
import type { Writable } from "node:stream";
import type { FaultCounts, Random } from "./random.ts";
import type { Schedule } from "./schedule.ts";

/** A proxy that passes traffic on and injects the faults of its schedule. */
export interface FaultProxy {
  readonly origin: string;
  readonly port: number;
  close(): Promise<void>;
}

export interface ProxyOptions {
  /** Names the proxy in the fault counts. */
  readonly name: string;
  readonly schedule: Schedule;
  readonly random: Random;
  readonly faults: FaultCounts;
}

/** Listens on a free port of 127.0.0.1. Resolves to the port. */
export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

/** Resolves when the stream takes more data or is closed. */
export function drained(stream: Writable): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      stream.off("drain", done).off("close", done);
      resolve();
    };
    if (stream.destroyed) return resolve();
    stream.on("drain", done).on("close", done);
  });
}
