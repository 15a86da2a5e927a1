/** Licences as people name them: identifiers in any spelling, official names, addresses, SPDX expressions. */
import parseExpression, { type Info } from "spdx-expression-parse";
import { licenseNames } from "../../generated/license-texts.ts";
import { licenseAddresses, otherNames } from "./aliases.ts";
import { foldLicense, licenseClasses, licenseEntry, spdxNames } from "./licenses.ts";

export interface LicenseReading {
  /**
   * known: these licences, all of them. custom: terms of its own, which may build on a known licence.
   * unknown: it says nothing that names a licence.
   */
  readonly kind: "known" | "custom" | "unknown";
  /** Hub identifiers, or SPDX ones in lower case where the Hub has none. Of a custom licence what it builds on. */
  readonly ids: readonly string[];
}

const nothing: LicenseReading = { kind: "unknown", ids: [] };
const known = (...ids: readonly string[]): LicenseReading => ({ kind: "known", ids });

/** An exception adds permissions, so the licence itself is the safe reading. */
const exception = /\s+with\s+[\w.-]*exception[\w.-]*/i;
/** Characters of a name that are read; a longer one is no name. */
const LONGEST_NAME = 1000;

/** What `license`, `license_name`, a heading or a notice of a few words says. */
export function readLicenseName(raw: string): LicenseReading {
  const text = raw.trim();
  if (text === "" || text.length > LONGEST_NAME) return nothing;
  if (exception.test(text)) return readLicenseName(text.replace(exception, ""));
  if (/^https?:\/\/\S+$/i.test(text)) return readLicenseAddress(text);
  const { id } = foldLicense(text);
  if (id === "unknown") return nothing;
  if (licenseEntry(id) !== null) return known(id);
  return readWords(text) ?? readExpression(text) ?? readCustom(text);
}

const month = "(?:january|february|march|april|may|june|july|august|september|october|november|december)";
const dates = new RegExp(`\\b(?:\\d{1,2} )?${month} (?:\\d{1,2},? )?\\d{4}\\b`, "g");

/** Words of a name: lower case, versions without a trailing ".0", letters and digits apart ("gplv3" is "gpl 3"). */
export const nameWords = (text: string): string[] =>
  (
    text
      .normalize("NFKC")
      .toLowerCase()
      .replace(dates, " ")
      .replace(/\bopen source\b/g, " ")
      .replace(/v(?:ersion)?\.?\s?(?=\d)/g, " ")
      .match(/[a-z]+|\d+(?:\.\d+)*(?:[a-z]\b)?|\+{1,2}/g) ?? []
  )
    .map((word) => word.replace(/(?:\.0)+$/, ""))
    .filter((word) => !decoration.has(word));

const set = (words: string): ReadonlySet<string> => new Set(words.split(" "));
/** Words that change nothing in the name of a licence. */
const decoration = set(
  "the a an version license licence licenses licences licensed licenced agreement software international unported generic universal",
);
/** Words of a sentence that only states a licence. */
const statement = set(
  "this these is are be under released distributed published available provided made see file files in for details full text " +
    "model models project repository repo weights checkpoint checkpoints code and md txt copyright release date",
);

let aliases: ReadonlyMap<string, string> | undefined;

/** Identifiers by the words of their names. */
function aliasTable(): ReadonlyMap<string, string> {
  const table = new Map<string, string>();
  const alias = (id: string, ...names: readonly string[]): void => {
    for (const name of names) {
      const words = nameWords(name).join(" ");
      if (!table.has(words)) table.set(words, id);
    }
  };
  for (const id of Object.keys(licenseClasses)) if (id !== "other" && id !== "unknown") alias(id, id);
  for (const [spdx, id] of Object.entries(spdxNames)) alias(id, spdx);
  for (const { id, name } of licenseNames) alias(id, id, name);
  for (const [id, names] of Object.entries(otherNames)) alias(id, ...names);
  for (const version of ["2", "3", "3.1", "3.2", "3.3", "4"]) {
    const names = ["Llama #", "Meta Llama #", "Llama # Community", "Meta Llama # Community"];
    alias(`llama${version}`, ...names.map((name) => name.replace("#", version)));
  }
  return table;
}

/** The licence that exactly these words name, or null. */
function resolve(words: readonly string[]): string | null {
  aliases ??= aliasTable();
  const text = words.join(" ");
  const bare = text.replace(/ (?:only|\+|(?:or|and) (?:any )?(?:later|newer))$/, "");
  return aliases.get(text) ?? aliases.get(bare) ?? creativeCommons(text);
}

const marks: readonly (readonly [RegExp, string])[] = [
  [/\b(?:nc|non ?commercial)\b/, "-nc"],
  [/\b(?:sa|share ?alike)\b/, "-sa"],
  [/\b(?:nd|no ?deriv(?:ative)?s)\b/, "-nd"],
];

/** "cc by nc 4", "creative commons attribution share alike": without a version the strictest that the Hub knows. */
function creativeCommons(text: string): string | null {
  const match =
    /^(?:cc|creative commons) (?:by|attribution)((?: (?:nc|sa|nd|non ?commercial|share ?alike|no ?deriv(?:ative)?s))*)(?: (\d(?:\.\d)?))?$/.exec(
      text,
    );
  if (match === null) return null;
  const [, flags = "", version] = match;
  const kind = `cc-by${marks.map(([mark, part]) => (mark.test(flags) ? part : "")).join("")}`;
  if (version !== undefined) return `${kind}-${version.includes(".") ? version : `${version}.0`}`;
  const versions = Object.keys(licenseClasses).filter((id) => new RegExp(`^${kind}-\\d`).test(id));
  return versions.sort((a, b) => (licenseEntry(a)?.score ?? 0) - (licenseEntry(b)?.score ?? 0))[0] ?? null;
}

