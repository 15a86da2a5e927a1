/** Requests of an operation: fitting, fitting in form only, and broken in one place. */
import fc from "fast-check";
import type { OperationId } from "../../../generated/operations.ts";
import type { Parameter } from "../../../lab/contract/document.ts";
import type { Contract, Described } from "./described.ts";
import { faultsOf, parameterFaults } from "./invalid.ts";
import { existing, known, meaningful, type Parts, type World } from "./meaning.ts";
import { validValue } from "./valid.ts";

export type Kind = "fitting" | "wild" | "broken";

/** Ready for the wire. */
export interface WireRequest {
  readonly kind: Kind;
  /** Of a broken request: what is wrong with it. */
  readonly what: string;
  readonly method: string;
  /** Path and query, encoded. */
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
}

export interface Generation {
  readonly contract: Contract;
  readonly world: World;
}

/** Fits the schema; `meaning` also fills in what the registry can understand. */
export function partsOf(operation: Described, { contract, world }: Generation, meaning: boolean): fc.Arbitrary<Parts> {
  const place = (where: Parameter["in"]) => {
    const parameters = operation.parameters.filter((one) => one.in === where && !isSignature(one));
    const fields = parameters.map(({ name, schema }) => [
      name,
      parameterValue(name, validValue(schema, contract), world, meaning),
    ]);
    const requiredKeys = parameters.filter(({ required }) => required === true).map(({ name }) => name);
    return fc.record(Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>, {
      requiredKeys,
      noNullPrototype: true,
    });
  };
  const body = operation.body === null ? fc.constant(undefined) : validValue(operation.body, contract);
  const parts = fc.record({
    path: place("path"),
    query: place("query"),
    header: place("header"),
    body,
  }) as fc.Arbitrary<Parts>;
  const fill = meaning ? meaningful(operation.id, world) : null;
  const filled = fill === null ? parts : parts.chain(fill);
  return meaning ? filled.chain((one) => existing(one, world)) : filled;
}

/** Headers that only the ingest function can make. */
const isSignature = ({ name }: Parameter): boolean => name.startsWith("X-Callback-");

function parameterValue(
  name: string,
  any: fc.Arbitrary<unknown>,
  world: World,
  meaning: boolean,
): fc.Arbitrary<unknown> {
  const there = known(name, world);
  if (there === null) return any;
  return meaning && name === "offset"
    ? there
    : fc.oneof({ weight: 3, arbitrary: there }, { weight: 1, arbitrary: any });
}

export const fitting = (operation: Described, generation: Generation): fc.Arbitrary<WireRequest> =>
  partsOf(operation, generation, true)
    .filter(isWritable)
    .map((parts) => wire(operation, parts, "fitting", ""));

export const wild = (operation: Described, generation: Generation): fc.Arbitrary<WireRequest> =>
  partsOf(operation, generation, false)
    .filter(isWritable)
    .map((parts) => wire(operation, parts, "wild", ""));

/** Text that cannot be percent-encoded has no place in an address; an empty or dotted segment is another path. */
const isWritable = ({ path, query, header }: Parts): boolean =>
  [...Object.values(path), ...Object.values(query)].every((value) => String(value).isWellFormed()) &&
  Object.values(path).every((value) => !["", ".", ".."].includes(String(value))) &&
  Object.values(header).every((value) => /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(String(value)));

/** Broken in exactly one place, null for an operation where nothing can be. */
export function broken(operation: Described, generation: Generation): fc.Arbitrary<WireRequest> | null {
  const good = partsOf(operation, generation, true).filter(isWritable);
  const all = [
    ...parameterBreakages(operation, generation, good),
    ...bodyBreakages(operation, generation, good),
    ...formBreakages(operation, good),
  ];
  return all.length === 0 ? null : fc.oneof(...all);
}

type Good = fc.Arbitrary<Parts>;

function parameterBreakages(operation: Described, { contract }: Generation, good: Good): fc.Arbitrary<WireRequest>[] {
  return operation.parameters
    .filter((one) => one.in !== "header")
    .flatMap((parameter) =>
      parameterFaults(parameter.schema, contract, `${parameter.in}/${parameter.name}`).map(({ what, value }) =>
        fc
          .tuple(good, value)
          .map(([parts, bad]) => ({ ...parts, [parameter.in]: { ...parts[parameter.in], [parameter.name]: bad } }))
          .filter(isWritable)
          .map((parts) => wire(operation, parts, "broken", what)),
      ),
    );
}

