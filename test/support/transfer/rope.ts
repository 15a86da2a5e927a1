import { crc32 } from "node:zlib";
import { crc32Combine } from "../../../lambda/store/crc32.ts";

/** Bytes, or a number of zero bytes: so that objects of many GiB can be held, cut and checked. */
export type Strand = Buffer | number;
export type Rope = readonly Strand[];

const ZEROS = Buffer.alloc(1024 * 1024);
const strandBytes = (strand: Strand): number => (typeof strand === "number" ? strand : strand.length);

export const ropeBytes = (rope: Rope): number => rope.reduce<number>((sum, strand) => sum + strandBytes(strand), 0);

/** The bytes from `start` up to, not including, `end`. */
export function cutRope(rope: Rope, start: number, end: number): Rope {
  const cut: Strand[] = [];
  let at = 0;
  for (const strand of rope) {
    const from = Math.max(0, start - at);
    const to = Math.min(strandBytes(strand), end - at);
    if (from < to) cut.push(typeof strand === "number" ? to - from : strand.subarray(from, to));
    at += strandBytes(strand);
  }
  return cut;
}

/** The bytes in pieces of at most 1 MiB. */
export function* ropeChunks(rope: Rope): Generator<Buffer> {
  for (const strand of rope) {
    for (let at = 0; at < strandBytes(strand); at += ZEROS.length) {
      const end = Math.min(strandBytes(strand), at + ZEROS.length);
      yield typeof strand === "number" ? ZEROS.subarray(0, end - at) : strand.subarray(at, end);
    }
  }
}

export const ropeBuffer = (rope: Rope): Buffer => Buffer.concat([...ropeChunks(rope)]);

/** CRC-32 of this many zero bytes, by halves: gigabytes of them need not be walked through. */
function zerosCrc32(bytes: number): number {
  if (bytes <= ZEROS.length) return crc32(ZEROS.subarray(0, bytes));
  const half = Math.floor(bytes / 2);
  const crc = zerosCrc32(half);
  const twice = crc32Combine(crc, crc, half);
  return bytes % 2 === 0 ? twice : crc32(Buffer.alloc(1), twice);
}

/** Of bytes that a rope holds, which never change: a part counts again in its object. */
const knownCrcs = new WeakMap<Buffer, number>();

function bytesCrc32(bytes: Buffer): number {
  const crc = knownCrcs.get(bytes) ?? crc32(bytes);
  knownCrcs.set(bytes, crc);
  return crc;
}

export const ropeCrc32 = (rope: Rope): number =>
  rope.reduce<number>((crc, strand) => {
    const next = typeof strand === "number" ? zerosCrc32(strand) : bytesCrc32(strand);
    return crc32Combine(crc, next, strandBytes(strand));
  }, 0);
