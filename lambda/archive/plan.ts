import { IngestFailure } from "../../domain/failure.ts";
import type { StoredFile } from "../ports.ts";
import { type Layout, layOut, type Member } from "./layout.ts";

/** The store's rules for a multipart upload: every part but the last has at least 5 MiB and at most 5 GiB. */
export const MIN_PART_BYTES = 5 * 1024 * 1024;
const MAX_PART_BYTES = 5 * 1024 * 1024 * 1024;
const MAX_PARTS = 10_000;

/** Files below this size are packed in memory; the others are copied by the store itself. */
export const SPLICE_FROM_BYTES = 8 * 1024 * 1024;

/** Content bytes that fill up parts of an archive of any size; the start of the first large file is among them. */
const MAX_CARRIED_BYTES = 8 * 1024 * 1024;

/** Bytes of a stored file: from `start` up to, not including, `end`. */
export interface Stretch {
  readonly member: Member;
  readonly start: number;
  readonly end: number;
}

/** A piece of the bytes that are made in memory. */
export type Piece =
  | { readonly kind: "entry"; readonly member: Member }
  | { readonly kind: "header"; readonly member: Member }
  | { readonly kind: "content"; readonly stretch: Stretch }
  | { readonly kind: "directory" };

/**
 * A part of the archive's upload. "upload": made in memory. "copy": the store copies a stretch of a blob. "seam": the
 * bytes are too few for a part, so the store first joins them with the tail of the file before them in a small object,
 * which is then copied as one part.
 */
export type Part =
  | { readonly kind: "upload"; readonly bytes: number; readonly pieces: readonly Piece[] }
  | { readonly kind: "copy"; readonly bytes: number; readonly from: Stretch }
  | { readonly kind: "seam"; readonly bytes: number; readonly tail: Stretch; readonly pieces: readonly Piece[] };

export interface PlanLimits {
  readonly spliceFromBytes: number;
  /** A part made in memory is closed once it has this many bytes. */
  readonly uploadBytes: number;
  /**
   * Longest stretch copied by one request, 10 MiB to 5 GiB: several copies run side by side and none runs into a
   * time limit.
   */
  readonly copyBytes: number;
  /**
   * Content bytes that may pass through memory only to fill parts up to 5 MiB. Filling up takes one request where a
   * seam takes five, so it is preferred while it is a small share of the archive. But parts are filled up one after
   * another by one function, and seams are made side by side by the store: many shards are joined sooner by seams.
   */
  readonly carryBytes: number;
}

const length = ({ start, end }: Stretch): number => end - start;

export const pieceBytes = (piece: Piece, layout: Layout): number => {
  switch (piece.kind) {
    case "entry":
      return piece.member.headerBytes + piece.member.bytes;
    case "header":
      return piece.member.headerBytes;
    case "content":
      return length(piece.stretch);
    case "directory":
      return layout.directoryBytes;
  }
};

class Planner {
  readonly parts: Part[] = [];
  readonly #layout: Layout;
  readonly #limits: PlanLimits;
  #pieces: Piece[] = [];
  #bytes = 0;
  #carried = 0;
  /** The stretch to be copied next, held back because the next seam may need its tail. */
  #pending: Stretch | null = null;

  constructor(layout: Layout, limits: PlanLimits) {
    this.#layout = layout;
    this.#limits = limits;
  }

  add(member: Member): void {
    const splices = member.bytes >= this.#limits.spliceFromBytes;
    const whole = !splices && member.bytes < SPLICE_FROM_BYTES;
    this.#push({ kind: whole ? "entry" : "header", member });
    if (splices) this.#splice(member);
    else if (!whole) this.#inline(member);
    if (this.#bytes >= this.#limits.uploadBytes) this.#flush();
  }

  finish(): readonly Part[] {
    this.#push({ kind: "directory" });
    this.#flush();
    return this.parts;
  }

  #push(piece: Piece): void {
    this.#pieces.push(piece);
    this.#bytes += pieceBytes(piece, this.#layout);
  }

