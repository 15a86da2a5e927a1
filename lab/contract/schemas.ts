/** Finds changes of a schema that break clients: narrower requests and wider responses. */
import { resolveReference } from "../../scripts/generate/spec.ts";
import type { Document, Schema } from "./document.ts";

/** Requests are sent by clients, responses are read by them. */
export type Direction = "request" | "response";

export interface Sides {
  readonly before: Document;
  readonly after: Document;
  readonly direction: Direction;
}

/** Limits from below and above. */
const FLOORS = ["minLength", "minimum", "minItems", "minProperties"] as const;
const CEILINGS = ["maxLength", "maximum", "maxItems"] as const;

/** One line per breaking difference, with its place. `open` holds the pairs of references that are being compared. */
export function brokenSchema(
  sides: Sides,
  old: Schema,
  now: Schema,
  at: string,
  open: ReadonlySet<string> = new Set(),
): string[] {
  const pair = `${old.$ref ?? ""} ${now.$ref ?? ""}`;
  if (pair !== " " && open.has(pair)) return [];
  const within = new Set([...open, pair]);
  const [a, b] = [resolveReference(sides.before, old), resolveReference(sides.after, now)];
  if (isUnion(a) !== isUnion(b)) return union(sides, a, b, at, within);
  if (a.type !== b.type && !isUnion(a))
    return isWider(sides.direction, a.type, b.type)
      ? []
      : [`${at}: the type ${a.type ?? "any"} became ${b.type ?? "any"}`];
  return [
    ...values(sides.direction, a, b, at),
    ...limits(sides.direction, a, b, at),
    ...properties(sides, a, b, at, within),
    ...(a.items !== undefined && b.items !== undefined ? brokenSchema(sides, a.items, b.items, `${at}[]`, within) : []),
    ...variants(sides, a, b, at, within),
  ];
}

/** Every integer is a number: a request that accepts more, or a response that holds less, breaks no client. */
const isWider = (direction: Direction, old: string | undefined, now: string | undefined): boolean =>
  direction === "request" ? old === "integer" && now === "number" : old === "number" && now === "integer";

function values(direction: Direction, a: Schema, b: Schema, at: string): string[] {
  const [had, has] = [a.enum, b.enum];
  const found: string[] = [];
  const list = (some: readonly unknown[]) => some.map((value) => JSON.stringify(value)).join(", ");
  if (direction === "request" && has !== undefined) {
    const lost = had === undefined ? null : had.filter((value) => !has.includes(value));
    if (lost === null) found.push(`${at}: accepts only ${list(has)} now`);
    else if (lost.length > 0) found.push(`${at}: ${list(lost)} is no longer accepted`);
  }
  if (direction === "response" && had !== undefined) {
    const gained = has === undefined ? null : has.filter((value) => !had.includes(value));
    if (gained === null) found.push(`${at}: can be anything now, not only ${list(had)}`);
    else if (gained.length > 0) found.push(`${at}: can be ${list(gained)} now`);
  }
  if (direction === "request" && a.nullable === true && b.nullable !== true)
    found.push(`${at}: null is no longer accepted`);
  if (direction === "response" && a.nullable !== true && b.nullable === true) found.push(`${at}: can be null now`);
  for (const rule of ["pattern", "format"] as const) {
    if (direction === "request" && b[rule] !== undefined && a[rule] !== b[rule])
      found.push(`${at}: must have the ${rule} ${b[rule]} now`);
  }
  return found;
}

/** Only narrower limits of requests break clients. */
function limits(direction: Direction, a: Schema, b: Schema, at: string): string[] {
  if (direction === "response") return [];
  const raised = FLOORS.filter((name) => (b[name] ?? -Infinity) > (a[name] ?? -Infinity) && b[name] !== 0);
  const lowered = CEILINGS.filter((name) => (b[name] ?? Infinity) < (a[name] ?? Infinity));
  return [...raised, ...lowered].map((name) => `${at}: ${name} became ${b[name]}, was ${a[name] ?? "not limited"}`);
}

