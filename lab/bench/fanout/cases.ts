import type { SampleFile } from "../../../local/hub/sample.ts";
import { median } from "../results.ts";
import type { FanoutBench, RunReport } from "./run.ts";

/** Files that are ingested with several numbers of workers. */
export interface Case {
  readonly title: string;
  /** Of the files, in bytes. */
  readonly sizes: readonly number[];
  readonly workers: readonly number[];
  /** Of each function in each direction; infinite: as fast as it goes. */
  readonly bytesPerSecond: number;
  /** Of which the median counts. */
  readonly rounds: number;
}

/** The median run of one number of workers, with the highest memory of all its rounds. */
export interface Measured extends RunReport {
  readonly case: Case;
  readonly workers: number;
  /** How many times as fast as one worker, and which share of that is the workers' number. */
  readonly speedUp: number;
  readonly efficiency: number;
}

/** Measures every case; the numbers of workers take turns, so that what else the machine does meets all of them. */
export async function measureCases(cases: readonly Case[], bench: FanoutBench): Promise<Measured[]> {
  const all: Measured[] = [];
  for (const [index, one] of cases.entries()) {
    const runs = new Map<number, RunReport[]>(one.workers.map((workers) => [workers, []]));
    for (let round = 0; round < one.rounds; round++) {
      for (const workers of one.workers) {
        const id = `bench/case-${index}-${workers}-${round}`;
        const { bytesPerSecond } = one;
        const report = await bench.run({ id, files: filesOf(one), workers, bytesPerSecond });
        runs.get(workers)?.push(report);
        console.log(`${one.title}, ${workers} workers: ${report.seconds.toFixed(1)} s`);
      }
    }
    all.push(...summaryOf(one, runs));
  }
  return all;
}

let seeds = 50_000;

/** Raw numbers, of which the scan reads little. Never the same twice: known content is not moved. */
const filesOf = ({ sizes }: Case): SampleFile[] =>
  sizes.map((bytes, index) => {
    seeds += 1;
    const content = { bytes: Math.round(bytes), seed: seeds };
    return { path: `data/shard-${String(index).padStart(5, "0")}.raw`, content, lfs: true };
  });

function summaryOf(one: Case, runs: ReadonlyMap<number, readonly RunReport[]>): Measured[] {
  const typical = (reports: readonly RunReport[]): RunReport => {
    const middle = median(reports.map(({ seconds }) => seconds));
    const run = reports.find(({ seconds }) => seconds === middle) as RunReport;
    return { ...run, peakRssMb: Math.max(...reports.map(({ peakRssMb }) => peakRssMb)) };
  };
  const single = typical(runs.get(1) ?? []).seconds;
  return [...runs].map(([workers, reports]) => {
    const run = typical(reports);
    const speedUp = single / run.seconds;
    return { ...run, case: one, workers, speedUp, efficiency: speedUp / workers };
  });
}
