import { afterEach, describe, expect, test } from "vitest";
import { aCodeRepository, aModel } from "../../../../local/hub/builders.ts";
import type { GitHubSampleRepository } from "../../../../local/hub.ts";
import { orNull } from "../../../../rating/fact.ts";
import type { Commit, LinkedRepository } from "../../../../rating/snapshot-code.ts";
import { MODEL, type SampleWorld, sampleWorld, wellKept } from "../sample-world.ts";

let world: SampleWorld | null = null;
afterEach(async () => {
  await world?.close();
  world = null;
});

const CODE = "acme/clear-bert-code";

async function linked(
  github: readonly GitHubSampleRepository[],
  token?: string | undefined,
): Promise<LinkedRepository> {
  // Nothing else is declared, so that the plan leaves requests for single commits.
  const repositories = [aModel(MODEL, { datasets: null })];
  world = await sampleWorld({ ...wellKept(), repositories, github }, { tokens: { github: token ?? null } });
  const { code } = await world.gather();
  if (code.known !== "value") throw new Error("The model links no code");
  return code.value;
}
const withToken = (repository: GitHubSampleRepository) => linked([repository], wellKept().token);
const withoutToken = (repository: GitHubSampleRepository) => linked([repository]);
const origins = (history: readonly Commit[] | null) =>
  history?.map(({ pullRequest }) =>
    pullRequest.known === "value" ? pullRequest.value.approvedBy.length : pullRequest.known,
  );

const two = aCodeRepository(CODE, {
  pullRequests: [
    {
      number: 7,
      title: "Train",
      author: "ann",
      state: "merged",
      mergedBy: "bo",
      date: "2025-05-06T10:00:00Z",
      reviews: [{ author: "bo", state: "APPROVED" }],
    },
  ],
  commits: [
    { author: "cy", title: "Start", date: "2025-05-05T10:00:00Z", additions: 12 },
    { author: "ann", title: "Train (#7)", date: "2025-05-06T10:00:00Z", additions: 34, pullRequest: 7 },
  ],
});

describe.each([
  ["by GraphQL with a token", withToken],
  ["by lists and single requests without one", withoutToken],
])("a short history read %s", (_, read) => {
  test("contains authors, lines, pull requests and approvals", async () => {
    const { history } = await read(two);
    const commits = orNull(history);
    expect(commits?.map(({ author }) => author.login)).toEqual(["ann", "cy"]);
    expect(commits?.map(({ additions }) => orNull(additions))).toEqual([34, 12]);
    expect(origins(commits)).toEqual([1, "absent"]);
  });

  test("knows a bot, an archived repository and the licence that GitHub found", async () => {
    const commits = [{ author: "renovate[bot]", title: "Update", date: "2025-05-06T10:00:00Z" }];
    const repository = aCodeRepository(CODE, { archived: true, license: "NOASSERTION", commits, pullRequests: [] });
    const { facts, history } = await read(repository);
    expect(orNull(facts)).toMatchObject({ archived: true, licenseSpdx: "NOASSERTION", defaultBranch: "main" });
    expect(orNull(history)?.map(({ author }) => author.bot)).toEqual([true]);
  });

  test("is absent for an empty repository, which exists", async () => {
    const empty: GitHubSampleRepository = { name: CODE, files: [] };
    const { facts, history, tree, files } = await read(empty);
    expect([facts.known, history.known, tree.known, files.known]).toEqual(["value", "absent", "absent", "absent"]);
  });
});

describe("a linked repository", () => {
  test.each([
    ["with", wellKept().token],
    ["without", undefined],
  ])("that was renamed is followed to its new place %s a token", async (_, token) => {
    const { facts, files, name } = await linked(
      [{ name: CODE, files: [], renamedTo: "acme/moved" }, aCodeRepository("acme/moved")],
      token,
    );
    expect([name, facts.known, files.known]).toEqual([CODE, "value", "value"]);
  });

  test("with a truncated listing has a history, but an unknown tree and unknown files", async () => {
    const { tree, files, history } = await withToken(aCodeRepository(CODE, { treeLimit: 3 }));
    expect(tree).toMatchObject({ known: "unknown", why: "too_large" });
    expect([files.known, history.known]).toEqual(["unknown", "value"]);
  });

  test("that is too large for its archive is read as a few single texts", async () => {
    const data = { path: "data.bin", content: { bytes: 130 * 1024 * 1024, seed: 1 } };
    const { files } = await withToken(aCodeRepository(CODE, { files: [data] }));
    expect(Object.keys(orNull(files)?.texts ?? {})).toContain("README.md");
    expect(orNull(files)?.sources).toEqual([]);
    expect(world?.hub.requests.filter(({ listener }) => listener === "codeload")).toEqual([]);
  });

  test("is absent when the token cannot see it", async () => {
    const { facts } = await withoutToken(aCodeRepository(CODE, { private: true }));
    expect(facts).toEqual({ known: "absent" });
  });
});
