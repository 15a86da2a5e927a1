import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { gatherFacts } from "../../../lambda/facts/gather.ts";
import { missingFacts } from "../../../lambda/facts/missing.ts";
import { MAX_REQUESTS } from "../../../lambda/facts/plan.ts";
import { aDataset, aModel } from "../../../local/hub/builders.ts";
import { orNull } from "../../../rating/fact.ts";
import type { Snapshot } from "../../../rating/snapshot.ts";
import { MODEL, type SampleWorld, sampleWorld, TOKEN } from "./sample-world.ts";

let world: SampleWorld;
beforeEach(async () => {
  world = await sampleWorld();
});
afterEach(() => world.close());

const codeOf = ({ code }: Snapshot) => {
  if (code.known !== "value") throw new Error(`The snapshot has no linked code: ${JSON.stringify(code)}`);
  return code.value;
};

describe("gathering the facts of a well-kept model", () => {
  test("finds all of them with a GitHub token, within the limit of requests", async () => {
    const resolved = await world.resolve();
    const before = world.hub.requests.length;
    const snapshot = await gatherFacts(resolved, world.deps);
    expect(world.hub.requests.length - before).toBeLessThanOrEqual(MAX_REQUESTS);
    expect(missingFacts(snapshot)).toEqual([]);
    for (const fact of [
      snapshot.info,
      snapshot.readme,
      snapshot.licenseFiles["LICENSE"],
      snapshot.commits,
      snapshot.owner,
    ])
      expect(fact?.known).toBe("value");
    expect(snapshot.datasets.map(({ id, info, card }) => [id, info.known, card.known])).toEqual([
      ["acme/corpus", "value", "value"],
      ["acme/reviews", "value", "value"],
    ]);
    const { facts, history, files, rule } = codeOf(snapshot);
    expect([facts.known, history.known, files.known, rule]).toEqual(["value", "value", "value", "readme_words"]);
    expect(orNull(history)?.map(({ pullRequest }) => orNull(pullRequest)?.approvedBy.length)).toEqual([1, 1, 1, 1, 1]);
  });

  test("finds authors and files without a token, and says why lines and reviews are unknown", async () => {
    const resolved = await world.resolve();
    const before = world.hub.requests.length;
    const snapshot = await gatherFacts(resolved, world.depsWith({ github: null }));
    expect(world.hub.requests.length - before).toBeLessThanOrEqual(MAX_REQUESTS);
    const { history, files } = codeOf(snapshot);
    expect(files.known).toBe("value");
    expect(orNull(history)?.map(({ author }) => author.login)).toContain("anna-lind");
    expect(orNull(history)?.[0]).toMatchObject({
      additions: { why: "no_credential", detail: expect.stringContaining("without a GitHub token") },
      pullRequest: { why: "no_credential" },
    });
    expect(missingFacts(snapshot)).toEqual([]);
  });

  test("dates the rating by the commit that is rated", async () => {
    const snapshot = await world.gather();
    expect(snapshot.commitDate).toBe(orNull(snapshot.commits)?.[0]?.date);
  });

  test("gives the same facts for the same repository in whatever order responses arrive", async () => {
    const stable = ({ waits: _waits, gatheredAt: _at, ...rest }: Snapshot) => rest;
    const first = stable(await world.gather());
    world.hub.faults.add({ path: "**/README.md" }, { kind: "latency", milliseconds: 30 });
    expect(stable(await world.gather())).toEqual(first);
  });

  test("reads no file of any weight", async () => {
    await world.gather();
    expect(world.hub.requests.filter(({ path }) => path.endsWith(".safetensors"))).toEqual([]);
  });
});

