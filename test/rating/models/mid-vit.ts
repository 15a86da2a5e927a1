/** A middling model: half documented, pickle weights, one dataset that does not exist, hardly any review. */
import { absent, value } from "../../../rating/fact.ts";
import type { Snapshot } from "../../../rating/snapshot.ts";
import type { Commit } from "../../../rating/snapshot-code.ts";
import { blankModel, commitBy, filler, linkedTo, organisation, pull, withInfo } from "./blank-model.ts";

const closing =
  "The code is in the [repository](https://github.com/team/work), see [the paper](https://arxiv.org/abs/2501.00002).";
const table = "| Set | Accuracy |\n|---|---|\n| one | 71.2 |\n| two | 69.8 |\n| three | 70.4 |\n| four | 66.6 |\n";

/** Prose: introduction 300, limitations 250, evaluation 224, training 270, table 58 and closing, blanks between: 1 180. */
const card = (fill: number): string => `---
license: creativeml-openrail-m
library_name: transformers
datasets: [tidy/images, lost/images]
---
# Mid

${filler(300)}

## Limitations

${filler(250)}

## Evaluation

${filler(224)}

${table}
## Training procedure

${filler(fill)}

## Code

${closing}

\`\`\`python
from transformers import AutoModelForImageClassification

model = AutoModelForImageClassification.from_pretrained("vision-lab/mid-vit")
print(model(pixels))
\`\`\`
`;

const linkText = closing.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1");
const tableText = table
  .replace(/\|---\|---\|\n/, "")
  .split(/[|\n]/)
  .map((cell) => cell.trim())
  .filter((cell) => cell !== "")
  .join(" ");
const without = 300 + 1 + 250 + 1 + 224 + 1 + tableText.length + 1 + 1 + linkText.length;

export const midVitProse = 1180;

/** 5 000 counted lines, 500 of them approved; 18 commits by one person, 2 by another. */
function history(): Commit[] {
  const lines = [500, 1000, 1000, 1000, 1000, 500];
  return Array.from({ length: 20 }, (_, at) => {
    const author = at < 18 ? "dev0" : "dev1";
    return commitBy(author, at, lines[at] ?? 0, at === 0 ? pull(1, author, ["dev1"], author) : null);
  });
}

const functionOf = (at: number) => ({
  name: `step${at}`,
  line: at * 30,
  lines: at < 3 ? 80 : 15,
  complexity: 2,
  annotated: false,
});

const sources = Array.from({ length: 11 }, (_, at) => `mid/part${at}.py`);

const base: Snapshot = {
  ...blankModel,
  repository: "vision-lab/mid-vit",
  tree: value([
    { path: "config.json", bytes: 500 },
    { path: "preprocessor_config.json", bytes: 160 },
    { path: "pytorch_model.bin", bytes: 988_100_000 },
  ]),
  readme: value(card(midVitProse - without)),
  configs: { "config.json": value({ model_type: "vit" }) },
  commits: value([{ id: "1", date: blankModel.commitDate, authors: ["dev0"] }]),
  owner: organisation,
  datasets: [
    {
      id: "tidy/images",
      stored: false,
      info: value({
        commit: "d".repeat(40),
        cardData: {
          license: "mit",
          dataset_info: { features: [{ name: "image" }], splits: [{ name: "train", num_examples: 100 }] },
        },
        tags: [],
        files: ["train.parquet"],
        gated: false,
        private: false,
        disabled: false,
      }),
      card: value(`## Structure\n\n${filler(120)}\n\n## Uses\n\n${filler(120)}\n\n## Bias\n\n${filler(120)}\n`),
    },
    { id: "lost/images", stored: false, info: absent, card: absent },
  ],
};

const cardData = {
  license: "creativeml-openrail-m",
  library_name: "transformers",
  datasets: ["tidy/images", "lost/images"],
};

export const midVit: Snapshot = linkedTo(withInfo(base, { cardData, libraryName: "transformers" }), {
  tree: value(
    [...sources, "mid/train.py", "tests/check_mid.py", "README.md", "requirements.txt", "LICENSE"].map((path) => ({
      path,
      bytes: 90,
    })),
  ),
  files: value({
    texts: {
      "README.md": value(`# Mid\n\n${filler(1100)}\n`),
      "requirements.txt": value("torch\ntransformers>=4\n"),
    },
    sources: [{ path: "mid/part0.py", lines: 400, functions: Array.from({ length: 10 }, (_, at) => functionOf(at)) }],
  }),
  history: value(history()),
});
