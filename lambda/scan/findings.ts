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

/** A file, or a part of one, that could not be judged. */
export interface Unscanned {
  readonly path: string;
  readonly reason: string;
}

/** What is found in one file, told by the readers of the formats. */
export class FileReport {
  readonly findings: Omit<Finding, "path">[] = [];
  readonly reasons = new Set<string>();
  readonly #known = new Set<string>();

  find(severity: Severity, code: string, text: string, member: string | null): void {
    const finding = {
      severity,
      code,
      text: shown(text, 1000),
      ...(member !== null && { member: shown(member, 1000) }),
    };
    const key = JSON.stringify(finding);
    if (this.#known.has(key) || this.findings.length >= MAX_FINDINGS) return;
    this.#known.add(key);
    this.findings.push(finding);
  }

  skip(reason: string, member: string | null): void {
    if (this.reasons.size < MAX_REASONS)
      this.reasons.add(shown(member === null ? reason : `${member}: ${reason}`, 1000));
  }
}

const MAX_FINDINGS = 200;
const MAX_REASONS = 20;

/** Text from a file, made fit to be shown: no control characters, bounded length. */
const shown = (text: string, limit: number): string => {
  const clean = text.replace(/\p{Cc}/gu, "?");
  return clean.length > limit ? `${clean.slice(0, limit - 1)}…` : clean;
};

const RANK: Record<Severity, number> = { unsafe: 0, suspicious: 1, info: 2 };
type Located = Pick<Finding, "path">;
export const byPath = (a: Located, b: Located): number => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
export const bySeverity = (a: Finding, b: Finding): number => RANK[a.severity] - RANK[b.severity] || byPath(a, b);
