import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aModel } from "../../../local/hub/builders.ts";
import { type LocalHub, startHub } from "../../../local/hub.ts";
import { ask, askJson } from "./with-hub.ts";

const pullRequests = [
  { number: 1, title: "Why so slow?", author: "ann", status: "closed", pullRequest: false },
  { number: 2, title: "Fix card", author: "bob", status: "open" },
] as const;

let hub: LocalHub;
beforeAll(async () => {
  hub = await startHub({
    token: "hf_t",
    repositories: [
      aModel("acme/tiny", { pullRequests, tags: [{ name: "v1" }], branches: [{ name: "refs/convert/parquet" }] }),
      aModel("solo/tiny", {
        commits: [{ authors: ["solo"], title: "upload", date: "2025-01-01" }],
        discussionsDisabled: true,
      }),
    ],
  });
});
afterAll(() => hub.close());

const api = (rest: string) => `${hub.endpoint}/api/${rest}`;

describe("commits", () => {
  test("they come newest first, with their number in a header and a link to the next page", async () => {
    const answer = await ask(api("models/acme/tiny/commits/main?limit=2"));
    const titles = (JSON.parse(answer.text) as { title: string }[]).map(({ title }) => title);
    expect(titles).toEqual(["Tell how it was evaluated", "Add weights"]);
    expect(answer.headers["x-total-count"]).toBe("5");
    const next = /<([^>]+)>; rel="next"/.exec(String(answer.headers.link))?.[1];
    expect(next).toBe(api("models/acme/tiny/commits/main?limit=2&p=1"));
    expect(await askJson(String(next))).toHaveLength(2);
  });

  test("they name their authors and no addresses", async () => {
    const [newest] = (await askJson(api("models/acme/tiny/commits/main"))) as { authors: { user: string }[] }[];
    expect(newest?.authors.map(({ user }) => user)).toEqual(["mira-sato"]);
    expect(JSON.stringify(newest)).not.toContain("@");
  });
});

test("refs tell branches, tags and conversions, and pull requests only when asked", async () => {
  const { sha } = (await askJson(api("models/acme/tiny"))) as { sha: string };
  const refs = await askJson(api("models/acme/tiny/refs"));
  expect(refs).toEqual({
    branches: [{ name: "main", ref: "refs/heads/main", targetCommit: sha }],
    tags: [{ name: "v1", ref: "refs/tags/v1", targetCommit: sha }],
    converts: [{ name: "parquet", ref: "refs/convert/parquet", targetCommit: sha }],
  });
  const more = await askJson(api("models/acme/tiny/refs?include_prs=1"));
  expect(more).toMatchObject({ pullRequests: [{ ref: "refs/pr/2" }] });
});

describe("discussions", () => {
  test.each([
    ["", [2, 1]],
    ["?type=pull_request", [2]],
    ["?type=discussion", [1]],
    ["?status=closed", [1]],
    ["?author=bob", [2]],
  ])("the query %s finds numbers %j", async (query, numbers) => {
    const found = (await askJson(api(`models/acme/tiny/discussions${query}`))) as { discussions: { num: number }[] };
    expect(found.discussions.map(({ num }) => num)).toEqual(numbers);
    expect(found).toMatchObject({ count: numbers.length, numClosedDiscussions: 1 });
  });

  test("a repository can have them switched off", async () => {
    const answer = await ask(api("models/solo/tiny/discussions"));
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      403,
      { error: "Discussions are disabled for this repo." },
    ]);
  });

  test("one of them has its events", async () => {
    const found = (await askJson(api("models/acme/tiny/discussions/2"))) as { events: { type: string }[] };
    expect(found.events.map(({ type }) => type)).toEqual(["comment", "commit"]);
  });
});

describe("people", () => {
  test("a namespace with several committers is an organisation with members", async () => {
    expect(await askJson(api("organizations/acme/overview"))).toMatchObject({
      name: "acme",
      numUsers: 5,
      numModels: 1,
    });
    expect(await askJson(api("organizations/acme/members"))).toHaveLength(5);
    expect((await ask(api("users/acme/overview"))).status).toBe(404);
  });

  test("a namespace of one person is a user", async () => {
    expect((await ask(api("organizations/solo/overview"))).status).toBe(404);
    expect(await askJson(api("users/solo/overview"))).toMatchObject({ user: "solo", type: "user" });
  });

  test("the account behind the token is told", async () => {
    expect(await askJson(api("whoami-v2"), { token: "hf_t" })).toMatchObject({ type: "user", name: "gatehouse" });
  });
});
