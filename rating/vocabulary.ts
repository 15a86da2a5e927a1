/** The words and file names that the metrics look for; part of the versioned policy. */

const codeExtension =
  /\.(py|pyx|ipynb|js|mjs|cjs|ts|tsx|jsx|c|cc|cpp|cu|h|hpp|rs|go|java|kt|scala|swift|jl|r|lua|sh)$/i;

export const vocabulary = {
  /** Lines that templates leave behind; they say nothing about the model. */
  templateLines: [
    /\[?\s*more information needed\s*\]?/i,
    /\bTO-?DO\b/,
    /\{\{[^{}]{0,200}\}\}/,
    /\bmodel ?card has been (automatically generated|generated automatically)\b/i,
    /\bmodel ?card aims to be a base template\b/i,
    /^use the code below to get started with the model\.?$/i,
  ],

  /** Languages of code blocks that can be run. */
  runnable: /^(python|py|python3|pycon|ipython|bash|sh|shell|console|zsh|js|javascript|ts|typescript|jsx|tsx)$/i,
  python: /^(python|py|python3|pycon|ipython)$/i,
  shell: /^(bash|sh|shell|console|zsh)$/i,
  importing: /(^|\n)[ \t]*(import[ \t]+\w|from[ \t]+[\w.]{1,200}[ \t]+import\s)/,
  usageHeading: /usage|how to|get(ting)? started|quick ?start|example|inference|transcri/i,
  install:
    /\b(pip3?|uv pip|uv|conda|mamba|poetry|npm|yarn|pnpm) (install|add|i)\b|\brequirements[\w-]{0,40}\.txt\b|\b[A-Za-z][\w.-]{0,60}(\[[\w,-]{1,60}\])?\s?(>=|==|~=)\s?\d/i,

  /** Topics of a model card by the headings that announce them. */
  topics: {
    description:
      /^(model )?(details|description|overview|summary)$|model (details|description|overview|summary)|^about\b/i,
    intended_use: /intended|\buses?$|direct use|evaluated use/i,
    how_to_use: /usage|how to|get(ting)? started|quick ?start|example|inference|transcri/i,
    limitations: /limitation|bias|risk/i,
    training_data:
      /train(ing)? ?(and \w+ )?(data|corpus|corpora|set)|^(data|datasets?)$|pre-?training (data|corpus)|data(sets?)? used/i,
    training_procedure: /train(ing)? (procedure|details|hyper)|pre-?training/i,
    evaluation: /evaluation|results|benchmark|performance/i,
    citation_or_contact: /citation|cite|bibtex|contact|reference|author/i,
  },
  bibtex: /^[ \t]*@\w{1,40}[ \t]*\{/m,

  /** Topics of a dataset card (motivation to maintenance). */
  datasheet: {
    motivation: /motivation|rationale|description|summary|overview|purpose/i,
    composition: /composition|structure|instances|fields|splits|contents?|statistics|languages/i,
    collection: /collect|source data|data sources?|creation|provenance/i,
    preprocessing: /process|clean|filter|label|annotat|dedup/i,
    uses: /\buses?\b|intended|tasks|leaderboard|usage/i,
    distribution: /licen[cs]|distribut|access|download|terms/i,
    maintenance: /mainten|contact|version|contribut|curator|changelog|update/i,
  },
  datasetLimitations: /bias|limitation|risk|social impact|considerations/i,
  datasetPersonal: /personal|sensitive|privacy|\bpii\b|consent/i,
  datasetCitation: /citation|cite|bibtex|paper/i,
  plainData: /\.(parquet|csv|tsv|json|jsonl|ndjson|arrow|txt)(\.(gz|zst|bz2|xz))?$/i,
  dataMetadata: /(^|\/)(dataset_infos?|dataset_dict|state|package|config)\.json$/i,

  /** Tasks whose models have no natural language to declare. */
  noLanguageTask:
    /^(image|video|depth|object|mask|zero-shot-(image|object)|unconditional-image|keypoint|tabular|time-series|reinforcement|robotics|graph|text-to-3d|image-to)/i,
  configFile: /^(config\.json|model_index\.json|modules\.json|adapter_config\.json|[^/]+\.gguf)$/i,
  preprocessorFile:
    /^((tokenizer|processor|feature_extractor)\/)?(tokenizer\.json|tokenizer_config\.json|vocab\.[^/]+|spiece\.model|tokenizer\.model|preprocessor_config\.json|processor_config\.json)$|^[^/]+\.gguf$/i,

  /** Metric and benchmark names. */
  metric:
    /\b(accuracy|acc|f1|f-?score|precision|recall|auc|auroc|bleu|sacrebleu|rouge(-?[12l])?|meteor|chrf|wer|cer|perplexity|ppl|mse|rmse|mae|miou|iou|dice|fid|psnr|ssim|mrr|ndcg|exact match|top-?[15]|spearman|pearson|mcc|loss|pass@\d+|win rate|elo)\b/i,
  benchmark:
    /\b(glue|superglue|squad|mnli|qqp|qnli|sst-?2|cola|sts-?b|mrpc|rte|mmlu|hellaswag|arc|winogrande|truthfulqa|gsm8k|humaneval|mbpp|lambada|wikitext|imagenet|coco|cifar-?1?0?0?|librispeech|common voice|wmt\d*|mteb|beir|bbh|piqa|boolq|ade20k|voc)\b/i,
  accuracyLike:
    /^(eval[_ ])?(accuracy|acc|top-?[15][_ ]?(accuracy|acc)?|f1|f-?score|precision|recall|auc|auroc|exact[_ ]match|em|map|miou|iou|dice|mcc)$/i,
  leaderboard: /leaderboard/i,
  paperLink: /^https?:\/\/((www\.)?arxiv\.org\/|(dx\.)?doi\.org\/|aclanthology\.org\/|openreview\.net\/)/i,
  paperTag: /^(arxiv|doi):/i,

  /** Calls in a code block that load the model, train it or evaluate it. */
  loading:
    /\b(from_pretrained|pipeline|load_model|snapshot_download|hf_hub_download|from_hub|load_from_hub|create_model|SentenceTransformer|CrossEncoder|Llama|LLM)\b|\b(ollama|vllm|llama-cli|llama-server)\b/,
  training:
    /\b(trainer\.train|Trainer\(|SFTTrainer|model\.fit\(|\.fit\(|accelerate launch|loss\.backward|run_\w{1,60}\.py|(fine_?)?tun\w{0,40}\.py|train\w{0,40}\.py)/i,
  evaluating:
    /\b(evaluate\.load|load_metric|\.evaluate\(|\.compute\(|compute_metrics|lm_eval|lm-eval|classification_report|accuracy_score|(eval|benchmark)\w{0,40}\.py)/i,
  trainingFile: /train|finetune|fine_tune|fine-tune|pretrain|(^|\/)run_/i,
  evaluationFile: /eval|(^|\/)test_|benchmark|score/i,
  exampleFile:
    /\.ipynb$|(^|\/)(examples?|demos?|notebooks?)\/|(^|\/)(example|demo|inference|predict|generate|usage)[\w-]*\.(py|js|ts|sh)$/i,
  codeFile: codeExtension,

  /** Programs: hard faults of a snippet that nobody could run unchanged. */
  stand_in:
    /\bYOUR[_-][A-Z_]+|\byour[_-](model|token|api|key|path|repo|username|file|image|audio|text|org|hf)\w*|<\s?(your|path|insert)[^<>]{0,80}>|\bpath\/to\/|\bxxx+\b/i,
  authorisation: /\b(use_auth_token|login\(|hf_token|HF_TOKEN)\b/,
  commandLine: /(^|\n)[ \t]*[$!%]?[ \t]?(python3?|bash|sh|torchrun|accelerate|deepspeed|make|npx|node|lm_eval)\s+\S/,

  /** Packages that a snippet may import without a word: they come with the library or with every install. */
  commonPackages:
    "torch torchvision torchaudio tensorflow keras jax flax numpy scipy pandas PIL cv2 requests matplotlib transformers datasets evaluate tokenizers accelerate diffusers peft sentence_transformers huggingface_hub safetensors sklearn joblib".split(
      " ",
    ),

  /** Accounts that are programs, besides those that the source marks. */
  bots: /\[bot\]$|^(system|sfconvertbot|github-actions|dependabot|renovate|renovate-bot|pre-commit-ci|web-flow|parquet-converter|onnx-community-bot|hf-bot|huggingface-bot)$/i,
  /** Libraries whose repositories are linked from thousands of cards and are not the model's own code. */
  libraryRepositories: [
    /^huggingface\//i,
    /^pytorch\//i,
    /^tensorflow\/tensorflow$/i,
    /^ggerganov\//i,
    /^ggml-org\//i,
    /^openai\/openai-/i,
  ],
  /** Allowed as the model's own code only when library_name says that it is another library. */
  libraryByName: [{ repository: /^UKPLab\/sentence-transformers$/i, library: "sentence-transformers" }],
  codeWords: /\b(code|repository|repo|source|released|official)\b/i,
  fineTunedFrom: /\b(fine-?tuned|distilled|quantized|adapted|derived|merged?) (version |from |variant )*(of |from )/i,
};

export type Topic = keyof typeof vocabulary.topics;
export type DatasheetTopic = keyof typeof vocabulary.datasheet;
