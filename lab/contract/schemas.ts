/** What breaks a client when a schema changes: requests must not get narrower, answers must not get wider. */
import { type Document, resolve, type Schema } from "./document.ts";

/** Which way the value goes: what clients send, or what they read. */
export type Direction = "request" | "answer";

export interface Sides {
  readonly before: Document;
  readonly after: Document;
  readonly direction: Direction;
}

/** Limits from below and above. */
const FLOORS = ["minLength", "minimum", "minItems", "minProperties"] as const;
const CEILINGS = ["maxLength", "maximum", "maxItems"] as const;

/** Breaking differences in words, each with its place. `open` holds pairs of references that are being compared. */
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
  const [a, b] = [resolve(sides.before, old), resolve(sides.after, now)];
  if (a.type !== b.type && a.oneOf === undefined && b.oneOf === undefined)
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

/** Every integer is a number: a request may come to take more, an answer to hold less. */
const isWider = (direction: Direction, old: string | undefined, now: string | undefined): boolean =>
  direction === "request" ? old === "integer" && now === "number" : old === "number" && now === "integer";

function values(direction: Direction, a: Schema, b: Schema, at: string): string[] {
  const [had, has] = [a.enum, b.enum];
  const found: string[] = [];
  const list = (some: readonly unknown[]) => some.map((value) => JSON.stringify(value)).join(", ");
  if (direction === "request" && has !== undefined) {
    const lost = had === undefined ? null : had.filter((value) => !has.includes(value));
    if (lost === null) found.push(`${at}: only ${list(has)} may be sent now`);
    else if (lost.length > 0) found.push(`${at}: ${list(lost)} may not be sent any more`);
  }
  if (direction === "answer" && had !== undefined) {
    const gained = has === undefined ? null : has.filter((value) => !had.includes(value));
    if (gained === null) found.push(`${at}: may hold anything now, not only ${list(had)}`);
    else if (gained.length > 0) found.push(`${at}: may hold ${list(gained)} now`);
  }
  if (direction === "request" && a.nullable === true && b.nullable !== true)
    found.push(`${at}: null may not be sent any more`);
  if (direction === "answer" && a.nullable !== true && b.nullable === true) found.push(`${at}: may be null now`);
  for (const rule of ["pattern", "format"] as const) {
    if (direction === "request" && b[rule] !== undefined && a[rule] !== b[rule])
      found.push(`${at}: must have the ${rule} ${b[rule]} now`);
  }
  return found;
}

/** Limits of answers are promises of the registry about itself; what breaks clients are narrower limits of requests. */
function limits(direction: Direction, a: Schema, b: Schema, at: string): string[] {
  if (direction === "answer") return [];
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
    const demanded = has.filter((name) => !had.includes(name)).map((name) => `${at}/${name}: must be sent now`);
    const closed = a.additionalProperties !== false && b.additionalProperties === false && a.properties !== undefined;
    return closed ? [...demanded, `${at}: further properties may not be sent any more`] : demanded;
  }
  return had
    .filter((name) => !has.includes(name) && name in (b.properties ?? {}))
    .map((name) => `${at}/${name}: may be missing now`);
}

/** Variants are told apart by their references. */
function variants(sides: Sides, a: Schema, b: Schema, at: string, open: ReadonlySet<string>): string[] {
  const named = (schema: Schema) => new Map((schema.oneOf ?? []).map((one) => [one.$ref ?? JSON.stringify(one), one]));
  const [had, has] = [named(a), named(b)];
  const lost = [...had.keys()].filter((name) => !has.has(name));
  const gained = [...has.keys()].filter((name) => !had.has(name));
  const changed = sides.direction === "request" ? lost : gained;
  const says = sides.direction === "request" ? "may not be sent any more" : "may come now";
  return [
    ...changed.map((name) => `${at}: ${name.split("/").at(-1)} ${says}`),
    ...[...had].flatMap(([name, one]) => {
      const now = has.get(name);
      return now === undefined ? [] : brokenSchema(sides, one, now, at, open);
    }),
  ];
}
