import { readFile, writeFile } from "node:fs/promises";

/** Puts a section under its own `## ` heading into a Markdown file: replaces the former one, keeps all others. */
export async function writeSection(file: string, heading: string, body: string): Promise<void> {
  const present = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "# Measured\n";
    throw error;
  });
  const [title = "", ...sections] = present.split(/^(?=## )/m);
  const section = `## ${heading}\n\n${body.trim()}\n`;
  const at = sections.findIndex((one) => one.startsWith(`## ${heading}\n`));
  if (at === -1) sections.push(section);
  else sections[at] = section;
  const whole = [title, ...sections].map((one) => one.trim()).join("\n\n");
  await writeFile(file, `${alignTables(whole)}\n`);
}

/** Pads the cells of every table to the widths of their columns, as the formatter of this repository wants them. */
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
