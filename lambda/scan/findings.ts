export type Severity = "unsafe" | "suspicious" | "info";

/** Something that loading a file could do, or that keeps it from being judged. Plain JSON. */
export interface Finding {
  readonly path: string;
  /** The entry inside the file; nested entries are joined by "!/". */
  readonly member?: string;
  readonly severity: Severity;
  readonly code: string;
  /** One plain sentence of at most 1,000 characters. */
  readonly text: string;
}

/**
 * What to do with content that a loader accepts and the scan does not understand. "executable": reject it in formats
 * that can run code, report it in others. "reject", "report": the same for every format.
 */
export type UnknownPolicy = "executable" | "reject" | "report";

/** Collects the findings of one file. */
export class FileReport {
  readonly findings: Omit<Finding, "path">[] = [];
  readonly #known = new Set<string>();
  readonly #policy: UnknownPolicy;

  constructor(policy: UnknownPolicy) {
    this.#policy = policy;
  }

  find(severity: Severity, code: string, text: string, member: string | null): void {
    const finding = {
      severity,
      code,
      text: shown(text, 1000),
      ...(member !== null && { member: shown(member, 1000) }),
    };
    const key = JSON.stringify(finding);
    if (this.#known.has(key)) return;
    if (this.findings.length >= MAX_FINDINGS && !this.#makeRoom(severity)) return;
    this.#known.add(key);
    this.findings.push(finding);
  }

  /**
   * Reports what the scan does not understand.
   * @param executable whether the format can run code when it is loaded
   */
  unknown(executable: boolean, code: string, text: string, member: string | null): void {
    const isUnsafe = this.#policy === "reject" || (this.#policy === "executable" && executable);
    this.find(isUnsafe ? "unsafe" : "suspicious", code, text, member);
  }

  /** Drops a lesser finding for an unsafe one: a flood of notes must not hide it. */
  #makeRoom(severity: Severity): boolean {
    const lesser = severity === "unsafe" ? this.findings.findLastIndex((one) => one.severity !== "unsafe") : -1;
    if (lesser >= 0) this.findings.splice(lesser, 1);
    return lesser >= 0;
  }
}

const MAX_FINDINGS = 200;

/** Text from a file, made fit to be shown: no control characters, bounded length. */
const shown = (text: string, limit: number): string => {
  const clean = text.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, "?");
  return clean.length > limit ? `${clean.slice(0, limit - 1)}…` : clean;
};

const RANK: Record<Severity, number> = { unsafe: 0, suspicious: 1, info: 2 };
const byPath = (a: Finding, b: Finding): number => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
/** Orders findings by severity, the most severe first, then by path. */
export const bySeverity = (a: Finding, b: Finding): number => RANK[a.severity] - RANK[b.severity] || byPath(a, b);
