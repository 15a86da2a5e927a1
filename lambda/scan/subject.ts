import type { Budget } from "./budget.ts";
import type { ByteSource } from "./bytes.ts";
import type { FileReport } from "./findings.ts";

/** What is being looked at: a file, or an entry of one, with where its findings go. */
export interface Subject {
  readonly source: ByteSource;
  /** The name of the file or entry: a hint only, formats are told by content. */
  readonly name: string;
  /** Where it lies inside the file; null for the file itself. */
  readonly member: string | null;
  /** How many archives or compressions it lies in. */
  readonly depth: number;
  readonly report: FileReport;
  readonly budget: Budget;
  /** Looks at something inside this subject by its own content. */
  readonly inspect: (inner: Subject) => Promise<void>;
}

/** An entry of the subject. */
export const inside = (outer: Subject, source: ByteSource, name: string): Subject => ({
  ...outer,
  source,
  name,
  member: outer.member === null ? name : `${outer.member}!/${name}`,
  depth: outer.depth + 1,
});