describe("a long history on Hugging Face", () => {
  const commits = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      authors: [`person-${index % 7}`],
      title: `Change ${index}`,
      date: new Date(Date.UTC(2025, 0, 1) + index * 3_600_000).toISOString(),
    }));

  test("is read for two pages and no further", async () => {
    world.hub.put(aModel(MODEL, { commits: commits(230) }));
    const snapshot = await world.gather();
    expect(orNull(snapshot.commits)).toHaveLength(200);
    expect(orNull(snapshot.commits)?.[0]?.id).toBe(snapshot.commit);
  });

  test("is unknown when its second page fails, because half a history names the wrong people", async () => {
    world.hub.put(aModel(MODEL, { commits: commits(130) }));
    world.hub.faults.add({ path: "/api/models/**/commits/**" }, { kind: "status", status: 500 }, { after: 1 });
    expect((await world.gather()).commits).toMatchObject({ known: "unknown", why: "server_error" });
  });
});

describe("what a model declares wrongly", () => {
  test("a declared dataset that does not exist is absent, its existing neighbour is not", async () => {
    world.hub.put(aModel(MODEL, { datasets: ["acme/corpus", "acme/gone"] }));
    const snapshot = await world.gather(MODEL, { tokens: { hub: TOKEN } });
    expect(snapshot.datasets.map(({ info }) => info.known)).toEqual(["value", "absent"]);
  });

  test("such a dataset is unknown without a token, because it can be private", async () => {
    world.hub.put(aModel(MODEL, { datasets: ["acme/gone"] }));
    const snapshot = await world.gather();
    expect(snapshot.datasets[0]?.info).toMatchObject({ known: "unknown", why: "unauthorized", retryable: false });
  });

  test("a linked repository that does not exist is absent with everything about it", async () => {
    world.hub.put(aModel(MODEL, { code: "acme/nowhere" }));
    const { facts, history, tree } = codeOf(await world.gather());
    expect([facts.known, history.known, tree.known]).toEqual(["absent", "absent", "absent"]);
  });

  test("metadata with fields of wrong types is read field by field", async () => {
    const readme = "---\nlicense: [7, {a: b}]\ndatasets: {x: 1}\nbase_model: 5\ntags: {}\nmodel-index: no\n---\n# X\n";
    world.hub.put(aModel(MODEL, { readme }));
    const snapshot = await world.gather();
    expect(snapshot.info.known).toBe("value");
    expect([snapshot.datasets, snapshot.parents, snapshot.code]).toEqual([[], [], { known: "absent" }]);
  });

  test("a link yields at most an owner and a name, never an address to contact", async () => {
    const links =
      "The code: https://github.com/acme/..%2f..%2fetc and http://169.254.169.254/latest and https://evil.test/x";
    world.hub.put(aModel(MODEL, { readme: `---\nlicense: mit\n---\n# X\n\n${links}\n` }));
    const asked: string[] = [];
    const { client } = world.deps;
    const ask: typeof client.ask = (hop) => {
      asked.push(hop.url.origin);
      return client.ask(hop);
    };
    await world.gather(MODEL, { client: { ...client, ask } });
    expect(new Set(asked)).toEqual(new Set([world.hub.endpoint]));
  });
});

describe("what a repository lacks", () => {
  test("costs no request, because the listing shows that README, licence and configuration are absent", async () => {
    world.hub.put(aModel(MODEL, { readme: null, license: null, config: null, code: null }));
    const resolved = await world.resolve();
    const before = world.hub.requests.length;
    const snapshot = await gatherFacts(resolved, world.deps);
    expect([snapshot.readme, snapshot.licenseLink, snapshot.code].map(({ known }) => known)).toEqual(
      Array(3).fill("absent"),
    );
    expect(snapshot.licenseFiles).toEqual({});
    expect(world.hub.requests.slice(before).filter(({ path }) => path.includes("/resolve/"))).toEqual([]);
  });

  test("an owner that is not an organisation is a user", async () => {
    world.hub.put(aModel("someone/model"));
    const { owner } = await world.gather("someone/model");
    expect(owner).toEqual({ known: "value", value: { name: "someone", isOrganisation: false, members: null } });
  });
});

