/** CRCs that Node.js does not compute natively. Bit-reflected, initial value and final XOR all ones. */
export interface Crc {
  update(bytes: Uint8Array): void;
  /** Big-endian bytes of the value so far. */
  digest(): Buffer;
}

const CRC32C_POLYNOMIAL = 0x82f63b78;
const CRC64NVME_POLYNOMIAL = 0x9a6c9329ac4bc9b5n;

const reflectedPolynomials = {
  crc32c: { bits: 32n, polynomial: BigInt(CRC32C_POLYNOMIAL) },
  crc64nvme: { bits: 64n, polynomial: CRC64NVME_POLYNOMIAL },
} as const;

export type SlowCrcName = keyof typeof reflectedPolynomials;

/** Remainders of every byte value for a reflected polynomial of up to 64 bits. */
function byteRemainders(polynomial: bigint): bigint[] {
  return Array.from({ length: 256 }, (_, byte) => {
    let remainder = BigInt(byte);
    for (let bit = 0; bit < 8; bit += 1) {
      remainder = (remainder & 1n) === 1n ? (remainder >> 1n) ^ polynomial : remainder >> 1n;
    }
    return remainder;
  });
}

/** Built at first use: most processes never need them. */
let crc32cTable: Uint32Array | undefined;
let crc64Tables: { readonly low: Uint32Array; readonly high: Uint32Array } | undefined;

export function newCrc32c(): Crc {
  crc32cTable ??= Uint32Array.from(byteRemainders(BigInt(CRC32C_POLYNOMIAL)), Number);
  const table = crc32cTable;
  let crc = 0xffffffff;
  return {
    update(bytes) {
      let state = crc;
      for (let at = 0; at < bytes.length; at += 1) {
        state = (table[(state ^ (bytes[at] as number)) & 0xff] as number) ^ (state >>> 8);
      }
      crc = state;
    },
    digest() {
      const out = Buffer.alloc(4);
      out.writeUInt32BE(~crc >>> 0);
      return out;
    },
  };
}

/** Kept as two 32-bit halves: 64-bit integers in JavaScript are some fifty times slower. */
export function newCrc64Nvme(): Crc {
  crc64Tables ??= halves(byteRemainders(CRC64NVME_POLYNOMIAL));
  const { low: lowTable, high: highTable } = crc64Tables;
  let low = 0xffffffff;
  let high = 0xffffffff;
  return {
    update(bytes) {
      let [lowState, highState] = [low, high];
      for (let at = 0; at < bytes.length; at += 1) {
        const index = (lowState ^ (bytes[at] as number)) & 0xff;
        lowState = ((lowState >>> 8) | (highState << 24)) ^ (lowTable[index] as number);
        highState = (highState >>> 8) ^ (highTable[index] as number);
      }
      [low, high] = [lowState, highState];
    },
    digest() {
      const out = Buffer.alloc(8);
      out.writeUInt32BE(~high >>> 0, 0);
      out.writeUInt32BE(~low >>> 0, 4);
      return out;
    },
  };
}

function halves(table: readonly bigint[]): { low: Uint32Array; high: Uint32Array } {
  return {
    low: Uint32Array.from(table, (value) => Number(value & 0xffffffffn)),
    high: Uint32Array.from(table, (value) => Number(value >> 32n)),
  };
}

/**
 * CRC of A followed by B from the CRCs of both (big-endian bytes) and the length of B in bytes.
 * The rule: crc(A‖B) = crc(A) · x^(8·|B|) + crc(B) over GF(2), modulo the polynomial.
 */
export function combineCrc(name: SlowCrcName, crcA: Buffer, crcB: Buffer, bytesB: number): Buffer {
  const { bits, polynomial } = reflectedPolynomials[name];
  const one = 1n << (bits - 1n);
  const multiply = (a: bigint, b: bigint): bigint => {
    let product = 0n;
    let shifted = b;
    for (let bit = one; bit !== 0n; bit >>= 1n) {
      if ((a & bit) !== 0n) product ^= shifted;
      shifted = (shifted & 1n) === 0n ? shifted >> 1n : (shifted >> 1n) ^ polynomial;
    }
    return product;
  };
  let power = one;
  let square = one >> 8n;
  for (let left = BigInt(bytesB); left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) power = multiply(square, power);
    square = multiply(square, square);
  }
  const combined = multiply(power, BigInt(`0x${crcA.toString("hex")}`)) ^ BigInt(`0x${crcB.toString("hex")}`);
  return Buffer.from(combined.toString(16).padStart(Number(bits / 4n), "0"), "hex");
}
