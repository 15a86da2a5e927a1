import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aCodeRepository } from "../../../../local/hub/builders.ts";
import { type LocalHub, startHub } from "../../../../local/hub.ts";
import { ask, askJson, jsonOf, withHub } from "../with-hub.ts";

const TOKEN = "ghp_valid";
let hub: LocalHub;
beforeAll(async () => {
  hub = await startHub({
    repositories: [],
    token: TOKEN,
    github: [
      aCodeRepository("acme/code", { tags: [{ name: "v1", commit: 0 }] }),
      aCodeRepository("acme/secret", { private: true }),
      aCodeRepository("acme/unlicensed", { license: null }),
      aCodeRepository("acme/cut", { treeLimit: 3 }),
      { name: "acme/empty", files: [] },
      { name: "acme/old", files: [], renamedTo: "acme/code" },
    ],
  });
});
afterAll(() => hub.close());

const repo = (rest = "", name = "code") => `${hub.github}/repos/acme/${name}${rest}`;

test("a repository tells licence, branch and whether it is archived", async () => {
  expect(await askJson(repo())).toMatchObject({
    full_name: "acme/code",
    default_branch: "main",
    archived: false,
    language: "Python",
    license: { key: "apache-2.0", spdx_id: "Apache-2.0" },
  });
});

test("the licence and README come in base64, and a repository without a licence has none", async () => {
  const found = (await askJson(repo("/license"))) as { content: string; license: { spdx_id: string } };
  expect(Buffer.from(found.content, "base64").toString()).toContain("Apache License");
  expect(found.license.spdx_id).toBe("Apache-2.0");
  expect((await ask(repo("/license", "unlicensed"))).status).toBe(404);
  expect(await askJson(repo("/readme"))).toMatchObject({ path: "README.md", encoding: "base64" });
});

describe("refusals", () => {
  test.each([
    ["/repos/acme/none", undefined, 404, "Not Found"],
    ["/repos/acme/secret", undefined, 404, "Not Found"],
    ["/repos/acme/secret", TOKEN, 200, "acme/secret"],
    ["/repos/acme/code", "ghp_wrong", 401, "Bad credentials"],
    ["/repos/acme/empty/commits", undefined, 409, "Git Repository is empty."],
    ["/repos/acme/empty/contributors", undefined, 204, ""],
    ["/repos/acme/code/commits/nope", undefined, 422, "No commit found for SHA: nope"],
    ["/repos/acme/code/contents/none.txt", undefined, 404, "Not Found"],
  ])("%s with token %s answers %i", async (path, token, status, message) => {
    const answer = await ask(hub.github + path, token === undefined ? {} : { token });
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(message);
  });

  test("a client that does not say who it is is refused", async () => {
    const response = await fetch(repo(), { headers: { "user-agent": "" } });
    expect(response.status).toBe(403);
  });

  test("a renamed repository is sent on to its number, which serves it", async () => {
    const moved = await ask(repo("/commits?per_page=1", "old"));
    expect(moved.status).toBe(301);
    expect(moved.headers.location).toMatch(/\/repositories\/\d+\/commits\?per_page=1$/);
    expect(await askJson(String(moved.headers.location))).toHaveLength(1);
  });
});

describe("history", () => {
  test("pages are linked by number and together hold every commit once", async () => {
    const first = await ask(repo("/commits?per_page=2"));
    const links = String(first.headers.link);
    expect(links).toMatch(/page=2>; rel="next".*page=3>; rel="last"/);
    const next = /<([^>]+)>; rel="next"/.exec(links)?.[1];
    const shas = [...(jsonOf(first) as { sha: string }[]), ...((await askJson(String(next))) as { sha: string }[])];
    expect(new Set(shas.map(({ sha }) => sha)).size).toBe(4);
  });

  test("a ref can be asked for as a bare sha, and a tag leads to an older commit", async () => {
    const headers = { accept: "application/vnd.github.sha" };
    const main = (await ask(repo("/commits/main"), { headers })).text;
    const tag = (await ask(repo("/commits/v1"), { headers })).text;
    expect([main, tag]).toEqual([expect.stringMatching(/^[0-9a-f]{40}$/), expect.stringMatching(/^[0-9a-f]{40}$/)]);
    expect(tag).not.toBe(main);
  });

  test("a commit tells the lines it added, file by file", async () => {
    const commit = await askJson(repo("/commits/main"));
    const { stats, files } = commit as { stats: { additions: number }; files: { additions: number }[] };
    expect(stats.additions).toBeGreaterThan(0);
    expect(files.reduce((sum, file) => sum + file.additions, 0)).toBe(stats.additions);
  });

  test("contributors are counted from the commits", async () => {
    const found = (await askJson(repo("/contributors"))) as { contributions: number; type: string }[];
    expect(found.map(({ contributions }) => contributions)).toEqual([1, 1, 1, 1, 1]);
    expect(found.every(({ type }) => type === "User")).toBe(true);
  });
});

