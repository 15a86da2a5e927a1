import type { PlannedUnit } from "../../db/ingest/shares/ledger.ts";
import type { IngestConfig } from "../config.ts";
import type { ListedFile, Listing } from "../ports.ts";
import { type Content, contentsOf } from "../transfer/plan.ts";

/** A part of a shared transfer, with its files. */
export interface FileUnit extends PlannedUnit {
  readonly listed: readonly ListedFile[];
}

const MiB = 1024 * 1024;
/** A statement for every unit: smaller contents go together. Bounds in bytes, and contents in one unit. */
const GROUP = { smallest: 8 * MiB, largest: 256 * MiB, contents: 1_000 };
/** Units of small files that a transfer is cut into at least, so that all workers have some. */
const GROUPS = 256;

/** How many workers share a transfer at most: each needs a connection to the source. */
export const workerLimit = ({ fanout, sourceMaxConnections }: IngestConfig): number =>
  Math.min(fanout.workers, sourceMaxConnections);

/**
 * Cuts a listing into units, largest first: each large content is one, smaller ones go together. It follows from the
 * listing alone, so that every worker makes the same plan.
 */
export function unitsOf(listing: Listing): FileUnit[] {
  const groupBytes = Math.min(GROUP.largest, Math.max(GROUP.smallest, listing.bytesTotal / GROUPS));
  const groups: Content[][] = [];
  let open: Content[] = [];
  let bytes = 0;
  for (const content of contentsOf(listing.files)) {
    open.push(content);
    bytes += content.file.bytes;
    if (bytes < groupBytes && open.length < GROUP.contents) continue;
    groups.push(open);
    [open, bytes] = [[], 0];
  }
  if (open.length > 0) groups.push(open);
  return groups.map(toUnit);
}

function toUnit(contents: readonly Content[], number: number): FileUnit {
  const listed = contents.flatMap(({ file, twins }) => [file, ...twins]);
  const bytes = listed.reduce((sum, file) => sum + file.bytes, 0);
  const sha256 = listed.length === 1 ? (listed[0]?.sha256 ?? null) : null;
  return { number, sha256, bytes, files: listed.length, listed };
}
