/**
 * Decoder of bzip2, block by block. The kept library for it decodes whatever has been written in one go, which a small
 * file can make gigabytes of.
 */
import type { ByteSource } from "./source.ts";

/** No packed block is longer: 900,000 symbols of at most 20 bits, halved by the run-length code, and its tables. */
const MAX_PACKED = 1_600_000;
const BLOCK = "314159265359";
const END = "177245385090";
const GROUP = 50;
const MAX_CODE_BITS = 20;

class Damage extends Error {}

class Bits {
  readonly #bytes: Buffer;
  /** In bits from the start of the bytes. */
  at: number;

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  bit(): number {
    const byte = this.#bytes[this.at >> 3];
    if (byte === undefined) throw new Damage("the bzip2 data is cut off");
    return (byte >> (7 - (this.at++ & 7))) & 1;
  }

  take(count: number): number {
    let value = 0;
    for (let left = count; left > 0; left--) value = value * 2 + this.bit();
    return value;
  }

  magic(): string {
    return [this.take(24), this.take(24)].map((half) => half.toString(16).padStart(6, "0")).join("");
  }
}

/** The unpacked blocks of all streams; false at the end when the data is damaged or cut off. Checksums are not checked. */
export async function* unpackBzip2(source: ByteSource): AsyncGenerator<Buffer, boolean, undefined> {
  let [at, bit, blockBytes] = [0, 0, 0];
  try {
    for (;;) {
      const window = await source.read(at, at + MAX_PACKED);
      const bits = new Bits(window, bit);
      if (blockBytes === 0) {
        const level = /^BZh([1-9])/.exec(window.toString("latin1", 0, 4))?.[1];
        if (level === undefined) return at > 0;
        blockBytes = Number(level) * 100_000;
        bits.at = 32;
      }
      const magic = bits.magic();
      if (magic === BLOCK) yield unpackBlock(bits, blockBytes);
      else if (magic !== END) return false;
      else {
        bits.take(32);
        bits.at = (bits.at + 7) & ~7;
        blockBytes = 0;
      }
      at += bits.at >> 3;
      bit = bits.at & 7;
    }
  } catch (error) {
    if (error instanceof Damage) return false;
    throw error;
  }
}

/** A Huffman code: for each length its last code and the place of its first symbol. */
interface Code {
  readonly min: number;
  readonly max: number;
  readonly limit: Int32Array;
  readonly base: Int32Array;
  readonly symbols: Uint16Array;
}

function unpackBlock(bits: Bits, blockBytes: number): Buffer {
  bits.take(32);
  if (bits.bit() === 1) throw new Damage("randomised blocks are obsolete");
  const origin = bits.take(24);
  const used = usedBytes(bits);
  const groups = bits.take(3);
  const selectors = readSelectors(bits, groups);
  const codes = Array.from({ length: groups }, () => readCode(bits, used.length + 2));
  const { last, count, counts } = readSymbols(bits, { used, selectors, codes, blockBytes });
  if (origin >= count) throw new Damage("the origin lies outside the block");
  return expandRuns(invert(last, count, counts), count, origin);
}

function usedBytes(bits: Bits): number[] {
  const used: number[] = [];
  const ranges = bits.take(16);
  for (let range = 0; range < 16; range++) {
    if (((ranges >> (15 - range)) & 1) === 0) continue;
    const members = bits.take(16);
    for (let low = 0; low < 16; low++) if (((members >> (15 - low)) & 1) === 1) used.push(range * 16 + low);
  }
  if (used.length === 0) throw new Damage("the block uses no bytes");
  return used;
}

function readSelectors(bits: Bits, groups: number): Uint8Array {
  if (groups < 2 || groups > 6) throw new Damage("the number of codes is not valid");
  const order = [0, 1, 2, 3, 4, 5];
  const selectors = new Uint8Array(bits.take(15));
  for (let index = 0; index < selectors.length; index++) {
    let place = 0;
    while (bits.bit() === 1) if (++place >= groups) throw new Damage("a selector is not valid");
    order.unshift(...order.splice(place, 1));
    selectors[index] = order[0] as number;
  }
  return selectors;
}

