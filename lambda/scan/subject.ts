import type { ByteSource } from "./bytes/source.ts";
import type { FileReport } from "./findings.ts";

/** The subject of a scan: a file or an entry in one, and the report that takes its findings. */
export interface Subject {
  readonly source: ByteSource;
  /** Path of the file or name of the entry: loaders choose by it, content is still judged by itself. */
  readonly name: string;
  /** Where it lies inside the file; null for the file itself. */
  readonly member: string | null;
  /** How many archives or compressions it lies in. */
  readonly depth: number;
  /** True for content that its loader reads as raw numbers: then an unknown format is what is expected. */
  readonly isRaw: boolean;
  readonly report: FileReport;
  readonly budget: Budget;
  /** Names of the Python modules that the repository itself carries: importing them runs its code. */
  readonly ownModules: ReadonlySet<string>;
  /** Scans something inside this subject by its own name and content. */
  readonly inspect: (inner: Subject) => Promise<void>;
}

/** An entry of the subject. */
export const inside = (outer: Subject, source: ByteSource, name: string, isRaw = false): Subject => ({
  ...outer,
  source,
  name,
  isRaw,
  member: outer.member === null ? name : `${outer.member}!/${name}`,
  depth: outer.depth + 1,
});

/** Thrown when a file needs more reading or unpacking than is allowed; earlier findings are kept. */
export class BudgetSpent extends Error {
  override readonly name = "BudgetSpent";
}

/** What may be read, unpacked and opened for one file. Each throws BudgetSpent when nothing is left. */
export interface Budget {
  read(bytes: number): void;
  unpack(bytes: number): void;
  entry(): void;
}

export interface BudgetLimits {
  /** Bytes fetched from the store. */
  readonly readBytes: number;
  /** Bytes that come out of decompression. */
  readonly unpackBytes: number;
  /** Entries of archives, nested ones included. */
  readonly entries: number;
}

export function newBudget(limits: BudgetLimits): Budget {
  let { readBytes, unpackBytes, entries } = limits;
  return {
    read(bytes) {
      readBytes -= bytes;
      if (readBytes < 0) throw new BudgetSpent(`it needs more than ${limits.readBytes} bytes to be read`);
    },
    unpack(bytes) {
      unpackBytes -= bytes;
      if (unpackBytes < 0) throw new BudgetSpent(`it unpacks to more than ${limits.unpackBytes} bytes`);
    },
    entry() {
      entries -= 1;
      if (entries < 0) throw new BudgetSpent(`its archives have more than ${limits.entries} entries`);
    },
  };
}
