import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { GatherDeps } from "../../../lambda/facts/gather.ts";
import { missingFacts } from "../../../lambda/facts/missing.ts";
import { aCodeRepository, aDataset, aModel } from "../../../local/hub/builders.ts";
import type { HubOptions, SampleRepository } from "../../../local/hub.ts";
import { policy } from "../../../rating/policy.ts";
import { type Rating, rate } from "../../../rating/rate.ts";
import type { Snapshot } from "../../../rating/snapshot.ts";
import { MODEL, type SampleWorld, sampleWorld, wellKept } from "./sample-world.ts";

const rated = (snapshot: Snapshot): Rating => rate(snapshot, { policy, threshold: 0.5, strict: false, clock: () => 0 });
const numbersOf = ({ net, lo, hi, metrics }: Rating) => ({
  net,
  lo,
  hi,
  metrics: Object.fromEntries(Object.entries(metrics).map(([name, { score, status }]) => [name, [score, status]])),
});

async function ratingIn(options: HubOptions, repository = MODEL): Promise<Rating> {
  const world = await sampleWorld(options);
  try {
    return rated(await world.gather(repository));
  } finally {
    await world.close();
  }
}

const CODE = "acme/clear-bert-code";
/** The well-kept world with other repositories in place of those of the same id. */
const wellKeptBut = (changed: {
  models?: SampleRepository[];
  code?: ReturnType<typeof aCodeRepository>;
}): HubOptions => {
  const plain = wellKept();
  const ids = new Set((changed.models ?? []).map(({ id }) => id));
  return {
    ...plain,
    repositories: [...plain.repositories.filter(({ id }) => !ids.has(id)), ...(changed.models ?? [])],
    github: [changed.code ?? aCodeRepository(CODE)],
  };
};

let world: SampleWorld;
let whole: Rating;
beforeAll(async () => {
  world = await sampleWorld();
  whole = rated(await world.gather());
});
afterAll(() => world.close());

describe("a well-kept model", () => {
  test("is accepted firmly, whatever the unread facts are", () => {
    expect(whole.gate).toMatchObject({ decision: "accept", firm: true });
    expect(whole.coverage).toBe(1);
  });

  test("is accepted without a GitHub token as well, and while GitHub is down", async () => {
    const anonymous = { tokens: { github: null } };
    expect(rated(await world.gather(MODEL, anonymous)).gate.decision).toBe("accept");
    const fault = world.hub.faults.add({ listener: "github" }, { kind: "status", status: 502 });
    const rating = rated(await world.gather(MODEL, anonymous));
    fault.remove();
    expect(rating.gate.decision).toBe("accept");
    expect(rating.coverage).toBeLessThan(1);
  });

  test("without its documentation is rejected", async () => {
    const bare = aModel(MODEL, {
      readme: null,
      license: null,
      commits: [{ authors: ["x"], title: "up", date: "2025-06-14" }],
    });
    const rating = await ratingIn(wellKeptBut({ models: [bare] }));
    expect(rating.gate).toMatchObject({ decision: "reject", firm: true });
  });

  test("gets the same scores under other names and at any popularity", async () => {
    const datasets = ["zeta/corpus", "zeta/reviews"];
    const code = "zeta/plain-dart-code";
    const popular = { likes: 900_000, downloads: 80_000_000 };
    const rating = await ratingIn(
      {
        token: wellKept().token ?? "",
        repositories: [
          aModel("zeta/plain-dart", { baseModel: "zeta/base", datasets, code, ...popular }),
          aModel("zeta/base", { datasets, code, ...popular }),
          ...datasets.map((id) => aDataset(id)),
        ],
        organizations: [{ name: "zeta", members: ["anna-lind", "chidi-okafor", "jo-berg"] }],
        github: [aCodeRepository(code, { stars: 99_000 })],
      },
      "zeta/plain-dart",
    );
    expect(numbersOf(rating)).toEqual(numbersOf(whole));
  });
});

