/**
 * Recognises a licence by its whole text. A text that adds to a licence, leaves something out or changes a word is
 * not that licence: it is custom.
 */
import { licenseNames, licenseTexts } from "../../generated/license-texts.ts";
import { vendorTexts } from "./vendor-texts.ts";
import { digestOf, type KnownText, licenseWords, START_WORDS } from "./words.ts";

export interface TextReading {
  /** Licences whose whole terms the text holds. */
  readonly ids: readonly string[];
  /** Licences that a standard notice in it refers to. */
  readonly refers: readonly string[];
  /** Words that belong to none of them, without titles and the like; empty when the text is those licences only. */
  readonly extra: readonly string[];
}

const byStart = Map.groupBy([...licenseTexts, ...vendorTexts], ({ start }) => start);
for (const group of byStart.values()) group.sort((a, b) => b.words - a.words);

/** Comparisons with a known text that one file is worth; a licence takes a few. */
const MOST_COMPARISONS = 400;

/** Which licences the text holds, and what it holds besides. */
export function readLicenseText(text: string): TextReading {
  const words = licenseWords(text);
  const found = { terms: new Set<string>(), notice: new Set<string>(), around: new Set<string>() };
  const rest: string[] = [];
  let comparisons = 0;
  for (let at = 0; at < words.length; ) {
    const candidates = byStart.get(words.slice(at, at + START_WORDS).join(" ")) ?? [];
    const match = candidates.find((known) => ++comparisons <= MOST_COMPARISONS && isAt(words, at, known));
    if (match === undefined) rest.push(words[at] as string);
    else found[match.part].add(match.id);
    at += match?.words ?? 1;
  }
  // Version 3 of the LGPL is written as additions to the GPL, whose text often follows it.
  if (found.terms.has("lgpl-3.0")) found.terms.delete("gpl-3.0");
  const ids = [...found.terms];
  const refers = [...found.notice];
  return { ids, refers, extra: isTitle(rest, [...ids, ...refers]) ? [] : rest };
}

const isAt = (words: readonly string[], at: number, known: KnownText): boolean =>
  at + known.words <= words.length && digestOf(words.slice(at, at + known.words)) === known.digest;

/** Words that titles, headers and footers around a licence are made of. None of them can carry a term. */
const titleWords = new Set(
  (
    "a all an and are at available below by code com conditions contents copy copyright data end expat file following for " +
    "from full in inc international is legal license licensed licenses md model models notice of on or org project " +
    "published released repository reserved rights see software source terms text the these this to txt under " +
    "universal unported generic version v weights agreement january february march april may june july august " +
    "september october november december"
  ).split(" "),
);
const LONGEST_TITLE = 60;

/** A licence's own name may surround its terms. */
function isTitle(rest: readonly string[], ids: readonly string[]): boolean {
  const names = licenseNames.filter(({ id }) => ids.includes(id)).map(({ id, name, title }) => id + name + title);
  const own = letters(names.join(" "));
  const fits = (word: string) =>
    word.length === 1 || /^v?[\d.]+$/.test(word) || titleWords.has(word) || own.includes(letters(word));
  return rest.length <= LONGEST_TITLE && rest.every(fits);
}

const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
