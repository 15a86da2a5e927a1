import { afterAll, beforeAll, expect, test } from "vitest";
import { aCodeRepository } from "../../../../local/hub/builders.ts";
import { type LocalHub, startHub } from "../../../../local/hub.ts";
import { ask, askJson } from "../with-hub.ts";

const TOKEN = "ghp_valid";
let hub: LocalHub;
beforeAll(async () => {
  hub = await startHub({
    repositories: [],
    token: TOKEN,
    github: [
      aCodeRepository("acme/code"),
      { name: "acme/empty", files: [] },
      {
        name: "acme/bots",
        files: [{ path: "a.txt", content: "a\n" }],
        commits: [{ author: "renovate[bot]", title: "Update", date: "2025-01-01" }],
      },
    ],
  });
});
afterAll(() => hub.close());

const query = (text: string, variables: Record<string, unknown> = {}) =>
  askJson(`${hub.github}/graphql`, { method: "POST", token: TOKEN, body: JSON.stringify({ query: text, variables }) });

test("a query gets what it asks for and nothing else, under the names it gives", async () => {
  const text = `query($o: String!) { # a comment
    here: repository(owner: $o, name: "code") { isArchived licenseInfo { spdxId } branch: defaultBranchRef { name } }
  }`;
  expect(await query(text, { o: "acme" })).toEqual({
    data: { here: { isArchived: false, licenseInfo: { spdxId: "Apache-2.0" }, branch: { name: "main" } } },
  });
});

const HISTORY = `query($after: String) { repository(owner: "acme", name: "code") { defaultBranchRef { target { ... on Commit {
  history(first: 2, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { oid
    associatedPullRequests(first: 1) { nodes { number reviews(first: 5, states: [APPROVED]) { totalCount } } } } }
} } } } }`;

interface Page {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  readonly nodes: readonly {
    readonly oid: string;
    readonly associatedPullRequests: { readonly nodes: readonly object[] };
  }[];
}

async function page(after: string | null): Promise<Page> {
  const answer = (await query(HISTORY, { after })) as {
    data: { repository: { defaultBranchRef: { target: { history: Page } } } };
  };
  return answer.data.repository.defaultBranchRef.target.history;
}

test("history is read page by page, each commit with its pull request and the approvals of that", async () => {
  const first = await page(null);
  const second = await page(first.pageInfo.endCursor);
  expect(first.totalCount).toBe(5);
  expect([first.pageInfo.hasNextPage, second.nodes.length]).toEqual([true, 2]);
  expect(new Set([...first.nodes, ...second.nodes].map(({ oid }) => oid)).size).toBe(4);
  expect(first.nodes[0]?.associatedPullRequests.nodes).toEqual([{ number: 5, reviews: { totalCount: 1 } }]);
});

test("a missing repository is null, with the reason among the errors", async () => {
  const answer = await query('{ repository(owner: "acme", name: "none") { isFork } }');
  expect(answer).toMatchObject({ data: { repository: null }, errors: [{ type: "NOT_FOUND", path: ["repository"] }] });
});

test("an empty repository has no branch", async () => {
  const answer = await query('{ repository(owner: "acme", name: "empty") { defaultBranchRef { name } } }');
  expect(answer).toEqual({ data: { repository: { defaultBranchRef: null } } });
});

test("a commit of a bot has no user", async () => {
  const text = `{ repository(owner: "acme", name: "bots") { defaultBranchRef { target { ... on Commit { author { name user { login } } } } } } }`;
  expect(JSON.stringify(await query(text))).toContain('"author":{"name":"renovate[bot]","user":null}');
});

test.each([
  ['{ repository(owner: "acme", name: "code") { nope } }', "Field 'nope' doesn't exist on type 'Repository'"],
  ['{ repository(owner: "acme", name: "code") { isFork }', "Unexpected end of the document"],
  ["mutation { x }", "Expected query, found mutation"],
  ['{ repository(owner: "acme", name: "code") { licenseInfo } }', "Field 'licenseInfo' must have selections"],
])("the query %s is refused with a reason", async (text, message) => {
  expect(await query(text)).toEqual({ errors: [{ message }] });
});

test("a connection has to be bounded", async () => {
  const answer = await query('{ repository(owner: "acme", name: "code") { pullRequests { totalCount } } }');
  expect(answer).toMatchObject({ errors: [{ type: "MISSING_PAGINATION_BOUNDARIES" }] });
});

test("without a token there is no graph", async () => {
  const answer = await ask(`${hub.github}/graphql`, { method: "POST", body: "{}" });
  expect(answer.status).toBe(401);
});
