/** CRC-32 with the zlib polynomial, reflected: a polynomial over GF(2) whose bit 31 is the coefficient of x^0. */
const POLYNOMIAL = 0xedb88320;
const ONE = 0x80000000;

/** a · b modulo the polynomial. */
function multiply(a: number, b: number): number {
  let product = 0;
  let shifted = b;
  for (let bit = ONE; bit !== 0; bit >>>= 1) {
    if ((a & bit) !== 0) product ^= shifted;
    shifted = (shifted & 1) === 1 ? (shifted >>> 1) ^ POLYNOMIAL : shifted >>> 1;
  }
  return product >>> 0;
}

/** SQUARES[k] = x^(2^k). x has the order 2^32 - 1, so the table repeats after 32 entries. */
const SQUARES: readonly number[] = (() => {
  const squares = [0x40000000];
  for (let k = 1; k < 32; k++) {
    const previous = squares[k - 1] as number;
    squares.push(multiply(previous, previous));
  }
  return squares;
})();

/** x^(8 · bytes) modulo the polynomial: what appending that many zero bytes does to a CRC. */
function shiftBy(bytes: number): number {
  let power = ONE;
  for (let k = 3, rest = bytes; rest > 0; k++, rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) power = multiply(SQUARES[k & 31] as number, power);
  }
  return power;
}

/**
 * CRC-32 of A followed by B, from the CRC-32 of each and the length of B.
 *
 * @param crcA unsigned CRC-32 of A
 * @param crcB unsigned CRC-32 of B
 * @param bytesB length of B in bytes, a whole number from 0 to 2^53 - 1
 * @throws RangeError when bytesB is not such a number
 */
export function crc32Combine(crcA: number, crcB: number, bytesB: number): number {
  if (!Number.isSafeInteger(bytesB) || bytesB < 0) throw new RangeError(`Not a length in bytes: ${bytesB}`);
  return (multiply(shiftBy(bytesB), crcA) ^ crcB) >>> 0;
}

/** CRC-32 as S3's headers write it: base64 of four bytes, most significant first. */
export function crc32ToHeader(crc: number): string {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(crc);
  return bytes.toString("base64");
}

/** Unsigned CRC-32 from S3's header; null when absent, unreadable, or a checksum of part checksums ("…-3"). */
export function crc32FromHeader(text: string | undefined): number | null {
  if (text === undefined || !/^[A-Za-z0-9+/]{6}==$/.test(text)) return null;
  return Buffer.from(text, "base64").readUInt32BE();
}
