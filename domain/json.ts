/**
 * Reading JSON (and YAML) whose shape nobody promised: any value can have any type. Each reader returns null, or an
 * empty list, where the value is not what it reads, so that one wrong field never spoils its neighbours.
 */
import JSON5 from "json5";

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

/** True for an object with keys: not for an array, not for null. */
export const isObject = (it: unknown): it is JsonObject => typeof it === "object" && it !== null && !Array.isArray(it);

export const asObject = (it: unknown): JsonObject | null => (isObject(it) ? it : null);

export const asList = (it: unknown): readonly Json[] => (Array.isArray(it) ? it : []);

/** A string that is not blank, as it was written. */
export const asString = (it: unknown): string | null => (typeof it === "string" && it.trim() !== "" ? it : null);

/** A string that is not blank, without the space around it. */
export const asText = (it: unknown): string | null => asString(it)?.trim() ?? null;

/** The strings of a list, or the string itself, as written; blank ones and other types are dropped. */
export const asStrings = (it: unknown): readonly string[] =>
  (Array.isArray(it) ? it : [it]).filter((one): one is string => asString(one) !== null);

/** The same without the space around each. */
export const asTexts = (it: unknown): readonly string[] => asStrings(it).map((text) => text.trim());

/** A finite number: the NaN and Infinity that Python writes say nothing. */
export const asNumber = (it: unknown): number | null => (typeof it === "number" && Number.isFinite(it) ? it : null);

/** A whole number of bytes, lines or commits: not negative, not past 2^53. */
export const asCount = (it: unknown): number | null =>
  typeof it === "number" && Number.isSafeInteger(it) && it >= 0 ? it : null;

/** An ISO 8601 time, normalised; null when it is no date. */
export function asTime(it: unknown): string | null {
  const text = asString(it);
  if (text === null || !/^\d{4}-\d{2}-\d{2}/.test(text)) return null;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** A commit id or another SHA-1: 40 lower-case hex digits. */
export const asCommit = (it: unknown): string | null =>
  typeof it === "string" && /^[0-9a-f]{40}$/.test(it) ? it : null;

/** A SHA-256: 64 lower-case hex digits. */
export const asSha256 = (it: unknown): string | null =>
  typeof it === "string" && /^[0-9a-f]{64}$/.test(it) ? it : null;

/** True for a value that says something: not null, not empty, not a list of such values. */
export function isStated(it: Json | undefined): boolean {
  if (it === undefined || it === null || it === "") return false;
  if (Array.isArray(it)) return it.some(isStated);
  return typeof it === "object" ? Object.keys(it).length > 0 : true;
}

/** JSON with sorted keys: the same value always gives the same text. */
export function canonicalJson(it: unknown): string {
  if (Array.isArray(it)) return `[${it.map(canonicalJson).join(",")}]`;
  if (typeof it === "object" && it !== null) {
    const entries = Object.entries(it).filter(([, value]) => value !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${canonicalJson(value)}`).join(",")}}`;
  }
  return JSON.stringify(it) ?? "null";
}

/** Reads JSON as the protocols send it; undefined for text that is not JSON. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * Reads a JSON file of a repository. Such files are written and loaded by Python, whose json module knows NaN, Infinity
 * and -Infinity; editors add a byte order mark. Of a key that occurs twice the last value counts, as in Python.
 * What else JSON5 allows (comments, trailing commas) is read as well: a reader that takes more than the loader hides
 * nothing from a scan.
 * @returns undefined for text that is not even that
 */
export function parseFileJson(text: string): Json | undefined {
  const plain = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const strict = parseJson(plain);
  if (strict !== undefined) return strict;
  try {
    return JSON5.parse<Json>(plain);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
