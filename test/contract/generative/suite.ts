/** The generative suite: requests of every kind to every operation, and what was found. */
import fc from "fast-check";
import type { OperationId } from "../../../generated/operations.ts";
import { type Contract, type Described, readContract } from "./described.ts";
import { type Answered, exchange, type Target } from "./exchange.ts";
import { faultOf } from "./judge.ts";
import { endings, reads, takings, type World } from "./meaning.ts";
import { broken, fitting, type Generation, type Kind, type WireRequest, wild } from "./requests.ts";

export interface SuiteOptions {
  readonly target: Target;
  readonly world: World;
  readonly seed: number;
  /** Requests per operation and kind. */
  readonly runs: number;
  /** Only what changes nothing. */
  readonly readOnly?: boolean;
  /** Ends the suite before its next request. */
  readonly until?: () => boolean;
}

export interface Finding {
  readonly operation: OperationId;
  readonly fault: string;
  /** The smallest request that shows it, as one line. */
  readonly request: string;
  readonly seed: number;
}

/** Counts and findings; reports of several runs may be added up. */
export interface Report {
  requests: number;
  readonly operations: Map<OperationId, Map<number, number>>;
  readonly findings: Finding[];
}

export const emptyReport = (): Report => ({ requests: 0, operations: new Map(), findings: [] });

/** Costly requests (each hashes a password, or starts work elsewhere) are made less often. */
const costly: ReadonlySet<OperationId> = new Set([
  "Authenticate",
  "AccountPassword",
  "AccountCreate",
  "AccountUpdate",
  "ArtifactCreate",
  "ArtifactUpdate",
  "LicenseCheck",
]);

export async function runSuite(options: SuiteOptions, report: Report): Promise<Report> {
  const contract = await readContract();
  const { world, readOnly = false, until = () => false } = options;
  const ordered = [...contract.operations].sort((a, b) => Number(takings.has(a.id)) - Number(takings.has(b.id)));
  for (const operation of ordered) {
    if (readOnly && !reads.has(operation.id)) continue;
    for (const [kind, requests] of generators(operation, { contract, world })) {
      if (until()) return report;
      await tryRequests(operation, kind, requests, options, report);
    }
  }
  return report;
}

type Requests = fc.Arbitrary<WireRequest>;

function generators(operation: Described, generation: Generation & { contract: Contract }): [Kind, Requests][] {
  const breaking = broken(operation, generation);
  const good: [Kind, Requests][] = endings.has(operation.id)
    ? []
    : [
        ["fitting", fitting(operation, generation)],
        ["wild", wild(operation, generation)],
      ];
  // A broken request that is obeyed must not end the run either.
  return breaking === null || operation.id === "RegistryReset" ? good : [...good, ["broken", breaking]];
}

async function tryRequests(
  operation: Described,
  kind: Kind,
  requests: Requests,
  options: SuiteOptions,
  report: Report,
): Promise<void> {
  const { target, seed, runs } = options;
  const numRuns = costly.has(operation.id) && kind !== "broken" ? Math.ceil(runs / 4) : runs;
  const property = fc.asyncProperty(requests, async (sent) => {
    const answer = await exchange(target, operation.id, sent);
    count(report, operation.id, answer);
    const fault = faultOf(operation.id, sent, answer);
    if (fault !== null) throw new Error(fault);
  });
  const details = await fc.check(property, { seed, numRuns, interruptAfterTimeLimit: 120_000 });
  if (!details.failed || details.counterexample === null) return;
  const [request] = details.counterexample;
  const fault = (details.errorInstance as Error | null)?.message ?? "no reason";
  report.findings.push({ operation: operation.id, fault, request: lineOf(request), seed });
}

export function count(report: Report, id: OperationId, { status }: Pick<Answered, "status">): void {
  report.requests += 1;
  const statuses = report.operations.get(id) ?? new Map<number, number>();
  report.operations.set(id, statuses.set(status, (statuses.get(status) ?? 0) + 1));
}

const LONGEST_LINE = 600;

/** A request as curl would be told it, cut to a readable length. */
function lineOf({ method, address, headers, body }: WireRequest): string {
  const shown = Object.entries(headers).map(([name, value]) => `-H '${name}: ${value}'`);
  const line = `${method} ${address} ${shown.join(" ")} ${body === null ? "" : `--data '${body.toString().slice(0, 400)}'`}`;
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}… (${body?.length ?? 0} bytes of body)` : line;
}
