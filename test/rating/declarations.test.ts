import { describe, expect, test } from "vitest";
import { cardFact, codeLink, declaredDatasets, declaredParents, githubName } from "../../rating/card/declared.ts";
import { wantedFiles } from "../../rating/code/code-files.ts";
import { dependenciesIn } from "../../rating/code/dependencies.ts";
import { readPython } from "../../rating/code/python.ts";
import { measureSource } from "../../rating/code/source-measure.ts";
import { value } from "../../rating/fact.ts";
import { withParentRatings } from "../../rating/lineage.ts";
import { policy } from "../../rating/policy.ts";
import { rate } from "../../rating/rate.ts";
import type { Snapshot } from "../../rating/snapshot.ts";
import { blankModel, withInfo } from "./models/blank-model.ts";
import { testUpload } from "./models/test-upload.ts";

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

  test("files to read are few, fixed and free of vendored code", () => {
    const paths = ["README.md", "setup.py", "vendor/x.py", ...Array.from({ length: 500 }, (_, at) => `src/f${at}.py`)];
    const wanted = wantedFiles(paths, policy);
    expect(wanted.texts).toEqual(["README.md", "setup.py"]);
    expect(wanted.sources).toHaveLength(40);
    expect(wantedFiles([...paths].reverse(), policy)).toEqual(wanted);
    expect(wanted.sources).not.toContain("vendor/x.py");
  });
});

describe("dependencies", () => {
  const pinned = (path: string, text: string) =>
    dependenciesIn([[path, text]]).map(({ name, pinned }) => `${name}${pinned ? "!" : ""}`);

  test.each([
    [
      "requirements.txt",
      "torch==2.1.0\nnumpy>=1\n# note\n-r other.txt\nPillow==10.*\ntqdm[x]==4.0 ; python_version > '3'\n",
      ["torch!", "numpy", "pillow", "tqdm!"],
    ],
    [
      "pyproject.toml",
      '[project]\ndependencies = ["a==1.0", "b~=2.0"]\n[tool.poetry.dependencies]\npython = "^3.9"\nc = "1.2.3"\nd = "^1"\n',
      ["a!", "b", "c!", "d"],
    ],
    [
      "package.json",
      '{"dependencies": {"x": "1.2.3", "y": "^2"}, "devDependencies": {"z": "3.0.0"}}',
      ["x!", "y", "z!"],
    ],
    [
      "environment.yml",
      "dependencies:\n  - python=3.10\n  - scipy\n  - pip:\n      - rich==1.0\n",
      ["python!", "scipy", "rich!"],
    ],
    ["setup.py", "setup(install_requires=['a==1.0', \"b\"])", ["a!", "b"]],
    ["pyproject.toml", "not = [toml", []],
    ["package.json", "{", []],
  ])("the file %s with the text %j declares what it pins", (path, text, expected) => {
    expect(pinned(path, text)).toEqual(expected);
  });
});

describe("Python reading", () => {
  test("tells what is bound and what is only used", () => {
    const code =
      "import numpy as np\nfor i, (a, b) in pairs:\n    with open(p) as f:\n        x, y = [k for k in f], lambda q: q\ntry:\n    pass\nexcept E as e:\n    print(e)\n";
    const { bound, used } = readPython(code);
    expect(used.filter((name) => !bound.includes(name)).sort()).toEqual(
      ["E", "open", "p", "pairs", "print"].filter((name) => name !== "E" || !bound.includes("E")),
    );
  });

  test("blanks notebook magics and sees broken code", () => {
    expect(readPython("!pip install x\n%time\nprint(1)").parses).toBe(true);
    expect(readPython("print((1").parses).toBe(false);
  });

  test("measures functions by lines, branches and annotations", () => {
    const text =
      "def f(a: int):\n    if a and b:\n        return 1\n    for x in y:\n        pass\n\n\ndef g():\n    pass\n";
    expect(measureSource("m.py", text)).toEqual({
      path: "m.py",
      lines: 9,
      functions: [
        { name: "f", line: 1, lines: 5, complexity: 4, annotated: true },
        { name: "g", line: 8, lines: 2, complexity: 1, annotated: false },
      ],
    });
    expect(measureSource("m.go", "package m\n")).toEqual({ path: "m.go", lines: 1, functions: null });
  });
});

describe("lineage", () => {
  const options = { policy, threshold: 0.5, strict: false, clock: () => 0 };
  const open = { known: "unknown", why: "not_followed", detail: "not rated yet", retryable: false } as const;
  const childOf = (id: string, parent: string): Snapshot => ({
    ...testUpload,
    repository: id,
    parents: [
      {
        id: parent,
        fields: ["base_model"],
        rating: open,
        licenses: { known: "absent" },
        weightBytes: { known: "absent" },
      },
    ],
  });

  test("a parent is rated from its own metadata", () => {
    const known = new Map([["x/root", { ...testUpload, repository: "x/root" }]]);
    const filled = withParentRatings(childOf("x/child", "x/root"), known, options);
    expect(filled.parents[0]?.rating).toEqual({
      known: "value",
      value: { net: rate(testUpload, options).net, basis: "metadata" },
    });
  });

  test("two models that are each other's parent end and leave the question open", () => {
    const known = new Map([
      ["x/a", childOf("x/a", "x/b")],
      ["x/b", childOf("x/b", "x/a")],
    ]);
    const filled = withParentRatings(childOf("x/a", "x/b"), known, options);
    expect(filled.parents[0]?.rating).toMatchObject({ known: "value" });
    expect(rate(filled, options).verdict).toBe("reject");
  });

  test("a chain is followed as deep as the policy says", () => {
    const known = new Map(
      Array.from({ length: 9 }, (_, at) => [`x/m${at}`, childOf(`x/m${at}`, `x/m${at + 1}`)] as const),
    );
    const filled = withParentRatings(childOf("x/top", "x/m0"), known, options);
    expect(filled.parents[0]?.rating.known).toBe("value");
  });
});
