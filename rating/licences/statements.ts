/** What prose says about the licence of a model: sentence by sentence, and whether of its weights or of something else. */
import { type LicenseReading, namesIn, nameWords } from "./names.ts";

export type LicenseScope = "model" | "code" | "data" | null;

export interface LicenseStatement extends LicenseReading {
  /** What it is about; null when it does not say. */
  readonly scope: LicenseScope;
}

/** Words beside a licence that change it. */
const qualifying =
  /\b(?:non-?commercial(?:ly)?|not|no|except(?:ion)?s?|only for|additional(?:ly)?|addendum|restrict(?:s|ed|ions?)?|prohibit(?:s|ed)?|forbidden|research (?:use|purposes?|only)|academic|modified|custom|clause (?:condition|rider)|commons clause|rider|evaluation purposes?|military)\b/i;
/** A sentence without a name that restricts the use all the same. */
const restricting =
  /\b(?:non-?commercial (?:use|purposes?)|(?:not|no|never|without)\b.{0,40}\bcommercial|(?:for|to) (?:academic |scientific )?research (?:use|purposes?)?\s?only|only for (?:academic|research|personal|non-?commercial)|research[- ]only|all rights reserved)\b/i;

const scopes: readonly (readonly [LicenseScope, RegExp])[] = [
  ["model", /\b(?:weights?|models?|checkpoints?|parameters)\b/i],
  ["code", /\b(?:code|repository|repo|scripts?|library|implementation|tooling|codebase)\b/i],
  ["data", /\b(?:datasets?|data|corpus|corpora)\b/i],
];

/** Characters of a section that are read; a licence section is a few sentences. */
const LONGEST_PROSE = 5000;

/** The sentences and clauses that name a licence or restrict the use, in order. */
export function licenseStatements(prose: string): readonly LicenseStatement[] {
  return clausesOf(prose.slice(0, LONGEST_PROSE)).flatMap((clause): LicenseStatement[] => {
    const { ids, rest } = namesIn(nameWords(withLicensedModels(clause)), true);
    const scope = scopeOf(rest.join(" "));
    const left = rest.join(" ");
    if (ids.length === 0) return restricting.test(clause) ? [{ kind: "custom", ids, scope }] : [];
    return [{ kind: qualifying.test(left) ? "custom" : "known", ids, scope }];
  });
}

/** Both of two things named together: "the code and the weights are under MIT" is about everything. */
function scopeOf(text: string): LicenseScope {
  const named = scopes.filter(([, pattern]) => pattern.test(text)).map(([scope]) => scope);
  return named.length === 1 ? (named[0] ?? null) : null;
}

/** "the Llama 3.1 license" names a licence where "Llama 3.1" alone names a model. */
const withLicensedModels = (clause: string): string =>
  clause.replace(/\b(llama[- ]?\d(?:\.\d)?|gemma)(?='?s? licen[cs]e)/gi, "$1 community");

/** A full stop inside a version ends nothing. */
const clausesOf = (prose: string): string[] =>
  prose.split(/[.!?](?=\s|$)|[;\n]|,?\s+(?:while|whereas|but|however)\s+|,\s+(?:and\s+)?(?=(?:the|our|its|all)\s)/i);