  /** Content through memory, cut so that no part outgrows its limit. */
  #inline(member: Member): void {
    for (let start = 0; start < member.bytes; ) {
      const end = Math.min(member.bytes, start + Math.max(1, this.#limits.uploadBytes - this.#bytes));
      this.#push({ kind: "content", stretch: { member, start, end } });
      if (this.#bytes >= this.#limits.uploadBytes) this.#flush();
      start = end;
    }
  }

  #splice(member: Member): void {
    const lacking = Math.max(0, MIN_PART_BYTES - this.#bytes);
    const hasTail = this.#pending !== null && length(this.#pending) >= 2 * MIN_PART_BYTES;
    const seam = lacking > 0 && hasTail && this.#carried + lacking > this.#limits.carryBytes;
    if (seam) {
      this.#flushAsSeam();
      this.#pending = { member, start: 0, end: member.bytes };
    } else if (member.bytes - lacking >= MIN_PART_BYTES) {
      if (lacking > 0) this.#push({ kind: "content", stretch: { member, start: 0, end: lacking } });
      this.#carried += lacking;
      this.#flush();
      this.#pending = { member, start: lacking, end: member.bytes };
    } else {
      this.#inline(member);
    }
  }

  #flush(): void {
    this.#copyPending(0);
    if (this.#bytes > 0) this.parts.push({ kind: "upload", bytes: this.#bytes, pieces: this.#pieces });
    this.#pieces = [];
    this.#bytes = 0;
  }

  #flushAsSeam(): void {
    const { member, end } = this.#pending as Stretch;
    this.#copyPending(MIN_PART_BYTES);
    const tail = { member, start: end - MIN_PART_BYTES, end };
    this.parts.push({ kind: "seam", bytes: MIN_PART_BYTES + this.#bytes, tail, pieces: this.#pieces });
    this.#pieces = [];
    this.#bytes = 0;
  }

  /** Plans the copies of the pending stretch except its last `keep` bytes, none of them below 5 MiB. */
  #copyPending(keep: number): void {
    if (this.#pending === null) return;
    const { member, start, end } = this.#pending;
    const last = end - keep;
    for (let at = start; at < last; ) {
      const rest = last - at;
      const most = rest - this.#limits.copyBytes;
      const bytes = most <= 0 ? rest : this.#limits.copyBytes - (most < MIN_PART_BYTES ? MIN_PART_BYTES : 0);
      this.parts.push({ kind: "copy", bytes, from: { member, start: at, end: at + bytes } });
      at += bytes;
    }
    this.#pending = null;
  }
}

function planWithin(layout: Layout, limits: PlanLimits): readonly Part[] {
  const planner = new Planner(layout, limits);
  for (const member of layout.members) planner.add(member);
  return planner.finish();
}

const defaults = (layout: Layout): PlanLimits => ({
  spliceFromBytes: SPLICE_FROM_BYTES,
  uploadBytes: SPLICE_FROM_BYTES,
  copyBytes: 256 * 1024 * 1024,
  carryBytes: Math.min(MAX_CARRIED_BYTES, Math.floor(layout.bytes / 100)),
});

/**
 * Cuts an archive into the parts of a multipart upload. Where 10,000 parts do not suffice, parts become larger and
 * more of the smaller files pass through memory: two parts a file are too many for ten thousand files.
 *
 * @throws IngestFailure source_too_large when no such plan exists
 */
export function planParts(layout: Layout, limits: Partial<PlanLimits> = {}): readonly Part[] {
  const parts = partsWithin(layout, limits);
  if (parts === null) throw new IngestFailure("source_too_large", tooManyParts(layout));
  return parts;
}

function partsWithin(layout: Layout, limits: Partial<PlanLimits>): readonly Part[] | null {
  let tried: PlanLimits = { ...defaults(layout), ...limits };
  while (tried.uploadBytes <= 64 * 1024 * 1024) {
    const parts = planWithin(layout, tried);
    if (parts.length <= MAX_PARTS) return parts;
    tried = {
      ...tried,
      spliceFromBytes: tried.spliceFromBytes * 2,
      uploadBytes: tried.uploadBytes * 2,
      copyBytes: Math.min(MAX_PART_BYTES, tried.copyBytes * 2),
    };
  }
  return null;
}

const tooManyParts = ({ members, bytes }: Layout): string =>
  `an archive of ${members.length} files and ${bytes} bytes does not fit ${MAX_PARTS} parts`;

/**
 * Why no zip can hold these files; null when one can. Known from paths and sizes, before a byte is moved.
 * @param maxBytes of an object in the store
 */
export function whyNoArchive(files: readonly Pick<StoredFile, "path" | "bytes">[], maxBytes: number): string | null {
  const unread = { sha256: "", gitSha1: null, crc32: 0, kind: "file" } as const;
  const layout = layOut(files.map(({ path, bytes }) => ({ ...unread, path, bytes })));
  if (layout.bytes > maxBytes)
    return `a zip of all files would have ${layout.bytes} bytes, and one may have ${maxBytes}`;
  return partsWithin(layout, {}) === null ? tooManyParts(layout) : null;
}
