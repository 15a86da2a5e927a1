/**
 * The 83 licence identifiers of the Hub, each with its class and the score of that class: how well it suits
 * fine-tuning, inference and redistribution inside a product under LGPL-2.1. Scores of use-restricted and
 * vendor licences are policy, not law.
 */
export type LicenseClass =
  | "public_domain"
  | "permissive"
  | "attribution"
  | "lesser_copyleft"
  | "weak_copyleft"
  | "behavioural"
  | "vendor"
  | "compute"
  | "strong_copyleft"
  | "non_commercial"
  | "research"
  | "unclear";

export interface LicenseEntry {
  readonly class: LicenseClass;
  readonly score: number;
}

const entries = (kind: LicenseClass, score: number, ids: string): [string, LicenseEntry][] =>
  ids.split(" ").map((id) => [id, { class: kind, score }]);

export const licenseClasses: Readonly<Record<string, LicenseEntry>> = Object.fromEntries([
  ...entries("public_domain", 1, "cc0-1.0 unlicense pddl wtfpl"),
  ...entries("permissive", 1, "apache-2.0 mit isc zlib bsl-1.0 ncsa postgresql bsd-2-clause bsd-3-clause"),
  ...entries("permissive", 1, "bsd-3-clause-clear openmdw-1.0 openmdw-1.1 cdla-permissive-2.0"),
  ...entries("attribution", 0.9, "bsd afl-3.0 ecl-2.0 artistic-2.0 ms-pl cdla-permissive-1.0 cc-by-2.0"),
  ...entries("attribution", 0.9, "cc-by-2.5 cc-by-3.0 cc-by-4.0 odc-by etalab-2.0"),
  ...entries("lesser_copyleft", 1, "lgpl-2.1"),
  ...entries("lesser_copyleft", 0.95, "lgpl"),
  ...entries("lesser_copyleft", 0.8, "lgpl-3.0"),
  ...entries("weak_copyleft", 0.9, "mpl-2.0"),
  ...entries("weak_copyleft", 0.8, "eupl-1.2"),
  ...entries("weak_copyleft", 0.7, "eupl-1.1 epl-2.0 ofl-1.1"),
  ...entries("weak_copyleft", 0.6, "epl-1.0 lppl-1.3c cdla-sharing-1.0 odbl lgpl-lr cc-by-sa-4.0"),
  ...entries("weak_copyleft", 0.55, "cc-by-sa-3.0"),
  ...entries("weak_copyleft", 0.5, "osl-3.0"),
  ...entries("behavioural", 0.5, "openrail openrail++ creativeml-openrail-m bigscience-openrail-m"),
  ...entries("behavioural", 0.5, "bigscience-bloom-rail-1.0 bigcode-openrail-m"),
  ...entries("vendor", 0.4, "llama2 llama3 llama3.1 llama3.2 llama3.3 llama4 gemma grok2-community apple-ascl"),
  ...entries("compute", 0.5, "c-uda"),
  ...entries("strong_copyleft", 0.35, "gpl-2.0"),
  ...entries("strong_copyleft", 0.3, "gpl gpl-3.0 gfdl"),
  ...entries("strong_copyleft", 0.2, "agpl-3.0"),
  ...entries("non_commercial", 0.2, "cc-by-nd-4.0"),
  ...entries("non_commercial", 0.1, "cc-by-nc-2.0 cc-by-nc-3.0 cc-by-nc-4.0 cc-by-nc-sa-2.0 cc-by-nc-sa-3.0"),
  ...entries("non_commercial", 0.1, "cc-by-nc-sa-4.0"),
  ...entries("non_commercial", 0.05, "cc-by-nc-nd-3.0 cc-by-nc-nd-4.0"),
  ...entries("research", 0.05, "h-research intel-research apple-amlr deepfloyd-if-license"),
  ...entries("research", 0.05, "fair-noncommercial-research-license"),
  ...entries("unclear", 0.3, "cc"),
  ...entries("unclear", 0.1, "other"),
  ...entries("unclear", 0, "unknown"),
]);

