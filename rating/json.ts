/** Reading JSON that strangers wrote: every answer has a type or is null. */
import type { Json, JsonObject } from "./snapshot.ts";

export const asObject = (json: Json | undefined): JsonObject | null =>
  typeof json === "object" && json !== null && !Array.isArray(json) ? (json as JsonObject) : null;

export const asArray = (json: Json | undefined): readonly Json[] => (Array.isArray(json) ? json : []);

export const asText = (json: Json | undefined): string | null =>
  typeof json === "string" && json.trim() !== "" ? json.trim() : null;

export const asNumber = (json: Json | undefined): number | null => (typeof json === "number" ? json : null);

/** A string or a list of strings, as many card keys allow both. */
export const asTexts = (json: Json | undefined): readonly string[] =>
  (Array.isArray(json) ? json : [json]).map(asText).filter((text) => text !== null);

/** True for a key that is there and says something. */
export function isStated(json: Json | undefined): boolean {
  if (json === undefined || json === null || json === "") return false;
  if (Array.isArray(json)) return json.some(isStated);
  return typeof json === "object" ? Object.keys(json).length > 0 : true;
}

/** JSON with sorted keys: the same value always gives the same text. */
export function canonicalJson(json: unknown): string {
  if (Array.isArray(json)) return `[${json.map(canonicalJson).join(",")}]`;
  if (typeof json === "object" && json !== null) {
    const entries = Object.entries(json).filter(([, value]) => value !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${canonicalJson(value)}`).join(",")}}`;
  }
  return JSON.stringify(json) ?? "null";
}