describe("licence texts", () => {
  const card = (link: string) => `---\nlicense: other\nlicense_link: ${link}\n---\n# X\n`;
  const linking = (link: string, files = [{ path: "conditions.txt", content: "My terms." }]) =>
    world.hub.put(aModel(MODEL, { readme: card(link), files }));

  test("are read from every licence file, those named after the model first", async () => {
    const paths = ["LICENSE-third-party", "MODEL_LICENSE.md", "LICENSE.pdf", "COPYING", "licenses.py"];
    world.hub.put(aModel(MODEL, { files: paths.map((path) => ({ path, content: `Text of ${path}.` })) }));
    const { licenseFiles } = await world.gather();
    expect(Object.keys(licenseFiles)).toEqual(["MODEL_LICENSE.md", "COPYING", "LICENSE"]);
    expect(licenseFiles["MODEL_LICENSE.md"]).toEqual({ known: "value", value: "Text of MODEL_LICENSE.md." });
  });

  test.each(["conditions.txt", "./conditions.txt", `https://huggingface.co/${MODEL}/blob/main/conditions.txt`])(
    "are read behind the link %s to a file of the model",
    async (link) => {
      linking(link);
      expect((await world.gather()).licenseLink).toEqual({
        known: "value",
        value: { path: "conditions.txt", text: "My terms." },
      });
    },
  );

  test("are read behind a link to another repository, on either host", async () => {
    world.hub.put(aModel("acme/base", { files: [{ path: "TERMS", content: "Base terms." }] }));
    linking("https://huggingface.co/acme/base/blob/main/TERMS");
    expect((await world.gather()).licenseLink).toMatchObject({ value: { path: "TERMS", text: "Base terms." } });
    linking("https://github.com/acme/clear-bert-code/blob/main/README.md");
    expect((await world.gather()).licenseLink).toMatchObject({ known: "value", value: { path: "README.md" } });
  });

  test("are not requested from other hosts, outside the repository, or twice", async () => {
    for (const link of ["https://evil.test/terms", "http://169.254.169.254/latest", "https://huggingface.co/../x/y"]) {
      linking(link);
      expect((await world.gather()).licenseLink).toMatchObject({ known: "unknown", why: "not_followed" });
    }
    for (const link of ["LICENSE", "../../etc/passwd", "missing.txt"]) {
      linking(link);
      expect((await world.gather()).licenseLink).toEqual({ known: "absent" });
    }
  });

  test("behind a link are unknown while the README is", async () => {
    world.hub.faults.add({ listener: "hub", file: "README.md" }, { kind: "status", status: 503 });
    const { info, licenseLink } = await world.gather();
    expect(info.known).toBe("value");
    expect(licenseLink.known).toBe("absent");
  });
});

describe("source code inside the model repository", () => {
  test("is measured from its text", async () => {
    world.hub.put(
      aModel(MODEL, { files: [{ path: "modeling.py", content: "def f(x: int) -> int:\n    return x\n" }] }),
    );
    const { ownCode } = await world.gather();
    expect(orNull(ownCode)?.sources).toMatchObject([
      { path: "modeling.py", functions: [{ name: "f", annotated: true }] },
    ]);
  });

  test("is absent in a repository without any", async () => {
    expect((await world.gather()).ownCode).toEqual({ known: "absent" });
  });
});

test("a model with everything stays within the limit of requests that the plan sets", async () => {
  const datasets = ["acme/corpus", "acme/reviews", "acme/d3", "acme/d4", "acme/d5", "acme/d6"];
  for (const id of datasets.slice(2)) world.hub.put(aDataset(id));
  world.hub.put(
    aModel(MODEL, { baseModel: "acme/base", datasets, files: [{ path: "modeling.py", content: "x = 1\n" }] }),
  );
  const resolved = await world.resolve();
  const before = world.hub.requests.length;
  const snapshot = await gatherFacts(resolved, world.deps);
  const fetches = world.hub.requests.slice(before).filter(({ status }) => status < 300 || status > 399);
  expect(fetches.length).toBeLessThanOrEqual(MAX_REQUESTS);
  expect(snapshot.datasets).toHaveLength(5);
});