describe("pull requests", () => {
  test("a merged one is tied to its commit, and its approval to another person", async () => {
    const [pull] = (await askJson(repo("/pulls?state=closed&per_page=1"))) as {
      number: number;
      merge_commit_sha: string;
      user: { login: string };
    }[];
    const [found] = (await askJson(repo(`/commits/${pull?.merge_commit_sha}/pulls`))) as { number: number }[];
    const [review] = (await askJson(repo(`/pulls/${pull?.number}/reviews`))) as {
      state: string;
      user: { login: string };
    }[];
    expect(found?.number).toBe(pull?.number);
    expect(review?.state).toBe("APPROVED");
    expect(review?.user.login).not.toBe(pull?.user.login);
  });

  test("later versions of the API leave the merge commit out", async () => {
    const headers = { "x-github-api-version": "2026-03-10" };
    const [pull] = (await askJson(repo("/pulls?state=closed"), { headers })) as object[];
    expect(pull).toHaveProperty("merged_at");
    expect(pull).not.toHaveProperty("merge_commit_sha");
  });

  test("open ones are asked for by default", async () => {
    expect(await askJson(repo("/pulls"))).toEqual([]);
  });
});

describe("trees", () => {
  test("recursion is on for any value and off without one", async () => {
    const count = async (query: string) =>
      ((await askJson(repo(`/git/trees/main${query}`))) as { tree: [] }).tree.length;
    expect(await count("?recursive=0")).toBe(await count("?recursive=1"));
    expect(await count("")).toBeLessThan(await count("?recursive=1"));
  });

  test("links and executables are told by their modes", async () => {
    const { tree } = (await askJson(repo("/git/trees/main?recursive=1"))) as { tree: { path: string; mode: string }[] };
    const mode = (wanted: string) => tree.find(({ path }) => path === wanted)?.mode;
    expect([mode("docs"), mode("scripts/check.sh"), mode("src"), mode("README.md")]).toEqual([
      "120000",
      "100755",
      "040000",
      "100644",
    ]);
  });

  test("a tree that is too long is cut and says so, and its folders can be asked for by id", async () => {
    const cut = (await askJson(repo("/git/trees/main?recursive=1", "cut"))) as {
      truncated: boolean;
      tree: { sha: string; type: string }[];
    };
    expect([cut.truncated, cut.tree.length]).toEqual([true, 3]);
    const folder = cut.tree.find(({ type }) => type === "tree");
    expect(await askJson(repo(`/git/trees/${folder?.sha}`, "cut"))).toMatchObject({ tree: [{ path: "workflows" }] });
  });
});

describe("limits", () => {
  const options = { repositories: [], github: [aCodeRepository("acme/code")], token: TOKEN };
  const rateLimits = { github: { limit: 2, windowSeconds: 3600 } };

  test("a repeated request with a token is answered 304 and costs nothing", async () => {
    await withHub({ ...options, rateLimits }, async ({ github }) => {
      const first = await ask(`${github}/repos/acme/code`, { token: TOKEN });
      const headers = { "if-none-match": String(first.headers.etag) };
      const again = await ask(`${github}/repos/acme/code`, { token: TOKEN, headers });
      expect([again.status, again.body.length]).toEqual([304, 0]);
      expect(again.headers["x-ratelimit-remaining"]).toBe("1");
    });
  });

  test("past the limit comes 403 with nothing remaining, and the quota itself can still be asked for", async () => {
    await withHub({ ...options, rateLimits }, async ({ github }) => {
      const url = `${github}/repos/acme/code`;
      const seen = [await ask(url), await ask(url), await ask(url)];
      expect(seen.map(({ status }) => status)).toEqual([200, 200, 403]);
      expect(seen[2]?.headers["x-ratelimit-remaining"]).toBe("0");
      expect(await askJson(`${github}/rate_limit`)).toMatchObject({ resources: { core: { limit: 2, remaining: 0 } } });
    });
  });
});
