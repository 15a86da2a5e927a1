import { compareKeys, type SortedKeys } from "./key-order.ts";

export interface ListingQuery {
  readonly prefix: string;
  /** Empty for none. */
  readonly delimiter: string;
  /** Only names above this one are listed. When it ends as a common prefix does, all names under it are skipped. */
  readonly after: string;
  readonly maxKeys: number;
}

export interface Listing {
  readonly keys: readonly string[];
  readonly commonPrefixes: readonly string[];
  readonly truncated: boolean;
  /** The last name listed, to be given as `after` of the next page; null for an empty page. */
  readonly last: string | null;
}

/** Index of the first key that does not begin with the prefix, at or after `from`. Keys with it lie side by side. */
function endOfPrefix(keys: SortedKeys, prefix: string, from: number): number {
  let [low, high] = [from, keys.size];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys.at(middle) as string).startsWith(prefix)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** One page of keys: those with the prefix, rolled up to common prefixes where the delimiter follows it. */
export function listKeys(keys: SortedKeys, query: ListingQuery): Listing {
  const { prefix, delimiter, after, maxKeys } = query;
  const found: string[] = [];
  const commonPrefixes: string[] = [];
  let last: string | null = null;
  let index = Math.max(keys.lowerBound(prefix), after === "" ? 0 : keys.lowerBound(after));
  for (let key = keys.at(index); key?.startsWith(prefix); key = keys.at(index)) {
    const cut = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
    const name = cut === -1 ? key : key.slice(0, cut + delimiter.length);
    const next = cut === -1 ? index + 1 : endOfPrefix(keys, name, index);
    if (after === "" || compareKeys(name, after) > 0) {
      if (found.length + commonPrefixes.length === maxKeys)
        return { keys: found, commonPrefixes, truncated: maxKeys > 0, last };
      (cut === -1 ? found : commonPrefixes).push(name);
      last = name;
    }
    index = next;
  }
  return { keys: found, commonPrefixes, truncated: false, last };
}
