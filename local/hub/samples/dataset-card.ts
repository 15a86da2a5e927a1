import { stringify } from "yaml";

export interface DatasetCard {
  readonly id: string;
  readonly license: string | null;
  /** Bytes of the data files. */
  readonly bytes: number;
}

const splits = [
  { name: "train", num_examples: 32_000, share: 0.8 },
  { name: "test", num_examples: 8_000, share: 0.2 },
];

function frontMatter({ license, id, bytes }: DatasetCard): string {
  return stringify({
    ...(license === null ? {} : { license }),
    language: ["en"],
    pretty_name: id.slice(id.lastIndexOf("/") + 1),
    task_categories: ["text-classification"],
    size_categories: ["10K<n<100K"],
    annotations_creators: ["expert-generated"],
    language_creators: ["found"],
    source_datasets: ["original"],
    configs: [
      {
        config_name: "default",
        data_files: [
          { split: "train", path: "data/train-*.parquet" },
          { split: "test", path: "data/test.csv" },
        ],
      },
    ],
    dataset_info: {
      features: [
        { name: "text", dtype: "string" },
        { name: "label", dtype: { class_label: { names: { 0: "complaint", 1: "question", 2: "praise" } } } },
      ],
      splits: splits.map(({ name, num_examples, share }) => ({
        name,
        num_bytes: Math.round(bytes * share),
        num_examples,
      })),
      download_size: bytes,
      dataset_size: bytes,
    },
  });
}

const opening = (id: string): string => `# Dataset card for ${id}

## Dataset description

### Motivation

The data was collected to train and to test classifiers that route customer messages, because public collections of
that kind were either unlabelled or not licensed for use at work.

### Composition and structure

Each of the 40,000 examples is one message with one label. Fields: \`text\`, the message as a string, and \`label\`, one
of complaint, question and praise. There is a train split of 32,000 and a test split of 8,000 examples.`;

const creation = `## Dataset creation

### Source data and collection process

Messages were exported from the help desks of three shops with the consent of their writers, between March 2021 and
June 2024. Writers were told what the data is for and could withdraw; 212 did.

### Preprocessing, cleaning and labelling

Duplicates and messages in other languages were taken out. Two trained annotators labelled each message and a third
settled disagreements; agreement before that was 0.87 (Cohen's kappa).

### Personal and sensitive information

Names, addresses, phone and order numbers were replaced by neutral words, first by rules and then by hand. No message
about health, religion or union membership was kept.`;

const use = `## Uses

The data may be used to train and compare classifiers of short texts. It must not be used to find out who wrote what.

## Considerations: bias, risks and limitations

The shops sell household goods, so other trades are missing. Complaints are over-represented. Writers who learned
English late are rarer than among the shops' customers as a whole.

## Distribution

The data is distributed in this repository as parquet and csv files.

## Maintenance

The authors look at reports every month and publish corrected versions under new tags.

## Citation

\`\`\`bibtex
@misc{corpus2025,
  title = {Customer messages in three groups},
  author = {Lind, Anna and Moreau, Elise},
  year = {2025},
  url = {https://arxiv.org/abs/2501.04321}
}
\`\`\`

Contact: data@example.org`;

/** README.md of a dataset that answers what a datasheet asks. */
export const datasetCard = (card: DatasetCard): string =>
  `---\n${frontMatter(card)}---\n\n${[opening(card.id), creation, use].join("\n\n")}\n`;
