import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { machineClock } from "../../lambda/clock.ts";
import { composeHubs, type Hubs } from "../../lambda/hubs.ts";
import { aCodeRepository } from "../../local/hub/builders.ts";
import { type LocalHub, startHub } from "../../local/hub.ts";
import { unknown, value } from "../../rating/fact.ts";
import type { Snapshot } from "../../rating/snapshot.ts";
import { pinoLog } from "../../server/http/log.ts";
import { createLicenseCheck, type LicenseCheck } from "../../server/license-check.ts";
import { blankModel } from "../rating/models/blank-model.ts";
import { anApi, type TestApi } from "../support/api/api.ts";
import { aClaimed, aPosted, aRating, COMMIT, someProgress } from "../support/artifacts/artifacts.ts";

const AFFERO =
  "                    GNU AFFERO GENERAL PUBLIC LICENSE\n                       Version 3, 19 November 2007\n";

let hub: LocalHub;
let hubs: Hubs;
let licenses: LicenseCheck;
let api: TestApi;
const logged: Record<string, unknown>[] = [];
beforeAll(async () => {
  hub = await startHub({
    repositories: [],
    github: [
      aCodeRepository("team/apache"),
      aCodeRepository("team/fresh"),
      aCodeRepository("team/none", { license: null }),
      aCodeRepository("team/unnamed", { license: "NOASSERTION", files: [{ path: "LICENSE", content: AFFERO }] }),
      aCodeRepository("team/private", { private: true }),
      { name: "team/old", files: [], renamedTo: "team/apache" },
    ],
  });
  const log = pino({ level: "info" }, { write: (line: string) => void logged.push(JSON.parse(line)) });
  const endpoints = {
    huggingFace: { endpoint: new URL(hub.endpoint), token: null },
    gitHub: { apiUrl: new URL(hub.github), token: null },
  };
  hubs = composeHubs(endpoints, { clock: machineClock, random: () => 0, log: pinoLog(log) });
  licenses = createLicenseCheck(hubs, log);
  api = await anApi({ deps: () => ({ licenses }) });
});
afterAll(async () => {
  await api?.[Symbol.asyncDispose]();
  licenses?.close();
  await hubs?.close();
  await hub?.close();
});

const under = (license: string): Snapshot => ({ ...blankModel, readme: value(`---\nlicense: ${license}\n---\n`) });
const withParent = (snapshot: Snapshot, parent: Snapshot["parents"][number]["licenses"]): Snapshot => {
  const unread = unknown("not_followed", "not asked for");
  return { ...snapshot, parents: [{ id: "a/b", fields: [], rating: unread, licenses: parent, weightBytes: unread }] };
};

/** A completed model with these facts. */
async function aModelOf(snapshot: Snapshot): Promise<number> {
  const claim = await aClaimed(api);
  await api.ledger.pin(claim, {
    repository: claim.link.repository,
    ref: claim.link.revision,
    commit: COMMIT,
    bytesTotal: 20,
  });
  await api.ledger.move(claim, "rating");
  await api.ledger.complete(claim, {
    message: "Admitted",
    progress: someProgress("done"),
    files: [],
    archive: { key: "archives/x.zip", bytes: 30, crc32: 7, sha256: null },
    rating: { policyVersion: "1", netScore: 0.7, rating: aRating(0.7), snapshot },
  });
  return claim.artifactId;
}
const check = (id: number, project: string) =>
  api.call("LicenseCheck", { path: { id }, body: { github_url: `https://github.com/${project}` } });

test.each([
  ["apache-2.0", "team/apache", true],
  ["llama3", "team/apache", true],
  ["cc-by-nc-4.0", "team/apache", false],
  ["cc-by-nd-4.0", "team/apache", false],
  ["mit", "team/none", false],
  ["mit", "team/unnamed", true],
  ["mit", "team/old", true],
  ["made-up", "team/apache", false],
])("a model under %s in the project %s is answered with %s", async (license, project, compatible) => {
  const id = await aModelOf(under(license));
  expect(await check(id, project)).toMatchObject({ status: 200, body: compatible });
});

test("the strictest licence of model and parents decides, and an unreadable one of a parent permits nothing", async () => {
  const cases = [
    [value(["mit"]), true],
    [value(["mit", "cc-by-nc-4.0"]), false],
    [{ known: "absent" }, false],
    [unknown("timed_out", "no answer"), false],
  ] as const;
  for (const [parent, compatible] of cases) {
    const id = await aModelOf(withParent(under("mit"), parent));
    expect([parent, (await check(id, "team/apache")).body]).toEqual([parent, compatible]);
  }
});

test("the reasons are in the log, joined to the request", async () => {
  const id = await aModelOf(under("cc-by-nc-4.0"));
  await api.call("LicenseCheck", {
    path: { id },
    body: { github_url: "https://github.com/team/apache" },
    headers: { "X-Request-Id": "license-check-reasons" },
  });
  const line = logged.find((one) => one["correlation_id"] === "license-check-reasons");
  expect(line).toMatchObject({ artifact_id: id, compatible: false, repository: "team/apache" });
  expect(JSON.stringify(line)).toContain("cc-by-nc-4.0");
});

test("a model that is not there or not rated, and a repository that is not there or private, are not found", async () => {
  const id = await aModelOf(under("mit"));
  const pending = await aPosted(api);
  expect(await check(999_999, "team/apache")).toMatchObject({
    status: 404,
    body: { detail: "No model has the id 999999" },
  });
  expect(await check(pending, "team/apache")).toMatchObject({
    status: 404,
    body: { detail: expect.stringContaining("pending") },
  });
  for (const project of ["team/nowhere", "team/private"])
    expect(await check(id, project)).toMatchObject({ status: 404, body: { detail: expect.stringContaining(project) } });
});

test.each([
  ["https://huggingface.co/spaces/a/b", "body/github_url"],
  ["https://github.com/only-owner", "body/github_url"],
  ["https://github.com/a/../../users", "body/github_url"],
  ["https://example.com/a/b", "body/github_url"],
  ["", "body/github_url"],
])("the link %s is refused as malformed", async (github_url, path) => {
  const refused = await api.call("LicenseCheck", { path: { id: 1 }, body: { github_url } });
  expect(refused).toMatchObject({ status: 400, body: { errors: [{ path }] } });
});

test.each([
  [{ kind: "status", status: 503 }, "503", "team/apache"],
  [{ kind: "status", status: 403 }, "403", "team/apache"],
  [{ kind: "garbage-json" }, "JSON", "team/fresh"],
] as const)(
  "GitHub answering with %j is a bad gateway that names %s, and %s is not judged",
  async (action, part, project) => {
    const id = await aModelOf(under("mit"));
    const fault = hub.faults.add({ listener: "github", path: "/repos/team/**" }, action);
    const answer = await check(id, project);
    fault.remove();
    expect(answer).toMatchObject({ status: 502, body: { detail: expect.stringContaining("could not be read") } });
    expect(answer.status === 502 && answer.body.detail).toContain(part);
    expect((await check(id, project)).status).toBe(200);
  },
);

test("bodies of another kind and callers without a token are refused", async () => {
  const send = (sent: Record<string, unknown>) => api.call("LicenseCheck", { path: { id: 1 }, ...sent });
  expect((await send({ rawBody: "x", headers: { "Content-Type": "text/plain" } })).status).toBe(415);
  expect((await send({ rawBody: JSON.stringify({ github_url: "x".repeat(100_000) }) })).status).toBe(413);
  const anonymous = await api.call.as(null)("LicenseCheck", { path: { id: 1 }, body: { github_url: "x" } });
  expect(anonymous.status).toBe(403);
});
