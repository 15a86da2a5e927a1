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
 * @returns the bytes in pieces, the contents among them as they were given, so that none of them is held twice
 */
export async function packEntries(members: readonly Member[], contents: readonly Buffer[]): Promise<Buffer[]> {
  const packed: Buffer[] = [];
  for (let from = 0, to = 0; from < members.length; from = to) {
    const byHand = rewrittenByArchiver((members[from] as Member).file.path);
    for (to = from + 1; to < members.length; to++) {
      if (rewrittenByArchiver((members[to] as Member).file.path) !== byHand) break;
    }
    const run = members.slice(from, to);
    const bodies = contents.slice(from, to);
    packed.push(...(byHand ? joined(run, bodies) : await packedByArchiver(run, bodies)));
  }
  return packed;
}

const joined = (members: readonly Member[], contents: readonly Buffer[]): Buffer[] =>
  members.flatMap((member, index) => [localHeader(member), contents[index] as Buffer]);

async function packedByArchiver(members: readonly Member[], contents: readonly Buffer[]): Promise<Buffer[]> {
  const zip = new ZipArchive({ store: true });
  const chunks: Promise<Buffer[]> = zip.toArray();
  for (const [index, member] of members.entries()) {
    zip.append(contents[index] as Buffer, { name: member.file.path, date: ENTRY_DATE, mode: 0o644 });
  }
  await Promise.all([zip.finalize(), chunks]);
  return entriesOnly(await chunks, members);
}

/** Cuts off what follows the entries, and compares every header with the planned one. */
function entriesOnly(chunks: readonly Buffer[], members: readonly Member[]): Buffer[] {
  const entries = new Cursor(chunks);
  return members.flatMap((member) => {
    const header = localHeader(member);
    const written = Buffer.concat(entries.take(header.length));
    if (!header.equals(written)) throw new Error(`archiver wrote an unexpected header for ${member.file.path}`);
    return [written, ...entries.take(member.bytes)];
  });
}

/** Reads on and on in a list of chunks, without copying any. */
class Cursor {
  readonly #chunks: readonly Buffer[];
  #index = 0;
  #offset = 0;

  constructor(chunks: readonly Buffer[]) {
    this.#chunks = chunks;
  }

  take(bytes: number): Buffer[] {
    const taken: Buffer[] = [];
    for (let left = bytes; left > 0; ) {
      const chunk = this.#chunks[this.#index];
      if (chunk === undefined) throw new Error(`archiver wrote ${left} bytes too few`);
      const piece = chunk.subarray(this.#offset, this.#offset + left);
      taken.push(piece);
      left -= piece.length;
      this.#offset += piece.length;
      if (this.#offset === chunk.length) {
        this.#index += 1;
        this.#offset = 0;
      }
    }
    return taken;
  }
}
