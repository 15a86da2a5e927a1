import type { ByteSource } from "../bytes/source.ts";
import type { ZipEntry } from "./zip-directory.ts";

const LOCAL = 0x04034b50;
const DESCRIPTOR = 0x08074b50;
const HAS_DESCRIPTOR = 8;
const MAX_32 = 0xffffffff;

/** The bytes from a local header to the end of what belongs to its entry. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where an entry and its content are. */
export interface Located extends Span {
  readonly start: number;
  readonly end: number;
  /** What the local header says differently from the directory; null when nothing. */
  readonly mismatch: string | null;
}

/** Finds an entry's content by its local header, whose lengths of name and extra field count. */
export async function locate(source: ByteSource, entry: ZipEntry): Promise<Located> {
  const { at, packed } = entry;
  // The header and the first bytes of the content in one read.
  const head = await source.read(at, at + 1024);
  if (head.length < 30 || head.readUInt32LE(0) !== LOCAL) {
    return { from: at, to: at + packed, start: at, end: at + packed, mismatch: "has no local header" };
  }
  const nameEnd = at + 30 + head.readUInt16LE(26);
  const start = nameEnd + head.readUInt16LE(28);
  const end = start + packed;
  const rawName = nameEnd <= at + head.length ? head.subarray(30, nameEnd - at) : await source.read(at + 30, nameEnd);
  const flags = head.readUInt16LE(6);
  const descriptor = (flags & HAS_DESCRIPTOR) === 0 ? 0 : await descriptorBytes(source, end, entry);
  const located = { from: at, to: end + (descriptor ?? 0), start, end };
  const mismatch =
    mismatchOf(head, rawName, entry) ?? (descriptor === null ? "has no data descriptor where its content ends" : null);
  return { ...located, mismatch };
}

function mismatchOf(local: Buffer, rawName: Buffer, entry: ZipEntry): string | null {
  if (!rawName.equals(entry.rawName))
    return `is called ${JSON.stringify(rawName.toString("utf8"))} by its local header`;
  if (local.readUInt16LE(8) !== entry.method) return "has another compression by its local header";
  const flags = local.readUInt16LE(6);
  if (((flags ^ entry.flags) & 1) !== 0) return "is encrypted by only one of its headers";
  if ((flags & HAS_DESCRIPTOR) !== 0) return null;
  const [crc32, packed, bytes] = [local.readUInt32LE(14), local.readUInt32LE(18), local.readUInt32LE(22)];
  const isWide = packed === MAX_32 || bytes === MAX_32;
  if (!isWide && (packed !== entry.packed || bytes !== entry.bytes)) return "has another size by its local header";
  return crc32 === entry.crc32 ? null : "has another checksum by its local header";
}

/** Length of the data descriptor behind the content, which has four forms; null when none of them is there. */
async function descriptorBytes(source: ByteSource, at: number, entry: ZipEntry): Promise<number | null> {
  const bytes = await source.read(at, at + 24);
  const start = bytes.length >= 4 && bytes.readUInt32LE(0) === DESCRIPTOR ? 4 : 0;
  if (bytes.length < start + 12 || bytes.readUInt32LE(start) !== entry.crc32) return null;
  const isWide =
    bytes.length >= start + 20 &&
    Number(bytes.readBigUInt64LE(start + 4)) === entry.packed &&
    Number(bytes.readBigUInt64LE(start + 12)) === entry.bytes;
  if (isWide) return start + 20;
  const isShort = bytes.readUInt32LE(start + 4) === entry.packed && bytes.readUInt32LE(start + 8) === entry.bytes;
  return isShort ? start + 12 : null;
}

/** The entries as they follow one another, for bytes that no directory describes. */
export async function* walkLocalHeaders(source: ByteSource, from: number, to: number): AsyncGenerator<ZipEntry> {
  for (let at = from; at + 30 <= to; ) {
    const local = await source.read(at, at + 30);
    if (local.length < 30 || local.readUInt32LE(0) !== LOCAL) return;
    const nameBytes = local.readUInt16LE(26);
    const rawName = await source.read(at + 30, at + 30 + nameBytes);
    const start = at + 30 + nameBytes + local.readUInt16LE(28);
    const packed = local.readUInt32LE(18);
    // Sizes that only follow the content are not known here: then the rest is taken.
    const isSized = (local.readUInt16LE(6) & HAS_DESCRIPTOR) === 0 && packed !== MAX_32;
    const end = isSized ? start + packed : to;
    yield {
      name: rawName.toString("utf8"),
      rawName,
      method: local.readUInt16LE(8),
      flags: local.readUInt16LE(6) & ~HAS_DESCRIPTOR,
      crc32: local.readUInt32LE(14),
      at,
      packed: Math.max(0, end - start),
      bytes: isSized ? local.readUInt32LE(22) : 0,
      ambiguity: null,
      isSymlink: false,
    };
    at = Math.max(end, at + 30);
  }
}
