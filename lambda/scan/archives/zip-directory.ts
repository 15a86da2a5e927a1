/**
 * Finds and reads the central directory of a zip. Readers differ in where they look for it (the last end record, the
 * one whose comment reaches the end, the offset it states, the place right before it) and in what limits it (the count
 * of entries, the size in bytes). An honest archive gives every reader the same answer; each place where the answers
 * can differ is a fault, and a fault that shows two readers different entries is an ambiguity.
 *
 * Compared: Python's zipfile, miniz (torch), yauzl, libarchive, Info-ZIP.
 */
import { Cursor } from "../bytes/cursor.ts";
import type { ByteSource } from "../bytes/source.ts";

/** An entry as the central directory lists it. */
export interface ZipEntry {
  readonly name: string;
  /** The name as it is stored, for comparison with the local header. */
  readonly rawName: Buffer;
  readonly method: number;
  readonly flags: number;
  readonly crc32: number;
  /** Where its local header is in the source. */
  readonly at: number;
  /** Stored size as stated. */
  readonly packed: number;
  /** Unpacked size as stated; 0 when it is not. */
  readonly bytes: number;
  /** What makes readers name or place this entry differently; null when nothing does. */
  readonly ambiguity: string | null;
  /** True for a symbolic link, whose content is its target. */
  readonly isSymlink: boolean;
}

export interface ZipFault {
  readonly isAmbiguous: boolean;
  readonly text: string;
}

export interface ZipDirectory {
  /** Where the first entry begins. */
  readonly start: number;
  /** Where the records behind the entries begin. */
  readonly end: number;
  /** Entries as stated. */
  readonly entries: number;
  /** Bytes in front of the archive that its offsets do not count. */
  readonly prefix: number;
  readonly faults: readonly ZipFault[];
}

const END = Buffer.from("PK\x05\x06", "latin1");
const END_BYTES = 22;
const LOCATOR = 0x07064b50;
const LOCATOR_BYTES = 20;
const END64 = 0x06064b50;
const END64_BYTES = 56;
const CENTRAL = 0x02014b50;
const MAX_TAIL = 65_535 + END_BYTES;
const MAX_32 = 0xffffffff;
const MAX_16 = 0xffff;
/** Central directories are read up to this size: about a million entries. */
const MAX_DIRECTORY_BYTES = 64 * 1024 * 1024;

const ambiguous = (text: string): ZipFault => ({ isAmbiguous: true, text });
const malformed = (text: string): ZipFault => ({ isAmbiguous: false, text });

/** The central directory, found from the end of the source; null when there is none. */
export async function findDirectory(source: ByteSource): Promise<ZipDirectory | null> {
  if (!Number.isFinite(source.size) || source.size < END_BYTES) return null;
  const from = Math.max(0, source.size - MAX_TAIL);
  const tail = await source.read(from, source.size);
  const found: ZipDirectory[] = [];
  for (const at of endRecords(tail)) {
    const directory = await readEnd(source, tail.subarray(at, at + END_BYTES), from + at);
    if (directory !== null) found.push(directory);
  }
  const [first, second] = found;
  if (first === undefined || second === undefined || first.start === second.start) return first ?? null;
  const faults = [...first.faults, ambiguous("two end records name different directories")];
  return { ...first, faults };
}

/** End records that some reader takes: the last one, and the one whose comment reaches exactly to the end. */
function endRecords(tail: Buffer): number[] {
  const last = tail.lastIndexOf(END, tail.length - END_BYTES);
  if (last < 0) return [];
  for (let at = last; at >= 0; at = at === 0 ? -1 : tail.lastIndexOf(END, at - 1)) {
    if (at + END_BYTES + tail.readUInt16LE(at + 20) === tail.length) return at === last ? [last] : [last, at];
  }
  return [last];
}

interface End {
  readonly entries: number;
  readonly bytes: number;
  readonly offset: number;
}

async function readEnd(source: ByteSource, record: Buffer, position: number): Promise<ZipDirectory | null> {
  const faults: ZipFault[] = [];
  const plain = { entries: record.readUInt16LE(10), bytes: record.readUInt32LE(12), offset: record.readUInt32LE(16) };
  if (position + END_BYTES + record.readUInt16LE(20) !== source.size)
    faults.push(malformed("bytes follow its end record"));
  const wide = await readEnd64(source, position, plain, faults);
  const { entries, bytes, offset } = wide ?? plain;
  const end = wide?.position ?? position;
  const before = end - bytes;
  const [isBefore, isStated] = [await isCentral(source, before), await isCentral(source, offset)];
  if (entries === 0 && bytes === 0) return { start: end, end, entries, prefix: Math.max(0, end - offset), faults };
  if (before === offset && !isBefore) return null;
  if (isBefore && isStated && before !== offset) faults.push(ambiguous("its end record fits two directories"));
  else if (before < offset && (isBefore || isStated))
    faults.push(ambiguous("its directory is larger than its end record says"));
  if (isBefore) return { start: before, end, entries, prefix: before - offset, faults };
  if (!isStated) return null;
  if (offset + bytes < end) faults.push(malformed("bytes lie between its directory and its end record"));
  return { start: offset, end: Math.min(end, offset + bytes), entries, prefix: 0, faults };
}

const isCentral = async (source: ByteSource, at: number): Promise<boolean> => {
  const signature = at < 0 ? null : await source.read(at, at + 4);
  return signature?.length === 4 && signature.readUInt32LE(0) === CENTRAL;
};

