import type { Page } from "../db/catalogue/catalogue.ts";
import { badRequest } from "./problems.ts";

/** Most entries that one answer holds. */
export const LARGEST_PAGE = 1000;

interface PageQuery {
  readonly offset?: string;
  readonly limit?: number;
}

/**
 * The page that a caller asks for, or the refusal of an `offset` that this registry did not write. No offset, an empty
 * one and "0" are the beginning; `size` is the length of a page when the caller names none.
 */
export function pageOf(query: PageQuery, size = LARGEST_PAGE): Page | ReturnType<typeof badRequest> {
  const { offset = "", limit = size } = query;
  const after = offset === "" || offset === "0" ? 0 : readOffset(offset);
  if (after === null) return badRequest("query/offset", "must be the offset header of an earlier answer");
  return { after, limit };
}

/**
 * Cuts what was read of a page to its length. Read one entry more than the page holds: it tells whether there is a next
 * page, which the `offset` header then names; on the last page the header is missing.
 */
export function cutPage<Entry extends { readonly id: number }>(
  entries: readonly Entry[],
  limit: number,
): { readonly page: readonly Entry[]; readonly headers: { readonly offset?: string } } {
  const page = entries.slice(0, limit);
  const last = page.at(-1);
  return { page, headers: last === undefined || entries.length <= limit ? {} : { offset: writeOffset(last.id) } };
}

/** The page with the one entry more. */
export const withOneMore = ({ after, limit }: Page): Page => ({ after, limit: limit + 1 });

const PREFIX = "after:";
const writeOffset = (id: number): string => Buffer.from(`${PREFIX}${id}`).toString("base64url");

function readOffset(offset: string): number | null {
  const text = Buffer.from(offset, "base64url").toString("latin1");
  const id = Number(text.slice(PREFIX.length));
  return Number.isSafeInteger(id) && id > 0 && writeOffset(id) === offset ? id : null;
}
