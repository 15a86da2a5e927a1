import { XMLParser, XMLValidator } from "fast-xml-parser";
import { Refusal } from "./error.ts";

declare const markup: unique symbol;
/** Text that is XML already, so that it cannot be escaped twice or forgotten. */
export type Markup = string & { readonly [markup]: true };

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Control characters are written as references, as S3 does: they may occur in keys. */
const escapeText = (text: string): string =>
  text.replace(/[&<>"\p{Cc}\ufffe\uffff]/gu, (c) => escapes[c] ?? `&#x${c.charCodeAt(0).toString(16)};`);

/** One element; text content is escaped, a list of markup is nested. */
export function element(
  name: string,
  content: string | number | boolean | readonly Markup[],
  attributes: Readonly<Record<string, string>> = {},
): Markup {
  const attributeText = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeText(value)}"`);
  const inner = typeof content === "object" ? content.join("") : escapeText(String(content));
  return `<${name}${attributeText.join("")}>${inner}</${name}>` as Markup;
}

/** An element when there is a value, nothing otherwise. */
export const optional = (name: string, value: string | number | boolean | undefined): Markup[] =>
  value === undefined ? [] : [element(name, value)];

export const S3_NAMESPACE = { xmlns: "http://s3.amazonaws.com/doc/2006-03-01/" } as const;

export const xmlDocument = (root: Markup): string => `<?xml version="1.0" encoding="UTF-8"?>\n${root}`;

/** A parsed element: its text, and its children by name in document order. */
export interface XmlNode {
  readonly text: string;
  readonly children: ReadonlyMap<string, readonly XmlNode[]>;
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  removeNSPrefix: true,
  parseTagValue: false,
  trimValues: false,
  htmlEntities: true,
});

/** The parser's ordered form: each entry is {"#text": string} or {name: entries, ":@"?: attributes}. */
type Ordered = Readonly<Record<string, unknown>>;

function toNode(entries: readonly Ordered[]): XmlNode {
  let text = "";
  const children = new Map<string, XmlNode[]>();
  for (const entry of entries) {
    for (const [name, value] of Object.entries(entry)) {
      if (name === "#text") text += String(value);
      else if (name !== ":@") {
        const siblings = children.get(name) ?? [];
        siblings.push(toNode(value as readonly Ordered[]));
        children.set(name, siblings);
      }
    }
  }
  return { text, children };
}

/**
 * Reads an XML body whose root must have the given name.
 * @throws Refusal MalformedXML, also for any document type declaration: entities from outside are never expanded
 */
export function parseXml(body: string, root: string): XmlNode {
  if (/<!DOCTYPE|<!ENTITY/i.test(body) || XMLValidator.validate(body) !== true) throw new Refusal("MalformedXML");
  const document = toNode(parser.parse(body) as readonly Ordered[]);
  const found = document.children.get(root);
  if (found?.length !== 1 || document.children.size !== 1) {
    throw new Refusal("MalformedXML", `The body must hold one element named ${root}.`);
  }
  return found[0] as XmlNode;
}

export const childNodes = (node: XmlNode, name: string): readonly XmlNode[] => node.children.get(name) ?? [];

/** Text of the only child of that name, undefined when there is none. */
export function childText(node: XmlNode, name: string): string | undefined {
  const found = childNodes(node, name);
  if (found.length > 1) throw new Refusal("MalformedXML", `The element ${name} occurs more than once.`);
  return found[0]?.text;
}
