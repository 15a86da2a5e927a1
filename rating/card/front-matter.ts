import { parseDocument } from "yaml";
import { isObject, type Json, type JsonObject } from "../../domain/json.ts";

export interface FrontMatter {
  /** Null when the text has none or it is not a mapping. */
  readonly data: JsonObject | null;
  /** Why front matter that is there could not be read; null when all is well. */
  readonly fault: string | null;
  /** The text after it. */
  readonly body: string;
}

/** Aliases may multiply a small file into a huge tree; a card needs none. */
const MAXIMUM_ALIASES = 100;

/**
 * Splits a card into its YAML front matter and the Markdown body. The YAML is read with the core schema: no
 * custom tags, no dates, no code. Values that JSON cannot hold become null.
 */
export function splitFrontMatter(text: string): FrontMatter {
  const clean = text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const lines = clean.split("\n");
  if (lines[0]?.trimEnd() !== "---") return { data: null, fault: null, body: clean };
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === "---");
  if (end < 0) return { data: null, fault: "the front matter has no closing line", body: clean };
  const body = lines.slice(end + 1).join("\n");
  const { data, fault } = parseYaml(lines.slice(1, end).join("\n"));
  if (fault !== null) return { data: null, fault, body };
  return isObject(data)
    ? { data, fault: null, body }
    : { data: null, fault: "the front matter is not a mapping", body };
}

/** Reads one YAML document as JSON; `fault` says in a clause what is wrong with it. */
export function parseYaml(text: string): { data: Json; fault: string | null } {
  try {
    const document = parseDocument(text, { schema: "core", uniqueKeys: false, logLevel: "silent" });
    const error = document.errors[0];
    if (error !== undefined) return { data: null, fault: `invalid YAML (${error.code.toLowerCase()})` };
    return { data: toJson(document.toJS({ maxAliasCount: MAXIMUM_ALIASES })), fault: null };
  } catch (error) {
    if (error instanceof ReferenceError) return { data: null, fault: "YAML with too many aliases" };
    // The composer is recursive: the stack ends where the nesting is absurd.
    if (error instanceof RangeError) return { data: null, fault: "YAML nested too deeply" };
    throw error;
  }
}

function toJson(value: unknown): Json {
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(item)]));
  }
  return null;
}
