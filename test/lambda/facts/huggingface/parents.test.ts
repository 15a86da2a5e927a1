import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { missingFacts } from "../../../../lambda/facts/missing.ts";
import { aModel } from "../../../../local/hub/builders.ts";
import type { ParentFacts, Snapshot } from "../../../../rating/snapshot.ts";
import { MODEL, type SampleWorld, sampleWorld, TOKEN } from "../sample-world.ts";

let world: SampleWorld;
/** Every snapshot of an ancestor that was judged. */
let judged: Snapshot[];
beforeEach(async () => {
  judged = [];
  world = await sampleWorld(undefined, { judge });
});
afterEach(() => world.close());

function judge(snapshot: Snapshot): number {
  judged.push(snapshot);
  return 0.7;
}

const parentOf = async (more: Parameters<SampleWorld["gather"]>[1] = {}): Promise<ParentFacts> => {
  const { parents } = await world.gather(MODEL, more);
  expect(parents).toHaveLength(1);
  return parents[0] as ParentFacts;
};

describe("a parent", () => {
  test("that the registry has rated keeps that rating, and its README is not read", async () => {
    const before = world.hub.requests.length;
    const parent = await parentOf({ parents: async (id) => (id === "acme/base" ? 0.83 : null) });
    expect(parent.rating).toEqual({ known: "value", value: { net: 0.83, basis: "stored" } });
    expect(parent.licenses).toEqual({ known: "value", value: ["apache-2.0"] });
    const read = world.hub.requests.slice(before).filter(({ path }) => path.startsWith("/acme/base/resolve"));
    expect(read).toEqual([]);
    expect(judged).toEqual([]);
  });

  test("without a rating is judged from its metadata, where nothing unread counts as absent", async () => {
    const parent = await parentOf();
    expect(parent.rating).toEqual({ known: "value", value: { net: 0.7, basis: "metadata" } });
    expect(judged.map(({ repository }) => repository)).toEqual(["acme/base"]);
    expect(judged[0]?.readme.known).toBe("value");
    for (const fact of [judged[0]?.commits, judged[0]?.owner, judged[0]?.licenseLink])
      expect(fact).toMatchObject({ known: "unknown", why: "not_followed" });
  });

  test("that does not exist is absent when a token can see everything", async () => {
    world.hub.put(aModel(MODEL, { baseModel: "acme/gone" }));
    const parent = await parentOf({ tokens: { hub: TOKEN } });
    expect(parent.rating).toEqual({ known: "absent" });
  });

  test("that cannot be reached is unknown and can be read again", async () => {
    world.hub.faults.add({ path: "/api/models/acme/base" }, { kind: "status", status: 503 });
    const snapshot = await world.gather();
    expect(missingFacts(snapshot).map(({ place }) => place)).toContain("parents.acme/base.rating");
  });

  test("of an adapter contributes the bytes of its weights, and of another model it does not", async () => {
    expect((await parentOf()).weightBytes).toMatchObject({ known: "unknown", why: "not_followed" });
    const content = JSON.stringify({ base_model_name_or_path: "acme/base" });
    world.hub.put(aModel(MODEL, { baseModel: "acme/base", files: [{ path: "adapter_config.json", content }] }));
    const parent = await parentOf();
    expect(parent.fields).toEqual(["base_model", "adapter_config"]);
    expect(parent.weightBytes).toMatchObject({ known: "value", value: expect.any(Number) });
  });
});

describe("a lineage", () => {
  test("with a cycle ends, and says so", async () => {
    world.hub.put(aModel("acme/base", { baseModel: MODEL }));
    await parentOf();
    const detail = `${MODEL} is an ancestor of itself`;
    expect(judged[0]?.parents).toMatchObject([{ id: MODEL, rating: { why: "not_followed", detail } }]);
  });

  test("is followed for three generations and no further", async () => {
    world.hub.put(aModel("acme/base", { baseModel: "acme/g2" }));
    world.hub.put(aModel("acme/g2", { baseModel: "acme/g3" }));
    world.hub.put(aModel("acme/g3", { baseModel: "acme/g4" }));
    await parentOf();
    expect(judged.map(({ repository }) => repository).sort()).toEqual(["acme/base", "acme/g2", "acme/g3"]);
    const oldest = judged.find(({ repository }) => repository === "acme/g3");
    expect(oldest?.parents).toMatchObject([{ id: "acme/g4", rating: { why: "not_followed" } }]);
  });
});
