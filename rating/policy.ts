/**
 * Every constant of the rating, in one versioned object; the metrics hold structure only. Raise `version`, which is
 * stored with every rating, when you change a number or a word list.
 */
import type { components } from "../generated/api.ts";
import { licenseClasses } from "./licences/licenses.ts";
import { vocabulary } from "./vocabulary.ts";

/** Points of a piecewise linear curve: (x, score), x rising. */
export type Knots = readonly (readonly [number, number])[];

const sizeKnots: Record<Device, Knots> = {
  raspberry_pi: [
    [100, 1],
    [150, 0.9],
    [300, 0.6],
    [450, 0.2],
    [1000, 0.1],
    [3000, 0],
  ],
  jetson_nano: [
    [120, 1],
    [150, 0.95],
    [300, 0.72],
    [450, 0.4],
    [1200, 0.2],
    [3000, 0],
  ],
  desktop_pc: [
    [300, 1],
    [450, 0.95],
    [4000, 0.8],
    [8000, 0.5],
    [16000, 0],
  ],
  aws_server: [
    [16000, 1],
    [32000, 0.8],
    [64000, 0.4],
    [128000, 0],
  ],
};

export type Device = keyof components["schemas"]["SizeScore"];

export const policy = {
  version: "1.1.0",

  /** Share of each metric in the net score; they sum to 1. */
  weights: {
    license: 0.15,
    performance_claims: 0.13,
    ramp_up_time: 0.12,
    bus_factor: 0.1,
    dataset_and_code_score: 0.1,
    dataset_quality: 0.1,
    code_quality: 0.1,
    reproducibility: 0.08,
    reviewedness: 0.05,
    tree_score: 0.04,
    size_score: 0.03,
  } satisfies Record<MetricName, number>,

  net: {
    /** What unknown weight counts at most: it can neither lift a model over this mark nor push it below. */
    neutral: 0.5,
    /** Below this share of known weight no rating is published. */
    minimumCoverage: 0.6,
    /** Default of the configured threshold. */
    threshold: 0.5,
  },

  /** Share of a metric's own components that must be known before it is scored at all. */
  minimumKnownShare: 0.5,
  /** Decimals of published scores; rounding is half up and happens once, at the end. */
  decimals: 4,

  card: {
    /** Prose characters that make a section count. */
    sectionCharacters: 80,
  },

  rampUp: {
    usage: 0.35,
    sections: 0.25,
    length: 0.15,
    metadata: 0.15,
    files: 0.1,
    code: { block: 0.5, namesModel: 0.2, underHeading: 0.2, install: 0.1, minimumLines: 2 },
    topics: 8,
    prose: { from: 300, span: 2200 },
    fileParts: { config: 0.5, preprocessor: 0.5 },
  },

  busFactor: {
    windowMonths: 24,
    fallbackCommits: 200,
    /** B = N2 / (N2 + damping). */
    damping: 2,
    organisationBonus: 0.2,
    organisationMembers: 2,
    archivedCap: 0.5,
    /** Confidence when only one of two sources of commits could be read. */
    oneSourceConfidence: 0.5,
    /** Share of contributions that the contributor absence factor covers. */
    absenceShare: 0.5,
    sharesShown: 3,
  },

  performance: {
    level: 0.45,
    count: 0.25,
    proof: 0.2,
    context: 0.1,
    levels: { verified: 1, sourced: 0.8, structured: 0.7, table: 0.55, prose: 0.3, none: 0 },
    enoughResults: 6,
    proofParts: { paper: 0.5, code: 0.5 },
    tableCells: 2,
    /** Accuracy-like values above this are errors; above 1 as well when the unit says "ratio". */
    percentLimit: 100,
    ratioLimit: 1,
    resultsShown: 6,
  },

  license: {
    clarity: { clear: 1, indirect: 0.9, contradictory: 0.6 },
    classes: licenseClasses,
    /** Scores of an id that no table knows, and of "other" without a readable text. */
    unknownScore: 0,
  },

  datasetAndCode: {
    data: 0.5,
    code: 0.5,
    dataParts: { declared: 0.35, resolvable: 0.35, documented: 0.3 },
    declaredBySection: 0.5,
    documentedCharacters: 150,
    documentedTopics: 3,
    codeParts: { source: 0.4, example: 0.3, training: 0.15, evaluation: 0.15 },
  },

  datasetQuality: {
    license: 0.15,
    documentation: 0.25,
    structure: 0.2,
    provenance: 0.15,
    risk: 0.1,
    access: 0.15,
    licenseParts: { known: 1, other: 0.5, none: 0 },
    structureParts: { features: 0.35, splits: 0.35, size: 0.3 },
    provenanceParts: { creators: 0.4, citation: 0.3, collection: 0.3 },
    riskParts: { limitations: 0.5, personal: 0.5 },
    accessParts: { open: 0.5, automatic: 0.25, manual: 0, plainFiles: 0.5 },
    topics: 7,
    /** A training-data section without a declared dataset. */
    undeclared: { ceiling: 0.3, characters: 600 },
    considered: 5,
  },

  codeQuality: {
    structure: 0.9,
    safety: 0.1,
    parts: { tests: 0.2, dependencies: 0.15, docs: 0.15, ci: 0.1, lint: 0.1, packaging: 0.1, maintainability: 0.2 },
    tests: { few: 0.5, enoughFiles: 3, enoughShare: 0.1 },
    dependencies: { base: 0.5, pinned: 0.5 },
    docs: { length: 0.5, headings: 0.5, characters: 1000 },
    lint: { config: 0.5, typing: 0.5, annotatedShare: 0.5 },
    packaging: { license: 0.5, manifest: 0.5 },
    functions: { lines: 60, complexity: 10, fileLines: 800, worstShare: 0.5, shown: 3 },
    /**
     * Ceiling of code without a linked repository (card snippets, scripts beside the weights). With it a
     * linked live repository can never lower the net score.
     */
    unlinkedCeiling: 0.3,
    safetyLevels: { safeOnly: 1, mixed: 0.8, pickleOnly: 0.4, none: 0, unsafe: 0 },
    remoteCodePenalty: 0.3,
  },

  reproducibility: {
    run: 0.7,
    recipe: 0.3,
    levels: { none: 0, hardFault: 0.25, softFault: 0.5, passes: 0.8, executed: 1 },
    recipeTicks: 5,
  },

  reviewedness: {
    window: 100,
    linesPerCommit: 1000,
    approved: 1,
    implicit: 0.5,
    direct: 0,
    pullRequestsShown: 5,
  },

  tree: { deadParent: 0 },

  size: {
    bytesPerMegabyte: 1_000_000,
    knots: sizeKnots,
    /** Bytes of one element by dtype name. */
    dtypeBytes: {
      F64: 8,
      I64: 8,
      U64: 8,
      C64: 8,
      F32: 4,
      I32: 4,
      U32: 4,
      F16: 2,
      BF16: 2,
      I16: 2,
      U16: 2,
      F8_E4M3: 1,
      F8_E5M2: 1,
      F8_E8M0: 1,
      I8: 1,
      U8: 1,
      BOOL: 1,
      F6_E2M3: 0.75,
      F6_E3M2: 0.75,
      F4: 0.5,
    } as Readonly<Record<string, number>>,
  },

  words: vocabulary,
};

export type Policy = Readonly<typeof policy>;
export type MetricName = components["schemas"]["MetricName"];

export interface RateOptions {
  readonly policy: Policy;
  /** Net score that a model has to reach, 0..1. */
  readonly threshold: number;
  /** Every metric on its own has to reach the threshold as well. */
  readonly strict: boolean;
  /** Monotonic time in seconds; goes into latencies only. */
  readonly clock: () => number;
}

/** The options of a deployment: the policy of this version with the machine's clock. */
export const rateOptions = (settings: Pick<RateOptions, "threshold" | "strict">): RateOptions => ({
  policy,
  threshold: settings.threshold,
  strict: settings.strict,
  clock: () => performance.now() / 1000,
});
