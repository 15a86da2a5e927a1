import { describe, expect, test } from "vitest";
import { aCodeRepository, aModel, safetensors } from "../../../local/hub/builders.ts";
import { contentOf, digest, slice } from "../../../local/hub/content.ts";
import { type SampleFile, type SampleRepository, sampleRepositories } from "../../../local/hub.ts";
import { ask, askJson, withHub } from "./with-hub.ts";

const names = ({ files }: SampleRepository) => files.map(({ path }) => path);
const textOf = (files: readonly SampleFile[], wanted: string): string => {
  const content = files.find(({ path }) => path === wanted)?.content;
  if (typeof content !== "string") throw new Error(`${wanted} is missing or no text`);
  return content;
};

describe("builders", () => {
  test("a model has card, licence, configuration, tokenizer and safe weights unless told otherwise", () => {
    const expected = ["README.md", "LICENSE", "config.json", "tokenizer.json", "model.safetensors"];
    expect(names(aModel("acme/tiny"))).toEqual(expect.arrayContaining(expected));
  });

  test("null takes a thing away and nothing else", () => {
    const all = names(aModel("acme/tiny"));
    const bare = names(aModel("acme/tiny", { license: null, readme: null }));
    expect(all.filter((path) => !bare.includes(path)).sort()).toEqual(["LICENSE", "README.md"]);
    expect(names(aModel("acme/tiny", { weights: null }))).not.toContain("model.safetensors");
    expect(names(aModel("acme/tiny", { tokenizer: null, config: null }))).not.toContain("vocab.txt");
  });

  test("the card tells what the overrides say", () => {
    const { files } = aModel("acme/child", { baseModel: "acme/base", license: "mit", datasets: null, code: "o/r" });
    const card = textOf(files, "README.md");
    expect(card).toContain("base_model: acme/base");
    expect(card).toContain("license: mit");
    expect(card).toContain("https://github.com/o/r");
    expect(card).not.toContain("\ndatasets:");
    expect(textOf(files, "LICENSE")).toContain("MIT License");
  });

  test("files given replace those made, and paths left out are gone", () => {
    const { files } = aModel("acme/tiny", { files: [{ path: "config.json", content: "{}" }], without: ["vocab.txt"] });
    expect(textOf(files, "config.json")).toBe("{}");
    expect(files.map(({ path }) => path)).not.toContain("vocab.txt");
  });

  test("other facts pass through", () => {
    expect(aModel("acme/tiny", { gated: "auto", downloads: 5 })).toMatchObject({ gated: "auto", downloads: 5 });
  });

  test("two models of ids of the same length have different weights", () => {
    const hash = (id: string) => digest("sha256", contentOf(aModel(id).files.at(-1)?.content ?? ""));
    expect(hash("acme/one")).not.toBe(hash("acme/two"));
  });

  test("each merged pull request of a code repository is approved by somebody else", () => {
    for (const { author, reviews = [] } of aCodeRepository("acme/code").pullRequests ?? []) {
      expect(reviews.some((review) => review.state === "APPROVED" && review.author !== author)).toBe(true);
    }
  });
});

describe("generated safetensors", () => {
  test.each([60_000, 1_000_000, 48_000_000])(
    "a file of about %i bytes has offsets that cover its data without holes",
    (bytes) => {
      const content = contentOf(safetensors(bytes, 1));
      const length = Number(slice(content, 0, 8).readBigUInt64LE());
      const header = JSON.parse(slice(content, 8, 8 + length).toString()) as Record<
        string,
        { shape: number[]; data_offsets: [number, number] }
      >;
      let end = 0;
      for (const {
        shape,
        data_offsets: [from, to],
      } of Object.entries(header).flatMap(([name, one]) => (name === "__metadata__" ? [] : one))) {
        expect(from).toBe(end);
        expect(to - from).toBe(shape.reduce((product, size) => product * size, 4));
        end = to;
      }
      expect(8 + length + end).toBe(content.bytes);
      expect(Math.abs(content.bytes - bytes)).toBeLessThan(3000);
    },
  );
});

describe("the sample world", () => {
  test("everything that a model's card points to in it exists", async () => {
    await withHub(sampleRepositories({ weightBytes: 60_000 }), async ({ endpoint, github }) => {
      const model = await askJson(`${endpoint}/api/models/acme/clear-bert-finetuned`);
      const { cardData } = model as { cardData: { datasets: string[]; base_model: string } };
      for (const id of cardData.datasets) expect((await ask(`${endpoint}/api/datasets/${id}`)).status, id).toBe(200);
      expect((await ask(`${endpoint}/api/models/${cardData.base_model}`)).status).toBe(200);
      expect((await ask(`${github}/repos/acme/clear-bert-code`)).status).toBe(200);
      expect((await ask(`${endpoint}/api/organizations/acme/overview`)).status).toBe(200);
    });
  });

  test("the poor model has neither card nor licence, and weights that run code when loaded", () => {
    const poor = sampleRepositories().repositories.find(({ id }) => id === "someone/test-upload");
    expect(poor === undefined ? [] : names(poor)).toEqual([".gitattributes", "config.json", "pytorch_model.bin"]);
  });
});
