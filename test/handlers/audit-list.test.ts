import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { databaseAuditLog } from "../../db/audit/log.ts";
import { verifyAudit } from "../../db/audit/verify.ts";
import { databaseRemoval } from "../../db/upkeep/removal.ts";
import type { components } from "../../generated/api.ts";
import { acceptedId, nextOffset } from "../support/api/answers.ts";
import { ADMIN, anApi, type TestApi } from "../support/api/api.ts";
import { anAccountOf } from "../support/api/members.ts";
import { aCompleted, aPosted } from "../support/artifacts/artifacts.ts";

let api: TestApi;
beforeAll(async () => {
  api = await anApi({
    deps: (_deps, { orm }) => ({
      removal: {
        ...databaseRemoval(orm.em),
        reset: async (by) => {
          await databaseRemoval(orm.em).reset(ADMIN.name, by);
          return true;
        },
      },
    }),
  });
});
afterAll(() => api[Symbol.asyncDispose]());

type Query = { account?: string; action?: components["schemas"]["AuditAction"]; artifact_id?: number };

async function entries(query: Query = {}) {
  const answer = await api.call("AuditList", { query });
  if (answer.status !== 200) throw new Error(`the audit log answered ${answer.status}`);
  return answer.body;
}

const path = (id: number) => ({ artifact_type: "model" as const, id });
const PASSWORD = "seven purple otters";

test("lists the newest entries first on request, page by page and without a gap", async () => {
  const newest = async (offset = "") => {
    const query = { order: "newest" as const, limit: 2, offset };
    const answer = await api.call("AuditList", { query });
    if (answer.status !== 200) throw new Error(`the audit log answered ${answer.status}`);
    return answer;
  };
  const all = (await entries()).map(({ id }) => id);
  const first = await newest();
  const [own = 0, ...older] = first.body.map(({ id }) => id);
  const second = await newest(nextOffset(first.headers) ?? undefined);
  expect([...older, ...second.body.map(({ id }) => id)]).toEqual(all.reverse().slice(0, 3));
  expect(own).toBe((all[0] ?? 0) + 1);
  expect(first.body[0]?.previous_hash).toBe(first.body[1]?.hash);
});

test("sign-ins are recorded with their address, right ones and wrong ones, and no unknown name is kept", async () => {
  const name = `ada-${randomUUID()}`;
  await api.call("AccountCreate", { body: { name, role: "reader", password: PASSWORD } });
  const signIn = (user: string, password: string) =>
    api.call.as(null)("Authenticate", { body: { user: { name: user }, secret: { password } } });
  await signIn(name, "wrong");
  const signedIn = await signIn(name, PASSWORD);
  await signIn("a-password-in-the-wrong-field", "x");
  await api.call.as(signedIn.status === 200 ? signedIn.body : null)("SignOut");
  const found = (await entries({ account: name })).map(({ action, account, subject, address }) => ({
    action,
    account,
    subject,
    address,
  }));
  const address = expect.stringContaining("127.0.0.1");
  expect(found).toEqual([
    { action: "ACCOUNT_CREATE", account: ADMIN.name, subject: name, address },
    { action: "SIGN_IN_REFUSED", account: null, subject: name, address },
    { action: "SIGN_IN", account: name, subject: null, address },
    { action: "SIGN_OUT", account: name, subject: null, address },
  ]);
  const all = JSON.stringify(await entries());
  expect(all).toContain("unknown account");
  expect(all).not.toContain("a-password-in-the-wrong-field");
  expect(all).not.toContain(PASSWORD);
});

test("changes of accounts and tokens are recorded with what changed", async () => {
  const name = `grace-${randomUUID()}`;
  await api.call("AccountCreate", { body: { name, role: "reader", password: PASSWORD } });
  await api.call("AccountUpdate", { path: { name }, body: { role: "publisher", password: `${PASSWORD} too` } });
  const signedIn = await api.call("Authenticate", {
    body: { user: { name }, secret: { password: `${PASSWORD} too` } },
  });
  const member = api.call.as(signedIn.status === 200 ? signedIn.body : null);
  const made = await member("TokenCreate", { body: { name: "nightly" } });
  await api.call("TokenDelete", { path: { id: made.status === 201 ? made.body.id : 0 } });
  await api.call("AccountDelete", { path: { name } });
  const found = await entries({ account: name });
  expect(found.map(({ action, account }) => [action, account])).toEqual([
    ["ACCOUNT_CREATE", ADMIN.name],
    ["ACCOUNT_ROLE", ADMIN.name],
    ["ACCOUNT_PASSWORD", ADMIN.name],
    ["SIGN_IN", name],
    ["TOKEN_CREATE", name],
    ["TOKEN_DELETE", ADMIN.name],
    ["ACCOUNT_DELETE", ADMIN.name],
  ]);
  expect(found[1]?.detail).toBe("from reader to publisher");
  expect(found[4]?.detail).toMatch(/^nightly: publisher, until /);
  if (made.status === 201) expect(JSON.stringify(found)).not.toContain(made.body.token);
});

