import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MAX_REQUESTS, planRequests, shares } from "../../../lambda/facts/plan.ts";

const sum = (numbers: readonly number[]) => numbers.reduce((total, it) => total + it, 0);
const demand = fc.record({
  model: fc.integer({ min: 3, max: 13 }),
  github: fc.constantFrom("none", "graphql", "lists"),
  datasets: fc.integer({ min: 0, max: 5 }),
  parents: fc.integer({ min: 0, max: 12 }),
  ownCode: fc.integer({ min: 0, max: 4 }),
} as const);

describe("the plan of requests", () => {
  test("never spends more than the limit, whatever a repository declares", () => {
    fc.assert(
      fc.property(demand, (it) => {
        const plan = planRequests(it);
        const github = { none: 0, graphql: 4, lists: 6 }[it.github];
        const spent =
          it.model + github + it.datasets + plan.datasetCards + sum(plan.parents) + plan.ownCode + plan.details;
        expect(spent).toBeLessThanOrEqual(MAX_REQUESTS);
        expect(plan.parents).toHaveLength(it.parents);
      }),
    );
  });

  test("reads everything of an ordinary model with two datasets, a parent and linked code", () => {
    const plan = planRequests({ model: 8, github: "lists", datasets: 2, parents: 1, ownCode: 0 });
    expect(plan).toEqual({ datasetCards: 2, parents: [6], ownCode: 0, details: 1 });
  });

  test("gives the remainder of a division to the first parts", () => {
    expect(shares(7, 3)).toEqual([3, 2, 2]);
    expect(shares(2, 3)).toEqual([1, 1, 0]);
    expect(shares(5, 0)).toEqual([]);
  });
});
