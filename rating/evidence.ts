/** The closed list of findings, and how one is written down. */
import type { components } from "../generated/api.ts";

const evidenceCodes = [
  "RAMP_TOPIC_OK",
  "RAMP_TOPIC_MISSING",
  "RAMP_CODE",
  "RAMP_INSTALL",
  "RAMP_PLACEHOLDER",
  "RAMP_FILE_MISSING",
  "RAMP_LENGTH",
  "RAMP_METADATA",
  "BUS_N2",
  "BUS_CAF",
  "BUS_ORG",
  "BUS_ARCHIVED",
  "BUS_SOURCE_UNKNOWN",
  "PERF_VERIFIED",
  "PERF_SOURCED",
  "PERF_SELF",
  "PERF_TABLE",
  "PERF_PROSE",
  "PERF_NONE",
  "PERF_IGNORED",
  "PERF_PROOF",
  "LIC_YAML",
  "LIC_FILE",
  "LIC_README",
  "LIC_NONE",
  "LIC_CONFLICT",
  "LIC_PARENT_STRICTER",
  "LIC_OBLIGATION",
  "DC_DECLARED",
  "DC_RESOLVED",
  "DC_DEAD",
  "DC_DOCUMENTED",
  "DC_EXAMPLE",
  "DC_SCRIPT",
  "DC_REPO",
  "DC_NO_REPO",
  "DQ_LICENSE",
  "DQ_DOC",
  "DQ_STRUCT",
  "DQ_PROV",
  "DQ_RISK",
  "DQ_ACCESS",
  "DQ_UNREACHABLE",
  "DQ_NONE",
  "CQ_TESTS",
  "CQ_DEPS",
  "CQ_DOCS",
  "CQ_CI",
  "CQ_LINT",
  "CQ_PACK",
  "CQ_COMPLEX",
  "CQ_SNIPPETS",
  "CQ_PICKLE",
  "CQ_SAFE",
  "CQ_REMOTE_CODE",
  "CQ_UNSAFE",
  "CQ_SCAN_UNKNOWN",
  "RUN_LEVEL",
  "RECIPE_DEPENDENCIES",
  "RECIPE_TRAINING",
  "RECIPE_EVALUATION",
  "RECIPE_WEIGHTS",
  "RECIPE_RESULTS",
  "REV_APPROVED",
  "REV_IMPLICIT",
  "REV_DIRECT",
  "REV_BOT",
  "REV_NO_REPO",
  "REV_RATE_LIMIT",
  "TREE_PARENT",
  "TREE_ROOT",
  "TREE_DEAD",
  "TREE_CYCLE",
  "TREE_UNDECLARED",
  "SIZE_FORMAT",
  "SIZE_BYTES",
  "SIZE_FROM_PARAMS",
  "SIZE_INCOMPLETE",
  "SIZE_DEVICE",
  "NET_WEIGHT",
  "NET_COVERAGE",
  "NET_BOUNDS",
  "NET_TOP_REASON",
  "SOURCE_UNKNOWN",
  "POPULARITY",
] as const;

export type EvidenceCode = (typeof evidenceCodes)[number];

/**
 * One finding in a plain sentence. "+" raised the score, "-" cost something, "?" could not be read, "i" is
 * information only; `points` are score points of the metric that it brought or cost, 0 otherwise.
 */
export type Evidence = components["schemas"]["Evidence"] & { readonly code: EvidenceCode };

/** A number with its noun, in the singular for one. */
export const many = (count: number, one: string, more = `${one}s`): string => `${count} ${count === 1 ? one : more}`;

const shown = (points: number): string => points.toFixed(3).replace(/0$/, "");

/** `text` is a clause without a full stop; what it brought is added. */
export const plus = (code: EvidenceCode, points: number, text: string, source: string): Evidence => ({
  code,
  effect: "+",
  points,
  text: `${text}: worth ${shown(points)}.`,
  source,
});

export const minus = (code: EvidenceCode, points: number, text: string, source: string): Evidence => ({
  code,
  effect: "-",
  points,
  text: points > 0 ? `${text}: costs ${shown(points)}.` : `${text}.`,
  source,
});

/** The text without the points of the metric, for a sentence that names points of the net score. */
export const withoutPoints = ({ text }: Pick<Evidence, "text">): string =>
  text.replace(/: (?:worth|costs) \d+\.\d+\.$/, ".");

/** Found, worth `points` of `full`: plus for what was earned, minus when nothing was. */
export const earned = (code: EvidenceCode, points: number, full: number, text: string, source: string): Evidence =>
  points > 0 ? plus(code, points, text, source) : minus(code, full, text, source);

export const unread = (code: EvidenceCode, text: string, source: string): Evidence => ({
  code,
  effect: "?",
  points: 0,
  text: `${text}.`,
  source,
});

export const note = (code: EvidenceCode, text: string, source: string): Evidence => ({
  code,
  effect: "i",
  points: 0,
  text: `${text}.`,
  source,
});
