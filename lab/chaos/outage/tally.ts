/** Phases of the outage run; in "recovery" the database is back but not every request succeeds yet. */
export type Phase = "before" | "outage" | "recovery" | "after";

/** One request as its client saw it. */
export interface Outcome {
  readonly what: "post" | "read" | "list";
  /** HTTP status, or why there was no response. */
  readonly result: number | string;
  /** Whether the response has Retry-After. */
  readonly retryAfter: boolean;
  /** Phases at the start and at the end of the request. */
  readonly from: Phase;
  readonly to: Phase;
  readonly milliseconds: number;
}

/** Statuses that the contract documents for these requests; during the outage also 503. */
const EXPECTED = { post: [201, 202, 409, 424], read: [200, 404], list: [200] } as const;

/** Counts the outcomes of requests and collects violations. */
export class Tally {
  readonly #counts = new Map<string, number>();
  readonly #violations = new Map<string, number>();
  readonly #slowest = new Map<Phase, number>();
  readonly #limitMs: number;

  /** @param limitMs longest time that a response may take */
  constructor(limitMs: number) {
    this.#limitMs = limitMs;
  }

  add(outcome: Outcome): void {
    const phase = phaseOf(outcome);
    increment(this.#counts, `${phase}: ${outcome.what} ${outcome.result}`);
    this.#slowest.set(phase, Math.max(this.#slowest.get(phase) ?? 0, outcome.milliseconds));
    for (const violation of violationsOf(outcome, this.#limitMs)) increment(this.#violations, violation);
  }

  /** How often, by phase, request and result. */
  get counts(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#counts].sort());
  }

  /** Milliseconds of the slowest response in a phase. */
  slowest(phase: Phase): number {
    return Math.round(this.#slowest.get(phase) ?? 0);
  }

  get violations(): string[] {
    return [...this.#violations].map(([violation, count]) => `${violation} (${count} times)`);
  }
}

const increment = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);

/** A request that overlaps the outage counts as part of it. */
function phaseOf({ from, to }: Outcome): Phase {
  if (from === "outage" || to === "outage") return "outage";
  return from === "recovery" ? "recovery" : to;
}

function violationsOf(outcome: Outcome, limitMs: number): string[] {
  const { what, result, retryAfter, milliseconds } = outcome;
  const phase = phaseOf(outcome);
  if (typeof result === "string") return [`${phase}: ${what} got no response: ${result}`];
  const violations = milliseconds > limitMs ? [`${phase}: ${what} took more than ${limitMs} ms`] : [];
  if (result === 503) {
    if (!retryAfter) violations.push(`${phase}: ${what} was answered with 503 without Retry-After`);
    if (phase === "before" || phase === "after") violations.push(`${phase}: ${what} was answered with 503`);
    return violations;
  }
  const expected: readonly number[] = EXPECTED[what];
  return expected.includes(result) ? violations : [...violations, `${phase}: ${what} was answered with ${result}`];
}
