import { crc32 } from "node:zlib";
import { IngestFailure } from "../../domain/failure.ts";
import type { StoredFile } from "../ports.ts";
import { crc32Combine } from "../store/crc32.ts";
import {
  centralHeader,
  centralHeaderBytes,
  type EntryFacts,
  endRecords,
  endRecordsBytes,
  localHeader,
  localHeaderBytes,
} from "./records.ts";

/** A file at its place in the archive. */
export interface Member extends EntryFacts {
  readonly file: StoredFile;
  /** Where the local header begins in the archive. */
  readonly offset: number;
  /** Length of the local header; the content follows it. */
  readonly headerBytes: number;
}

/** Where everything stands in an archive, known before a byte of content is read. */
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
