import type { SampleFile, SampleRepository } from "../sample.ts";
import { modelCard } from "../samples/model-card.ts";
import { safetensors } from "../samples/weights.ts";
import { commitsOf, licenseFile, merged, passed, SHARED, type Shared, seedOf } from "./parts.ts";

export interface ModelOverrides extends Shared {
  /** The weight files, or null for none. */
  readonly weights?: readonly SampleFile[] | null;
  /** Size of the default weight file in bytes; 128 KiB unless told. */
  readonly weightBytes?: number;
  readonly config?: object | null;
  /** null leaves the tokenizer's files out. */
  readonly tokenizer?: null;
  readonly datasets?: readonly string[] | null;
  readonly baseModel?: string | null;
  /** Linked GitHub repository, "owner/name". */
  readonly code?: string | null;
  /** null takes all results out of the card. */
  readonly evaluation?: null;
}

const MODEL_ONLY = ["weights", "weightBytes", "config", "tokenizer", "datasets", "baseModel", "code", "evaluation"];

const CONFIG = {
  architectures: ["BertForSequenceClassification"],
  model_type: "bert",
  hidden_size: 32,
  num_hidden_layers: 6,
  num_attention_heads: 2,
  id2label: { 0: "complaint", 1: "question", 2: "praise" },
  vocab_size: 2000,
};

const json = (path: string, value: object): SampleFile => ({ path, content: `${JSON.stringify(value, null, 2)}\n` });
const WORDS = [
  "[PAD]",
  "[UNK]",
  "[CLS]",
  "[SEP]",
  "[MASK]",
  "the",
  "a",
  "parcel",
  "late",
  "thank",
  "you",
  "where",
  "is",
];

/** How many of the words, from the first on, are special tokens, and how these are found in a text. */
const SPECIAL = 5;
const EXACT = { single_word: false, lstrip: false, rstrip: false, normalized: false };

/** A tokenizer that the libraries load. */
const tokenizerFiles = (): SampleFile[] => [
  json("tokenizer_config.json", {
    tokenizer_class: "BertTokenizer",
    do_lower_case: true,
    cls_token: "[CLS]",
    sep_token: "[SEP]",
    mask_token: "[MASK]",
    pad_token: "[PAD]",
    unk_token: "[UNK]",
  }),
  json("tokenizer.json", {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: WORDS.slice(0, SPECIAL).map((content, id) => ({ id, content, special: true, ...EXACT })),
    normalizer: {
      type: "BertNormalizer",
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: true,
    },
    pre_tokenizer: { type: "BertPreTokenizer" },
    post_processor: { type: "BertProcessing", sep: ["[SEP]", 3], cls: ["[CLS]", 2] },
    decoder: { type: "WordPiece", prefix: "##", cleanup: true },
    model: {
      type: "WordPiece",
      unk_token: "[UNK]",
      continuing_subword_prefix: "##",
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(WORDS.map((word, id) => [word, id])),
    },
  }),
  { path: "vocab.txt", content: `${WORDS.join("\n")}\n` },
];

/** A model with everything a careful reader looks for; overrides say what is special, null takes a thing away. */
export function aModel(id: string, overrides: ModelOverrides = {}): SampleRepository {
  const { license = "apache-2.0", datasets = ["acme/corpus", "acme/reviews"], baseModel = null } = overrides;
  const { code = "acme/clear-bert-code", config = CONFIG, weightBytes = 131_072 } = overrides;
  const evaluation = overrides.evaluation !== null;
  const readme = overrides.readme ?? modelCard({ id, license, datasets, baseModel, code, evaluation });
  const weights = overrides.weights ?? [{ path: "model.safetensors", content: safetensors(weightBytes, seedOf(id)) }];
  const made = [
    ...(overrides.readme === null ? [] : [{ path: "README.md", content: readme }]),
    { path: ".gitattributes", content: "*.safetensors filter=lfs diff=lfs merge=lfs -text\n" },
    ...licenseFile(license),
    ...(config === null ? [] : [json("config.json", config)]),
    ...(overrides.tokenizer === null ? [] : tokenizerFiles()),
    ...(overrides.weights === null ? [] : weights),
  ];
  const titles = ["initial commit", "Add configuration", "Add tokenizer", "Add weights", "Tell how it was evaluated"];
  return {
    commits: commitsOf(titles, "2025-06-02T09:00:00Z"),
    securityStatus: { scansDone: true },
    ...passed({ ...overrides }, [...SHARED, ...MODEL_ONLY]),
    kind: "model",
    id,
    files: merged(made, overrides),
  };
}
