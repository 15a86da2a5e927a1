import { parse, YAMLError } from "yaml";
import { asObject, parseFileJson } from "../../../../domain/json.ts";
import { slice } from "../../content.ts";
import type { Tree } from "../../git/tree.ts";

/** The front matter of README.md as its author wrote it: any value may be of any type. */
export type CardData = Readonly<Record<string, unknown>>;

/** The text of a file of the tree; null when there is none. */
export function textIn(tree: Tree, path: string): string | null {
  const entry = tree.entries.get(path);
  return entry === undefined ? null : slice(entry.content).toString("utf8");
}

/** Card data of each tree, which never changes: a description of a repository looks at the cards of all others. */
const parsed = new WeakMap<Tree, CardData | null>();

/** Card data of a tree; null without front matter or when it is no mapping. */
export function cardDataOf(tree: Tree): CardData | null {
  const known = parsed.get(tree);
  if (known !== undefined) return known;
  const card = parseCard(tree);
  parsed.set(tree, card);
  return card;
}

function parseCard(tree: Tree): CardData | null {
  const front = /^---\r?\n([\s\S]*?)\r?\n---(\r?\n|$)/.exec(textIn(tree, "README.md") ?? "")?.[1];
  if (front === undefined) return null;
  try {
    return asObject(parse(front));
  } catch (error) {
    if (error instanceof YAMLError) return null;
    throw error;
  }
}

/** A JSON object of the tree; null when it is missing or something else. */
function jsonIn(tree: Tree, path: string): CardData | null {
  const source = textIn(tree, path);
  if (source === null) return null;
  return asObject(parseFileJson(source));
}

/** A string or a list of strings, as a list. */
export function strings(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === "string");
}

/** The tags that the Hub shows: the author's own and those it works out from card and files. */
export function tagsOf(card: CardData | null, tree: Tree, library: string | null): string[] {
  const own = (name: string) => strings(card?.[name]);
  const relation = card?.["base_model_relation"] ?? (own("base_model").length > 0 ? "finetune" : null);
  const arxiv = [...(textIn(tree, "README.md") ?? "").matchAll(/arxiv\.org\/(?:abs|pdf)\/(\d{4}\.\d{4,5})/g)];
  const tags = [
    ...(library === null ? [] : [library]),
    ...([...tree.entries.keys()].some((path) => path.endsWith(".safetensors")) ? ["safetensors"] : []),
    ...own("tags"),
    ...own("pipeline_tag"),
    ...own("language"),
    ...own("task_categories").map((task) => `task_categories:${task}`),
    ...own("datasets").map((id) => `dataset:${id}`),
    ...arxiv.map((match) => `arxiv:${match[1]}`),
    ...own("base_model").map((id) => `base_model:${id}`),
    ...own("base_model").map((id) => `base_model:${relation}:${id}`),
    ...own("license").map((id) => `license:${id}`),
    "region:us",
  ];
  return [...new Set(tags)];
}

/** The part of config.json and tokenizer_config.json that the Hub repeats. */
export function configSummary(tree: Tree): CardData | null {
  const config = jsonIn(tree, "config.json");
  if (config === null) return null;
  const kept = ["architectures", "model_type", "auto_map", "quantization_config"];
  const tokenizer = jsonIn(tree, "tokenizer_config.json");
  const named = ["bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token"];
  const pick = (from: CardData, names: readonly string[]) =>
    Object.fromEntries(names.filter((name) => name in from).map((name) => [name, from[name]]));
  return { ...pick(config, kept), ...(tokenizer === null ? {} : { tokenizer_config: pick(tokenizer, named) }) };
}
