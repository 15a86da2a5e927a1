/**
 * The words of a licence text as far as they carry its terms, after the matching guidelines of SPDX: two texts with
 * the same words are the same licence. Layout, punctuation, list marks, copyright notices, addresses, spelling
 * variants and the names of the parties do not count.
 */
import { createHash } from "node:crypto";

/** Characters of a text that are read; the longest known licence has 60,000. */
const LONGEST_TEXT = 300_000;

/** Words that set terms. Where a notice or the name of a party holds one, it is more than that. */
const terms = new Set(
  (
    "additional agree allowed altered attribution clause commercial commercially competing condition conditions consent " +
    "distribute ethical except excluding fee forbidden grant granted harm however if illegal license licensed " +
    "may military modification modify must not noncommercial nor only permission permit permitted prohibited provided " +
    "purpose purposes research restricted restriction restrictions royalty sale sell shall subject sublicense train " +
    "training unless use used user users without"
  ).split(" "),
);

/** True when none of the words sets terms, so that they can be a name. */
const areNames = (words: readonly string[]): boolean => words.every((word) => !terms.has(word));

/** Spellings that the guidelines treat as equal, applied to single words. */
const equal = new Map(
  (
    "licence:license licences:licenses licenced:licensed acknowledgement:acknowledgment analogue:analog analyse:analyze " +
    "artefact:artifact authorisation:authorization authorised:authorized calibre:caliber cancelled:canceled " +
    "capitalisations:capitalizations catalogue:catalog categorise:categorize centre:center emphasised:emphasized " +
    "favour:favor favourite:favorite fulfil:fulfill fulfilment:fulfillment initialise:initialize judgement:judgment " +
    "labelling:labeling labour:labor modelling:modeling optimisation:optimization organisation:organization " +
    "organise:organize practise:practice programme:program realise:realize recognise:recognize signalling:signaling " +
    "sublicence:sublicense utilisation:utilization whilst:while wilful:willful owner:holder owners:holders"
  )
    .split(" ")
    .map((pair) => pair.split(":") as [string, string]),
);

/** The standard sentences that name a party, with the name between the two groups. */
const parties: readonly RegExp[] = [
  /\b(neither the names? of) (.{1,160}?) ((?:nor|or) (?:the )?names? of (?:its |his |her |their |the |any |project )?contributors)\b/g,
  /\b((?:software|code) is provided by) (.{1,160}?) (asis and)\b/g,
  /\b(in no event (?:shall|will)) (.{1,160}?) (be liable)\b/g,
  /\b(asis and) (.{1,80}?) (disclaims? all warranties)\b/g,
];

