import { createHmac, randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { databaseAccounts } from "../../../db/access/accounts.ts";
import { databasePersonalTokens } from "../../../db/access/personal-tokens.ts";
import { REGISTRY } from "../../../db/audit/log.ts";
import { type OperationId, operationIds, operationTable } from "../../../generated/operations.ts";
import { newPersonalSecret, signedTokens } from "../../../server/access/tokens.ts";
import { ADMIN, anApi, type TestApi, TOKEN_SECRET } from "../../support/api/api.ts";
import type { ContractClient } from "../../support/api/contract-client.ts";
import { anAccountOf } from "../../support/api/members.ts";
import { aCompleted } from "../../support/artifacts/artifacts.ts";

/** The authorization matrix: every secured operation of the contract with every kind of token that must not open it. */
let api: TestApi;
beforeAll(async () => {
  api = await anApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const secured = operationIds.filter((id) => operationTable[id].secured);
/** Enough to reach any operation's address; who is calling is decided before the rest of the request is looked at. */
const anywhere = { path: { artifact_type: "model", id: 1, name: "nobody" } };
const attempt = async (id: OperationId, token: string | null) =>
  (await api.call.as(token)(id, anywhere as never)) as { status: number; body: { detail: string } };

const tokensOf = (secret: string, now: () => number) =>
  signedTokens({ secrets: [secret], ttlSeconds: 3600, now, newId: randomUUID });
const accounts = () => databaseAccounts(api.database.orm.em);
const MINUTE = 60_000;
const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** The token with other claims under its old signature. */
function altered(token: string, claims: object): string {
  const [header, payload = "", signature] = token.split(".");
  return `${header}.${encoded({ ...JSON.parse(Buffer.from(payload, "base64url").toString()), ...claims })}.${signature}`;
}

/** The token under another algorithm: none, or the right secret used by an algorithm that is not ours. */
function underAlgorithm(token: string, alg: string): string {
  const text = `${encoded({ alg, typ: "JWT" })}.${token.split(".")[1]}`;
  const signature = alg === "HS512" ? createHmac("sha512", TOKEN_SECRET).update(text).digest("base64url") : "";
  return `${text}.${signature}`;
}

async function wrongTokens(): Promise<[string, string | null][]> {
  const admin = await accounts().find(ADMIN.name);
  if (admin === null) throw new Error("there is no administrator");
  const now = (): number => api.clock.now.getTime();
  const ours = tokensOf(TOKEN_SECRET, now);
  const valid = ours.issue(admin);
  return [
    ["no token", null],
    ["garbage", "bearer garbage"],
    ["three parts of garbage", "bearer a.b.c"],
    ["a token of another registry", tokensOf("another secret of at least 32 letters", now).issue(admin)],
    ["an expired token", tokensOf(TOKEN_SECRET, () => now() - 61 * MINUTE).issue(admin)],
    ["a token of nobody", ours.issue({ ...admin, name: "nobody" })],
    ["a token of a deleted account", await aDeleted()],
    ["a token for an older password", ours.issue({ ...admin, passwordChangedAt: new Date(0) })],
    ["a token with a changed signature", `${valid.slice(0, -4)}AAAA`],
    ["a token without its signature", `${valid.split(".").slice(0, 2).join(".")}.`],
    ["a token whose algorithm is none", underAlgorithm(valid, "none")],
    ["a token whose algorithm is NONE", underAlgorithm(valid, "NONE")],
    ["a token under another algorithm", underAlgorithm(valid, "HS512")],
    ["a token with another account written in", altered(valid, { sub: "somebody" })],
    ["a token with a later end written in", altered(valid, { exp: 9_999_999_999 })],
    ["a token that was signed out", await aSignedOut()],
    ["a personal token that nobody made", `bearer ${newPersonalSecret().secret}`],
    ["a personal token cut short", "bearer hf_abc"],
    ["an older personal token cut short", "bearer gth_abc"],
    ["a personal token that was ended", await anEnded()],
    ["an expired personal token", await anExpired()],
  ];
}

async function signIn(name: string, password: string): Promise<string> {
  const answer = await api.call("Authenticate", { body: { user: { name }, secret: { password } } });
  if (answer.status !== 200) throw new Error(`signing in answered ${answer.status}`);
  return answer.body;
}

async function aSignedOut(): Promise<string> {
  const token = await signIn(ADMIN.name, ADMIN.password);
  expect((await api.call.as(token)("SignOut")).status).toBe(204);
  return token;
}

async function aDeleted(): Promise<string> {
  const name = `gone-${randomUUID()}`;
  await api.call("AccountCreate", { body: { name, role: "admin", password: "seven purple otters" } });
  const token = await signIn(name, "seven purple otters");
  expect((await api.call("AccountDelete", { path: { name } })).status).toBe(200);
  return token;
}

async function anEnded(): Promise<string> {
  const made = await api.call("TokenCreate", { body: { name: randomUUID() } });
  if (made.status !== 201) throw new Error(`making a token answered ${made.status}`);
  expect((await api.call("TokenDelete", { path: { id: made.body.id } })).status).toBe(204);
  return `bearer ${made.body.token}`;
}

async function anExpired(): Promise<string> {
  const { secret, hash } = newPersonalSecret();
  const expiresAt = new Date(api.clock.now.getTime() - 1);
  const token = { account: ADMIN.name, name: randomUUID(), role: "admin", secretHash: hash, expiresAt } as const;
  await databasePersonalTokens(api.database.orm.em).create(token, REGISTRY);
  return `bearer ${secret}`;
}

test("refuses every kind of wrong token at every secured operation", async () => {
  for (const [kind, token] of await wrongTokens()) {
    for (const id of secured) {
      const answer = await attempt(id, token);
      expect([id, kind, answer.status]).toEqual([id, kind, 403]);
    }
  }
});

const rank = { none: 0, reader: 1, publisher: 2, admin: 3 };

/** A sign-in token and a personal token of an account with this role. */
async function tokensOfRole(role: "reader" | "publisher"): Promise<[string, string]> {
  const name = `${role}-${randomUUID()}`;
  await api.call("AccountCreate", { body: { name, role, password: "seven purple otters" } });
  const token = await signIn(name, "seven purple otters");
  const made = await api.call.as(token)("TokenCreate", { body: { name: "for programs" } });
  if (made.status !== 201) throw new Error(`making a token answered ${made.status}`);
  return [token, `bearer ${made.body.token}`];
}

/** Operations that end the very token or account of their caller, and so the rest of a round. */
const endings: readonly OperationId[] = ["SignOut"];

test.each(["reader", "publisher"] as const)(
  "refuses a %s at exactly the operations that need a higher role, with either kind of token",
  async (role) => {
    for (const token of await tokensOfRole(role)) {
      for (const id of secured.filter((one) => !endings.includes(one))) {
        const needed = operationTable[id].role;
        const answer = await attempt(id, token);
        if (rank[needed] <= rank[role]) {
          expect([id, answer.body?.detail ?? ""]).not.toEqual([id, expect.stringContaining("needs the role")]);
          continue;
        }
        expect([id, answer.status]).toEqual([id, 401 in operationTable[id].responses ? 401 : 403]);
        expect(answer.body.detail).toBe(`${id} needs the role ${needed}; this token has the role ${role}`);
      }
    }
  },
);

/** What each operation that concerns one artifact, account or token lets somebody else do with it. */
const OTHERS: Readonly<Partial<Record<OperationId, "refused" | "hidden" | "allowed">>> = {
  ArtifactUpdate: "refused",
  ArtifactDelete: "refused",
  ArtifactDeliveries: "refused",
  TokenDelete: "hidden",
  ArtifactRetrieve: "allowed",
  ArtifactEvents: "allowed",
  ArtifactManifest: "allowed",
  ArtifactDownload: "allowed",
  ArtifactCost: "allowed",
  ArtifactAudit: "allowed",
  ModelRate: "allowed",
  ModelLineage: "allowed",
  LicenseCheck: "allowed",
};
const aboutOne = secured.filter((id) => operationTable[id].path.includes("{id}"));

test("states for every operation on one object what somebody who does not own it may do", () => {
  expect(aboutOne.filter((id) => OTHERS[id] === undefined)).toEqual([]);
});

test("refuses or hides objects of other accounts at every operation that changes them or shows their secrets", async () => {
  const other = await anAccountOf(api, "publisher");
  const artifact = await aCompleted(api);
  const made = await api.call("TokenCreate", { body: { name: randomUUID() } });
  const token = made.status === 201 ? made.body.id : 0;
  for (const id of aboutOne) {
    const path = { artifact_type: "model", id: id === "TokenDelete" ? token : artifact };
    const body = operationTable[id].method === "get" || operationTable[id].method === "delete" ? {} : { body: {} };
    const answer = (await (other as ContractClient)(id, { path, ...body } as never)) as { status: number };
    const rule = OTHERS[id] ?? "refused";
    if (rule === "allowed") expect([id, answer.status]).not.toEqual([id, 403]);
    else expect([id, answer.status]).toEqual([id, rule === "hidden" ? 404 : 403]);
  }
  expect((await api.call("ArtifactRetrieve", { path: { artifact_type: "model", id: artifact } })).status).toBe(200);
});

test("answers 500 with a reference, and never a refusal, when identification fails", async () => {
  await using failing = await anApi({ identify: () => Promise.reject(new Error("the database is away")) });
  for (const id of secured) {
    const answer = (await failing.call(id, anywhere as never)) as { status: number };
    expect([id, answer.status]).toEqual([id, 500]);
  }
});