/** A name alone, or a sentence that does nothing but name one. */
function readWords(text: string): LicenseReading | null {
  const words = nameWords(text);
  const id = resolve(words) ?? resolve(words.filter((word) => !statement.has(word) && !/^\d{4}$/.test(word)));
  return id === null ? null : known(id);
}

/** A choice, a list or an exception: "MIT OR Apache-2.0", "MIT/Apache-2.0", "GPL-2.0 WITH Classpath-exception-2.0". */
function readExpression(text: string): LicenseReading | null {
  const parts = text
    .replace(/\s*[,;&]\s*(?:and\s+)?/gi, " AND ")
    .replace(/\s*(?:\/|\|)\s*/g, " OR ")
    .split(/(\(|\)|\s+(?:AND|OR(?! (?:any )?(?:later|newer)))\s+)/i)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  if (parts.length < 2) return null;
  const operands: LicenseReading[] = [];
  const expression = parts.map((part) => {
    if (/^(?:\(|\)|and|or)$/i.test(part)) return part.toUpperCase();
    operands.push(readOperand(part));
    return `LicenseRef-${operands.length - 1}`;
  });
  try {
    return evaluate(parseExpression(expression.join(" ")), operands);
  } catch {
    // The parser throws plain errors for everything that is no expression.
    return null;
  }
}

const readOperand = (text: string): LicenseReading => {
  const { id } = foldLicense(text);
  return licenseEntry(id) !== null && id !== "unknown" ? known(id) : (readWords(text) ?? readCustom(text));
};

function evaluate(node: Info, operands: readonly LicenseReading[]): LicenseReading {
  if ("license" in node) return operands[Number(node.license.replace("LicenseRef-", ""))] ?? nothing;
  const sides = [evaluate(node.left, operands), evaluate(node.right, operands)];
  const ids = [...new Set(sides.flatMap((side) => side.ids))];
  if (node.conjunction === "and") {
    if (sides.every(({ kind }) => kind === "known")) return known(...ids);
    return sides.every(({ kind }) => kind === "unknown") ? nothing : { kind: "custom", ids };
  }
  // Of several licences to choose from, the milder one counts.
  const choices = sides.filter(({ kind }) => kind === "known");
  const mildness = ({ ids: all }: LicenseReading) => Math.min(...all.map((id) => licenseEntry(id)?.score ?? 0));
  return choices.sort((a, b) => mildness(b) - mildness(a))[0] ?? (ids.length > 0 ? { kind: "custom", ids } : nothing);
}

/** Words that say terms of their own even where no licence is named. */
const ownTerms =
  /\b(?:proprietary|custom|confidential|all rights reserved|commercial|non-?commercial|research|academic|personal use|private|unlicensed|source.available|ethical)\b/i;

/** A known name with more around it, such as "modified-mit" or "apache-2.0-non-commercial". */
function readCustom(text: string): LicenseReading {
  const { ids } = namesIn(nameWords(text), false);
  return ids.length > 0 || ownTerms.test(text) ? { kind: "custom", ids } : nothing;
}

/** Words in the longest name. */
const LONGEST_ALIAS = 14;
const lengths = Array.from({ length: LONGEST_ALIAS }, (_, index) => LONGEST_ALIAS - index);

/** Every licence that the words name, the longest name at each place, and the words that are left. */
export function namesIn(
  words: readonly string[],
  inProse: boolean,
): { ids: readonly string[]; rest: readonly string[] } {
  const ids = new Set<string>();
  const rest: string[] = [];
  for (let at = 0; at < words.length; ) {
    const length = lengths.find(
      (size) => at + size <= words.length && named(words.slice(at, at + size), inProse) !== null,
    );
    if (length === undefined) rest.push(words[at] as string);
    else ids.add(named(words.slice(at, at + length), inProse) as string);
    at += length ?? 1;
  }
  return { ids: [...ids], rest };
}

/** In prose the bare name of a model or of a family is no licence: "fine-tuned from Gemma", "under a CC licence". */
const named = (words: readonly string[], inProse: boolean): string | null =>
  inProse && /^(?:gemma|(?:meta )?llama [\d.]+|cc|creative commons|apache|boost|fair)$/.test(words.join(" "))
    ? null
    : resolve(words);

/** The licence that an address is known to hold; nothing is asked for. */
function readLicenseAddress(url: string): LicenseReading {
  const bare = url
    .toLowerCase()
    .replace(/^https?:\/\/(?:www\.)?/, "")
    .replace(/[?#].*$/, "")
    .replace(/\/+$/, "");
  for (const [pattern, name] of licenseAddresses) {
    if (!pattern.test(bare)) continue;
    const { id } = foldLicense(bare.replace(pattern, name));
    const found = licenseEntry(id) === null ? resolve(nameWords(id)) : id;
    return found === null ? nothing : known(found);
  }
  return nothing;
}
