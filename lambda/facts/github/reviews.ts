import type { Person } from "../../../rating/snapshot-code.ts";

export interface Review {
  readonly by: Person;
  /** APPROVED, CHANGES_REQUESTED, DISMISSED, COMMENTED or PENDING. */
  readonly state: string;
  /** ISO 8601. */
  readonly at: string | null;
}

/** Comments leave an earlier opinion as it is. */
const OPINIONS = new Set(["APPROVED", "CHANGES_REQUESTED", "DISMISSED"]);

/** Everyone whose latest opinion on a pull request is an approval, by login. */
export function approvers(reviews: readonly Review[]): readonly Person[] {
  const latest = new Map<string, Review>();
  const inOrder = reviews.map((review, index) => ({ review, index }));
  inOrder.sort((a, b) => compare(a.review.at ?? "", b.review.at ?? "") || a.index - b.index);
  for (const { review } of inOrder) {
    if (review.by.login !== null && OPINIONS.has(review.state)) latest.set(review.by.login.toLowerCase(), review);
  }
  const approved = [...latest.values()].filter(({ state }) => state === "APPROVED").map(({ by }) => by);
  return approved.sort((a, b) => compare(a.login ?? "", b.login ?? ""));
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
