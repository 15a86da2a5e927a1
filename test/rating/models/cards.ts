/** Cards of the kinds that are met most, written in our own words but structured like the real ones. */
import { filler } from "./blank-model.ts";

const unfilled = "[More Information Needed]";

/** The public template, sent in without a word changed. */
export const uneditedTemplate = [
  "---\n# A comment about the metadata\n{}\n---\n\n# Model Card for Model ID\n",
  "<!-- Say shortly what the model is and does. -->\n",
  "## Model Details\n\n### Model Description\n\n<!-- A longer account. -->\n",
  "This is the model card of a transformers model that has been pushed on the Hub. This model card has been automatically generated.\n",
  ...["Developed by", "Shared by [optional]", "Model type", "License"].map((name) => `- **${name}:** ${unfilled}`),
  ...["Uses", "Direct Use", "Out-of-Scope Use", "Bias, Risks, and Limitations"].map(
    (it) => `\n## ${it}\n\n${unfilled}\n`,
  ),
  "### Recommendations\n\nEverybody should know of the risks and limits. More information needed for further recommendations.\n",
  "## How to Get Started with the Model\n\nUse the code below to get started with the model.\n\n[More Information Needed]\n",
  ...["Training Data", "Training Procedure", "Evaluation", "Results"].map((it) => `\n## ${it}\n\n${unfilled}\n`),
  `## Citation [optional]\n\n**BibTeX:**\n\n${unfilled}\n`,
  `## Model Card Contact\n\n${unfilled}\n`,
].join("\n");

/** As a training program writes it: real headings, nothing said under most of them. */
export const trainerCard = `---
library_name: transformers
license: apache-2.0
model-index:
- name: out
  results: []
---
<!-- Written by the training program; please complete it. -->

# out

## Model description

More information needed

## Intended uses & limitations

More information needed

## Training and evaluation data

More information needed
`;

/** A tiny language model: two short sections and one long block that binds the name of the model. */
export const tinyCard = `---
license: mit
datasets: [web/pages]
language: en
pipeline_tag: text-generation
---
# Tiny

## Pretraining

${filler(120)}

## Getting Started

\`\`\`python
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

MODEL_NAME = "someone/plain"
model = AutoModelForCausalLM.from_pretrained(MODEL_NAME)
tokenizer = AutoTokenizer.from_pretrained(MODEL_NAME)
ids = tokenizer("A day", return_tensors="pt")
with torch.no_grad():
    print(tokenizer.decode(model.generate(**ids)[0]))
\`\`\`
`;

/** A masked language model: nested headings, plain and doctest code, a table of nine tasks, a citation. */
export const maskedCard = `# Masked (uncased)

![badge](https://img.example.org/b.svg)

${filler(300)}

## Model description

${filler(500)}

## Intended uses & limitations

${filler(200)}

### How to use

\`\`\`python
>>> from transformers import pipeline
>>> fill = pipeline("fill-mask", model="someone/plain")
>>> fill("A [MASK] day")
[{'score': 0.1}]
\`\`\`

### Limitations and bias

${filler(200)}

## Training data

${filler(200)}

## Training procedure

### Preprocessing

${filler(150)}

## Evaluation results

On GLUE:

| Task | MNLI | QQP | QNLI | SST-2 | CoLA | STS-B | MRPC | RTE | Average |
|:----:|:----:|:---:|:----:|:-----:|:----:|:-----:|:----:|:---:|:-------:|
|      | 84.6/83.4 | 71.2 | 90.5 | 93.5 | 52.1 | 85.8 | 88.9 | 66.4 | 79.6 |

### BibTeX entry and citation info

\`\`\`bibtex
@article{masked, title={Masked}}
\`\`\`

The [code](https://github.com/lab-research/masked) and [paper](https://arxiv.org/abs/1801.00001).
`;
