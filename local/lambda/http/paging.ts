import { invalid } from "./refusal.ts";

/** One page of a list, as MaxItems and Marker ask for it; NextMarker is there when more follows. */
export function pageOf<T>(
  items: readonly T[],
  query: URLSearchParams,
): { readonly items: readonly T[]; readonly next: { readonly NextMarker?: string } } {
  const limit = Number(query.get("MaxItems") ?? 50);
  const start = Number(query.get("Marker") ?? 0);
  if (!Number.isInteger(limit) || limit < 1) throw invalid("MaxItems must be a whole number of at least 1");
  if (!Number.isInteger(start) || start < 0) throw invalid("Marker is not one that this list gave");
  const end = start + limit;
  return { items: items.slice(start, end), next: end < items.length ? { NextMarker: String(end) } : {} };
}
