import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { answerCache } from "../../../lambda/facts/client.ts";
import { type GatherDeps, gatherFacts, refreshFacts } from "../../../lambda/facts/gather.ts";
import { missingFacts } from "../../../lambda/facts/missing.ts";
import type { FaultAction } from "../../../local/hub.ts";
import type { Snapshot } from "../../../rating/snapshot.ts";
import { MODEL, type SampleWorld, sampleWorld, wellKept } from "./sample-world.ts";

let world: SampleWorld;
beforeEach(async () => {
  world = await sampleWorld();
});
afterEach(() => world.close());

const stable = ({ waits: _waits, gatheredAt: _at, ...rest }: Snapshot) => rest;
const placesOf = (snapshot: Snapshot) => missingFacts(snapshot).map(({ place }) => place);
const asked = async (work: () => Promise<unknown>) => {
  const before = world.hub.requests.length;
  await work();
  return world.hub.requests.slice(before);
};

/** Time limits that end only what is asked of GitHub; Hugging Face may take as long as a loaded machine does. */
function shortForGitHub(): Partial<GatherDeps> {
  const { client } = world.deps;
  const github = new URL(world.hub.github).origin;
  const { signal } = new AbortController();
  const ask: typeof client.ask = (hop) => client.ask(hop.url.origin === github ? hop : { ...hop, signal });
  return { limits: { sourceMs: 1_000, attemptMs: 400 }, client: { ...client, ask } };
}

const outages: readonly (readonly [string, FaultAction, string])[] = [
  ["answers 500", { kind: "status", status: 500 }, "server_error"],
  ["answers 429", { kind: "status", status: 429 }, "rate_limited"],
  ["says nothing", { kind: "stall", afterBytes: 0 }, "timed_out"],
  ["breaks the connection", { kind: "drop", afterBytes: 0 }, "offline"],
];

describe.each(outages)("while GitHub %s", (_, action, why) => {
  test("everything else is found, the code is unknown for that reason and found again afterwards", async () => {
    const undisturbed = await world.gather();
    const fault = world.hub.faults.add({ listener: "github" }, action);
    const snapshot = await world.gather(MODEL, action.kind === "stall" ? shortForGitHub() : {});
    expect(new Set(missingFacts(snapshot).map((it) => [it.group, it.why].join()))).toEqual(new Set([`code,${why}`]));
    expect(missingFacts(snapshot)[0]?.detail).toMatch(/GitHub/);
    expect({ ...stable(snapshot), code: undisturbed.code }).toEqual(stable(undisturbed));
    fault.remove();
    let refreshed = snapshot;
    const requests = await asked(async () => {
      refreshed = await refreshFacts(snapshot, world.deps);
    });
    expect(stable(refreshed)).toEqual(stable(undisturbed));
    expect(new Set(requests.map(({ listener }) => listener))).toEqual(new Set(["github", "codeload"]));
  });
});

describe("a part of GitHub that fails", () => {
  test("leaves the other parts known: the archive", async () => {
    world.hub.faults.add({ listener: "codeload" }, { kind: "truncate", afterBytes: 100 });
    const snapshot = await world.gather();
    expect(placesOf(snapshot)).toEqual(["code.files"]);
  });

  test("is replaced by all-time counts when the history cannot be read", async () => {
    const deps = world.depsWith({ github: null });
    world.hub.faults.add({ listener: "github", path: /\/commits$/ }, { kind: "status", status: 502 });
    const snapshot = await gatherFacts(await world.resolve(), deps);
    const code = snapshot.code.known === "value" ? snapshot.code.value : null;
    expect(code?.history).toMatchObject({ known: "unknown", why: "server_error" });
    expect(code?.contributors).toMatchObject({ known: "value", value: expect.arrayContaining([expect.anything()]) });
    expect(code?.files.known).toBe("value");
  });

  test("makes the files unknown as malformed when the archive is not one", async () => {
    world.hub.faults.add({ listener: "codeload" }, { kind: "status", status: 200, body: "not an archive" });
    const snapshot = await world.gather();
    expect(snapshot.code).toMatchObject({ value: { files: { known: "unknown", why: "malformed" } } });
  });
});