function bodyBreakages(operation: Described, { contract }: Generation, good: Good): fc.Arbitrary<WireRequest>[] {
  if (operation.body === null) return [];
  return faultsOf(operation.body, contract, "body").map(({ what, value }) =>
    fc.tuple(good, value).map(([parts, body]) => wire(operation, { ...parts, body }, "broken", what)),
  );
}

/** What is wrong before anybody looks at a value. */
function formBreakages(operation: Described, good: Good): fc.Arbitrary<WireRequest>[] {
  const made = good.map((parts) => wire(operation, parts, "broken", ""));
  const path = /\{\w+\}/.test(operation.path)
    ? [
        fc.tuple(made, fc.constantFrom("%", "%zz", "%ff%fe", "%c0%af", "%ed%a0%80")).map(([request, bad]) => ({
          ...request,
          what: "path: a broken percent-encoding",
          address: operation.path.replaceAll(/\{\w+\}/g, bad),
        })),
      ]
    : [];
  const query = made.map((request) => ({
    ...request,
    what: "query: a parameter that is not documented",
    address: `${request.address}${request.address.includes("?") ? "&" : "?"}surplus=1`,
  }));
  return [
    ...path,
    ...(operation.parameters.some((one) => one.in === "query") ? [query] : []),
    ...bodyForms(operation, made),
  ];
}

/** More bytes than an operation reads; a quarter of a MiB unless it reads more. */
const HUGE: Partial<Record<OperationId, number>> = { LedgerCall: 17 << 20 };

function bodyForms(operation: Described, made: fc.Arbitrary<WireRequest>): fc.Arbitrary<WireRequest>[] {
  if (operation.body === null) return [];
  const as = (what: string, change: (request: WireRequest) => Partial<WireRequest>) =>
    made.map((request) => ({ ...request, what, ...change(request) }));
  const type = (contentType: string) => ({ headers: { "Content-Type": contentType } });
  return [
    as("body: missing", () => ({ body: null, headers: {} })),
    as("body: empty", () => ({ body: Buffer.alloc(0) })),
    as("body: cut short", ({ body }) => ({ body: body?.subarray(0, Math.max(1, body.length - 1)) ?? null })),
    as("body: two values", ({ body }) => ({ body: Buffer.concat([body ?? Buffer.alloc(0), Buffer.from(" {}")]) })),
    as("body: not JSON", () => ({ body: Buffer.from("{url: 'x'}") })),
    as("body: not UTF-8", ({ body }) => ({ body: spoiltText(body ?? Buffer.from('""')) })),
    as("body: nested without end", () => ({ body: Buffer.from("[".repeat(30_000)) })),
    as("body: huge", ({ body }) => ({
      body: Buffer.concat([body ?? Buffer.alloc(0), Buffer.alloc(HUGE[operation.id] ?? 256 << 10, " ")]),
    })),
    as("body: of the type text", () => type("text/plain")),
    as("body: of the type form", () => type("application/x-www-form-urlencoded")),
    as("body: in Latin-1", () => type("application/json; charset=iso-8859-1")),
    as("body: said to be compressed", () => ({
      headers: { "Content-Type": "application/json", "Content-Encoding": "gzip" },
    })),
    as("body: in an unknown coding", () => ({
      headers: { "Content-Type": "application/json", "Content-Encoding": "rot13" },
    })),
  ];
}

/** A byte that no UTF-8 has, in the first value that is a text; in place of everything when there is none. */
function spoiltText(body: Buffer): Buffer {
  const at = /"(?=[,}\]])/.exec(body.toString("latin1"))?.index;
  const bad = Buffer.from([0xff]);
  return at === undefined ? bad : Buffer.concat([body.subarray(0, at), bad, body.subarray(at)]);
}

export function wire(
  operation: Described,
  { path, query, header, body }: Parts,
  kind: Kind,
  what: string,
): WireRequest {
  const address = operation.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(String(path[name])),
  );
  const asked = Object.entries(query).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`,
  );
  return {
    kind,
    what,
    method: operation.method,
    address: asked.length === 0 ? address : `${address}?${asked.join("&")}`,
    headers: {
      ...Object.fromEntries(Object.entries(header).map(([name, value]) => [name, String(value)])),
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
    },
    body: body === undefined ? null : Buffer.from(JSON.stringify(body)),
  };
}
