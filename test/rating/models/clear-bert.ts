/** A well-kept fine-tune: everything documented, code reviewed, results sourced. */
import { value } from "../../../rating/fact.ts";
import type { Json, JsonObject, Snapshot } from "../../../rating/snapshot.ts";
import type { Commit } from "../../../rating/snapshot-code.ts";
import { blankModel, commitBy, filler, linkedTo, organisation, pull, withInfo } from "./blank-model.ts";

const result = (at: number): Json => ({
  task: { type: "text-classification" },
  dataset: { type: "tidy/reviews", name: "Reviews", config: `part-${at}`, split: "test" },
  metrics: [{ type: "accuracy", value: 0.9 + at / 100 }],
  source: { name: "report", url: "https://example.org/report" },
});

const cardData: JsonObject = {
  license: "apache-2.0",
  language: "en",
  pipeline_tag: "text-classification",
  library_name: "transformers",
  datasets: ["tidy/reviews"],
  base_model: "roots/parent",
  "model-index": [{ name: "clear-bert", results: Array.from({ length: 8 }, (_, at) => result(at)) }],
};

const section = (heading: string, characters = 420): string => `## ${heading}\n\n${filler(characters)}\n\n`;

export const clearBertCard = `---
license: apache-2.0
language: en
pipeline_tag: text-classification
library_name: transformers
datasets: [tidy/reviews]
base_model: roots/parent
---
# Clear

${filler(420)}

Our code is released in the repository [team/work](https://github.com/team/work).

${section("Intended use")}## How to use

Install it with \`pip install transformers torch\`.

\`\`\`python
from transformers import pipeline

classify = pipeline("text-classification", model="acme-labs/clear-bert")
print(classify("a fine day"))
\`\`\`

${section("Limitations")}${section("Training data")}${section("Training procedure")}${section("Evaluation")}${filler(460)}

See [the paper](https://arxiv.org/abs/2501.00001).
`;

export const tidyDatasetCard = [
  "Dataset Description",
  "Dataset Structure",
  "Source Data",
  "Annotations",
  "Intended Uses",
]
  .map((heading) => section(heading, 120))
  .concat(section("Considerations: biases", 120), "## Citation\n\n```bibtex\n@article{tidy, title={Tidy}}\n```\n")
  .join("");

/** 12 000 counted lines: 8 000 approved, 1 280 merged by another, 2 720 pushed directly. */
function reviewedHistory(): Commit[] {
  const authors = [30, 20, 15, 10, 5].flatMap((count, who) => Array.from({ length: count }, () => `dev${who}`));
  const lines = [...Array.from({ length: 8 }, () => 1000), 640, 640, 1000, 1000, 720];
  return authors.map((author, at) => {
    if (at < 8) return commitBy(author, at, lines[at] ?? 0, pull(at + 1, author, ["dev4"], author));
    if (at < 10) return commitBy(author, at, lines[at] ?? 0, pull(at + 1, author, [], "dev3"));
    return commitBy(author, at, lines[at] ?? 0);
  });
}

const small = (at: number) => ({ name: `step${at}`, line: at * 20, lines: 12, complexity: 3, annotated: true });

const repositoryTexts: Readonly<Record<string, string>> = {
  "README.md": `# Work\n\n## Installation\n\n${filler(1100)}\n`,
  "requirements.txt": "torch==2.4.0\ntransformers==4.44.0\nnumpy==2.0.1\ntqdm>=4\nrich\n",
  "pyproject.toml": '[project]\nname = "work"\n\n[tool.ruff]\nline-length = 100\n\n[tool.mypy]\nstrict = true\n',
  ".github/workflows/ci.yml": "on: push\njobs:\n  check:\n    steps:\n      - run: pip install . && pytest -q\n",
};

const repositoryPaths = [
  ...Object.keys(repositoryTexts),
  "LICENSE",
  "src/train.py",
  "src/evaluate.py",
  "tests/test_one.py",
  "tests/test_two.py",
  "tests/test_three.py",
];

const base: Snapshot = {
  ...blankModel,
  repository: "acme-labs/clear-bert",
  tree: value([
    { path: "README.md", bytes: 4000 },
    { path: "config.json", bytes: 570 },
    { path: "model.safetensors", bytes: 267_950_000 },
    { path: "tokenizer.json", bytes: 466_062 },
  ]),
  readme: value(clearBertCard),
  configs: { "config.json": value({ model_type: "bert", architectures: ["BertForSequenceClassification"] }) },
  commits: value([{ id: "1", date: blankModel.commitDate, authors: ["dev0"] }]),
  owner: organisation,
  datasets: [
    {
      id: "tidy/reviews",
      stored: false,
      info: value({
        commit: "c".repeat(40),
        cardData: {
          license: "mit",
          annotations_creators: ["expert"],
          size_categories: ["10K<n<100K"],
          dataset_info: {
            features: [{ name: "text", dtype: "string" }],
            splits: [{ name: "train", num_examples: 9000 }],
          },
        },
        tags: [],
        files: ["data/train.parquet"],
        gated: false,
        private: false,
        disabled: false,
      }),
      card: value(tidyDatasetCard),
    },
  ],
  parents: [
    {
      id: "roots/parent",
      fields: ["base_model"],
      rating: value({ net: 0.8, basis: "stored" }),
      licenses: value(["apache-2.0"]),
      weightBytes: value(267_950_000),
    },
  ],
};

export const clearBert: Snapshot = linkedTo(
  withInfo(base, {
    cardData,
    pipelineTag: "text-classification",
    libraryName: "transformers",
    modelIndex: cardData["model-index"] ?? null,
  }),
  {
    tree: value(repositoryPaths.map((path) => ({ path, bytes: 100 }))),
    files: value({
      texts: Object.fromEntries(Object.entries(repositoryTexts).map(([path, text]) => [path, value(text)])),
      sources: [
        {
          path: "src/train.py",
          lines: 300,
          functions: [...Array.from({ length: 9 }, (_, at) => small(at)), { ...small(9), lines: 90 }],
        },
      ],
    }),
    history: value(reviewedHistory()),
  },
);