function properties(sides: Sides, a: Schema, b: Schema, at: string, open: ReadonlySet<string>): string[] {
  const [had, has] = [a.properties ?? {}, b.properties ?? {}];
  const names = Object.keys(had);
  const gone = names.filter(
    (name) => !(name in has) && !(sides.direction === "request" && b.additionalProperties !== false),
  );
  const within = names.flatMap((name) => {
    const now = has[name];
    return now === undefined ? [] : brokenSchema(sides, had[name] as Schema, now, `${at}/${name}`, open);
  });
  return [...gone.map((name) => `${at}/${name}: removed`), ...within, ...presence(sides.direction, a, b, at)];
}

function presence(direction: Direction, a: Schema, b: Schema, at: string): string[] {
  const [had, has] = [a.required ?? [], b.required ?? []];
  if (direction === "request") {
    const demanded = has.filter((name) => !had.includes(name)).map((name) => `${at}/${name}: is required now`);
    const closed = a.additionalProperties !== false && b.additionalProperties === false && a.properties !== undefined;
    return closed ? [...demanded, `${at}: other properties are no longer accepted`] : demanded;
  }
  return had
    .filter((name) => !has.includes(name) && name in (b.properties ?? {}))
    .map((name) => `${at}/${name}: can be missing now`);
}

const isUnion = ({ oneOf, anyOf }: Schema): boolean => oneOf !== undefined || anyOf !== undefined;
const variantsOf = (schema: Schema): readonly Schema[] => schema.oneOf ?? schema.anyOf ?? [schema];

/**
 * A union that took the place of one schema, or the reverse. What could be sent must fit one variant; what may come must
 * be what the old schema described, where each variant may leave out what another one has.
 */
function union(sides: Sides, a: Schema, b: Schema, at: string, open: ReadonlySet<string>): string[] {
  const compare = (old: Schema, now: Schema) => brokenSchema(sides, old, now, at, open);
  const [outer, inner] =
    sides.direction === "request" ? [variantsOf(a), variantsOf(b)] : [variantsOf(b), variantsOf(a)];
  return outer.flatMap((one) => {
    const results = inner.map((other) => (sides.direction === "request" ? compare(one, other) : compare(other, one)));
    const changes = results.find((some) => some.length === 0) ?? results[0] ?? [];
    return changes.filter((change) => sides.direction === "request" || !isElsewhere(sides, change, b, at));
  });
}

/** Whether a field that one variant of an answer lacks is there in another. */
function isElsewhere({ after }: Sides, change: string, now: Schema, at: string): boolean {
  const name = change.startsWith(`${at}/`) ? /^([^/]+): removed$/.exec(change.slice(at.length + 1))?.[1] : undefined;
  return name !== undefined && variantsOf(now).some((one) => name in (resolveReference(after, one).properties ?? {}));
}

/** Variants with the same reference are the same variant. */
function variants(sides: Sides, a: Schema, b: Schema, at: string, open: ReadonlySet<string>): string[] {
  const named = (schema: Schema) =>
    new Map((schema.oneOf ?? schema.anyOf ?? []).map((one) => [one.$ref ?? JSON.stringify(one), one]));
  const [had, has] = [named(a), named(b)];
  const lost = [...had.keys()].filter((name) => !has.has(name));
  const gained = [...has.keys()].filter((name) => !had.has(name));
  const changed = sides.direction === "request" ? lost : gained;
  const says = sides.direction === "request" ? "is no longer accepted" : "can be returned now";
  return [
    ...changed.map((name) => `${at}: ${name.split("/").at(-1)} ${says}`),
    ...[...had].flatMap(([name, one]) => {
      const now = has.get(name);
      return now === undefined ? [] : brokenSchema(sides, one, now, at, open);
    }),
  ];
}
