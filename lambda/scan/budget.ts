/** Thrown when a file would take more reading or unpacking than is allowed; what was found until then is kept. */
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
      if (readBytes < 0) throw new BudgetSpent(`more than ${limits.readBytes} bytes would have to be read`);
    },
    unpack(bytes) {
      unpackBytes -= bytes;
      if (unpackBytes < 0) throw new BudgetSpent(`more than ${limits.unpackBytes} bytes come out of compressed data`);
    },
    entry() {
      entries -= 1;
      if (entries < 0) throw new BudgetSpent(`its archives have more than ${limits.entries} entries`);
    },
  };
}
