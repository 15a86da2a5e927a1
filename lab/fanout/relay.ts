import { connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { FunctionNetwork } from "../../local/lambda.ts";
import { statementReader } from "./statements.ts";

const HOST = "127.0.0.1";
/**
 * What did not pass in this many milliseconds may pass at once, so that a relay that a busy machine wakes late does not
 * lower the rate.
 */
const BURST_MS = 250;
/** Pieces at most so large wait for their turn, in bytes, so that connections share the rate evenly. */
const PIECE = 64 * 1024;

/** Lets bytes pass at a steady rate, in the order of the calls. */
export function tokenBucket(bytesPerSecond: number, now: () => number = () => performance.now()) {
  let paidUntil = 0;
  return {
    /** Milliseconds to wait before this many bytes may pass. */
    take(bytes: number): number {
      const at = now();
      paidUntil = Math.max(paidUntil, at - BURST_MS) + (bytes / bytesPerSecond) * 1000;
      return Math.max(0, paidUntil - at);
    },
  };
}

export interface RelayOptions {
  /** In each direction, of source and store together; infinite: as fast as it goes. */
  readonly bytesPerSecond: number;
  /** Further ports of this machine that the function reaches under its own address: the CDN of a hub. */
  readonly ports: readonly number[];
  /** A statement was sent to the database; receives its beginning. */
  readonly onStatement: (sql: string) => void;
}

/** Variables that name services by URL; that of Lambda itself carries no content. */
const ADDRESSES = ["AWS_ENDPOINT_URL_S3", "HF_ENDPOINT", "GITHUB_API_URL"];

let networks = 0;

/**
 * Gives a process of a function a loopback address of its own, under which it finds source, store and database at their
 * ports. What passes between it and source and store shares one rate in each direction, as the network of a function does.
 * Needs a system where all of 127.0.0.0/8 is this machine, such as Linux.
 */
export async function openRelay(
  variables: Readonly<Record<string, string>>,
  { bytesPerSecond, ports, onStatement }: RelayOptions,
): Promise<FunctionNetwork> {
  networks += 1;
  const address = `127.77.${Math.floor(networks / 250) % 250}.${1 + (networks % 250)}`;
  const named = ADDRESSES.flatMap((name) => {
    const url = URL.parse(variables[name] ?? "");
    return url?.hostname === HOST ? [{ name, port: Number(url.port), url }] : [];
  });
  const buckets = { up: tokenBucket(bytesPerSecond), down: tokenBucket(bytesPerSecond) };
  const open: Relay[] = [];
  const close = async () => void (await Promise.all(open.map((relay) => relay.close())));
  try {
    for (const port of new Set([...named.map((one) => one.port), ...ports]))
      open.push(await relayTo(port, address, buckets));
    const database = variables["DB_PORT"];
    if (database !== undefined) {
      const counted = (): Watch => statementReader(onStatement);
      open.push(await relayTo(Number(database), address, null, counted));
    }
  } catch (error) {
    await close();
    throw error;
  }
  const moved = named.map(({ name, url }) => [name, Object.assign(url, { hostname: address }).origin]);
  const signIn = variables["DB_PORT"] === undefined ? {} : { DB_HOST: address };
  return { variables: { ...variables, ...Object.fromEntries(moved), ...signIn }, close };
}

interface Relay {
  close(): Promise<void>;
}
interface Buckets {
  readonly up: Bucket;
  readonly down: Bucket;
}
type Bucket = ReturnType<typeof tokenBucket>;
/** Sees what a client sends. */
type Watch = (chunk: Buffer) => void;

async function relayTo(port: number, address: string, buckets: Buckets | null, watched?: () => Watch): Promise<Relay> {
  const open = new Set<Socket>();
  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ port, host: HOST, noDelay: true });
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => open.delete(socket));
    }
    client.on("close", () => upstream.destroy());
    // A service may answer and close: what it has sent still passes to the client.
    upstream.on("close", (hadError) => {
      if (hadError) client.destroy();
    });
    void pass(client, upstream, buckets?.up ?? null, watched?.());
    void pass(upstream, client, buckets?.down ?? null);
  });
  await listening(server, port, address);
  return {
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listening(server: Server, port: number, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject).listen(port, address, resolve);
  });
}

async function pass(from: Socket, to: Socket, bucket: Bucket | null, watch?: Watch): Promise<void> {
  try {
    // Leaving the loop must not close the side that may still receive.
    for await (const chunk of from.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      watch?.(chunk);
      for (let at = 0; at < chunk.length; at += PIECE) {
        const piece = chunk.subarray(at, at + PIECE);
        const waitMs = bucket?.take(piece.length) ?? 0;
        if (waitMs > 1) await pause(waitMs);
        if (to.destroyed) return;
        if (!to.write(piece)) await drained(to);
      }
    }
    to.end();
  } catch {
    // One side broke the connection, so the other side must see it break.
    to.destroy();
  }
}

/** Waits until a socket takes more, or is closed. */
function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed) return resolve();
    const done = () => {
      socket.off("drain", done).off("close", done);
      resolve();
    };
    socket.on("drain", done).on("close", done);
  });
}
