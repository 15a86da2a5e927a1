/** Values that a schema forbids, each for one reason. */
import fc from "fast-check";
import type { Schema } from "../../../lab/contract/document.ts";
import type { Contract } from "./described.ts";
import { fits, validValue } from "./valid.ts";

export interface Fault {
  /** What is wrong, as "body/url: of the wrong type". */
  readonly what: string;
  readonly value: fc.Arbitrary<unknown>;
}

/** Every way to break a JSON value of this schema, at any depth. */
export function faultsOf(schema: Schema, contract: Contract, at: string): Fault[] {
  const resolved = contract.resolve(schema);
  if (isAnything(resolved)) return [];
  const wrongType: Fault = { what: `${at}: of the wrong type`, value: ofAnotherType(resolved) };
  return [wrongType, ...faultsWithin(resolved, contract, at)];
}

const isAnything = ({ type, enum: values, oneOf, anyOf }: Schema): boolean =>
  [type, values, oneOf, anyOf].every((one) => one === undefined);

function ofAnotherType({ type, nullable, anyOf }: Schema): fc.Arbitrary<unknown> {
  const samples: unknown[] = ["text", 1.5, true, [[]], { a: 1 }, null];
  const fitting: Readonly<Record<string, (value: unknown) => boolean>> = {
    string: (value) => typeof value === "string",
    integer: Number.isInteger,
    number: (value) => typeof value === "number",
    boolean: (value) => typeof value === "boolean",
    array: Array.isArray,
    object: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  };
  const types = anyOf?.map((one) => one.type) ?? [type];
  const ours = (value: unknown) => types.some((one) => fitting[one ?? "object"]?.(value));
  return fc.constantFrom(...samples.filter((it) => !ours(it) && !(it === null && nullable === true)));
}

function faultsWithin(schema: Schema, contract: Contract, at: string): Fault[] {
  if (schema.enum !== undefined)
    return [
      { what: `${at}: not one of the listed`, value: fc.constantFrom("Model", "", "models", "\u0000", "' OR 1=1") },
    ];
  const variants = schema.oneOf ?? schema.anyOf;
  if (variants !== undefined) return variants.flatMap((one) => faultsWithin(contract.resolve(one), contract, at));
  if (schema.type === "string") return textFaults(schema, at);
  if (schema.type === "integer" || schema.type === "number") return numberFaults(schema, at);
  if (schema.type === "array") return arrayFaults(schema, contract, at);
  return schema.type === "object" ? objectFaults(schema, contract, at) : [];
}

const WRONG = ["\u0000", "line\nbreak", "ä", "a b", "-", "/", "\u202e", ""] as const;

function textFaults(schema: Schema, at: string, tried: readonly string[] = WRONG): Fault[] {
  const { minLength = 0, maxLength, pattern } = schema;
  const wrong = tried.filter((it) => !fits(schema, it));
  return [
    ...(minLength > 0 ? [{ what: `${at}: too short`, value: fc.constant("a".repeat(minLength - 1)) }] : []),
    ...(maxLength === undefined || maxLength > 30_000
      ? []
      : [{ what: `${at}: too long`, value: fc.constantFrom("a".repeat(maxLength + 1), "é".repeat(maxLength + 1)) }]),
    ...(pattern === undefined || wrong.length === 0
      ? []
      : [{ what: `${at}: against the pattern`, value: fc.constantFrom(...wrong) }]),
  ];
}

function numberFaults({ minimum, maximum, type }: Schema, at: string): Fault[] {
  return [
    ...(minimum === undefined ? [] : [{ what: `${at}: too small`, value: fc.constantFrom(minimum - 1, -1e300) }]),
    ...(maximum === undefined ? [] : [{ what: `${at}: too large`, value: fc.constantFrom(maximum + 1, 1e300) }]),
    ...(type === "integer" ? [{ what: `${at}: not whole`, value: fc.constant((minimum ?? 0) + 0.5) }] : []),
  ];
}

function arrayFaults({ items = {}, minItems = 0, maxItems }: Schema, contract: Contract, at: string): Fault[] {
  const item = validValue(items, contract);
  const within = faultsOf(items, contract, `${at}/0`).map(({ what, value }) => ({
    what,
    value: value.map((it) => [it]),
  }));
  return [
    ...(minItems > 0 ? [{ what: `${at}: too few`, value: fc.constant([]) }] : []),
    ...(maxItems === undefined || maxItems > 600
      ? []
      : [{ what: `${at}: too many`, value: item.map((it) => Array.from({ length: maxItems + 1 }, () => it)) }]),
    ...within,
  ];
}

/** Names that a careless merge would take for something else. */
const EXTRA = ["surplus", "__proto__", "constructor", "", "id"] as const;

function objectFaults(schema: Schema, contract: Contract, at: string): Fault[] {
  const { properties = {}, required = [], additionalProperties } = schema;
  const whole = validValue(schema, contract) as fc.Arbitrary<Record<string, unknown>>;
  const missing = required.map((name) => ({
    what: `${at}/${name}: missing`,
    value: whole.map((value) => Object.fromEntries(Object.entries(value).filter(([key]) => key !== name))),
  }));
  const surplus = {
    what: `${at}: with a surplus property`,
    value: fc
      .tuple(
        whole,
        fc.constantFrom(...EXTRA.filter((name) => !(name in properties) || !Object.hasOwn(properties, name))),
      )
      .map(([value, name]) => Object.fromEntries([...Object.entries(value), [name, "surplus"]])),
  };
  const within = Object.entries(properties).flatMap(([name, one]) =>
    faultsOf(one, contract, `${at}/${name}`).map(({ what, value }) => ({
      what,
      value: fc.tuple(whole, value).map(([good, bad]) => ({ ...good, [name]: bad })),
    })),
  );
  return [...missing, ...(additionalProperties === false ? [surplus] : []), ...within];
}

/** Texts that no path or query parameter of this schema may have, whatever is made of text there. */
export function parameterFaults(schema: Schema, contract: Contract, at: string): Fault[] {
  const whole = contract.resolve(schema);
  // A parameter arrives as text: what no text variant takes is wrong.
  const resolved = whole.anyOf?.find(({ type }) => type === "string") ?? whole;
  if (resolved.enum !== undefined)
    return [{ what: `${at}: not one of the listed`, value: fc.constantFrom("Model", "models", "\u0000", "' OR 1=1") }];
  if (resolved.type === "boolean")
    return [{ what: `${at}: no boolean`, value: fc.constantFrom("yes", "2", "TRUE", "truee") }];
  if (resolved.type === "integer") {
    const texts = ["abc", "1.5", "1e400", "NaN", "Infinity", "1;drop", "٣", "0x1g", "--1", "1,000"];
    return [{ what: `${at}: no whole number`, value: fc.constantFrom(...texts) }, ...numberFaults(resolved, at)];
  }
  return textFaults(resolved, at, ["\u0000", "line\nbreak", "ä", "a b", "-", "/", "\u202e"]).filter(
    // An empty segment is another path.
    ({ what }) => !(what.endsWith("too short") && resolved.minLength === 1),
  );
}