function readCode(bits: Bits, symbolCount: number): Code {
  const lengths: number[] = [];
  let length = bits.take(5);
  for (let symbol = 0; symbol < symbolCount; symbol++) {
    for (;;) {
      if (length < 1 || length > MAX_CODE_BITS) throw new Damage("a code is too long");
      if (bits.bit() === 0) break;
      length += bits.bit() === 0 ? 1 : -1;
    }
    lengths.push(length);
  }
  const [min, max] = [Math.min(...lengths), Math.max(...lengths)];
  const [limit, base] = [new Int32Array(MAX_CODE_BITS + 2).fill(-1), new Int32Array(MAX_CODE_BITS + 2)];
  const symbols = new Uint16Array(symbolCount);
  let [code, place] = [0, 0];
  for (let bitCount = min; bitCount <= max; bitCount++) {
    base[bitCount] = code - place;
    for (const [symbol, bitsOfIt] of lengths.entries()) {
      if (bitsOfIt !== bitCount) continue;
      symbols[place++] = symbol;
      code++;
    }
    limit[bitCount] = code - 1;
    code *= 2;
  }
  return { min, max, limit, base, symbols };
}

function readSymbol(bits: Bits, { min, max, limit, base, symbols }: Code): number {
  let code = bits.take(min);
  for (let length = min; length <= max; length++) {
    if (code <= (limit[length] as number)) {
      const symbol = symbols[code - (base[length] as number)];
      if (symbol !== undefined) return symbol;
      break;
    }
    code = code * 2 + bits.bit();
  }
  throw new Damage("a symbol has no code");
}

interface Tables {
  readonly used: readonly number[];
  readonly selectors: Uint8Array;
  readonly codes: readonly Code[];
  readonly blockBytes: number;
}

/** Undoes Huffman, move-to-front and the coding of runs by two symbols that count in powers of two. */
function readSymbols(bits: Bits, { used, selectors, codes, blockBytes }: Tables) {
  const front = [...used];
  const last = new Uint32Array(blockBytes);
  const counts = new Uint32Array(256);
  let [count, run, weight, group, left] = [0, 0, 1, 0, 0];
  let code: Code | undefined;
  const put = (byte: number, times: number): void => {
    if (count + times > blockBytes) throw new Damage("the block is too long");
    last.fill(byte, count, count + times);
    counts[byte] = (counts[byte] as number) + times;
    count += times;
  };
  for (;;) {
    if (left-- === 0) {
      code = codes[selectors[group++] ?? -1];
      left = GROUP - 1;
    }
    if (code === undefined) throw new Damage("the block has too few selectors");
    const symbol = readSymbol(bits, code);
    if (symbol <= 1) {
      run += weight << symbol;
      weight *= 2;
      if (run > blockBytes) throw new Damage("a run is too long");
      continue;
    }
    if (run > 0) put(front[0] as number, run);
    [run, weight] = [0, 1];
    if (symbol === used.length + 1) return { last, count, counts };
    const byte = front.splice(symbol - 1, 1)[0] as number;
    front.unshift(byte);
    put(byte, 1);
  }
}

/** Undoes the Burrows-Wheeler transform: each entry gets the place of the next one in its upper bits. */
function invert(last: Uint32Array, count: number, counts: Uint32Array): Uint32Array {
  const places = new Uint32Array(256);
  for (let byte = 1; byte < 256; byte++) places[byte] = (places[byte - 1] as number) + (counts[byte - 1] as number);
  for (let index = 0; index < count; index++) {
    const byte = (last[index] as number) & 0xff;
    const place = places[byte] as number;
    places[byte] = place + 1;
    last[place] = ((last[place] as number) | (index << 8)) >>> 0;
  }
  return last;
}

/** After four equal bytes a fifth says how many more there are. */
function expandRuns(linked: Uint32Array, count: number, origin: number): Buffer {
  const out: Buffer[] = [];
  let piece = Buffer.allocUnsafe(count + 256);
  let [written, equal, previous, place] = [0, 0, -1, (linked[origin] as number) >>> 8];
  for (let left = count; left > 0; left--) {
    const entry = linked[place] as number;
    const byte = entry & 0xff;
    place = entry >>> 8;
    if (written + 256 > piece.length) {
      out.push(piece.subarray(0, written));
      piece = Buffer.allocUnsafe(count + 256);
      written = 0;
    }
    if (equal === 4) {
      piece.fill(previous, written, written + byte);
      written += byte;
      equal = 0;
      previous = -1;
      continue;
    }
    equal = byte === previous ? equal + 1 : 1;
    previous = byte;
    piece[written++] = byte;
  }
  out.push(piece.subarray(0, written));
  return out.length === 1 ? (out[0] as Buffer) : Buffer.concat(out);
}
