import { mapConcurrently } from "../../domain/task-group.ts";
import type { BlobReader } from "../store/blobs.ts";
import { directory, ENTRY_DATE, type Layout, localHeader, type Member } from "./layout.ts";
import { type Piece, pieceBytes, SPLICE_FROM_BYTES, type Stretch } from "./plan.ts";

/** Small files fetched at the same time. */
const FETCHES = 40;

/**
 * Makes the bytes of pieces in memory. Holds them once, and beside them one batch of small files of at most
 * 16 MiB while it is packed.
 */
export async function assemble(pieces: readonly Piece[], layout: Layout, reader: BlobReader): Promise<Buffer> {
  const target = Buffer.allocUnsafeSlow(pieces.reduce((sum, piece) => sum + pieceBytes(piece, layout), 0));
  let at = 0;
  for (let next = 0; next < pieces.length; ) {
    const batch = leadingEntries(pieces, next);
    const piece = pieces[next] as Piece;
    if (batch.length > 0) for (const packed of await fetchAndPack(batch, reader)) at += packed.copy(target, at);
    else if (piece.kind === "header") at += localHeader(piece.member).copy(target, at);
    else if (piece.kind === "content") at += await copyContent(piece.stretch, reader, target, at);
    else at += directory(layout).copy(target, at);
    next += Math.max(1, batch.length);
  }
  if (at !== target.length) throw new Error(`A part of ${target.length} bytes came out with ${at}`);
  return target;
}

/** The whole entries from `from` on that together are small enough to be packed at once. */
function leadingEntries(pieces: readonly Piece[], from: number): Member[] {
  const members: Member[] = [];
  let bytes = 0;
  for (let index = from; index < pieces.length && bytes < SPLICE_FROM_BYTES; index++) {
    const piece = pieces[index] as Piece;
    if (piece.kind !== "entry") break;
    members.push(piece.member);
    bytes += piece.member.bytes;
  }
  return members;
}

async function fetchAndPack(members: readonly Member[], reader: BlobReader): Promise<Buffer[]> {
  const options = { concurrency: FETCHES, signal: reader.signal };
  return packEntries(members, await mapConcurrently(members, options, ({ file }) => reader.whole(file)));
}

async function copyContent({ member, start, end }: Stretch, reader: BlobReader, target: Buffer, at: number) {
  let copied = 0;
  for await (const chunk of reader.stream(member.file, start, end)) copied += chunk.copy(target, at + copied);
  return copied;
}

/** Bytes of stored content among the pieces: what has to be read to make them. */
export const contentBytes = (pieces: readonly Piece[]): number =>
  pieces.reduce((sum, piece) => {
    if (piece.kind === "entry") return sum + piece.member.bytes;
    return piece.kind === "content" ? sum + piece.stretch.end - piece.stretch.start : sum;
  }, 0);

/** archiver takes a leading "word:" off a name, as if it were a drive. */
const rewrittenByArchiver = (path: string): boolean => /^\w+:/.test(path);

/**
 * The entries of small files, header and content, one after another, as they are in an archive.
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
  // Loaded with the first archive: it is a tenth of what the function and the server would load at their start.
  const { ZipArchive } = await import("archiver");
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

/** Reads consecutive bytes of a list of chunks without copying them. */
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
