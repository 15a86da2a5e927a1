import type { ByteSource } from "./bytes.ts";

/** An entry as the central directory lists it, which is what the loaders of models believe. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  /** Where its local header stands in the source. */
  readonly at: number;
  /** Stored size as announced. */
  readonly packed: number;
  /** Unpacked size as announced; 0 when it is not. */
  readonly bytes: number;
}

/** Where an entry's content is. */
export interface ZipContent {
  readonly start: number;
  readonly end: number;
  /** What the local header says differently; such archives are made to show scanners something else. */
  readonly mismatch: string | null;
}

export interface ZipDirectory {
  readonly entries: number;
  readonly offset: number;
  readonly bytes: number;
  /** Bytes in front of the archive that its offsets do not count. */
  readonly prefix: number;
}

const END = Buffer.from("PK\x05\x06", "latin1");
const END64_LOCATOR = 0x07064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const MAX_TAIL = 65_535 + 22;
const MAX_32 = 0xffffffff;
/** Central directories beyond this are read no further: about a million entries. */
const MAX_DIRECTORY_BYTES = 64 * 1024 * 1024;

/** The central directory, found from the end of the source; null when there is none. */
export async function findDirectory(source: ByteSource): Promise<ZipDirectory | null> {
  if (!Number.isFinite(source.size) || source.size < 22) return null;
  const short = await source.read(source.size - 22, source.size);
  const isLast = short.length === 22 && short.indexOf(END) === 0;
  const from = isLast ? source.size - 22 : Math.max(0, source.size - MAX_TAIL);
  const tail = isLast ? short : await source.read(from, source.size);
  for (let at = tail.length - 22; at >= 0; at--) {
    at = tail.lastIndexOf(END, at);
    if (at < 0) return null;
    const found = await readEnd(source, tail.subarray(at, at + 22), from + at);
    if (found !== null) return found;
  }
  return null;
}

async function readEnd(source: ByteSource, end: Buffer, position: number): Promise<ZipDirectory | null> {
  const plain = { entries: end.readUInt16LE(10), bytes: end.readUInt32LE(12), offset: end.readUInt32LE(16) };
  const wide = await readEnd64(source, position);
  const { entries, bytes, offset } = wide ?? plain;
  const directoryEnd = wide?.position ?? position;
  for (const start of [directoryEnd - bytes, offset]) {
    if (start < 0 || start > position) continue;
    if (entries === 0) return { entries, bytes: 0, offset: start, prefix: 0 };
    const signature = await source.read(start, start + 4);
    if (signature.length === 4 && signature.readUInt32LE(0) === CENTRAL) {
      return { entries, bytes: Math.max(bytes, directoryEnd - start), offset: start, prefix: start - offset };
    }
  }
  return null;
}

async function readEnd64(source: ByteSource, position: number) {
  const locator = await source.read(Math.max(0, position - 20), position);
  if (locator.length < 20 || locator.readUInt32LE(0) !== END64_LOCATOR) return null;
  const record = await source.read(Number(locator.readBigUInt64LE(8)), Number(locator.readBigUInt64LE(8)) + 56);
  if (record.length < 56 || record.readUInt32LE(0) !== 0x06064b50) return null;
  const at = Number(locator.readBigUInt64LE(8));
  return {
    entries: Number(record.readBigUInt64LE(32)),
    bytes: Number(record.readBigUInt64LE(40)),
    offset: Number(record.readBigUInt64LE(48)),
    position: at,
  };
}

/** The entries of a directory, until one makes no sense. The count it announces is not relied on. */
export async function* listEntries(source: ByteSource, directory: ZipDirectory): AsyncGenerator<ZipEntry> {
  const end = directory.offset + Math.min(directory.bytes, MAX_DIRECTORY_BYTES);
  for (let at = directory.offset; at + 46 <= end; ) {
    const header = await source.read(at, at + 46);
    if (header.length < 46 || header.readUInt32LE(0) !== CENTRAL) return;
    const [nameBytes, extraBytes] = [header.readUInt16LE(28), header.readUInt16LE(30)];
    const variable = await source.read(at + 46, at + 46 + nameBytes + extraBytes);
    const name = variable.subarray(0, nameBytes);
    const { bytes, packed, offset } = wideFields(header, variable.subarray(nameBytes));
    const method = header.readUInt16LE(10);
    yield { name: name.toString("utf8"), method, at: offset + directory.prefix, packed, bytes };
    at += 46 + nameBytes + extraBytes + header.readUInt16LE(32);
  }
}

/** Sizes and offset with their 64-bit forms where the record has them. */
function wideFields(header: Buffer, extra: Buffer): { bytes: number; packed: number; offset: number } {
  const fields = { bytes: header.readUInt32LE(24), packed: header.readUInt32LE(20), offset: header.readUInt32LE(42) };
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 0x0001) continue;
    let value = at + 4;
    for (const key of ["bytes", "packed", "offset"] as const) {
      if (fields[key] !== MAX_32 || value + 8 > extra.length) continue;
      fields[key] = Number(extra.readBigUInt64LE(value));
      value += 8;
    }
  }
  return fields;
}

/** Finds an entry's content by its local header, whose lengths of name and extra field count. */
export async function locate(source: ByteSource, entry: ZipEntry): Promise<ZipContent> {
  const { name, method, at, packed } = entry;
  const local = await source.read(at, at + 30);
  if (local.length < 30 || local.readUInt32LE(0) !== LOCAL) {
    return { start: at, end: at + packed, mismatch: "has no local header" };
  }
  const nameBytes = local.readUInt16LE(26);
  const localName = (await source.read(at + 30, at + 30 + nameBytes)).toString("utf8");
  const start = at + 30 + nameBytes + local.readUInt16LE(28);
  const end = start + packed;
  if (localName !== name) return { start, end, mismatch: `is called ${JSON.stringify(localName)} by its local header` };
  const sameMethod = local.readUInt16LE(8) === method;
  return { start, end, mismatch: sameMethod ? null : "has another compression by its local header" };
}

/** The entries as they follow one another, for an archive whose directory is missing or unreadable. */
export async function* walkLocalHeaders(source: ByteSource): AsyncGenerator<ZipEntry> {
  for (let at = 0; at + 30 <= source.size; ) {
    const local = await source.read(at, at + 30);
    if (local.length < 30 || local.readUInt32LE(0) !== LOCAL) return;
    const nameBytes = local.readUInt16LE(26);
    const name = (await source.read(at + 30, at + 30 + nameBytes)).toString("utf8");
    const start = at + 30 + nameBytes + local.readUInt16LE(28);
    const packed = local.readUInt32LE(18);
    // Sizes that only follow the content are not known here: then the rest of the source is looked at.
    const sized = (local.readUInt16LE(6) & 8) === 0 && packed !== MAX_32;
    const end = sized ? start + packed : source.size;
    yield { name, method: local.readUInt16LE(8), at, packed: end - start, bytes: sized ? local.readUInt32LE(22) : 0 };
    at = end;
  }
}
