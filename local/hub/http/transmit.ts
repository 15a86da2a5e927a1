import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { type FaultAction, type FiredAction, faultOf } from "../faults.ts";
import type { HubRequest } from "./call.ts";
import type { Body, Reply } from "./reply.ts";

export interface Transmission {
  readonly record: HubRequest;
  readonly faults: readonly FiredAction[];
  readonly bytesPerSecond: number | null;
  /** Ends every wait when the hub closes. */
  readonly signal: AbortSignal;
}

interface Ending {
  readonly kind: "whole" | "drop" | "truncate" | "stall";
  readonly afterBytes: number;
  /** Ends a stall. */
  readonly removed?: AbortSignal;
}

/** Where the body breaks off, and how. */
function ending(faults: readonly FiredAction[]): Ending {
  for (const kind of ["drop", "truncate", "stall"] as const) {
    const fault = faultOf(faults, kind);
    if (fault !== undefined) return { kind, afterBytes: fault.afterBytes, removed: fault.removed };
  }
  return { kind: "whole", afterBytes: Number.POSITIVE_INFINITY };
}

function flipped(chunk: Uint8Array, at: number): Uint8Array {
  if (at < 0 || at >= chunk.length) return chunk;
  const copy = Buffer.from(chunk);
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
}

async function* bytesOf(body: Body, faults: readonly FaultAction[]): AsyncGenerator<Uint8Array> {
  const flip = faultOf(faults, "flip")?.offset;
  let position = "content" in body ? body.start : 0;
  const chunks = "content" in body ? body.content.chunks(body.start, body.end) : (body as AsyncIterable<Uint8Array>);
  for await (const chunk of chunks) {
    yield flip === undefined ? chunk : flipped(chunk, flip - position);
    position += chunk.length;
  }
  const extra = faultOf(faults, "overlong")?.extraBytes ?? 0;
  if (extra > 0) yield Buffer.alloc(extra, 0x2e);
}

/** Cuts chunks so that a slow connection gets a steady trickle and a broken one breaks at the exact byte. */
function* cut(chunk: Uint8Array, left: number, most: number): Iterable<Uint8Array> {
  const end = Math.min(chunk.length, left);
  for (let at = 0; at < end; at += most) yield chunk.subarray(at, Math.min(at + most, end));
}

/** Waits until there is room to write again, the client left or the hub closes. */
function room(response: ServerResponse, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      for (const event of ["drain", "close"]) response.off(event, done);
      signal.removeEventListener("abort", done);
      resolve();
    };
    for (const event of ["drain", "close"]) response.on(event, done);
    signal.addEventListener("abort", done);
  });
}

async function write(response: ServerResponse, piece: Uint8Array, signal: AbortSignal): Promise<boolean> {
  if (response.destroyed) return false;
  if (!response.write(piece)) await room(response, signal);
  return !response.destroyed && !signal.aborted;
}

/** Sends the body until it ends, breaks off or the client leaves; true when all that was due went out. */
async function writeBody(response: ServerResponse, body: Body, sending: Transmission, limit: number): Promise<boolean> {
  const rate = faultOf(sending.faults, "slow")?.bytesPerSecond ?? sending.bytesPerSecond;
  const most = rate === null ? Number.POSITIVE_INFINITY : Math.max(1, Math.min(65_536, Math.floor(rate / 20)));
  const began = performance.now();
  let sent = 0;
  for await (const chunk of bytesOf(body, sending.faults)) {
    for (const piece of cut(chunk, limit - sent, most)) {
      if (!(await write(response, piece, sending.signal))) return false;
      sent += piece.length;
      sending.record.bytesSent += piece.length;
      const ahead = rate === null ? 0 : (sent / rate) * 1000 - (performance.now() - began);
      if (ahead > 1) await pause(ahead, undefined, { signal: sending.signal });
    }
    if (sent >= limit) break;
  }
  return true;
}

async function breakOff(response: ServerResponse, { kind, removed }: Ending, signal: AbortSignal): Promise<void> {
  const { socket } = response;
  if (socket === null || response.destroyed) return;
  response.flushHeaders();
  if (kind === "stall") {
    const closed = once(response, "close", { signal });
    const drop = () => socket.resetAndDestroy();
    removed?.addEventListener("abort", drop);
    if (removed?.aborted) drop();
    await closed.finally(() => removed?.removeEventListener("abort", drop));
    return;
  }
  // An empty write calls back once everything before it has left the process.
  await new Promise<void>((done) => response.write("", () => done()));
  if (kind === "drop") socket.resetAndDestroy();
  else socket.end(() => socket.destroy());
}

/** Sends one answer, spoilt as the faults say. Resolves when it is out or the connection is gone. */
export async function transmit(response: ServerResponse, reply: Reply, method: string, sending: Transmission) {
  const { record, faults, signal } = sending;
  record.status = reply.status;
  response.writeHead(reply.status, reply.headers);
  const end = ending(faults);
  const { kind, afterBytes } = end;
  if (reply.body === null || method === "HEAD") {
    if (reply.body instanceof Readable) reply.body.destroy();
    if (kind === "whole") response.end();
    else await breakOff(response, end, signal);
    return;
  }
  const sent = await writeBody(response, reply.body, sending, afterBytes);
  if (!sent) return;
  if (kind === "whole") response.end();
  else await breakOff(response, end, signal);
}