describe("while Hugging Face fails for some files", () => {
  test("an unread README makes the linked code unknown, and a refresh finds both", async () => {
    const undisturbed = await world.gather();
    const fault = world.hub.faults.add({ listener: "hub", file: "README.md" }, { kind: "status", status: 503 });
    const snapshot = await world.gather();
    expect(placesOf(snapshot)).toEqual(expect.arrayContaining(["readme", "code", "datasets.acme/corpus.card"]));
    fault.remove();
    const requests = await asked(async () => {
      expect(stable(await refreshFacts(snapshot, world.deps))).toEqual(stable(undisturbed));
    });
    expect(
      requests.filter(({ path }) => /config\.json|LICENSE|overview|commits/.test(path) && path.startsWith("/a")),
    ).toEqual([]);
  });

  test("a given description without the scan is used when one with the scan cannot be read", async () => {
    const { listing, info } = await world.resolve();
    const { securityRepoStatus: _scan, ...unscanned } = info as Record<string, unknown>;
    const gather = async () => (await gatherFacts({ listing, info: unscanned }, world.deps)).info;
    expect(await gather()).toMatchObject({ value: { security: { scansDone: true } } });
    world.hub.faults.add({ listener: "hub", path: `/api/models/${MODEL}/revision/*` }, { kind: "status", status: 500 });
    expect(await gather()).toMatchObject({ value: { security: null, pipelineTag: "text-classification" } });
  });

  test("a missing description is requested, and unknown when that fails", async () => {
    const { listing } = await world.resolve();
    const gather = async () => (await gatherFacts({ listing, info: null }, world.deps)).info;
    expect(await gather()).toMatchObject({ known: "value" });
    world.hub.faults.add({ listener: "hub", path: `/api/models/${MODEL}/revision/*` }, { kind: "status", status: 500 });
    expect(await gather()).toMatchObject({ known: "unknown", why: "server_error" });
  });

  test("truncated JSON is unknown as malformed and is not requested again", async () => {
    world.hub.faults.add({ listener: "hub", path: "/api/organizations/**" }, { kind: "garbage-json" });
    const snapshot = await world.gather();
    expect(snapshot.owner).toMatchObject({ known: "unknown", why: "malformed", retryable: false });
    expect(await asked(() => refreshFacts(snapshot, world.deps))).toEqual([]);
  });

  test("a whole snapshot is refreshed without a request", async () => {
    const snapshot = await world.gather();
    expect(await asked(() => refreshFacts(snapshot, world.deps))).toEqual([]);
  });
});

describe("an aborted gathering", () => {
  test("rejects with the reason and leaves no request open", async () => {
    world.hub.faults.add({ listener: "hub", file: "README.md" }, { kind: "stall", afterBytes: 0 });
    const resolved = await world.resolve();
    const controller = new AbortController();
    const gathering = gatherFacts(resolved, { ...world.deps, signal: controller.signal });
    await expect.poll(() => world.hub.requests.some(({ path }) => path.endsWith("/README.md"))).toBe(true);
    controller.abort(new Error("the lease is lost"));
    await expect(gathering).rejects.toThrow("the lease is lost");
  });
});

describe("the quota of GitHub", () => {
  test("that is used up leaves the code unknown with the time at which it resets", async () => {
    await world.close();
    world = await sampleWorld({ ...wellKept(), rateLimits: { github: { limit: 2, windowSeconds: 3600 } } });
    const snapshot = await world.gather();
    const missing = missingFacts(snapshot);
    expect(missing.length).toBeGreaterThan(0);
    expect(new Set(missing.map(({ why }) => why))).toEqual(new Set(["rate_limited"]));
    expect(missing.some(({ detail }) => /resets at \d{4}-\d\d-\d\dT/.test(detail))).toBe(true);
  });

  test("is saved by conditional requests for what has not changed", async () => {
    const cache = answerCache();
    const first = await world.gather(MODEL, { cache });
    const requests = await asked(async () => {
      expect(stable(await world.gather(MODEL, { cache }))).toEqual(stable(first));
    });
    const tree = requests.find(({ path }) => path.includes("/git/trees/"));
    expect(tree?.status).toBe(304);
  });
});

describe("the quota of Hugging Face", () => {
  test("is respected after the first refusal, while files are still read", async () => {
    await world.close();
    world = await sampleWorld({ ...wellKept(), rateLimits: { api: { limit: 4, windowSeconds: 300 } } });
    const snapshot = await world.gather();
    expect(snapshot.readme.known).toBe("value");
    expect(missingFacts(snapshot).filter(({ why }) => why === "rate_limited").length).toBeGreaterThan(0);
    expect(world.hub.requests.filter(({ status }) => status === 429).length).toBeLessThanOrEqual(3);
  });
});
