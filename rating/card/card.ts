/** A model or dataset card as the metrics see it: sections, prose, code, tables and links from a syntax tree. */
import type { Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { toString as textOf } from "mdast-util-to-string";
import { gfm } from "micromark-extension-gfm";
import type { Policy } from "../policy.ts";
import type { JsonObject } from "../snapshot.ts";
import { boundDepth, boundMarkdown } from "./bounds.ts";
import { type CardLink, type CodeBlock, codeBlocksIn, linksIn, proseOf, type Table, tablesIn } from "./markdown.ts";

export interface Section {
  readonly heading: string;
  readonly level: number;
  /** Prose up to the next heading of the same or a higher level, subsections included. */
  readonly prose: string;
  readonly codeBlocks: readonly CodeBlock[];
  readonly tables: readonly Table[];
}

export interface Card {
  readonly frontMatter: JsonObject | null;
  readonly frontMatterFault: string | null;
  /** Prose before the first heading below the title. */
  readonly intro: string;
  readonly prose: string;
  readonly sections: readonly Section[];
  /** Every block once, with the headings that it is under. */
  readonly codeBlocks: readonly CodeBlock[];
  readonly links: readonly CardLink[];
}

type Node = Root["children"][number];

/** Parses the Markdown body of a card. `body` has no front matter any more. */
export function parseCard(
  body: string,
  frontMatter: { readonly data: JsonObject | null; readonly fault: string | null },
  policy: Policy,
): Card {
  const extensions = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] };
  const nodes = boundDepth(fromMarkdown(boundMarkdown(body), extensions)).children;
  const starts = nodes.flatMap((node, index) => (node.type === "heading" ? [index] : []));
  const sections = starts.map((start) => sectionAt(nodes, start, policy));
  return {
    frontMatter: frontMatter.data,
    frontMatterFault: frontMatter.fault,
    intro: introOf(nodes, policy),
    prose: proseOf(nodes, policy),
    sections,
    codeBlocks: codeBlocksIn(nodes),
    links: linksIn(nodes),
  };
}

function sectionAt(nodes: readonly Node[], start: number, policy: Policy): Section {
  const heading = nodes[start];
  if (heading?.type !== "heading") throw new RangeError(`No heading at node ${start}`);
  let end = start + 1;
  for (let node = nodes[end]; node !== undefined; node = nodes[++end]) {
    if (node.type === "heading" && node.depth <= heading.depth) break;
  }
  const body = nodes.slice(start + 1, end);
  return {
    heading: headingText(heading),
    level: heading.depth,
    prose: proseOf(body, policy),
    codeBlocks: codeBlocksIn(body),
    tables: tablesIn(body),
  };
}

const LONGEST_HEADING = 200;

/** Headings carry emphasis, links and symbols; only their words matter. */
const headingText = (heading: Node): string =>
  textOf(heading, { includeHtml: false, includeImageAlt: false })
    .slice(0, LONGEST_HEADING)
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N})]+$/gu, "")
    .replace(/\s+/g, " ");

function introOf(nodes: readonly Node[], policy: Policy): string {
  const title = nodes.findIndex((node) => node.type === "heading");
  const isTitle = title >= 0 && nodes[title]?.type === "heading" && (nodes[title] as { depth: number }).depth === 1;
  const from = isTitle && proseOf(nodes.slice(0, title), policy) === "" ? title + 1 : 0;
  const next = nodes.findIndex((node, index) => index >= from && node.type === "heading");
  return proseOf(nodes.slice(from, next < 0 ? nodes.length : next), policy);
}
