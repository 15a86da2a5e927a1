import { readFile, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import path from "node:path";

const FILE = path.join(import.meta.dirname, "results.md");

/** Replaces the section of results.md under its own `## ` heading, or adds it. */
export async function writeSection(heading: string, body: string): Promise<void> {
  const present = await readFile(FILE, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "# Benchmark results\n";
    throw error;
  });
  const [title = "", ...sections] = present.split(/^(?=## )/m);
  const section = `## ${heading}\n\n${body.trim()}\n`;
  const at = sections.findIndex((one) => one.startsWith(`## ${heading}\n`));
  if (at === -1) sections.push(section);
  else sections[at] = section;
  const whole = [title, ...sections].map((one) => one.trim()).join("\n\n");
  await writeFile(FILE, `${alignTables(whole)}\n`);
}

/** Pads the cells of every table to the widths of their columns. */
function alignTables(markdown: string): string {
  return markdown.replaceAll(/(?:^\|.*\|$\n?)+/gm, (table) => {
    const rows = table
      .trimEnd()
      .split("\n")
      .map((line) => line.slice(1, -1).split("|"))
      .map((cells) => cells.map((cell) => cell.trim()));
    const rules = rows[1] ?? [];
    const widths = rules.map((_, at) =>
      Math.max(3, ...rows.filter((row) => row !== rules).map((row) => row[at]?.length ?? 0)),
    );
    const lines = rows.map((row) =>
      row.map((cell, at) => padded(cell, widths[at] ?? 0, rules[at] ?? "", row === rules)),
    );
    return `${lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}${table.endsWith("\n") ? "\n" : ""}`;
  });
}

function padded(cell: string, width: number, rule: string, isRule: boolean): string {
  const [left, right] = [rule.startsWith(":"), rule.endsWith(":")];
  if (isRule) return `${left ? ":" : ""}${"-".repeat(width - Number(left) - Number(right))}${right ? ":" : ""}`;
  return right && !left ? cell.padStart(width) : cell.padEnd(width);
}

/** A heading with the rule below it, such as "---:" for figures, and the cell of one row. */
export type Column<Row> = readonly [heading: string, cell: (row: Row) => string, rule?: string];

export function markdownTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = [
    columns.map(([heading]) => heading),
    columns.map(([, , rule = "---"]) => rule),
    ...rows.map((row) => columns.map(([, cell]) => cell(row))),
  ];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** The machine, in a few words. */
export const machine = (): string => `${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown processor"}`;

/** What was run, when and where. */
export const provenance = (command: string): string =>
  `\`${command}\`, ${new Date().toISOString().slice(0, 10)}, ${machine()}, Node ${process.version}`;

/** The value below which this share of the sorted values lies; 0 of none. */
export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

export const median = (values: readonly number[]): number =>
  quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  );
