/** Which topics the card of a model or of a dataset covers, and where. */
import type { Policy } from "../policy.ts";
import type { DatasheetTopic, Topic } from "../vocabulary.ts";
import type { Card, Section } from "./card.ts";
import { isRunnable } from "./snippets.ts";

/** True when the card says what to install, in prose or in code. */
export const hasInstallHint = (card: Card, policy: Policy): boolean =>
  policy.words.install.test(card.prose) || card.codeBlocks.some((block) => policy.words.install.test(block.code));

/** Whether a section says something: enough prose, or for how-to-use and citation the code that belongs there. */
function speaks(section: Section, topic: Topic, policy: Policy): boolean {
  if (section.prose.length >= policy.card.sectionCharacters) return true;
  if (topic === "how_to_use") return section.codeBlocks.some((block) => isRunnable(block, policy));
  return topic === "citation_or_contact" && section.codeBlocks.some((block) => policy.words.bibtex.test(block.code));
}

/** Where a topic is covered ("section Limitations"), or null. */
export function topicPlace(card: Card, topic: Topic, policy: Policy): string | null {
  const pattern = policy.words.topics[topic];
  const section = card.sections.find((it) => pattern.test(it.heading) && speaks(it, topic, policy));
  if (section !== undefined) return `section "${section.heading}"`;
  const hasIntro = topic === "description" && card.intro.length >= policy.card.sectionCharacters;
  return hasIntro ? "the introduction" : null;
}

/** The fullest section on a topic that counts, or null. */
export function topicSection(card: Card, topic: Topic, policy: Policy): Section | null {
  const pattern = policy.words.topics[topic];
  const counting = card.sections.filter(
    (it) => pattern.test(it.heading) && it.prose.length >= policy.card.sectionCharacters,
  );
  return counting.reduce<Section | null>(
    (best, it) => (best === null || it.prose.length > best.prose.length ? it : best),
    null,
  );
}

/** Datasheet topics that a section with enough prose covers. */
export function datasheetTopics(card: Card, policy: Policy): readonly DatasheetTopic[] {
  const topics = Object.keys(policy.words.datasheet) as DatasheetTopic[];
  return topics.filter((topic) => hasSection(card, policy.words.datasheet[topic], policy));
}

/** True when a section with such a heading has enough prose. */
export const hasSection = (card: Card, heading: RegExp, policy: Policy): boolean =>
  card.sections.some(
    (section) => heading.test(section.heading) && section.prose.length >= policy.card.sectionCharacters,
  );
