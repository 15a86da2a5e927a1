import { stringify } from "yaml";

export interface ModelCard {
  readonly id: string;
  readonly license: string | null;
  readonly datasets: readonly string[] | null;
  readonly baseModel: string | null;
  /** "owner/name" on GitHub. */
  readonly code: string | null;
  /** Whether results are told, in the front matter and in the text. */
  readonly evaluation: boolean;
}

const results = (card: ModelCard) =>
  [...(card.datasets ?? ["acme/corpus"])].flatMap((id, index) => ({
    task: { type: "text-classification", name: "Text classification" },
    dataset: { type: id, name: id, config: "default", split: "test" },
    metrics: [
      { type: "accuracy", value: 0.934 - index * 0.021, name: "Accuracy" },
      { type: "f1", value: 0.928 - index * 0.019, name: "F1" },
      { type: "precision", value: 0.931 - index * 0.02, name: "Precision" },
    ],
    source: {
      name: "Evaluation log",
      url: `https://github.com/${card.code ?? "acme/evaluations"}/blob/main/results.md`,
    },
  }));

function frontMatter(card: ModelCard): string {
  return stringify({
    ...(card.license === null ? {} : { license: card.license }),
    language: ["en"],
    library_name: "transformers",
    pipeline_tag: "text-classification",
    tags: ["bert", "reviews"],
    ...(card.datasets === null ? {} : { datasets: card.datasets }),
    ...(card.baseModel === null ? {} : { base_model: card.baseModel, base_model_relation: "finetune" }),
    metrics: ["accuracy", "f1"],
    ...(card.evaluation ? { "model-index": [{ name: nameOf(card), results: results(card) }] } : {}),
  });
}

const nameOf = ({ id }: ModelCard): string => id.slice(id.lastIndexOf("/") + 1);

const introduction = (card: ModelCard): string => `# ${nameOf(card)}

## Model description

${nameOf(card)} sorts short English customer messages into three groups: complaint, question and praise. It is an
encoder with six layers and a classification head on top. It was made to be small enough for a laptop and plain
enough to be checked: the data, the training code and the evaluation log are all public, and every number below can
be traced to a run that anyone can repeat.${card.baseModel === null ? "" : ` It was fine-tuned from ${card.baseModel}.`}

## Intended uses

The model is meant for routing messages to the right team and for counting how the mood of messages changes over
weeks. A person should read every message that leads to a decision about a customer. It is out of scope to judge
people, to screen applicants or employees, or to run it on languages other than English.`;

const usage = (card: ModelCard): string => `## How to use

Install the library first:

\`\`\`bash
pip install "transformers>=4.44,<5" "torch>=2.3"
\`\`\`

\`\`\`python
from transformers import AutoModelForSequenceClassification, AutoTokenizer

model_id = "${card.id}"
tokenizer = AutoTokenizer.from_pretrained(model_id)
model = AutoModelForSequenceClassification.from_pretrained(model_id)

inputs = tokenizer("The parcel came a week late.", return_tensors="pt")
probabilities = model(**inputs).logits.softmax(dim=-1)
print(probabilities.tolist())
\`\`\``;

const limits = `## Limitations and bias

The messages come from three shops that sell household goods, so words of other trades are judged less well. Irony is
often taken at face value. Messages shorter than four words are close to guessing. Writers who learned English late
are over-represented among the messages that the model gets wrong: the share of errors is 9.1 percent against 6.2
percent overall. Do not use the score as a measure of a person.`;

const training = (card: ModelCard): string => `## Training data

${card.datasets === null ? "The model was trained on messages that were collected for it." : `The model was trained on ${card.datasets.map((id) => `[${id}](https://huggingface.co/datasets/${id})`).join(" and ")}.`} Together that is
41,200 messages, written between 2021 and 2024 and labelled by two people each; a third person settled disagreements.
Names, addresses and order numbers were replaced before labelling. Messages were split by writer, so that no writer
appears in both the training and the test part.

## Training procedure

Training ran for four epochs with AdamW, a learning rate of 3e-5, a batch size of 32 and a linear warm-up over the
first six percent of the steps, on one GPU for fifty minutes. The seed was 17. The best checkpoint was picked by F1 on
the validation part. ${card.code === null ? "" : `The script is in [${card.code}](https://github.com/${card.code}) and the official code is kept there.`}`;

const evaluation = (card: ModelCard): string => `## Evaluation results

| Data set | Accuracy | F1 | Precision |
|---|---|---|---|
${results(card)
  .map(({ dataset, metrics }) => `| ${dataset.name} | ${metrics.map(({ value }) => value.toFixed(3)).join(" | ")} |`)
  .join("\n")}

The numbers are those of the test part with its default configuration. They were measured three times with different
seeds and differ by less than 0.004. To repeat the evaluation:

\`\`\`bash
python -m clear_bert.evaluate --model ${card.id} --split test
\`\`\`

The method is described in https://arxiv.org/abs/2501.01234.`;

const ending = (card: ModelCard): string => `## Environmental impact

One training run used 0.4 kWh on a machine in a region with 120 g of CO2 per kWh.

## Citation

\`\`\`bibtex
@misc{${nameOf(card).replaceAll(/[^a-z0-9]/gi, "")}2025,
  title = {${nameOf(card)}: a small classifier that can be checked},
  author = {Lind, Anna and Okafor, Chidi and Moreau, Elise},
  year = {2025},
  url = {https://huggingface.co/${card.id}}
}
\`\`\`

Questions and mistakes can be reported to models@example.org or in the discussions of this repository.`;

/** README.md of a model whose authors did everything that a careful reader looks for. */
export function modelCard(card: ModelCard): string {
  const parts = [introduction(card), usage(card), limits, training(card)];
  if (card.evaluation) parts.push(evaluation(card));
  return `---\n${frontMatter(card)}---\n\n${[...parts, ending(card)].join("\n\n")}\n`;
}
