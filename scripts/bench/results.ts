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
  await writeFile(file, `${[title, ...sections].map((one) => one.trim()).join("\n\n")}\n`);
}
