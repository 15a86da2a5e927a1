/**
 * Where everything is in an archive, and the records of a zip file (PKWARE APPNOTE 6.3) as it uses them: stored
 * entries whose size and CRC-32 are known before their bytes, so that no data descriptor is needed and streaming readers
 * accept them. ZIP64 fields appear only where a value does not fit, because some readers refuse them elsewhere.
 */
import { crc32 } from "node:zlib";
import { IngestFailure } from "../../domain/failure.ts";
import type { StoredFile } from "../ports.ts";
import { crc32Combine } from "../store/crc32.ts";

/** A file at its place in the archive. */
export interface Member extends EntryFacts {
  readonly file: StoredFile;
  /** Where the local header begins in the archive. */
  readonly offset: number;
  /** Length of the local header; the content follows it. */
  readonly headerBytes: number;
}

/** The byte layout of an archive, known before any content is read. */
export interface Layout {
  readonly members: readonly Member[];
  readonly directoryOffset: number;
  /** Central directory and end records together. */
  readonly directoryBytes: number;
  /** The whole archive. */
  readonly bytes: number;
}

/** A path that could lead an unpacking program outside its folder (a drive letter too), or that readers refuse. */
const isUnsafe = (path: string): boolean =>
  /^[A-Za-z]:/.test(path) ||
  path.includes("\\") ||
  path.includes("\0") ||
  path.split("/").some((step) => ["", ".", ".."].includes(step));

/**
 * Places files in an archive, sorted by the bytes of their paths. Submodules have no content and are left out.
 *
 * @throws IngestFailure source_untrusted when two files have the same path or one leads outside the archive
 */
export function layOut(files: readonly StoredFile[]): Layout {
  const named = files
    .filter((file) => file.kind !== "submodule")
    .map((file) => ({ file, name: Buffer.from(file.path, "utf8") }))
    .sort((a, b) => Buffer.compare(a.name, b.name));
  const members: Member[] = [];
  let offset = 0;
  let centralBytes = 0;
  for (const { file, name } of named) {
    if (members.at(-1)?.name.equals(name)) {
      throw new IngestFailure("source_untrusted", `two files have the path ${JSON.stringify(file.path)}`);
    }
    if (isUnsafe(file.path)) throw new IngestFailure("source_untrusted", `the path ${JSON.stringify(file.path)}`);
    const facts = { name, bytes: file.bytes, crc32: file.crc32 };
    const headerBytes = localHeaderBytes(facts);
    members.push({ ...facts, file, offset, headerBytes });
    centralBytes += centralHeaderBytes(facts, offset);
    offset += headerBytes + file.bytes;
  }
  const directoryBytes = centralBytes + endRecordsBytes({ entries: members.length, offset, bytes: centralBytes });
  return { members, directoryOffset: offset, directoryBytes, bytes: offset + directoryBytes };
}

/** The central directory with the records that close the archive. */
export function directory({ members, directoryOffset }: Layout): Buffer {
  const central = Buffer.concat(members.map((member) => centralHeader(member, member.offset)));
  const end = endRecords({ entries: members.length, offset: directoryOffset, bytes: central.length });
  return Buffer.concat([central, end]);
}

/** CRC-32 of the whole archive, from the CRC-32 of each file. */
export function archiveCrc32(layout: Layout): number {
  const contents = layout.members.reduce(
    (crc, member) => crc32Combine(crc32(localHeader(member), crc), member.crc32, member.bytes),
    0,
  );
  return crc32(directory(layout), contents);
}

export interface EntryFacts {
  /** The path in UTF-8. */
  readonly name: Buffer;
  readonly bytes: number;
  /** Unsigned CRC-32 of the content. */
  readonly crc32: number;
}

const MAX_16 = 0xffff;
const MAX_32 = 0xffffffff;
const VERSION_PLAIN = 10;
const VERSION_ZIP64 = 45;
/** High byte 3: Unix, so that the upper half of the external attributes is a file mode. */
const MADE_BY = (3 << 8) | VERSION_ZIP64;
const REGULAR_FILE_0644 = 0o100644 * 0x10000;
const UTF8_NAME = 0x0800;
/** 1980-01-01 00:00:00, the first moment that DOS knows: the archive depends on content only. */
const DOS_TIME = 0x0000;
const DOS_DATE = 0x0021;
export const ENTRY_DATE = new Date(Date.UTC(1980, 0, 1));

const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const END_BYTES = 22;
const ZIP64_END_BYTES = 56;
const ZIP64_LOCATOR_BYTES = 20;

const isZip64Size = (bytes: number): boolean => bytes >= MAX_32;
const isAscii = (name: Buffer): boolean => name.every((byte) => byte < 0x80);

/** The extended information field (0x0001) with these 64-bit values; empty when there are none. */
function zip64Extra(values: readonly number[]): Buffer {
  if (values.length === 0) return Buffer.alloc(0);
  const extra = Buffer.alloc(4 + 8 * values.length);
  extra.writeUInt16LE(0x0001, 0);
  extra.writeUInt16LE(8 * values.length, 2);
  for (const [index, value] of values.entries()) extra.writeBigUInt64LE(BigInt(value), 4 + 8 * index);
  return extra;
}

const SHARED_BYTES = 26;

