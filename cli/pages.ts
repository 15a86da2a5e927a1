import { CommandFault } from "./fault.ts";

/** One page as the client gives it. */
interface Page<Entry> {
  readonly data?: readonly Entry[] | undefined;
  readonly response: Response;
}

/** Entries in a request at most. */
const LARGEST_PAGE = 1000;

/** Reads page after page until there are `most` entries or no more. */
export async function readPages<Entry>(
  most: number,
  read: (query: { readonly limit: number; readonly offset?: string }) => Promise<Page<Entry>>,
): Promise<{ readonly entries: readonly Entry[]; readonly more: boolean }> {
  const entries: Entry[] = [];
  let offset: string | null = null;
  do {
    const limit = Math.min(LARGEST_PAGE, most - entries.length);
    const { data = [], response }: Page<Entry> = await read(offset === null ? { limit } : { limit, offset });
    entries.push(...data);
    const next = response.headers.get("offset");
    if (next !== null && next === offset) throw new CommandFault("The registry names the same page again and again");
    offset = next;
  } while (offset !== null && entries.length < most);
  return { entries, more: offset !== null };
}
