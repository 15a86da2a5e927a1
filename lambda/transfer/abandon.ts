import pLimit from "p-limit";
import type { Listing, StageContext } from "../ports.ts";
import { discardStaged } from "./keepers.ts";
import { contentsOf } from "./plan.ts";

const AT_ONCE = 8;
/** S3 takes no smaller parts but the last, so no smaller file is ever uploaded in parts. */
const SMALLEST_PART = 5 * 1024 * 1024;

/**
 * Removes what an unfinished transfer of this listing left: open uploads and part objects. For an ingest that ended for
 * good; one that is tried again finds them useful. Blobs that are whole stay: they may belong to others.
 * A worker that brings one of these contents at the same time begins that file anew.
 */
export async function abandonUploads(
  listing: Listing,
  ctx: Pick<StageContext, "store">,
  signal: AbortSignal,
): Promise<void> {
  const limit = pLimit(AT_ONCE);
  const large = contentsOf(listing.files).flatMap(({ file }) =>
    file.sha256 !== null && file.bytes > SMALLEST_PART ? [file.sha256] : [],
  );
  await limit.map(large, (sha256) => discardStaged(ctx.store, sha256, signal));
}
