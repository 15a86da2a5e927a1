/**
 * Limits that no honest card meets, so that a hostile one can neither exhaust the stack nor keep the parser
 * busy: Markdown parsing takes quadratic time in the nesting of one paragraph.
 */
import type { Nodes, Root } from "mdast";

/** Characters of a card that are read. */
const MAXIMUM_CHARACTERS = 300_000;
/** Blank lines in a row: the parser spends time on each of them. */
const MANY_BLANK_LINES = /\n(?:[ \t]*\n){50,}/g;
/** Quote and list markers at the start of one line. */
const MAXIMUM_MARKERS = 32;
/** Emphasis and link delimiters in one paragraph. */
const MAXIMUM_DELIMITERS = 400;
/** Levels of the syntax tree. */
const MAXIMUM_DEPTH = 100;

/**
 * Code is full of delimiters that the parser does not look at. It gets more room, not endless room, because a
 * fence that this module sees may be none to the parser.
 */
const ROOM_IN_CODE = 3;

/** The text with its tail and excessive markers cut off. Code within the limits stays as it is. */
export function boundMarkdown(body: string): string {
  let fence: string | null = null;
  const paragraphs = body
    .slice(0, MAXIMUM_CHARACTERS)
    .replace(MANY_BLANK_LINES, "\n\n")
    .split(/\n[ \t]*\n/);
  return paragraphs
    .map((paragraph) => {
      const begunInCode = fence !== null;
      const lines = paragraph.split("\n").map((line) => {
        const inside = fence !== null;
        fence = fenceAfter(line, fence);
        return inside ? line : boundMarkers(line);
      });
      const limit = begunInCode || fence !== null ? MAXIMUM_DELIMITERS * ROOM_IN_CODE : MAXIMUM_DELIMITERS;
      return boundDelimiters(lines.join("\n"), limit);
    })
    .join("\n\n");
}

/** The fence that is open after a line: null outside of code. */
function fenceAfter(line: string, open: string | null): string | null {
  const mark = /^[ \t]*(`{3,}|~{3,})(.*)$/.exec(line);
  const [, fence = "", rest = ""] = mark ?? [];
  if (mark === null) return open;
  if (open === null) return fence.startsWith("`") && rest.includes("`") ? null : fence;
  const closes = fence[0] === open[0] && fence.length >= open.length && rest.trim() === "";
  return closes ? null : open;
}

function boundMarkers(line: string): string {
  const lead = /^(?:[ \t]*(?:[>*+-]|\d{1,9}[.)]))+/.exec(line)?.[0] ?? "";
  const markers = lead.match(/[>*+-]|\d{1,9}[.)]/g) ?? [];
  const isRule = /^[ \t]*([*-])(?:[ \t]*\1)*[ \t]*$/.test(line);
  return markers.length <= MAXIMUM_MARKERS || isRule ? line : line.slice(lead.length);
}

function boundDelimiters(paragraph: string, limit: number): string {
  const lines = paragraph.split("\n");
  const isRow = (line: string) => /^\s*(\||```|~~~)/.test(line);
  const count = lines
    .filter((line) => !isRow(line))
    .reduce((sum, line) => sum + (line.match(/[*_~[\]]/g)?.length ?? 0), 0);
  if (count <= limit) return paragraph;
  return lines.map((line) => (isRow(line) ? line : line.replace(/[*_~[\]]/g, ""))).join("\n");
}

/** Cuts off everything below the limit of depth, in place. */
export function boundDepth(tree: Root): Root {
  const open: { node: Nodes; depth: number }[] = [{ node: tree, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, depth } = next;
    if (!("children" in node)) continue;
    if (depth >= MAXIMUM_DEPTH) node.children = [];
    for (const child of node.children) open.push({ node: child, depth: depth + 1 });
  }
  return tree;
}
