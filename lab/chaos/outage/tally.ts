/** Where the database stands: up, stopped, started but not everything answers again, and up again. */
export type Phase = "before" | "outage" | "recovery" | "after";

/** One request as its client saw it. */
export interface Asked {
  readonly what: "post" | "read" | "list";
  /** HTTP status, or why there was no answer. */
  readonly outcome: number | string;
  /** Whether the answer said when to come again. */
  readonly saysWhen: boolean;
  /** Phases at the beginning and at the end. */
  readonly from: Phase;
  readonly to: Phase;
  readonly milliseconds: number;
}

/** Statuses that the operation documents for these requests; 503 besides them while the database is away. */
const EXPECTED = { post: [201, 202, 409, 424], read: [200, 404], list: [200] } as const;

/** Counts how requests were answered and finds those whose answer breaks the promise. */
export class Tally {
  readonly #counts = new Map<string, number>();
  readonly #faults = new Map<string, number>();
  readonly #slowest = new Map<Phase, number>();
  readonly #limitMs: number;

  /** @param limitMs longest that an answer may take */
  constructor(limitMs: number) {
    this.#limitMs = limitMs;
  }

  add(asked: Asked): void {
    const phase = phaseOf(asked);
    raise(this.#counts, `${phase}: ${asked.what} ${asked.outcome}`);
    this.#slowest.set(phase, Math.max(this.#slowest.get(phase) ?? 0, asked.milliseconds));
    for (const fault of faultsOf(asked, this.#limitMs)) raise(this.#faults, fault);
  }

  /** How often, by phase, request and outcome. */
  get counts(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#counts].sort());
  }

  /** Milliseconds of the slowest answer to a request that met this phase. */
  slowest(phase: Phase): number {
    return Math.round(this.#slowest.get(phase) ?? 0);
  }

  get violations(): string[] {
    return [...this.#faults].map(([fault, count]) => `${fault} (${count} times)`);
  }
}

const raise = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);

/** A request that met the outage at either end belongs to it. */
function phaseOf({ from, to }: Asked): Phase {
  if (from === "outage" || to === "outage") return "outage";
  return from === "recovery" ? "recovery" : to;
}

function faultsOf(asked: Asked, limitMs: number): string[] {
  const { what, outcome, saysWhen, milliseconds } = asked;
  const phase = phaseOf(asked);
  if (typeof outcome === "string") return [`${phase}: ${what} got no answer: ${outcome}`];
  const faults = milliseconds > limitMs ? [`${phase}: ${what} was answered after more than ${limitMs} ms`] : [];
  if (outcome === 503) {
    if (!saysWhen) faults.push(`${phase}: ${what} was answered with 503 without Retry-After`);
    if (phase === "before" || phase === "after") faults.push(`${phase}: ${what} was answered with 503`);
    return faults;
  }
  const expected: readonly number[] = EXPECTED[what];
  return expected.includes(outcome) ? faults : [...faults, `${phase}: ${what} was answered with ${outcome}`];
}
