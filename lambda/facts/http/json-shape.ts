/**
 * Readers for JSON and YAML written by strangers: any value may have any type. Each returns null (or an empty
 * list) where the value is not what is asked for, so that one wrong field never spoils its neighbours.
 */
import type { Json, JsonObject } from "../../../rating/snapshot.ts";

/** A plain object, null for arrays, null and everything else. */
export const asObject = (it: unknown): JsonObject | null =>
  typeof it === "object" && it !== null && !Array.isArray(it) ? (it as JsonObject) : null;

export const asList = (it: unknown): readonly unknown[] => (Array.isArray(it) ? it : []);

/** A string that is not blank. */
export const asString = (it: unknown): string | null => (typeof it === "string" && it.trim() !== "" ? it : null);

/** A whole number of bytes, lines or commits: not negative, not past 2^53. */
export const asCount = (it: unknown): number | null =>
  typeof it === "number" && Number.isSafeInteger(it) && it >= 0 ? it : null;

/** The strings of a list, or the string itself; blanks and other types are dropped. */
export const asStrings = (it: unknown): readonly string[] =>
  (Array.isArray(it) ? it : [it]).filter((one): one is string => asString(one) !== null);

/** An ISO 8601 time, normalised; null when it is no date. */
export function asTime(it: unknown): string | null {
  const text = asString(it);
  if (text === null || !/^\d{4}-\d{2}-\d{2}/.test(text)) return null;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** Lower-case 40-hex commit id. */
export const asCommit = (it: unknown): string | null =>
  typeof it === "string" && /^[0-9a-f]{40}$/.test(it) ? it : null;

/** Marks a value that JSON.parse made; undefined becomes null. */
export const asJson = (it: unknown): Json => (it === undefined ? null : (it as Json));
