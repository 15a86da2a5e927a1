import { Refusal } from "./refusal.ts";

/** A request body, or an object in it. */
export type Fields = Readonly<Record<string, unknown>>;

const wrong = (name: string, value: unknown, expected: string): Refusal =>
  new Refusal(
    "ValidationException",
    `Value ${JSON.stringify(value)} at '${name}' failed to satisfy constraint: ${expected}`,
  );

/** Absent and null mean the same in the API's JSON. */
const isAbsent = (value: unknown): value is undefined | null => value === undefined || value === null;

/** Parses a body that must be a JSON object; an empty one counts as {}. */
export function parseFields(body: Uint8Array): Fields {
  const text = Buffer.from(body).toString("utf8");
  let value: unknown;
  try {
    value = text === "" ? {} : JSON.parse(text);
  } catch {
    throw new Refusal("InvalidRequestContentException", "Could not parse request body into json");
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Fields;
  throw new Refusal("InvalidRequestContentException", "The request body is not a JSON object");
}

export function textOf(fields: Fields, name: string, pattern = /[\s\S]*/): string | undefined {
  const value = fields[name];
  if (isAbsent(value)) return undefined;
  if (typeof value === "string" && new RegExp(`^(?:${pattern.source})$`).test(value)) return value;
  throw wrong(name, value, `Member must be a string that matches ${pattern.source}`);
}

export function requiredText(fields: Fields, name: string, pattern?: RegExp): string {
  const value = textOf(fields, name, pattern);
  if (value !== undefined) return value;
  throw wrong(name, null, "Member must not be null");
}

/** Whole numbers from `low` to `high`. */
export function wholeOf(fields: Fields, name: string, low: number, high: number): number | undefined {
  const value = fields[name];
  if (isAbsent(value)) return undefined;
  if (typeof value === "number" && Number.isInteger(value) && value >= low && value <= high) return value;
  throw wrong(name, value, `Member must be a whole number from ${low} to ${high}`);
}

export function flagOf(fields: Fields, name: string): boolean {
  const value = fields[name];
  if (isAbsent(value)) return false;
  if (typeof value === "boolean") return value;
  throw wrong(name, value, "Member must be true or false");
}

export function objectOf(fields: Fields, name: string): Fields | undefined {
  const value = fields[name];
  if (isAbsent(value)) return undefined;
  if (typeof value === "object" && !Array.isArray(value)) return value as Fields;
  throw wrong(name, value, "Member must be an object");
}

export function textsOf(fields: Fields, name: string, pattern = /[\s\S]*/): readonly string[] | undefined {
  const value = fields[name];
  if (isAbsent(value)) return undefined;
  if (!Array.isArray(value)) throw wrong(name, value, "Member must be a list");
  return value.map((item, index) => requiredText({ [`${name}.${index}`]: item }, `${name}.${index}`, pattern));
}

/** An object whose values are all strings. */
export function textMapOf(fields: Fields, name: string): Readonly<Record<string, string>> | undefined {
  const map = objectOf(fields, name);
  if (map === undefined) return undefined;
  return Object.fromEntries(Object.keys(map).map((key) => [key, requiredText(map, key)]));
}
