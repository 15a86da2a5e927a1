/**
 * Decoder of LZMA as .lzma files and method 14 of zip carry it, after the reference decoder of the LZMA specification.
 * No kept library unpacks it piece by piece; whole-buffer ones can be made to fill the memory.
 */

const TOP = 2 ** 24;
const PROBABILITY_BITS = 11;
const MOVE_BITS = 5;
const STATES = 12;
const MIN_DICTIONARY = 4096;
const MAX_DICTIONARY = 64 * 1024 * 1024;
const PIECE = 64 * 1024;

/** Thrown when the packed data is damaged, ends too early, or needs too large a window. */
class LzmaDamage extends Error {
  override readonly name = "LzmaDamage";
  readonly code = "Z_LZMA_DATA_ERROR";
}

class RangeDecoder {
  readonly #input: Buffer;
  #at: number;
  #range = 0xffffffff;
  #code = 0;

  constructor(input: Buffer, at: number) {
    this.#input = input;
    this.#at = at + 1;
    for (let byte = 0; byte < 4; byte++) this.#code = ((this.#code << 8) | this.#next()) >>> 0;
  }

  bit(probabilities: Uint16Array, index: number): number {
    const probability = probabilities[index] as number;
    const bound = (this.#range >>> PROBABILITY_BITS) * probability;
    const isOne = this.#code >= bound;
    if (isOne) {
      probabilities[index] = probability - (probability >>> MOVE_BITS);
      this.#code = (this.#code - bound) >>> 0;
      this.#range = (this.#range - bound) >>> 0;
    } else {
      probabilities[index] = probability + ((2 ** PROBABILITY_BITS - probability) >>> MOVE_BITS);
      this.#range = bound;
    }
    this.#normalise();
    return isOne ? 1 : 0;
  }

  directBits(count: number): number {
    let result = 0;
    for (let left = count; left > 0; left--) {
      this.#range >>>= 1;
      const isOne = this.#code >= this.#range;
      if (isOne) this.#code = (this.#code - this.#range) >>> 0;
      this.#normalise();
      result = result * 2 + (isOne ? 1 : 0);
    }
    return result;
  }

  tree(probabilities: Uint16Array, bits: number, offset = 0): number {
    let node = 1;
    for (let left = bits; left > 0; left--) node = node * 2 + this.bit(probabilities, offset + node);
    return node - 2 ** bits;
  }

  reverseTree(probabilities: Uint16Array, bits: number, offset = 0): number {
    let [node, value] = [1, 0];
    for (let bit = 0; bit < bits; bit++) {
      const one = this.bit(probabilities, offset + node);
      node = node * 2 + one;
      value |= one << bit;
    }
    return value;
  }

  #normalise(): void {
    if (this.#range >= TOP) return;
    this.#range = (this.#range << 8) >>> 0;
    this.#code = ((this.#code << 8) | this.#next()) >>> 0;
  }

  #next(): number {
    const byte = this.#input[this.#at++];
    if (byte === undefined) throw new LzmaDamage("the LZMA data is cut off");
    return byte;
  }
}

const probabilities = (count: number): Uint16Array => new Uint16Array(count).fill(2 ** (PROBABILITY_BITS - 1));

class LengthDecoder {
  readonly #choice = probabilities(2);
  readonly #low = probabilities(16 * 8);
  readonly #middle = probabilities(16 * 8);
  readonly #high = probabilities(256);