const removals: readonly (readonly [string, Parameters<typeof wellKeptBut>[0]])[] = [
  ["README", { models: [aModel(MODEL, { baseModel: "acme/base", readme: null })] }],
  ["licence", { models: [aModel(MODEL, { baseModel: "acme/base", license: null })] }],
  ["licence file", { models: [aModel(MODEL, { baseModel: "acme/base", without: ["LICENSE"] })] }],
  ["configuration", { models: [aModel(MODEL, { baseModel: "acme/base", config: null })] }],
  ["tokenizer", { models: [aModel(MODEL, { baseModel: "acme/base", tokenizer: null })] }],
  ["datasets", { models: [aModel(MODEL, { baseModel: "acme/base", datasets: null })] }],
  ["results", { models: [aModel(MODEL, { baseModel: "acme/base", evaluation: null })] }],
  ["link to the code", { models: [aModel(MODEL, { baseModel: "acme/base", code: null })] }],
  ["card of a dataset", { models: [aDataset("acme/corpus", { readme: null })] }],
  ["licence of a dataset", { models: [aDataset("acme/corpus", { license: null })] }],
  ["card of the parent", { models: [aModel("acme/base", { readme: null })] }],
  ["README of the code", { code: aCodeRepository(CODE, { without: ["README.md"] }) }],
  ["workflow of the code", { code: aCodeRepository(CODE, { without: [".github/workflows/checks.yml"] }) }],
  ["manifest of the code", { code: aCodeRepository(CODE, { without: ["pyproject.toml"] }) }],
  ["training script", { code: aCodeRepository(CODE, { without: ["src/clear_bert/train.py"] }) }],
  ["pull requests", { code: aCodeRepository(CODE, { pullRequests: [] }) }],
];

describe("taking away", () => {
  test.each(removals)("the %s never raises the net score", async (_, changed) => {
    const rating = await ratingIn(wellKeptBut(changed));
    expect(rating.net).not.toBeNull();
    expect(rating.net).toBeLessThanOrEqual((whole.net ?? 0) + 1e-9);
  });
});

const places = {
  "all of GitHub": { listener: "github" },
  "GitHub's history": { listener: "github", path: "/graphql" },
  "GitHub's file list": { listener: "github", path: "/repos/**/git/trees/**" },
  "GitHub's archive": { listener: "codeload" },
  datasets: { listener: "hub", path: "/api/datasets/**" },
  "commits on the Hub": { listener: "hub", path: "/api/models/**/commits/**" },
  "the owner": { listener: "hub", path: "/api/organizations/**" },
  "the parent": { listener: "hub", path: "/api/models/acme/base" },
  "the licence file": { listener: "hub", file: "LICENSE" },
  configuration: { listener: "hub", file: "config.json" },
  cards: { listener: "hub", file: "README.md" },
} as const;
const limits: GatherDeps["limits"] = { sourceMs: 400, attemptMs: 60 };

describe("an outage", () => {
  test.each(Object.keys(places) as (keyof typeof places)[])(
    "of %s alone never turns the acceptance into a rejection",
    async (place) => {
      const fault = world.hub.faults.add(places[place], { kind: "status", status: 503 });
      const snapshot = await world.gather();
      fault.remove();
      expect(missingFacts(snapshot).length).toBeGreaterThan(0);
      expect(rated(snapshot).gate.decision).not.toBe("reject");
    },
  );

  test("of any set of places, of any kind, never turns the acceptance into a rejection", async () => {
    const kinds = fc.constantFrom(500, 429, 403, "silent" as const);
    const sets = fc.subarray(Object.keys(places) as (keyof typeof places)[], { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(sets, kinds, async (set, kind) => {
        world.hub.faults.clear();
        const action =
          kind === "silent" ? ({ kind: "stall", afterBytes: 0 } as const) : ({ kind: "status", status: kind } as const);
        for (const place of set) world.hub.faults.add(places[place], action);
        const rating = rated(await world.gather(MODEL, { limits }));
        world.hub.faults.clear();
        expect(rating.hi).toBeGreaterThanOrEqual(whole.net ?? 1);
        if (kind !== 403) expect(rating.gate.decision).not.toBe("reject");
      }),
      { numRuns: 12 },
    );
  });
});
