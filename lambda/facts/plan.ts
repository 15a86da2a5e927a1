/**
 * The request budget of a rating. It depends on what the repository declares and never on timing, so that the same
 * repository is always read to the same depth.
 */

/** Requests of one rating, without redirects and repeats. */
export const MAX_REQUESTS = 25;

/** Most files of each kind that are read, and requests for one parent with its ancestors. */
export const most = { configs: 4, licenses: 3, indexes: 2, evaluations: 2, ownCode: 4, forEachParent: 6 } as const;

/** Requests to GitHub besides those for single commits and pull requests: by GraphQL, or by lists without a token. */
const GITHUB_REQUESTS = { graphql: 4, lists: 6 } as const;

export interface Demand {
  /** Requests for the model itself: description, README, configurations, licence, history, owner. */
  readonly model: number;
  readonly github: "none" | "graphql" | "lists";
  /** Declared datasets that have to be asked for. */
  readonly datasets: number;
  /** Declared parents. */
  readonly parents: number;
  /** Source files of the model repository that are worth reading. */
  readonly ownCode: number;
}

export interface Plan {
  /** Dataset cards that are read, in the order of declaration; descriptions are read for all. */
  readonly datasetCards: number;
  /** Requests for each declared parent and its own ancestors, in the order of declaration. */
  readonly parents: readonly number[];
  readonly ownCode: number;
  /** Requests for the lines and reviews of single commits and pull requests. */
  readonly details: number;
}

/** Distributes the remaining requests in the order of their weight in a rating. */
export function planRequests(demand: Demand): Plan {
  const github = demand.github === "none" ? 0 : GITHUB_REQUESTS[demand.github];
  let left = Math.max(0, MAX_REQUESTS - demand.model - github - demand.datasets);
  const take = (wanted: number): number => {
    const taken = Math.min(wanted, left);
    left -= taken;
    return taken;
  };
  const datasetCards = take(demand.datasets);
  const parents = shares(take(demand.parents * most.forEachParent), demand.parents);
  const ownCode = take(demand.ownCode);
  return { datasetCards, parents, ownCode, details: demand.github === "lists" ? left : 0 };
}

/** Splits a whole number into equal parts; the first parts get the remainder. */
export const shares = (total: number, parts: number): readonly number[] =>
  Array.from({ length: parts }, (_, index) => Math.floor(total / parts) + (index < total % parts ? 1 : 0));
