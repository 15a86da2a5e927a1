import { describe, expect, test } from "vitest";
import { wantedFiles } from "../../../rating/code/code-files.ts";
import { dependenciesIn } from "../../../rating/code/dependencies.ts";
import { policy } from "../../../rating/policy.ts";

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

test("files to read are few, fixed and free of vendored code", () => {
  const paths = ["README.md", "setup.py", "vendor/x.py", ...Array.from({ length: 500 }, (_, at) => `src/f${at}.py`)];
  const wanted = wantedFiles(paths, policy);
  expect(wanted.texts).toEqual(["README.md", "setup.py"]);
  expect(wanted.sources).toHaveLength(40);
  expect(wantedFiles([...paths].reverse(), policy)).toEqual(wanted);
  expect(wanted.sources).not.toContain("vendor/x.py");
});
