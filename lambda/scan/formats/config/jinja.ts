/** Splits a Jinja template as Jinja's own lexer does, with its default delimiters. */
import { NotALiteral, unescaped } from "../python-literal.ts";

export interface Token {
  readonly kind: "name" | "string" | "number" | "operator";
  /** Strings are given as their value, without quotes and escapes. */
  readonly text: string;
}

/** The tokens between a pair of delimiters. */
export type Expression = readonly Token[];

const OPEN = /\{(?:%|\{|#)/g;
const RAW = /\{%[-+]?\s*raw\s*(?:-%\}\s*|%\})/y;
const RAW_END = /\{%[-+]?\s*endraw\s*[-+]?%\}/g;
const TOKEN =
  /\s*(?:((?:\d[\d_]*)(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?|0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+)|([\p{L}\p{Nl}_][\p{L}\p{N}\p{M}_]*)|('(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*")|(\/\/|\*\*|==|!=|>=|<=|[-+/*%~[\](){}><=.:|,;]))/uy;

/**
 * Every expression and statement of a template.
 * @throws NotALiteral for a template that Jinja refuses
 */
export function readTemplate(template: string): Expression[] {
  const found: Expression[] = [];
  OPEN.lastIndex = 0;
  for (let open = OPEN.exec(template); open !== null; open = OPEN.exec(template)) {
    const [mark] = open;
    RAW.lastIndex = open.index;
    if (mark === "{#") OPEN.lastIndex = endOf(template, "#}", open.index + 2);
    else if (RAW.test(template)) OPEN.lastIndex = rawEnd(template, RAW.lastIndex);
    else {
      const { tokens, end } = readExpression(template, open.index + 2, mark === "{%" ? "%}" : "}}");
      found.push(tokens);
      OPEN.lastIndex = end;
    }
  }
  return found;
}

function endOf(template: string, mark: string, from: number): number {
  const at = template.indexOf(mark, from);
  if (at < 0) throw new NotALiteral("a comment is not closed");
  return at + mark.length;
}

function rawEnd(template: string, from: number): number {
  RAW_END.lastIndex = from;
  if (RAW_END.exec(template) === null) throw new NotALiteral("a raw block is not closed");
  return RAW_END.lastIndex;
}

/** Inside brackets the closing delimiter does not count: "}}" can close two dicts. */
function readExpression(template: string, from: number, close: string): { tokens: Token[]; end: number } {
  const tokens: Token[] = [];
  const closing = new RegExp(`\\s*[-+]?${close.replace(/[{}]/g, "\\$&")}`, "y");
  let depth = 0;
  let at = /[-+]/.test(template[from] ?? "") ? from + 1 : from;
  for (;;) {
    closing.lastIndex = at;
    if (depth === 0 && closing.test(template)) return { tokens, end: closing.lastIndex };
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(template);
    if (match === null) throw new NotALiteral(`the expression at character ${at} is not readable`);
    at = TOKEN.lastIndex;
    const [, number, name, string, operator] = match;
    if (operator !== undefined) {
      if ("([{".includes(operator)) depth++;
      if (")]}".includes(operator)) depth--;
      if (depth < 0) throw new NotALiteral(`a bracket at character ${at} is not opened`);
      tokens.push({ kind: "operator", text: operator });
    } else if (string !== undefined) tokens.push({ kind: "string", text: unescaped(string.slice(1, -1)) });
    else if (name !== undefined) tokens.push({ kind: "name", text: name.normalize("NFKC") });
    else tokens.push({ kind: "number", text: number ?? "" });
  }
}