  read(range: RangeDecoder, position: number): number {
    if (range.bit(this.#choice, 0) === 0) return range.tree(this.#low, 3, position * 8);
    if (range.bit(this.#choice, 1) === 0) return 8 + range.tree(this.#middle, 3, position * 8);
    return 16 + range.tree(this.#high, 8);
  }
}

const afterLiteral = (state: number): number => (state < 4 ? 0 : state < 10 ? state - 3 : state - 6);

/**
 * Unpacks one stream.
 * @param properties the five bytes of literal and position bits and window size
 * @param packed holds the packed data from `at` on
 * @param size unpacked bytes; Infinity when an end mark tells
 * @throws LzmaDamage
 */
export const unpackLzma = (properties: Buffer, packed: Buffer, at: number, size: number): Generator<Buffer> =>
  new LzmaStream(properties, new RangeDecoder(packed, at), size).run();

class LzmaStream {
  readonly #range: RangeDecoder;
  readonly #size: number;
  readonly #window: Buffer;
  readonly #bits: { readonly lc: number; readonly lp: number; readonly pb: number };
  readonly #literals: Uint16Array;
  readonly #isMatch = probabilities(STATES * 16);
  readonly #isLongRep = probabilities(STATES * 16);
  readonly #reps = [0, 1, 2, 3].map(() => probabilities(STATES)) as [
    Uint16Array,
    Uint16Array,
    Uint16Array,
    Uint16Array,
  ];
  readonly #matchLength = new LengthDecoder();
  readonly #repLength = new LengthDecoder();
  readonly #slots = probabilities(4 * 64);
  readonly #special = probabilities(256);
  readonly #align = probabilities(16);
  #distances = [0, 0, 0, 0];
  #state = 0;
  #written = 0;

  constructor(properties: Buffer, range: RangeDecoder, size: number) {
    const lead = properties[0] as number;
    if (lead >= 225) throw new LzmaDamage("the LZMA properties are not valid");
    this.#bits = { lc: lead % 9, lp: Math.floor(lead / 9) % 5, pb: Math.floor(lead / 45) };
    const windowBytes = Math.min(properties.readUInt32LE(1), MAX_DICTIONARY, size);
    this.#window = Buffer.alloc(Math.max(MIN_DICTIONARY, windowBytes));
    this.#literals = probabilities(0x300 * 2 ** (this.#bits.lc + this.#bits.lp));
    this.#range = range;
    this.#size = size;
  }

  *run(): Generator<Buffer> {
    const pieceBytes = Math.min(PIECE, this.#window.length - 300);
    let flushed = 0;
    while (this.#written < this.#size && this.#next()) {
      if (this.#written - flushed < pieceBytes) continue;
      yield this.#copy(flushed);
      flushed = this.#written;
    }
    if (this.#written > flushed) yield this.#copy(flushed);
  }

  /** Decodes a literal or a match; false at the end mark. */
  #next(): boolean {
    const position = this.#written & (2 ** this.#bits.pb - 1);
    if (this.#range.bit(this.#isMatch, this.#state * 16 + position) === 0) {
      this.#literal();
      return true;
    }
    if (this.#range.bit(this.#reps[0], this.#state) === 1) {
      this.#repeat(position);
      return true;
    }
    const length = this.#matchLength.read(this.#range, position);
    const distance = this.#distance(length);
    if (distance === 0xffffffff) return false;
    this.#distances = [distance, ...this.#distances.slice(0, 3)];
    this.#state = this.#state < 7 ? 7 : 10;
    this.#match(length + 2);
    return true;
  }

  #put(byte: number): void {
    this.#window[this.#written % this.#window.length] = byte;
    this.#written++;
  }

  #back(distance: number): number {
    const { length } = this.#window;
    if (distance >= Math.min(this.#written, length)) throw new LzmaDamage("the LZMA data points before its start");
    return this.#window[(this.#written - distance - 1) % length] as number;
  }

  #match(length: number): void {
    const [distance = 0] = this.#distances;
    for (let left = Math.min(length, this.#size - this.#written); left > 0; left--) this.#put(this.#back(distance));
  }

  #literal(): void {
    const { lc, lp } = this.#bits;
    const previous = this.#written > 0 ? this.#back(0) : 0;
    const offset = 0x300 * (((this.#written & (2 ** lp - 1)) << lc) + (previous >> (8 - lc)));
    let symbol = 1;
    for (let match = this.#state >= 7 ? this.#back(this.#distances[0] as number) : -1; match >= 0 && symbol < 0x100; ) {
      const matchBit = (match >> 7) & 1;
      match = (match << 1) & 0xff;
      const bit = this.#range.bit(this.#literals, offset + ((1 + matchBit) << 8) + symbol);
      symbol = (symbol << 1) | bit;
      if (matchBit !== bit) break;
    }
    while (symbol < 0x100) symbol = (symbol << 1) | this.#range.bit(this.#literals, offset + symbol);
    this.#put(symbol & 0xff);
    this.#state = afterLiteral(this.#state);
  }

  #distance(length: number): number {
    const slot = this.#range.tree(this.#slots, 6, Math.min(length, 3) * 64);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const base = (2 | (slot & 1)) * 2 ** bits;
    if (slot < 14) return base + this.#range.reverseTree(this.#special, bits, base - slot);
    return base + this.#range.directBits(bits - 4) * 16 + this.#range.reverseTree(this.#align, 4);
  }

  /** A match at one of the last four distances, or a single byte at the last one. */
  #repeat(position: number): void {
    const range = this.#range;
    if (range.bit(this.#reps[1], this.#state) === 0) {
      if (range.bit(this.#isLongRep, this.#state * 16 + position) === 0) {
        this.#state = this.#state < 7 ? 9 : 11;
        this.#put(this.#back(this.#distances[0] as number));
        return;
      }
    } else {
      const index =
        range.bit(this.#reps[2], this.#state) === 0 ? 1 : range.bit(this.#reps[3], this.#state) === 0 ? 2 : 3;
      this.#distances.unshift(this.#distances.splice(index, 1)[0] as number);
    }
    const length = this.#repLength.read(range, position);
    this.#state = this.#state < 7 ? 8 : 11;
    this.#match(length + 2);
  }

  /** A copy of what was written since, which may lie around the end of the window. */
  #copy(from: number): Buffer {
    const [start, end] = [from % this.#window.length, this.#written % this.#window.length];
    if (start < end) return Buffer.from(this.#window.subarray(start, end));
    return Buffer.concat([this.#window.subarray(start), this.#window.subarray(0, end)]);
  }
}
