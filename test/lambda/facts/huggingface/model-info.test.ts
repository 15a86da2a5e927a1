import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { modelInfo, siblingFiles } from "../../../../lambda/facts/huggingface/model-info.ts";
import { orNull } from "../../../../rating/fact.ts";

const read = (raw: object) => orNull(modelInfo(raw));
const keys = [
  "cardData",
  "tags",
  "config",
  "baseModels",
  "safetensors",
  "gated",
  "securityRepoStatus",
  "siblings",
  "likes",
];

describe("the description of a model", () => {
  test("can hold values of any type without an error", () => {
    const answer = fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...keys), fc.jsonValue()));
    fc.assert(
      fc.property(answer, (raw) => {
        const info = orNull(modelInfo(raw));
        expect(info === null || info.tags.every((tag) => typeof tag === "string")).toBe(true);
        expect(() => siblingFiles(raw)).not.toThrow();
      }),
    );
  });

  test("that is no object is unknown as malformed", () => {
    for (const raw of [null, [], "x", 5]) expect(modelInfo(raw)).toMatchObject({ known: "unknown", why: "malformed" });
  });

  test.each([[{ models: [{ id: "a/b" }, { id: 5 }] }], [[{ id: "a/b" }]], [["a/b", "a/b", ""]]])(
    "names base models in the form %j",
    (baseModels) => {
      expect(read({ baseModels })?.baseModels).toEqual(["a/b"]);
    },
  );

  test("keeps only element counts that are whole numbers", () => {
    const parameters = { F32: 5, BF16: -1, I8: "x", F16: 1.5 };
    expect(read({ safetensors: { parameters, total: 9 } })?.safetensors).toEqual({ F32: 5 });
    expect(read({ safetensors: { parameters: 3 } })?.safetensors).toBeNull();
  });

  test("reads the known kinds of gating, and anything else as open", () => {
    expect(["auto", "manual", true, false, "x", 1].map((gated) => read({ gated })?.gated)).toEqual([
      "auto",
      "manual",
      "manual",
      false,
      false,
      false,
    ]);
  });

  test("has no scan without a scan status, and an unfinished one without a final status", () => {
    expect(read({})?.security).toBeNull();
    expect(read({ securityRepoStatus: { filesWithIssues: [{ path: "a", level: "unsafe" }, 5] } })?.security).toEqual({
      scansDone: false,
      filesWithIssues: [{ path: "a", level: "unsafe" }],
    });
  });
});
