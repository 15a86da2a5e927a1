/** The table of licence texts that the rating recognises, made from the texts of the SPDX list. */
import spdx from "spdx-license-list/full.js";
import { foldLicense, licenseEntry } from "../../rating/licences/licenses.ts";
import { type KnownText, knownText, licenseWords, START_WORDS } from "../../rating/licences/words.ts";

/** Licences without an identifier on the Hub that people meet: evidence calls them by their names. */
const alsoNamed = (
  "0BSD BlueOak-1.0.0 BSD-4-Clause BUSL-1.1 CC-BY-NC-2.5 CC-BY-NC-SA-2.5 CC-BY-ND-3.0 CC-BY-SA-2.0 CECILL-2.1 CPAL-1.0 " +
  "Elastic-2.0 GPL-1.0-only Hippocratic-2.1 JSON LGPL-2.0-only MIT-0 MPL-1.1 MS-RL MulanPSL-2.0 OpenSSL " +
  "PolyForm-Noncommercial-1.0.0 PolyForm-Small-Business-1.0.0 PSF-2.0 SSPL-1.0 Unicode-3.0 UPL-1.0 X11"
).split(" ");

interface Cut {
  readonly id: RegExp;
  /** The first words of the terms; what precedes them may be missing. */
  readonly from?: string;
  /** The first words of what may be missing behind the terms. */
  readonly to?: string;
  /** The first words of another licence that follows. */
  readonly until?: string;
  /** The first words of a standard reference to the licence that ends the text. */
  readonly notice?: string;
}

const cuts: readonly Cut[] = [
  {
    id: /^(apache-2\.0|ecl-2\.0)$/,
    from: "terms and conditions for use reproduction",
    to: "appendix how to apply the",
    notice: "licensed under the",
  },
  { id: /^(agpl|gpl|lgpl-2|lgpl$)/, from: "everyone is permitted to copy", to: "how to apply these terms to your" },
  {
    id: /^lgpl-3/,
    from: "everyone is permitted to copy",
    until: "gnu general public license version 3 29 june 2007 everyone",
  },
  { id: /^gfdl/, from: "everyone is permitted to copy", to: "addendum how to use this license" },
  {
    id: /^cc-by.*-4\.0$/,
    from: "by exercising the licensed rights defined",
    to: "creative commons is not a party to its",
  },
  { id: /^cc-by.*-[123]\.\d$/, from: "the work as defined below is", to: "creative commons is not a party to this" },
  { id: /^cc0/, from: "the laws of most jurisdictions throughout the" },
  { id: /^ofl/, from: "preamble the goals of the open" },
  { id: /^ncsa$/, from: "permission is hereby granted free of charge" },
  { id: /^postgresql$/, from: "permission to use copy modify and distribute" },
  { id: /^epl-2/, to: "exhibit a form of secondary licenses notice" },
];

/** TypeScript of generated/license-texts.ts. */
export function renderLicenseTexts(): string {
  const chosen = Object.entries(spdx).filter(([id]) => alsoNamed.includes(id) || licenseEntry(id) !== null);
  const entries = chosen.flatMap(([id, { licenseText }]) => textsOf(foldLicense(id).id, licenseText));
  const unique = new Map(entries.map((entry) => [entry.digest, entry]));
  const clash = entries.find(({ digest, id, part }) => part === "terms" && unique.get(digest)?.id !== id);
  if (clash !== undefined)
    throw new Error(`The terms of ${clash.id} are those of ${unique.get(clash.digest)?.id}, too`);
  const sorted = [...unique.values()].sort((a, b) => (a.id + a.part + a.digest < b.id + b.part + b.digest ? -1 : 1));
  const names = chosen.map(([id, { name, licenseText }]) => ({
    id: foldLicense(id).id,
    name: name.replace(/ (only|or later)$/i, ""),
    title: titleOf(licenseText).join(" "),
  }));
  return [
    '// Written by "npm run generate" from the SPDX licence list. Do not edit.',
    "/** Known runs of words of licence texts. */",
    'export const licenseTexts: readonly { id: string; part: "terms" | "notice" | "around"; start: string; words: number; digest: string }[] = [',
    ...sorted.map((entry) => `  ${JSON.stringify(entry)},`),
    "];\n",
    "/** Official names, and the words of a title above the terms. */",
    "export const licenseNames: readonly { id: string; name: string; title: string }[] = [",
    ...names.map((entry) => `  ${JSON.stringify(entry)},`),
    "];\n",
  ].join("\n");
}

function textsOf(id: string, text: string): KnownText[] {
  const cut = cuts.find((it) => it.id.test(id));
  const words = licenseWords(text);
  const title = titleOf(text).length;
  const begin = cut?.from === undefined ? title : place(words, cut.from, id);
  const whole = cut?.until === undefined ? words.length : place(words, cut.until, id);
  const end = cut?.to === undefined ? whole : place(words, cut.to, id);
  const notice = cut?.notice === undefined ? whole : place(words, cut.notice, id);
  const parts: [KnownText["part"], readonly string[]][] = [
    ["terms", words.slice(begin, end)],
    ["around", words.slice(title, begin)],
    ["around", words.slice(end, notice)],
    ["notice", words.slice(notice, whole)],
  ];
  return parts.filter(([, part]) => part.length >= START_WORDS).map(([kind, part]) => knownText(id, kind, part));
}

/** Words of a line that may be a title. */
const LONGEST_TITLE_LINE = 7;

function titleOf(text: string): readonly string[] {
  const lines = text.split("\n");
  const body = lines.findIndex((line) => licenseWords(line).length > LONGEST_TITLE_LINE);
  return licenseWords(lines.slice(0, Math.max(0, body)).join("\n"));
}

/** Index of the word with which the phrase begins. */
function place(words: readonly string[], phrase: string, id: string): number {
  const length = phrase.split(" ").length;
  const at = words.findIndex((_, index) => words.slice(index, index + length).join(" ") === phrase);
  if (at < 0) throw new Error(`The text of ${id} has no "${phrase}"`);
  return at;
}
