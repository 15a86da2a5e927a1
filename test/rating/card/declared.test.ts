import { describe, expect, test } from "vitest";
import { cardFact, codeLink, declaredDatasets, declaredParents, githubName } from "../../../rating/card/declared.ts";
import { value } from "../../../rating/fact.ts";
import { policy } from "../../../rating/policy.ts";
import type { Snapshot } from "../../../rating/snapshot.ts";
import { blankModel, withInfo } from "../models/blank-model.ts";

const withCard = (text: string, library: string | null = null): Snapshot =>
  withInfo({ ...blankModel, readme: value(text) }, { libraryName: library });

function linkIn(text: string, library: string | null = null) {
  const model = withCard(text, library);
  const card = cardFact(model.readme, policy);
  return codeLink(model, card.known === "value" ? card.value : null, policy);
}

describe("code link", () => {
  test("prefers a link whose sentence speaks of code", () => {
    const text =
      "See [them](https://github.com/a/friends).\n\nThe official code: <https://github.com/b/work/tree/main/x>.\n";
    expect(linkIn(text)).toEqual({ name: "b/work", rule: "readme_words" });
    expect(linkIn("See [them](https://github.com/a/friends).\n")).toEqual({ name: "a/friends", rule: "readme_any" });
  });

  test.each([
    ['<p align="center"><a href="https://github.com/b/work">Code</a></p>\n', "readme_words"],
    ["<a target=_blank href='https://github.com/b/work.git'><img src=x></a>\n", "readme_any"],
    ["See <a href=https://github.com/b/work>our repository</a> for more.\n", "readme_words"],
    ["```bash\ngit clone https://github.com/b/work.git\ncd work\n```\n", "readme_words"],
    ["```\n$ git clone --depth 1 -b main git@github.com:b/work.git\n```\n", "readme_words"],
    ["    git clone https://github.com/b/work\n", "readme_words"],
    ["First `git clone https://github.com/b/work`.\n", "readme_words"],
  ])("is found in the card %j", (text, rule) => {
    expect(linkIn(text)).toEqual({ name: "b/work", rule });
  });

  test.each([
    "<img src='https://github.com/b/work/raw/main/x.png'>\n",
    "```\n# git clone https://github.com/b/work\n```\n",
    "```\npip install git+https://github.com/b/work\n```\n",
    "<!-- <a href='https://gitlab.com/b/work'>code</a> -->\n",
    "```\ngit clone https://huggingface.co/b/work\n```\n",
  ])("is not found in the card %j", (text) => {
    expect(linkIn(text)).toBeNull();
  });

  test("is found in time in HTML that never ends", () => {
    expect(linkIn(`${"<a ".repeat(100_000)}href="https://github.com/b/work"`)).toBeNull();
  });

  test("passes over libraries, one of them only when it is this model's library", () => {
    expect(
      linkIn("Code: https://github.com/huggingface/transformers and https://github.com/pytorch/pytorch\n"),
    ).toBeNull();
    const text = "Code: https://github.com/UKPLab/sentence-transformers\n";
    expect(linkIn(text, "sentence-transformers")).toBeNull();
    expect(linkIn(text, "other")?.name).toBe("UKPLab/sentence-transformers");
  });

  test.each([
    ["https://github.com/a/b.git", "a/b"],
    ["https://www.github.com/a/b/blob/main/x.py#L3", "a/b"],
    ["https://github.com/orgs/a", null],
    ["https://github.com/a", null],
    ["https://evil.example/github.com/a/b", null],
    ["https://github.com/a/..", null],
  ])("the link %s names the repository %s", (url, name) => {
    expect(githubName(url)).toBe(name);
  });
});

describe("declarations", () => {
  test("datasets come from metadata and tags, each once", () => {
    const model = withInfo(withCard("---\ndatasets: [a/one, B/Two]\n---\n"), {
      tags: ["dataset:a/one", "dataset:c/three", "region:us"],
    });
    expect(declaredDatasets(model, policy)).toEqual(["a/one", "B/Two", "c/three"]);
  });

  test("parents keep every field that names them and never are the model itself or a path", () => {
    const model = withInfo(withCard("---\nbase_model: roots/p\n---\n"), { baseModels: ["Roots/P"] });
    const configs = {
      "config.json": value({ _name_or_path: "someone/plain" }),
      "adapter_config.json": value({ base_model_name_or_path: "./out/x" }),
    };
    expect(declaredParents({ ...model, configs })).toEqual([{ id: "roots/p", fields: ["base_model", "api"] }]);
  });
});
