/** What a reader finds in a piece of Markdown: prose, tables, links and code, without badges, HTML and template lines. */
import type { Nodes } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import type { Policy } from "../policy.ts";

export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface CardLink {
  readonly url: string;
  /** The paragraph, list item or cell that it is in. */
  readonly context: string;
}

const plain = (node: Nodes): string => textOf(node, { includeHtml: false, includeImageAlt: false });

/** Prose of the nodes, white space folded to single blanks. Tables count as prose, headings do not. */
export function proseOf(nodes: readonly Nodes[], policy: Policy): string {
  return nodes
    .flatMap((node) => linesOf(node))
    .map((line) => line.replace(/\s+/g, " ").trim())
    .filter((line) => line !== "" && !policy.words.templateLines.some((pattern) => pattern.test(line)))
    .join(" ");
}

function linesOf(node: Nodes): string[] {
  switch (node.type) {
    case "paragraph":
      return plain(node).split("\n");
    case "tableCell":
      return [plain(node)];
    case "code":
    case "html":
    case "heading":
    case "definition":
    case "thematicBreak":
      return [];
    default:
      return "children" in node ? node.children.flatMap((child) => linesOf(child)) : [plain(node)];
  }
}

/** Tables anywhere below the nodes, as text. */
export function tablesIn(nodes: readonly Nodes[]): Table[] {
  return nodes.flatMap((node): Table[] => {
    if (node.type === "table") {
      const [header = [], ...rows] = node.children.map((row) => row.children.map((cell) => plain(cell).trim()));
      return [{ header, rows }];
    }
    return "children" in node ? tablesIn(node.children) : [];
  });
}

/** Links anywhere below the nodes, in order: of Markdown, of HTML, and the addresses that `git clone` lines name. */
export function linksIn(nodes: readonly Nodes[]): CardLink[] {
  const definitions = new Map<string, string>();
  for (const node of nodes) if (node.type === "definition") definitions.set(node.identifier, node.url);
  return nodes.flatMap((node) => collectLinks(node, "", definitions));
}

function collectLinks(node: Nodes, context: string, definitions: ReadonlyMap<string, string>): CardLink[] {
  if (node.type === "link") return [{ url: node.url, context }];
  if (node.type === "html") return htmlLinks(node.value, context);
  if (node.type === "code" || node.type === "inlineCode") return clonedIn(node.value);
  if (node.type === "linkReference") {
    const url = definitions.get(node.identifier);
    return url === undefined ? [] : [{ url, context }];
  }
  if (!("children" in node)) return [];
  const speaks = node.type === "paragraph" || node.type === "tableCell" || node.type === "heading";
  const inner = speaks ? plain(node) : context;
  return node.children.flatMap((child) => collectLinks(child, inner, definitions));
}

const ANCHOR = /<a\s[^<>]{0,500}?\bhref\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>]+))/gi;

/** Anchors of raw HTML. Inside a paragraph the paragraph is their context, else the words around them. */
function htmlLinks(html: string, context: string): CardLink[] {
  const words =
    context === ""
      ? html
          .replace(/<[^<>]*>/g, " ")
          .replace(/\s+/g, " ")
          .trim()
      : context;
  return [...html.matchAll(ANCHOR)].map((match) => ({ url: match[1] ?? match[2] ?? match[3] ?? "", context: words }));
}

const CLONE = /^[^#\n]{0,200}?\bgit clone\s+(?:-[^\s]+\s+(?:\w+\s+)?){0,5}["']?((?:https?:\/\/|git@)[^\s"'`]+)/gm;

/** An instruction to clone a repository says where the code is. */
function clonedIn(code: string): CardLink[] {
  return [...code.matchAll(CLONE)].map((match) => ({
    url: (match[1] ?? "").replace(/^git@([\w.-]+):/, "https://$1/"),
    context: "the code is cloned from its repository",
  }));
}

/** Fenced code, ready to be read by a parser. */
export interface CodeBlock {
  /** First word after the fence, lower case; null when the fence names none. */
  readonly language: string | null;
  /** Without doctest prompts and the output lines between them. */
  readonly code: string;
  /** Lines that are not blank. */
  readonly lines: number;
  /** Headings that the block is under, outermost first. */
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
function stripPrompts(code: string): string {
  const lines = code.split("\n");
  if (!lines.some((line) => /^\s*>>>( |$)/.test(line))) return code;
  return lines
    .filter((line) => /^\s*(>>>|\.\.\.)( |$)/.test(line))
    .map((line) => line.replace(/^\s*(>>>|\.\.\.) ?/, ""))
    .join("\n");
}
