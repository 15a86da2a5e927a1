import { crc32 } from "node:zlib";

/** CRC-32 as S3 writes it: base64 of four bytes, most significant first. */
export function toHeader(crc: number): string {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(crc);
  return bytes.toString("base64");
}

/** Unsigned CRC-32 from S3's form; null when absent, of part checksums only ("…-3"), or unreadable. */
export function fromHeader(text: string | undefined): number | null {
  if (text === undefined || !/^[A-Za-z0-9+/]{6}==$/.test(text)) return null;
  return Buffer.from(text, "base64").readUInt32BE();
}

export const crcOf = (bytes: Uint8Array): number => crc32(bytes);
