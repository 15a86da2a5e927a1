import type { Fact } from "../../rating/fact.ts";
import type { CodeFiles } from "../../rating/snapshot-code.ts";

/** True when asking again may turn the fact into a finding. */
export const isMissing = (fact: Fact<unknown>): boolean => fact.known === "unknown" && fact.retryable;

/** What an earlier gathering found stays; what it missed, or never asked for, is fetched. */
export async function keepOr<T>(earlier: Fact<T> | undefined, fetch: () => Promise<Fact<T>>): Promise<Fact<T>> {
  return earlier !== undefined && !isMissing(earlier) ? earlier : fetch();
}

/** Files are kept when every text of them was read. */
export async function keepFilesOr(
  earlier: Fact<CodeFiles> | undefined,
  fetch: () => Promise<Fact<CodeFiles>>,
): Promise<Fact<CodeFiles>> {
  const isWhole = earlier?.known !== "value" || !Object.values(earlier.value.texts).some(isMissing);
  return isWhole ? keepOr(earlier, fetch) : fetch();
}
