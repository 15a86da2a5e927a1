import type { OutageReport } from "./outage/report.ts";
import type { ChaosReport } from "./report.ts";

const list = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `  ${String(count).padStart(6)}  ${name}`)
    .join("\n");

/** A report in lines for people. */
export function shown(report: ChaosReport): string {
  const total = Object.values(report.faults).reduce((sum, count) => sum + count, 0);
  const violations = report.violations.map((one) => `  ✗ ${one}`).join("\n");
  return [
    `seed ${report.seed}, mode ${report.mode}: ${report.posted} artifacts, ${report.attempts} attempts, ${report.seconds} s`,
    `${total} faults injected:\n${list(report.faults)}`,
    ...("outage" in report ? [borne(report as OutageReport)] : []),
    ...(Object.keys(report.changes).length === 0 ? [] : [`changes:\n${list(report.changes)}`]),
    `ends:\n${list(report.ends)}`,
    `violations: ${report.violations.length}${violations === "" ? "" : `\n${violations}`}`,
    ...(report.directory === null ? [] : [`logs are in ${report.directory}`]),
  ].join("\n");
}

const borne = ({ outage }: OutageReport): string =>
  [
    `the database was ${outage.how} for ${outage.seconds} s under ${outage.clients} clients; requests:\n${list(outage.requests)}`,
    `slowest answer that met the outage: ${outage.slowestMs} ms`,
    `ready ${outage.readyAfterSeconds} s after the database was back, every artifact final after ${outage.finalAfterSeconds} s`,
  ].join("\n");
