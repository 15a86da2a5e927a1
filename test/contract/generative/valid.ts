/** Values that a schema allows, the awkward ones first among them. */
import fc from "fast-check";
import type { Schema } from "../../../lab/contract/document.ts";
import { anyCharacter } from "../../support/any-character.ts";
import type { Contract } from "./described.ts";

/** What strangers put into fields: other languages' syntax, other alphabets, invisible and astral characters. */
export const AWKWARD = [
  "' OR 1=1 --",
  '"; drop table artifact; --',
  `${"$"}{jndi:ldap://127.0.0.1/a}`,
  "{{7*7}}",
  "<script>alert(1)</script>",
  "../../../../etc/passwd",
  "..%2f..%2f",
  "$(id)`id`|id;id",
  "%00%0d%0aSet-Cookie: a=b",
  "\u0000",
  "a\u0000b",
  "\r\nX-Injected: 1",
  "\u202egnp.exe",
  "\ufeffbom",
  "Ünïcödé ﷽ 𒐫 👩‍👩‍👧‍👦",
  "\ud800",
  "e\u0301",
  "%",
  "_",
  "*",
  "\\",
  "null",
  "NaN",
  "-0",
  "1e309",
  "__proto__",
  "constructor",
] as const;

const lengthOf = (text: string): number => [...text].length;

export function validValue(schema: Schema, contract: Contract): fc.Arbitrary<unknown> {
  const resolved = contract.resolve(schema);
  const value = ofType(resolved, contract);
  return resolved.nullable === true ? fc.option(value, { nil: null, freq: 4 }) : value;
}

function ofType(schema: Schema, contract: Contract): fc.Arbitrary<unknown> {
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const variants = schema.oneOf ?? schema.anyOf;
  if (variants !== undefined) return fc.oneof(...variants.map((one) => validValue(one, contract)));
  switch (schema.type) {
    case "string":
      return validText(schema);
    case "integer":
      return validInteger(schema);
    case "number":
      return validNumber(schema);
    case "boolean":
      return fc.boolean();
    case "array":
      return validArray(schema, contract);
    case "object":
      return validObject(schema, contract);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

export function fits({ minLength = 0, maxLength = 2 ** 31, pattern }: Schema, text: string): boolean {
  if (lengthOf(text) < minLength || lengthOf(text) > maxLength) return false;
  return pattern === undefined || new RegExp(pattern, "u").test(text);
}

const texts = new WeakMap<Schema, fc.Arbitrary<string>>();

/** Made once for each schema: making the generator of a pattern takes many times what a value takes. */
function validText(schema: Schema): fc.Arbitrary<string> {
  const made = texts.get(schema) ?? newValidText(schema);
  texts.set(schema, made);
  return made;
}

function newValidText(schema: Schema): fc.Arbitrary<string> {
  if (schema.format === "uuid") return fc.uuid();
  if (schema.format === "date-time")
    return fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }).map((date) => date.toISOString());
  if (schema.format === "uri") return fc.webUrl();
  const { minLength = 0, maxLength = 200, pattern } = schema;
  const most = Math.min(maxLength, Math.max(200, minLength));
  const free =
    pattern === undefined
      ? fc.string({ unit: anyCharacter, minLength, maxLength: most })
      : fc.stringMatching(new RegExp(pattern), { size: "small" });
  const edges = [minLength, maxLength].filter((length) => length <= 4096).map((length) => "a".repeat(length));
  const special = [...AWKWARD, ...edges].filter((text) => fits(schema, text));
  const fitting = free.filter((text) => fits(schema, text));
  return special.length === 0
    ? fitting
    : fc.oneof({ weight: 3, arbitrary: fitting }, { weight: 2, arbitrary: fc.constantFrom(...special) });
}

function validInteger({ minimum = -(2 ** 31), maximum = 2 ** 31 - 1 }: Schema): fc.Arbitrary<number> {
  const near = fc.integer({ min: minimum, max: Math.min(maximum, minimum + 50) });
  return fc.oneof(
    near,
    fc.constantFrom(minimum, maximum),
    // Not a filter of all integers: hardly any of them lies in a small range.
    fc.integer({ min: Math.max(minimum, Number.MIN_SAFE_INTEGER), max: Math.min(maximum, Number.MAX_SAFE_INTEGER) }),
  );
}

const validNumber = ({ minimum = -1e9, maximum = 1e9 }: Schema): fc.Arbitrary<number> =>
  fc.oneof(
    fc.constantFrom(minimum, maximum),
    fc.double({ min: minimum, max: maximum, noNaN: true }).map((it) => (Object.is(it, -0) ? 0 : it)),
  );

const validArray = ({ items = {}, minItems = 0, maxItems = 5 }: Schema, contract: Contract): fc.Arbitrary<unknown> =>
  fc.array(validValue(items, contract), { minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems, 5)) });

function validObject(schema: Schema, contract: Contract): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], minProperties = 0 } = schema;
  const fields = Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, validValue(one, contract)]));
  return fc
    .record(fields, { requiredKeys: required.filter((name) => name in fields), noNullPrototype: true })
    .filter((value) => Object.keys(value).length >= minProperties);
}
