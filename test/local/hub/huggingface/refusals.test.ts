import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aModel } from "../../../../local/hub/builders.ts";
import { type LocalHub, startHub } from "../../../../local/hub.ts";
import { ask, askJson, follow, jsonOf } from "../with-hub.ts";

const MEMBER = "hf_member";
const OUTSIDER = "hf_outsider";

let hub: LocalHub;
beforeAll(async () => {
  hub = await startHub({
    token: MEMBER,
    outsiderToken: OUTSIDER,
    repositories: [
      aModel("acme/open"),
      aModel("acme/gated", { gated: "manual" }),
      aModel("acme/pending", { gated: "manual", gateRequest: "pending" }),
      aModel("acme/rejected", { gated: "auto", gateRequest: "rejected" }),
      aModel("acme/secret", { private: true }),
      aModel("acme/disabled", { disabled: true }),
      { kind: "model", id: "old", files: [], renamedTo: "acme/open" },
    ],
  });
});
afterAll(() => hub.close());

type Row = readonly [
  path: string,
  token: string | undefined,
  status: number,
  code: string | undefined,
  message: string,
];
const anonymous = undefined;
const DENIED = "Invalid username or password.";
const rows: readonly Row[] = [
  ["/api/models/acme/none", anonymous, 401, undefined, DENIED],
  ["/api/models/acme/none", "hf_unknown", 401, undefined, DENIED],
  ["/api/models/acme/none", MEMBER, 404, "RepoNotFound", "Repository not found"],
  ["/acme/none/resolve/main/config.json", anonymous, 401, undefined, DENIED],
  ["/api/models/acme/secret", anonymous, 401, undefined, DENIED],
  ["/api/models/acme/secret", OUTSIDER, 404, "RepoNotFound", "Repository not found"],
  ["/api/models/acme/open/revision/nope", anonymous, 404, "RevisionNotFound", "Invalid rev id: nope"],
  ["/acme/open/resolve/nope/config.json", anonymous, 404, "RevisionNotFound", "Invalid rev id: nope"],
  ["/acme/open/resolve/main/nope.txt", anonymous, 404, "EntryNotFound", "Entry not found"],
  ["/api/models/acme/open/tree/main/sub", anonymous, 404, "EntryNotFound", 'sub does not exist on "main"'],
  [
    "/api/models/acme/open/tree/main/config.json",
    anonymous,
    404,
    "EntryNotFound",
    'config.json does not exist on "main"',
  ],
  ["/api/models/acme/disabled", anonymous, 401, undefined, DENIED],
  ["/api/models/acme/disabled", MEMBER, 403, undefined, "Access to this resource is disabled."],
  ["/acme/gated/resolve/main/config.json", anonymous, 401, "GatedRepo", "Please log in."],
  ["/acme/gated/resolve/main/config.json", "hf_unknown", 401, "GatedRepo", "Please log in."],
  ["/acme/gated/resolve/main/config.json", OUTSIDER, 403, "GatedRepo", "you are not in the authorized list"],
  ["/acme/pending/resolve/main/config.json", OUTSIDER, 403, "GatedRepo", "awaiting a review from the repo authors"],
  ["/acme/rejected/resolve/main/config.json", OUTSIDER, 403, "GatedRepo", "has been rejected"],
  ["/acme/gated/raw/main/README.md", OUTSIDER, 403, "GatedRepo", "restricted"],
  ["/api/models/acme/gated/auth-check", OUTSIDER, 403, "GatedRepo", "restricted"],
  ["/api/whoami-v2", anonymous, 401, undefined, DENIED],
];

test.each(rows)("%s with token %s answers %i %s", async (path, token, status, code, message) => {
  const answer = await ask(hub.endpoint + path, token === undefined ? {} : { token });
  expect(answer.status).toBe(status);
  expect(answer.headers["x-error-code"]).toBe(code);
  expect(answer.text.replaceAll("\\", "")).toContain(message);
  expect(String(answer.headers["x-error-message"])).toContain(message);
});

test("a 401 says how to authenticate", async () => {
  const answer = await ask(`${hub.endpoint}/api/models/acme/none`);
  expect(answer.headers["www-authenticate"]).toBe('Bearer realm="Authentication required", charset="UTF-8"');
});

test("a malformed Authorization header is named as such", async () => {
  const answer = await ask(`${hub.endpoint}/api/models/acme/open`, { headers: { authorization: "hf_bare" } });
  expect(answer.status).toBe(401);
  expect(jsonOf(answer)).toEqual({ error: "Invalid credentials in Authorization header" });
});

test("malformed percent-encoding is a bad request", async () => {
  expect((await ask(`${hub.endpoint}/acme/open/resolve/main/%E0%A4%A`)).status).toBe(400);
});

test("a missing file still tells the commit, so that clients can remember the miss", async () => {
  const answer = await ask(`${hub.endpoint}/acme/open/resolve/main/nope.txt`);
  expect(answer.headers["x-repo-commit"]).toMatch(/^[0-9a-f]{40}$/);
});

describe("a gated repository", () => {
  test("shows its tree with blotted hashes to outsiders and whole to members", async () => {
    const hashes = async (token: string) => {
      const listed = await askJson(`${hub.endpoint}/api/models/acme/gated/tree/main`, { token });
      return (listed as { lfs?: { oid: string } }[]).flatMap(({ lfs }) => lfs?.oid ?? []);
    };
    expect(await hashes(OUTSIDER)).toEqual(["*".repeat(64)]);
    expect(await hashes(MEMBER)).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
  });

  test("lets everybody read its README and members everything, at once", async () => {
    expect((await ask(`${hub.endpoint}/acme/gated/resolve/main/README.md`)).status).toBe(200);
    expect((await ask(`${hub.endpoint}/acme/gated/resolve/main/config.json`, { token: MEMBER })).status).toBe(200);
  });
});

describe("redirects to the canonical id", () => {
  test.each([
    "/api/models/old",
    "/api/models/ACME/Open",
    "/old/resolve/main/config.json",
    "/Acme/open/resolve/main/config.json",
  ])("%s is sent on by a relative 307", async (path) => {
    const [first, ...rest] = await follow(hub.endpoint + path);
    expect(first?.status).toBe(307);
    expect(first?.headers.location).toMatch(/^\/(api\/models\/)?acme\/open/);
    expect(rest.at(-1)?.status).toBe(200);
  });
});
