/** What the card of a dataset covers. */

import type { Policy } from "../policy.ts";
import type { DatasheetTopic } from "../policy-vocabulary.ts";
import { type Card, parseCard } from "./card.ts";
import { splitFrontMatter } from "./front-matter.ts";

export function parseDatasetCard(text: string, policy: Policy): Card {
  const { body, data, fault } = splitFrontMatter(text);
  return parseCard(body, { data, fault }, policy);
}

/** Datasheet topics that a section with enough prose covers. */
export function datasheetTopics(card: Card, policy: Policy): readonly DatasheetTopic[] {
  const topics = Object.keys(policy.words.datasheet) as DatasheetTopic[];
  return topics.filter((topic) => hasSection(card, policy.words.datasheet[topic], policy));
}

export const datasetCardTopics = (text: string, policy: Policy): readonly DatasheetTopic[] =>
  datasheetTopics(parseDatasetCard(text, policy), policy);

/** True when a section with such a heading has enough prose. */
export const hasSection = (card: Card, heading: RegExp, policy: Policy): boolean =>
  card.sections.some(
    (section) => heading.test(section.heading) && section.prose.length >= policy.card.sectionCharacters,
  );
