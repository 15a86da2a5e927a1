/** Fenced code of a card, ready to be read by a parser. */
import type { Nodes } from "mdast";
import { toString as textOf } from "mdast-util-to-string";

export interface CodeBlock {
  /** First word after the fence, lower case; null when the fence names none. */
  readonly language: string | null;
  /** Without doctest prompts and the output lines between them. */
  readonly code: string;
  /** Lines that are not blank. */
  readonly lines: number;
  /** Headings that the block stands under, outermost first. */
  readonly headings: readonly string[];
}

/** Code blocks anywhere below the nodes, in order. */
export function codeBlocksIn(nodes: readonly Nodes[]): CodeBlock[] {
  const open: { depth: number; text: string }[] = [];
  const found: CodeBlock[] = [];
  const visit = (node: Nodes): void => {
    if (node.type === "heading") {
      while ((open.at(-1)?.depth ?? 0) >= node.depth) open.pop();
      open.push({ depth: node.depth, text: textOf(node, { includeHtml: false, includeImageAlt: false }) });
    } else if (node.type === "code") {
      const code = stripPrompts(node.value);
      const lines = code.split("\n").filter((line) => line.trim() !== "").length;
      const language = node.lang?.toLowerCase().replace(/[{}.,:].*$/, "") || null;
      found.push({ language, code, lines, headings: open.map(({ text }) => text) });
    } else if ("children" in node) {
      for (const child of node.children) visit(child);
    }
  };
  for (const node of nodes) visit(node);
  return found;
}

/** Turns a transcript of an interactive session into its input; other code stays as it is. */
export function stripPrompts(code: string): string {
  const lines = code.split("\n");
  if (!lines.some((line) => /^\s*>>>( |$)/.test(line))) return code;
  return lines
    .filter((line) => /^\s*(>>>|\.\.\.)( |$)/.test(line))
    .map((line) => line.replace(/^\s*(>>>|\.\.\.) ?/, ""))
    .join("\n");
}
