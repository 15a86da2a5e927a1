/** What a model says that it is made of: datasets, parents and source code. Gathering follows these. */

import { asText, asTexts } from "../../domain/json.ts";
import {
  isGitHubName,
  isGitHubOwner,
  isGitHubPage,
  isHubId,
  sameId,
  withoutGitEnding,
} from "../../domain/repository-id.ts";
import type { Fact } from "../fact.ts";
import type { Policy } from "../policy.ts";
import type { JsonObject, ModelInfo, ParentField, Snapshot } from "../snapshot.ts";
import type { LinkRule } from "../snapshot-code.ts";
import { type Card, parseCard } from "./card.ts";
import { splitFrontMatter } from "./front-matter.ts";

type Declaring = Pick<Snapshot, "repository" | "info" | "readme" | "configs">;

const parsed = new WeakMap<Fact<string>, { readonly policy: Policy; readonly card: Fact<Card> }>();

/**
 * The card of a model or dataset; unknown or absent exactly when the README is. Parsed when the first metric asks for it:
 * parsing takes most of the time of a rating.
 */
export function cardFact(readme: Fact<string>, policy: Policy): Fact<Card> {
  if (readme.known !== "value") return readme;
  const kept = parsed.get(readme);
  if (kept?.policy === policy) return kept.card;
  const { body, data, fault } = splitFrontMatter(readme.value);
  const card: Fact<Card> = { known: "value", value: parseCard(body, { data, fault }, policy) };
  parsed.set(readme, { policy, card });
  return card;
}

/**
 * Card metadata: the front matter of the README at the rated commit, else the Hub's copy of it. Absent when
 * both places were readable and hold none.
 */
export function metadataFact(source: Pick<Snapshot, "info" | "readme">): Fact<JsonObject> {
  if (source.readme.known === "value") {
    const { data } = splitFrontMatter(source.readme.value);
    if (data !== null) return { known: "value", value: data };
  }
  if (source.info.known === "value" && source.info.value.cardData !== null) {
    return { known: "value", value: source.info.value.cardData };
  }
  if (source.readme.known !== "unknown") return { known: "absent" };
  return source.info.known === "value" ? { known: "absent" } : source.readme;
}

/** Dataset ids from the metadata and the Hub's tags, in that order, each once. */
export function declaredDatasets(source: Declaring, policy: Policy): readonly string[] {
  const metadata = metadataFact(source);
  const tags = source.info.known === "value" ? source.info.value.tags : [];
  const ids = [
    ...(metadata.known === "value" ? asTexts(metadata.value["datasets"]) : []),
    ...tags.filter((tag) => tag.startsWith("dataset:")).map((tag) => tag.slice("dataset:".length)),
  ];
  return unique(ids.filter(isHubId)).slice(0, policy.datasetQuality.considered);
}

/** Parents by every structured field that names them, the most explicit field first; never the model itself. */
export function declaredParents(source: Declaring): readonly { id: string; fields: readonly ParentField[] }[] {
  const metadata = metadataFact(source);
  const info: ModelInfo | null = source.info.known === "value" ? source.info.value : null;
  const named: [ParentField, readonly string[]][] = [
    ["base_model", metadata.known === "value" ? asTexts(metadata.value["base_model"]) : []],
    ["api", info?.baseModels ?? []],
    ["adapter_config", configText(source, "adapter_config.json", "base_model_name_or_path")],
    ["config", configText(source, "config.json", "_name_or_path")],
  ];
  const found = new Map<string, { id: string; fields: ParentField[] }>();
  for (const [field, ids] of named) {
    for (const id of ids.filter(isHubId)) {
      if (sameId(id, source.repository)) continue;
      const known = found.get(id.toLowerCase());
      if (known === undefined) found.set(id.toLowerCase(), { id, fields: [field] });
      else if (!known.fields.includes(field)) known.fields.push(field);
    }
  }
  return [...found.values()];
}

function configText(source: Declaring, path: string, key: string): readonly string[] {
  const fact = source.configs[path];
  const text = fact?.known === "value" ? asText(fact.value[key]) : null;
  return text === null ? [] : [text];
}

/**
 * The GitHub repository with the model's code: a README link whose sentence speaks of code, else any other
 * README link that is not a library. Null when there is none.
 */
export function codeLink(
  source: Declaring,
  card: Card | null,
  policy: Policy,
): { name: string; rule: LinkRule } | null {
  if (card === null) return null;
  const library = libraryOf(source);
  const links = card.links
    .map(({ url, context }) => ({ name: githubName(url), context }))
    .flatMap(({ name, context }) => (name !== null && !isLibrary(name, library, policy) ? [{ name, context }] : []));
  const spoken = links.find(({ context }) => policy.words.codeWords.test(context));
  if (spoken !== undefined) return { name: spoken.name, rule: "readme_words" };
  return links[0] === undefined ? null : { name: links[0].name, rule: "readme_any" };
}

function libraryOf(source: Declaring): string | null {
  const metadata = metadataFact(source);
  const stated = metadata.known === "value" ? asText(metadata.value["library_name"]) : null;
  return stated ?? (source.info.known === "value" ? source.info.value.libraryName : null);
}

function isLibrary(name: string, library: string | null, policy: Policy): boolean {
  const { libraryRepositories, libraryByName } = policy.words;
  if (libraryRepositories.some((pattern) => pattern.test(name))) return true;
  return libraryByName.some((entry) => entry.repository.test(name) && entry.library === library);
}

/** "owner/name" of a link to a GitHub repository or anything inside it; null for every other link. */
export function githubName(url: string): string | null {
  const match = /^(?:https?:\/\/)?(?:www\.)?github\.com\/([\w-]+)\/([\w.-]+)/i.exec(url);
  const [, owner = "", raw = ""] = match ?? [];
  const name = withoutGitEnding(raw.replace(/[.,;]+$/, ""));
  return isGitHubOwner(owner) && isGitHubName(name) && !isGitHubPage(owner) ? `${owner}/${name}` : null;
}

/** The first spelling of each id, in order. */
const unique = (ids: readonly string[]): string[] =>
  ids.filter((id, at) => ids.findIndex((other) => sameId(other, id)) === at);