/** Lower-case words of the text. Of a text over 300,000 characters only the beginning is read. */
export function licenseWords(text: string): readonly string[] {
  const lines = withoutMarkup(text.slice(0, LONGEST_TEXT)).split("\n");
  const kept = withoutNotices(lines.map((line) => line.replace(/^[\s>|/*#;%!-]+/, "").trim()));
  const words = wordsOf(withoutListMarks(kept).join(" ")).map((word) => equal.get(word) ?? word);
  return withoutParties(withoutAddresses(words.join(" ")))
    .split(" ")
    .filter((word) => word !== "");
}

/** Single words: apostrophes and hyphens join, everything else parts. */
const wordsOf = (text: string): string[] =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\bhttps?:\/\/[^\s<>"')\]]+/g, " ")
    .replace(/--+|[–—]/g, " ")
    .replace(/(?<=[\p{L}\p{N}])(?:[-‐‑]\s*|['’`])(?=[\p{L}\p{N}])/gu, "")
    .match(/[\p{L}\p{N}]+(?:\.\d+)*/gu) ?? [];

/** Markdown and HTML leave their text. Addresses in angle brackets stay. */
const withoutMarkup = (text: string): string =>
  text
    .replace(/^\uFEFF/, "")
    .replace(/\r\n?/g, "\n")
    .replace(/<!--[\s\S]*?-->/g, " ")
    .replace(
      /<\/?(?:a|b|body|br|center|code|div|em|h[1-6]|head|hr|html|i|li|ol|p|pre|span|strong|title|u|ul)(?:\s[^<>]{0,500})?\/?>/gi,
      " ",
    )
    .replace(/\[([^[\]\n]{1,300})\]\([^()\s]{1,500}\)/g, "$1")
    .replace(/[*_`]{1,3}/g, "")
    .replace(/&(?:nbsp|quot|amp|lt|gt|#39|rsquo|lsquo|ldquo|rdquo);/g, " ");

/** "Copyright (c) 2024 A Name" anywhere; "Copyright The Authors" where a paragraph begins. */
const datedNotice = /^(?:portions?\s+)?(?:copyright|copr\.?|\(c\)|©)\s*[:,-]?\s*(?:\(c\)|©|[<[{(]|\d{4})|^©/i;
const plainNotice =
  /^(?:portions?\s+)?copyright\b(?!\s+(?:and|holders?|in|infringement|interest|is|laws?|license|notices?|or|owners?|protection|rights?|statements?|to|treaty)\b)/i;
/** Words of a copyright line, and of a line that continues with its names. */
const LONGEST_NOTICE = 25;
const LONGEST_NAMES = 8;

/** Drops copyright lines and the lines of names below them. A line that sets terms is no notice. */
function withoutNotices(lines: readonly string[]): string[] {
  const kept: string[] = [];
  let inNotice = false;
  let begins = true;
  for (const line of lines) {
    const bare = line.replace(/\ball rights? reserved\b\.?/gi, "").trim();
    const words = wordsOf(bare);
    const isNotice: boolean = datedNotice.test(bare) || (begins && plainNotice.test(bare));
    const isNames: boolean = inNotice && words.length > 0 && words.length <= LONGEST_NAMES;
    const isEmptied: boolean = inNotice && words.length === 0 && line !== "";
    inNotice = isEmptied || ((isNames || (isNotice && words.length <= LONGEST_NOTICE)) && areNames(words));
    begins = inNotice || line === "";
    if (!inNotice) kept.push(bare);
  }
  return kept;
}

/** Numbers, letters and bullets that begin a paragraph or an item. */
const withoutListMarks = (lines: readonly string[]): string[] =>
  lines.map((line) =>
    line.replace(/(^|\s)[([]?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[a-z]|[ivx]{1,5})(?:[.)\]]|\.\))(?=\s|$)/gi, "$1"),
  );

/** Phrases that editions of one text write differently, and the street of the Free Software Foundation. */
const withoutAddresses = (words: string): string =>
  words
    .replace(
      /\b(?:51 franklin st(?:reet)? (?:fifth floor|suite 500) |59 temple place (?:suite 330 )?|675 mass(?:achusetts)? ave(?:nue)? )(?:boston|cambridge) ma (?:\d{5,9} )?(?:usa )?/g,
      "",
    )
    .replace(/\bwiki creativecommons org \w+ ?/g, "")
    .replace(/\b(?:an|a brief) idea of what it does\b/g, "idea of what it does")
    .replace(/\bgnu general public license (?=terms and conditions for copying\b)/g, "")
    .replace(/\bas is\b/g, "asis")
    .replace(/\bsub license\b/g, "sublicense")
    .replace(/\bnon (commercial|infringement)\b/g, "non$1");

/** A sentence keeps its own words unless what names the party is a name. */
const withoutParties = (words: string): string =>
  parties.reduce(
    (text, pattern) =>
      text.replace(pattern, (whole, before: string, name: string, after: string) =>
        areNames(name.split(" "))
          ? `${before.replace("names", "name")} ${after.replace(/of .*contributors/, "of contributors")}`
          : whole,
      ),
    words,
  );

/** A known run of words: the terms of a licence, or a part that comes with them and may be missing. */
export interface KnownText {
  /** Identifier of the licence: the Hub's where it has one, else SPDX in lower case. */
  readonly id: string;
  /** The terms themselves, a standard sentence that refers to them, or a preamble, an appendix and the like. */
  readonly part: "terms" | "notice" | "around";
  /** The first words, by which the place is found. */
  readonly start: string;
  readonly words: number;
  /** Of all words, joined by blanks. */
  readonly digest: string;
}

/** Words in `start`. */
export const START_WORDS = 5;

/** First half of the SHA-256, hex. */
export const digestOf = (words: readonly string[]): string =>
  createHash("sha256").update(words.join(" ")).digest("hex").slice(0, 32);

/** The entry of a text for a table of known texts. */
export const knownText = (id: string, part: KnownText["part"], words: readonly string[]): KnownText => ({
  id,
  part,
  start: words.slice(0, START_WORDS).join(" "),
  words: words.length,
  digest: digestOf(words),
});
