import { buffer } from "node:stream/consumers";
import { ZipArchive } from "archiver";
import type { Member } from "./layout.ts";
import { ENTRY_DATE, localHeader } from "./records.ts";

/** archiver takes a leading "word:" off a name, as if it were a drive. */
const rewrittenByArchiver = (path: string): boolean => /^\w+:/.test(path);

/**
 * The entries of small files, header and content, one after another, as they stand in an archive.
 *
 * archiver packs them: for buffers it writes complete local headers without data descriptors. Its own central
 * directory is cut off, because offsets count from the start of the whole archive. Where its headers end is not
 * searched for but known from the sizes, and each header is compared with the one the central directory was
 * planned for, so that an archiver that one day writes other bytes fails here and not in a reader.
 *
 * @param contents the content of each member, in the same order
 */
export async function packEntries(members: readonly Member[], contents: readonly Buffer[]): Promise<Buffer> {
  const runs: Buffer[] = [];
  for (let from = 0, to = 0; from < members.length; from = to) {
    const byHand = rewrittenByArchiver((members[from] as Member).file.path);
    for (to = from + 1; to < members.length; to++) {
      if (rewrittenByArchiver((members[to] as Member).file.path) !== byHand) break;
    }
    const run = members.slice(from, to);
    const bodies = contents.slice(from, to);
    runs.push(byHand ? joined(run, bodies) : await packedByArchiver(run, bodies));
  }
  return runs.length === 1 ? (runs[0] as Buffer) : Buffer.concat(runs);
}

const joined = (members: readonly Member[], contents: readonly Buffer[]): Buffer =>
  Buffer.concat(members.flatMap((member, index) => [localHeader(member), contents[index] as Buffer]));

async function packedByArchiver(members: readonly Member[], contents: readonly Buffer[]): Promise<Buffer> {
  const zip = new ZipArchive({ store: true });
  const packed = buffer(zip);
  for (const [index, member] of members.entries()) {
    zip.append(contents[index] as Buffer, { name: member.file.path, date: ENTRY_DATE, mode: 0o644 });
  }
  await Promise.all([zip.finalize(), packed]);
  const zipped = await packed;
  let at = 0;
  for (const member of members) {
    const header = localHeader(member);
    if (!header.equals(zipped.subarray(at, at + header.length))) {
      throw new Error(`archiver wrote an unexpected header for ${member.file.path}`);
    }
    at += header.length + member.bytes;
  }
  return zipped.subarray(0, at);
}