/** The ZIP64 record. Python looks right before the locator, others where the locator points to. */
async function readEnd64(source: ByteSource, position: number, plain: End, faults: ZipFault[]) {
  const locator = await source.read(Math.max(0, position - LOCATOR_BYTES), position);
  if (locator.length < LOCATOR_BYTES || locator.readUInt32LE(0) !== LOCATOR) return null;
  const stated = Number(locator.readBigUInt64LE(8));
  const before = position - LOCATOR_BYTES - END64_BYTES;
  const [near, far] = [await end64At(source, before), await end64At(source, stated)];
  if (stated !== before && near !== null && far !== null) faults.push(ambiguous("it has two ZIP64 end records"));
  const wide = far ?? near;
  if (wide === null) return null;
  if (stated !== before) faults.push(malformed("its ZIP64 end record is not where it is looked for"));
  const differs = (key: keyof End, full: number): boolean => plain[key] !== full && plain[key] !== wide[key];
  if (differs("entries", MAX_16) || differs("bytes", MAX_32) || differs("offset", MAX_32))
    faults.push(ambiguous("its two end records differ"));
  return wide;
}

async function end64At(source: ByteSource, at: number): Promise<(End & { position: number }) | null> {
  const record = at < 0 ? Buffer.alloc(0) : await source.read(at, at + END64_BYTES);
  if (record.length < END64_BYTES || record.readUInt32LE(0) !== END64) return null;
  return {
    entries: Number(record.readBigUInt64LE(32)),
    bytes: Number(record.readBigUInt64LE(40)),
    offset: Number(record.readBigUInt64LE(48)),
    position: at,
  };
}

export interface Listed {
  readonly entries: readonly ZipEntry[];
  readonly faults: readonly ZipFault[];
}

/**
 * Every entry between the start and the end of the directory.
 * @param entry called for each; may throw to stop at a limit
 */
export async function listEntries(source: ByteSource, directory: ZipDirectory, entry: () => void): Promise<Listed> {
  const { start, end, prefix } = directory;
  const entries: ZipEntry[] = [];
  const faults: ZipFault[] = [];
  const cursor = new Cursor(source, start);
  const last = Math.min(end, start + MAX_DIRECTORY_BYTES);
  while (cursor.position < last) {
    const read = await readEntry(cursor, prefix);
    if (read === null) {
      faults.push(malformed(`its directory is not readable beyond byte ${cursor.position}`));
      break;
    }
    entry();
    entries.push(read);
  }
  if (cursor.position < end && last < end) faults.push(malformed("its directory is too long to be read"));
  if (cursor.position > end) faults.push(ambiguous("its directory ends inside an entry"));
  if (entries.length !== directory.entries)
    faults.push(ambiguous(`it states ${directory.entries} entries and lists ${entries.length}`));
  return { entries, faults };
}

async function readEntry(cursor: Cursor, prefix: number): Promise<ZipEntry | null> {
  if (!(await cursor.need(46)) || cursor.peek(4).readUInt32LE(0) !== CENTRAL) return null;
  const header = Buffer.from(cursor.take(46));
  const [nameBytes, extraBytes] = [header.readUInt16LE(28), header.readUInt16LE(30)];
  if (!(await cursor.need(nameBytes + extraBytes))) return null;
  const rawName = Buffer.from(cursor.take(nameBytes));
  const extra = Buffer.from(cursor.take(extraBytes));
  if (!cursor.skip(header.readUInt16LE(32))) return null;
  const { bytes, packed, offset, ambiguity } = readExtra(header, extra, rawName);
  return {
    name: rawName.toString("utf8"),
    rawName,
    method: header.readUInt16LE(10),
    flags: header.readUInt16LE(8),
    crc32: header.readUInt32LE(16),
    at: offset + prefix,
    packed,
    bytes,
    ambiguity: rawName.includes(0) ? "has a name that some readers cut off" : ambiguity,
    isSymlink: header[5] === 3 && header.readUInt32LE(38) >>> 28 === 0xa,
  };
}

const ZIP64_EXTRA = 0x0001;
const UNICODE_PATH = 0x7075;

/** Sizes and offset with their 64-bit forms, and whether the extra field gives readers another entry than the header. */
function readExtra(header: Buffer, extra: Buffer, rawName: Buffer) {
  const fields = { bytes: header.readUInt32LE(24), packed: header.readUInt32LE(20), offset: header.readUInt32LE(42) };
  let ambiguity: string | null = null;
  let isWide = false;
  let at = 0;
  for (; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    const [id, value] = [extra.readUInt16LE(at), extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2))];
    if (id === UNICODE_PATH && isOtherName(value, rawName)) ambiguity = "has two names";
    if (id !== ZIP64_EXTRA) continue;
    if (isWide) ambiguity = "has two ZIP64 sizes";
    isWide = true;
    let from = 0;
    for (const key of ["bytes", "packed", "offset"] as const) {
      if (fields[key] !== MAX_32 || from + 8 > value.length) continue;
      fields[key] = Number(value.readBigUInt64LE(from));
      from += 8;
    }
  }
  return { ...fields, ambiguity };
}

/** Non-ASCII names have a Unicode form for a reason; a plain one has none. */
const isOtherName = (value: Buffer, rawName: Buffer): boolean =>
  rawName.every((byte) => byte < 0x80 && byte !== 0x3f) && value.length > 5 && !value.subarray(5).equals(rawName);
