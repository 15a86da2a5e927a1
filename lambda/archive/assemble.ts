import pLimit from "p-limit";
import type { BlobReader } from "../store/blobs.ts";
import { directory, type Layout, type Member } from "./layout.ts";
import { packEntries } from "./pack.ts";
import { type Piece, pieceBytes, SPLICE_FROM_BYTES, type Stretch } from "./plan.ts";
import { localHeader } from "./records.ts";

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
  const contents = await pLimit(FETCHES).map(members, (member) => reader.whole(member.file));
  return packEntries(members, contents);
}

async function copyContent({ member, start, end }: Stretch, reader: BlobReader, target: Buffer, at: number) {
  let copied = 0;
  for await (const chunk of reader.stream(member.file, start, end)) copied += chunk.copy(target, at + copied);
  return copied;
}

/** Bytes of stored content among the pieces: what has to be fetched to make them. */
export const contentBytes = (pieces: readonly Piece[]): number =>
  pieces.reduce((sum, piece) => {
    if (piece.kind === "entry") return sum + piece.member.bytes;
    return piece.kind === "content" ? sum + piece.stretch.end - piece.stretch.start : sum;
  }, 0);
