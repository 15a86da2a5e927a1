import { describe, expect, test } from "vitest";
import { approvers, emailDigest, firstParents, type Review } from "../../../lambda/facts/github/history.ts";

const review = (login: string, state: string, at: string): Review => ({
  by: { login, name: null, emailDigest: null, bot: false },
  state,
  at,
});
const logins = (reviews: readonly Review[]) => approvers(reviews).map(({ login }) => login);

describe("the line of first parents", () => {
  const ids = (list: Parameters<typeof firstParents>[0]) => firstParents(list).map(({ id }) => id);

  test("leaves out the commits that a merge brought in", () => {
    const merge = { id: "m", parent: "b" };
    expect(ids([merge, { id: "side", parent: "a" }, { id: "b", parent: "a" }, { id: "a", parent: null }])).toEqual([
      "m",
      "b",
      "a",
    ]);
  });

  test("ends at a parent that is not listed, and at a cycle", () => {
    expect(ids([{ id: "a", parent: "gone" }])).toEqual(["a"]);
    expect(
      ids([
        { id: "a", parent: "b" },
        { id: "b", parent: "a" },
      ]),
    ).toEqual(["a", "b"]);
    expect(ids([])).toEqual([]);
  });
});

describe("the people who approved a pull request", () => {
  test("are those whose latest opinion is an approval, whatever the order of the list", () => {
    const reviews = [
      review("cy", "APPROVED", "2025-01-03T00:00:00Z"),
      review("bo", "APPROVED", "2025-01-01T00:00:00Z"),
      review("bo", "CHANGES_REQUESTED", "2025-01-02T00:00:00Z"),
      review("al", "CHANGES_REQUESTED", "2025-01-01T00:00:00Z"),
      review("Al", "APPROVED", "2025-01-02T00:00:00Z"),
    ];
    expect(logins(reviews)).toEqual(["Al", "cy"]);
    expect(logins(reviews.toReversed())).toEqual(["Al", "cy"]);
  });

  test("still approve when they comment later, and no longer when it was dismissed", () => {
    expect(logins([review("bo", "APPROVED", "2025-01-01"), review("bo", "COMMENTED", "2025-01-02")])).toEqual(["bo"]);
    expect(logins([review("bo", "APPROVED", "2025-01-01"), review("bo", "DISMISSED", "2025-01-02")])).toEqual([]);
  });
});

describe("an e-mail address of a commit", () => {
  test("is kept only as a digest that does not depend on case or blanks", () => {
    expect(emailDigest(" Ann@Example.org ")).toBe(emailDigest("ann@example.org"));
    expect(emailDigest("ann@example.org")).toMatch(/^[0-9a-f]{64}$/);
    expect(emailDigest(7)).toBeNull();
  });
});
