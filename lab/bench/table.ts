import { cpus } from "node:os";

/** A heading and what stands under it for one row. */
export type Column<Row> = readonly [heading: string, cell: (row: Row) => string];

export function markdownTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = [
    columns.map(([heading]) => heading),
    columns.map(() => "---"),
    ...rows.map((row) => columns.map(([, cell]) => cell(row))),
  ];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** What was run where, so that a figure can be compared with the next one. */
export function provenance(command: string): string {
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}, Node ${process.version}`;
  return `\`${command}\`, ${new Date().toISOString().slice(0, 10)}, ${machine}`;
}
