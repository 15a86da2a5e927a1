import type { Page } from "../db/catalogue/catalogue.ts";
import { badRequest } from "./problems.ts";

/** Most entries of a page. */
export const LARGEST_PAGE = 1000;
/** Most entries that a number as `offset` skips: the database reads them all. */
const MOST_SKIPPED = 100_000;

export interface PageQuery {
  readonly offset?: string;
  readonly limit?: number;
}

/** The requested page, or the refusal of an `offset` that is neither a number nor the header of an earlier page. */
export function pageOf({ offset = "", limit = LARGEST_PAGE }: PageQuery): Page | ReturnType<typeof badRequest> {
  if (/^\d*$/.test(offset)) {
    const skip = Number(offset);
    if (skip <= MOST_SKIPPED) return { after: 0, skip, limit };
    return badRequest(
      "query/offset",
      `skips at most ${MOST_SKIPPED} entries as a number; send the offset header instead`,
    );
  }
  const after = readOffset(offset);
  if (after === null) return badRequest("query/offset", "must be a number or the offset header of an earlier page");
  return { after, skip: 0, limit };
}

/** Whether reading begins here. */
export const isFirst = ({ after, skip }: Page): boolean => after === 0 && skip === 0;

/** The page, fetched with one extra entry to know whether more follow. */
export const withOneMore = (page: Page): Page => ({ ...page, limit: page.limit + 1 });

interface Cut<Entry> {
  readonly page: readonly Entry[];
  readonly headers: { readonly offset: string; readonly Link?: string };
}

/**
 * Cuts what `withOneMore` fetched to the length of the page. The header `offset` continues after its last entry; the
 * header `Link` is there only when more entries follow.
 */
export function cutPage<Entry extends { readonly id: number }>(
  entries: readonly Entry[],
  asked: Page,
  query: PageQuery,
): Cut<Entry> {
  const page = entries.slice(0, asked.limit);
  const last = page.at(-1);
  if (last === undefined) return { page, headers: { offset: query.offset || "0" } };
  const offset = writeOffset(last.id);
  if (entries.length <= asked.limit) return { page, headers: { offset } };
  const next = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, offset })) next.set(name, String(value));
  return { page, headers: { offset, Link: `<?${next}>; rel="next"` } };
}

const PREFIX = "after:";
const writeOffset = (id: number): string => Buffer.from(`${PREFIX}${id}`).toString("base64url");

function readOffset(offset: string): number | null {
  const text = Buffer.from(offset, "base64url").toString("latin1");
  const id = Number(text.slice(PREFIX.length));
  return Number.isSafeInteger(id) && id > 0 && writeOffset(id) === offset ? id : null;
}