/** SPDX names that differ from the Hub's by more than case. Lower case on both sides. */
export const spdxNames: Readonly<Record<string, string>> = {
  "odbl-1.0": "odbl",
  "odc-by-1.0": "odc-by",
  "pddl-1.0": "pddl",
  lgpllr: "lgpl-lr",
  "c-uda-1.0": "c-uda",
  "gfdl-1.1": "gfdl",
  "gfdl-1.2": "gfdl",
  "gfdl-1.3": "gfdl",
  "cc-pddc": "unlicense",
  "bsd-3-clause-lbnl": "bsd-3-clause",
  "lgpl-2.0": "lgpl",
  apache2: "apache-2.0",
  "apache-2": "apache-2.0",
  apache: "apache-2.0",
};

export interface FoldedLicense {
  /** Lower-case Hub id; the folded input itself when no table knows it. */
  readonly id: string;
  /** What the id says about later versions; null when it says nothing, as Hub ids do. */
  readonly later: boolean | null;
}

/**
 * Folds case, `-only`, `-or-later`, a trailing "+" and SPDX spellings to the Hub's identifier. `NOASSERTION`,
 * `NONE` and the empty string become "unknown".
 */
export function foldLicense(raw: string): FoldedLicense {
  const lower = raw.trim().toLowerCase();
  if (lower === "" || lower === "noassertion" || lower === "none") return { id: "unknown", later: null };
  if (lower in licenseClasses) return { id: lower, later: null };
  const only = /-only$/.test(lower);
  const later = /(-or-later|\+)$/.test(lower);
  const bare = lower.replace(/(-only|-or-later|\+)$/, "");
  return { id: spdxNames[bare] ?? bare, later: only ? false : later ? true : null };
}

/** The table's entry for an id in any spelling, or null when no table knows it. */
export function licenseEntry(
  raw: string,
  classes: Readonly<Record<string, LicenseEntry>> = licenseClasses,
): LicenseEntry | null {
  const { id } = foldLicense(raw);
  return Object.hasOwn(classes, id) ? (classes[id] ?? null) : null;
}

/** Identifiers that name a group of licences rather than one. */
export const licenseFamilies: readonly string[] = ["bsd", "cc", "gpl", "lgpl", "openrail"];

/** True when the family id (bsd, gpl, lgpl, cc …) can mean the specific one, so that they do not contradict. */
export function sameLicense(one: string, other: string): boolean {
  const a = foldLicense(one).id;
  const b = foldLicense(other).id;
  if (a === b) return true;
  return licenseFamilies.some(
    (family) =>
      (a === family && (b.startsWith(`${family}-`) || (family === "openrail" && b.includes("openrail")))) ||
      (b === family && (a.startsWith(`${family}-`) || (family === "openrail" && a.includes("openrail")))),
  );
}

/** What a user of the licence has to do, in words; empty for licences without conditions worth naming. */
export function obligations(raw: string): readonly string[] {
  const { id } = foldLicense(raw);
  const entry = licenseEntry(id);
  if (entry === null) return [];
  const byClass: Record<LicenseClass, readonly string[]> = {
    public_domain: [],
    permissive: ["keep the copyright and licence notice"],
    attribution: ["name the authors and keep the notice"],
    lesser_copyleft: ["offer the source of changes to this part under its licence"],
    weak_copyleft: ["keep this part and changes to it under its own licence"],
    behavioural: ["pass the use restrictions on to every user"],
    vendor: ["pass on the vendor's use policy and notices", "check the vendor's naming and user-count terms"],
    compute: ["use it for computation only and pass the terms on"],
    strong_copyleft: ["publish derived works under the same licence"],
    non_commercial: ["keep to non-commercial use or to unchanged copies, as its name says"],
    research: ["use it for research only"],
    unclear: [],
  };
  return byClass[entry.class];
}