/** Version, flags, method, time, date, CRC, sizes, name and extra length: the same bytes in both headers. */
function sharedFields(entry: EntryFacts, needed: number, extraBytes: number): Buffer {
  const size = Math.min(entry.bytes, MAX_32);
  const fields = Buffer.alloc(SHARED_BYTES);
  fields.writeUInt16LE(needed, 0);
  fields.writeUInt16LE(isAscii(entry.name) ? 0 : UTF8_NAME, 2);
  fields.writeUInt16LE(0, 4);
  fields.writeUInt16LE(DOS_TIME, 6);
  fields.writeUInt16LE(DOS_DATE, 8);
  fields.writeUInt32LE(entry.crc32, 10);
  fields.writeUInt32LE(size, 14);
  fields.writeUInt32LE(size, 18);
  fields.writeUInt16LE(entry.name.length, 22);
  fields.writeUInt16LE(extraBytes, 24);
  return fields;
}

/** Length in bytes of localHeader(entry). */
export function localHeaderBytes(entry: Pick<EntryFacts, "name" | "bytes">): number {
  return LOCAL_BYTES + entry.name.length + (isZip64Size(entry.bytes) ? 20 : 0);
}

/**
 * What directly precedes an entry's bytes.
 *
 * @throws RangeError when the name is longer than the format's 65,535 bytes
 */
export function localHeader(entry: EntryFacts): Buffer {
  if (entry.name.length > MAX_16) throw new RangeError(`A zip entry's name may have 65535 bytes: ${entry.name.length}`);
  const zip64 = isZip64Size(entry.bytes);
  const extra = zip64Extra(zip64 ? [entry.bytes, entry.bytes] : []);
  const header = Buffer.alloc(LOCAL_BYTES);
  header.writeUInt32LE(0x04034b50, 0);
  sharedFields(entry, zip64 ? VERSION_ZIP64 : VERSION_PLAIN, extra.length).copy(header, 4);
  return Buffer.concat([header, entry.name, extra]);
}

/** The entry's record in the central directory; `offset` is where its local header begins in the archive. */
export function centralHeader(entry: EntryFacts, offset: number): Buffer {
  const large = isZip64Size(entry.bytes) ? [entry.bytes, entry.bytes] : [];
  const far = offset >= MAX_32 ? [offset] : [];
  const extra = zip64Extra([...large, ...far]);
  const header = Buffer.alloc(CENTRAL_BYTES);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(MADE_BY, 4);
  sharedFields(entry, extra.length > 0 ? VERSION_ZIP64 : VERSION_PLAIN, extra.length).copy(header, 6);
  header.writeUInt32LE(REGULAR_FILE_0644, 38);
  header.writeUInt32LE(Math.min(offset, MAX_32), 42);
  return Buffer.concat([header, entry.name, extra]);
}

/** Length in bytes of centralHeader(entry, offset). */
export function centralHeaderBytes(entry: Pick<EntryFacts, "name" | "bytes">, offset: number): number {
  const values = (isZip64Size(entry.bytes) ? 2 : 0) + (offset >= MAX_32 ? 1 : 0);
  return CENTRAL_BYTES + entry.name.length + (values > 0 ? 4 + 8 * values : 0);
}

export interface DirectoryFacts {
  readonly entries: number;
  /** Where the central directory begins in the archive. */
  readonly offset: number;
  readonly bytes: number;
}

const needsZip64End = ({ entries, offset, bytes }: DirectoryFacts): boolean =>
  entries >= MAX_16 || offset >= MAX_32 || bytes >= MAX_32;

/** Length in bytes of endRecords(directory). */
export const endRecordsBytes = (directory: DirectoryFacts): number =>
  END_BYTES + (needsZip64End(directory) ? ZIP64_END_BYTES + ZIP64_LOCATOR_BYTES : 0);

/** What closes the archive: the end record, behind its ZIP64 twin and locator when a value does not fit. */
export function endRecords(directory: DirectoryFacts): Buffer {
  const { entries, offset, bytes } = directory;
  const end = Buffer.alloc(END_BYTES);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(entries, MAX_16), 8);
  end.writeUInt16LE(Math.min(entries, MAX_16), 10);
  end.writeUInt32LE(Math.min(bytes, MAX_32), 12);
  end.writeUInt32LE(Math.min(offset, MAX_32), 16);
  return needsZip64End(directory) ? Buffer.concat([zip64End(directory), end]) : end;
}

function zip64End({ entries, offset, bytes }: DirectoryFacts): Buffer {
  const records = Buffer.alloc(ZIP64_END_BYTES + ZIP64_LOCATOR_BYTES);
  records.writeUInt32LE(0x06064b50, 0);
  records.writeBigUInt64LE(BigInt(ZIP64_END_BYTES - 12), 4);
  records.writeUInt16LE(MADE_BY, 12);
  records.writeUInt16LE(VERSION_ZIP64, 14);
  records.writeBigUInt64LE(BigInt(entries), 24);
  records.writeBigUInt64LE(BigInt(entries), 32);
  records.writeBigUInt64LE(BigInt(bytes), 40);
  records.writeBigUInt64LE(BigInt(offset), 48);
  records.writeUInt32LE(0x07064b50, ZIP64_END_BYTES);
  records.writeBigUInt64LE(BigInt(offset + bytes), ZIP64_END_BYTES + 8);
  records.writeUInt32LE(1, ZIP64_END_BYTES + 16);
  return records;
}