test("what was done to an artifact stays readable when the artifact is deleted", async () => {
  const id = await aCompleted(api);
  await api.call("ArtifactUpdate", { path: path(id), body: {} });
  await api.call("ArtifactDelete", { path: path(id) });
  const found = await entries({ artifact_id: id });
  expect(found.map(({ action }) => action)).toEqual(["CREATE", "UPDATE", "DELETE"]);
  expect(found.every(({ artifact }) => artifact?.id === id && artifact.type === "model")).toBe(true);
  expect((await api.call("ArtifactAudit", { path: path(id) })).status).toBe(404);
});

test("records a link handed out in an answer once per caller, and every download", async () => {
  const id = await aCompleted(api);
  const reader = await anAccountOf(api, "reader");
  for (let n = 0; n < 3; n++) await reader("ArtifactRetrieve", { path: path(id) });
  await api.call("ArtifactRetrieve", { path: path(id) });
  await reader("ArtifactDownload", { path: path(id) });
  await reader("ArtifactDownload", { path: path(id), query: { component: "config" } });
  const downloads = (await entries({ artifact_id: id })).filter(({ action }) => action === "DOWNLOAD");
  expect(downloads.map(({ detail }) => detail)).toEqual([
    "link in an answer",
    "link in an answer",
    "archive",
    "config",
  ]);
});

test("a link is not handed out when it cannot be recorded", async () => {
  await using mute = await anApi({
    deps: (deps) => ({
      downloads: { ...deps.downloads, handOut: () => Promise.reject(new Error("the entry could not be written")) },
    }),
  });
  const id = await aCompleted(mute);
  expect((await mute.call("ArtifactRetrieve", { path: path(id) })).status).toBe(500);
});

test("the log of everything is for administrators, page by page, and reading it is an entry", async () => {
  const publisher = await anAccountOf(api, "publisher");
  expect((await publisher("AuditList")).status).toBe(403);
  expect((await api.call.as(null)("AuditList")).status).toBe(403);
  expect((await api.call("AuditList", { query: { offset: "x" } })).status).toBe(400);
  const before = await entries();
  const ids: number[] = [];
  for (let offset: string | null = ""; offset !== null; ) {
    const page: Awaited<ReturnType<typeof api.call<"AuditList">>> = await api.call("AuditList", {
      query: { limit: 7, offset },
    });
    if (page.status !== 200) throw new Error(`a page answered ${page.status}`);
    ids.push(...page.body.map(({ id }) => id));
    offset = nextOffset(page.headers);
  }
  expect(ids).toEqual(Array.from({ length: before.length + 1 }, (_, n) => n + 1));
});

test("each entry carries the hash of the one before it, as it is shown", async () => {
  const shown = await entries();
  for (const [at, entry] of shown.entries())
    expect(entry.previous_hash).toBe(at === 0 ? "0".repeat(64) : shown[at - 1]?.hash);
});

test("only the owner and administrators see who did what to an artifact", async () => {
  const owner = await anAccountOf(api, "publisher");
  const posted = await owner("ArtifactCreate", {
    path: { artifact_type: "model" },
    body: { url: `https://huggingface.co/acme/${randomUUID()}` },
  });
  const id = acceptedId(posted);
  const reader = await anAccountOf(api, "reader");
  const names = async (client: typeof reader) => {
    const answer = await client("ArtifactAudit", { path: path(id) });
    if (answer.status !== 200) throw new Error(`the audit answered ${answer.status}`);
    return answer.body.map(({ user }) => user.name);
  };
  const [hidden, self] = await names(reader);
  expect([hidden, self]).toEqual(["(hidden)", expect.stringMatching(/^member-/)]);
  for (const client of [owner, api.call]) expect(await names(client)).not.toContain("(hidden)");
});

test("survives a reset with an intact chain, with the reset as its newest entry", async () => {
  const id = await aPosted(api);
  await api.call("RegistryReset");
  const found = await entries();
  expect(found.some(({ artifact }) => artifact?.id === id)).toBe(true);
  expect(found.map(({ action }) => action).slice(-2)).toEqual(["RESET", "AUDIT"]);
  const { seq, hash } = await databaseAuditLog(api.database.orm.em).head();
  expect(await verifyAudit(api.database.orm.em)).toEqual({ intact: seq, hash, broken: null });
});
