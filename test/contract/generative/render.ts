import type { Report } from "./suite.ts";

/** The report for people: every operation with how often it answered what, then what was found. */
export function render({ requests, operations, findings }: Report): string {
  const width = Math.max(0, ...[...operations.keys()].map((id) => id.length));
  const rows = [...operations]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, statuses]) => {
      const counted = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status}×${count}`);
      return `  ${id.padEnd(width)}  ${counted.join("  ")}`;
    });
  const statuses = new Set(
    [...operations].flatMap(([id, seen]) => [...seen.keys()].map((status) => `${id} ${status}`)),
  );
  const found = findings.map(
    ({ operation, fault, request, seed }) => `\n${operation} (seed ${seed}): ${fault}\n  ${request}`,
  );
  return [
    ...rows,
    `${requests} requests, ${operations.size} operations, ${statuses.size} pairs of operation and status, ${findings.length} findings`,
    ...found,
  ].join("\n");
}
