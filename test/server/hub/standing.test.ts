import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databaseRevisions, type RevisionStore } from "../../../db/catalogue/revisions.ts";
import { databaseRemoval } from "../../../db/upkeep/removal.ts";
import { nameOf, standingOf } from "../../../server/hub/standing.ts";
import { anApi, type TestApi } from "../../support/api/api.ts";
import { completedAt } from "../../support/artifacts/artifacts.ts";
import {
  aFailed,
  anApproved,
  aRejected,
  COMMIT_A,
  COMMIT_B,
  type HubAnswer,
  hubFiles,
  hubRequest,
  posted,
  rejectedAt,
} from "../../support/transfer/hub.ts";

let api: TestApi;
beforeAll(async () => {
  api = await anApi();
});
afterAll(() => api?.[Symbol.asyncDispose]());

const store = () => databaseRevisions(api.database.orm.em);

/** Every address that a client asks first, with HEAD and with GET. */
async function everywhere(id: string): Promise<readonly HubAnswer[]> {
  const paths = [
    `/api/models/${id}`,
    `/api/models/${id}/revision/main`,
    `/api/models/${id}/tree/main?recursive=true`,
    `/api/models/${id}/refs`,
    `/api/models/${id}/auth-check`,
    `/${id}/resolve/main/config.json`,
  ];
  const asked = paths.flatMap((path) => ["GET", "HEAD"].map((method) => hubRequest(api, path, { method })));
  return Promise.all(asked);
}

function expectRefusal(answers: readonly HubAnswer[], status: number, code: string, message: RegExp): void {
  for (const { status: answered, headers, body } of answers) {
    expect([answered, headers["x-error-code"]]).toEqual([status, code]);
    expect(headers["x-error-message"]).toMatch(message);
    expect(headers["x-hf-warning"]).toMatch(/^gatehouse: [^;]+; /);
    expect(headers["x-hf-warning"]).toContain(headers["x-error-message"]);
    if (body.length > 0) expect(JSON.parse(body.toString())).toEqual({ error: headers["x-error-message"] });
  }
}

test("a revision that is completed while its standing is read is approved, not removed", async () => {
  const link = "acme/just-now";
  const id = await posted(api, link);
  const asked = { repository: { type: "model", id: link }, revision: "main" } as const;
  const completesMeanwhile: RevisionStore = {
    ...store(),
    newestAttempt: async (repository, revision) => {
      if (revision === "main") await completedAt(api, id, COMMIT_A, hubFiles);
      return store().newestAttempt(repository, revision);
    },
  };
  const standing = await standingOf(completesMeanwhile, asked, () => "");
  expect(standing).toMatchObject({ is: "approved", revision: { id, commit: COMMIT_A } });
});

describe("a repository", () => {
  test("that was rejected is refused everywhere with the reasons, the score, advice and a link", async () => {
    const id = await aRejected(api, "acme/rejected");
    const message =
      "acme/rejected is not approved here: no licence found (score 0.31, needs 0.50). Name a licence in the README. " +
      `Details: ${api.url}/model/${id}`;
    expectRefusal(await everywhere("acme/rejected"), 403, "GatedRepo", new RegExp(`^${escaped(message)}$`));
  });

  test("whose ingest failed is refused with the cause, and with what the source does not have as not found", async () => {
    await aFailed(api, "acme/broken", { code: "internal_error", detail: "a fault", retryable: true });
    expectRefusal(await everywhere("acme/broken"), 403, "GatedRepo", /could not be ingested: a fault\. Post it again/);
    const missing = { code: "source_not_found", detail: "the repository does not exist", retryable: false } as const;
    await aFailed(api, "acme/absent", missing);
    expectRefusal(await everywhere("acme/absent"), 404, "RepoNotFound", /the repository does not exist/);
  });

  test("that nobody posted is not found, with what to do", async () => {
    const message = /^acme\/none is not in this registry\. Submit it with: gatehouse ingest https:\S+\/acme\/none$/;
    expectRefusal(await everywhere("acme/none"), 404, "RepoNotFound", message);
  });

  test("that was deleted is refused as an unknown revision, the only answer that caches obey", async () => {
    const id = await anApproved(api, "acme/recalled");
    await databaseRemoval(api.database.orm.em).remove(id, { account: "admin", address: null });
    const message = /^acme\/recalled was removed from this registry on \d{4}-\d\d-\d\d\. Do not use cached copies\./;
    expectRefusal(await everywhere("acme/recalled"), 404, "RevisionNotFound", message);
    const commit = await hubRequest(api, `/acme/recalled/resolve/${COMMIT_A}/config.json`, { method: "HEAD" });
    expectRefusal([commit], 404, "RevisionNotFound", /was removed/);
  });

  test("that is offered again after it was deleted is served", async () => {
    const id = await anApproved(api, "acme/returned");
    await databaseRemoval(api.database.orm.em).remove(id, { account: "admin", address: null });
    await anApproved(api, "acme/returned");
    for (const { status } of await everywhere("acme/returned")) expect(status).toBe(200);
  });
});

test("a revision that was rejected is refused with its reasons while others of the repository are served", async () => {
  await anApproved(api, "acme/mixed");
  await aRejected(api, "acme/mixed/tree/v2", COMMIT_B);
  for (const revision of ["v2", COMMIT_B]) {
    const refused = await hubRequest(api, `/api/models/acme/mixed/revision/${revision}`);
    expectRefusal([refused], 403, "GatedRepo", /acme\/mixed at \S+ is not approved here: no licence found/);
  }
  expect((await hubRequest(api, "/api/models/acme/mixed")).status).toBe(200);
});

test("what is approved is served with a warning while a newer commit is ingested, and after it was rejected", async () => {
  const id = await anApproved(api, "acme/ahead");
  const update = await api.call("ArtifactUpdate", { path: { artifact_type: "model", id }, body: {} });
  if (update.status !== 202) throw new Error(`updating answered ${update.status}`);
  const warning = async (path: string) => (await hubRequest(api, path, { method: "HEAD" })).headers["x-hf-warning"];
  const updateId = (await store().newestAttempt(nameOf({ type: "model", id: "acme/ahead" }), "main"))?.id ?? 0;
  await rejectedAt(api, updateId, COMMIT_B);
  for (const path of ["/api/models/acme/ahead", "/acme/ahead/resolve/main/config.json"])
    expect(await warning(path)).toBe(
      `gatehouse: acme/ahead bbbbbbb was rejected; acme/ahead main is aaaaaaa (approved); the newer commit bbbbbbb of the source was rejected: no licence found`,
    );
  expect(await warning(`/api/models/acme/ahead/revision/${COMMIT_A}`)).toBeUndefined();
});

test("a repository that is being ingested is never half served: HEAD is told to come back, with the progress", async () => {
  await posted(api, "acme/coming");
  const answers = await Promise.all(
    ["/acme/coming/resolve/main/config.json", "/api/models/acme/coming"].map((path) =>
      hubRequest(api, path, { method: "HEAD" }),
    ),
  );
  for (const { status, headers } of answers) {
    expect([status, headers["retry-after"]]).toEqual([503, "30"]);
    expect(headers["x-error-message"]).toBe("acme/coming is being ingested: 0 %; run the command again");
    expect(headers["x-error-code"]).toBeUndefined();
  }
});

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
