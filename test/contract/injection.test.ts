import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Schema } from "../../lab/contract/document.ts";
import { anApi, type TestApi } from "../support/api/api.ts";
import { signer } from "../support/api/callback.ts";
import { aCompleted } from "../support/artifacts/artifacts.ts";
import { type Contract, type Described, readContract } from "./generative/described.ts";
import { exchange, type Target } from "./generative/exchange.ts";
import type { Parts, World } from "./generative/meaning.ts";
import { partsOf, wire } from "./generative/requests.ts";
import { validValue } from "./generative/valid.ts";

/** What each string of each operation is replaced with, in turn. */
const CORPUS: readonly [string, string][] = [
  ["NUL", "a\u0000b"],
  ["a lone surrogate", "a\ud800b"],
  ["right-to-left override", "\u202egnp.exe"],
  ["CRLF and a header", "a\r\nX-Injected: 1"],
  ["__proto__", "__proto__"],
  ["constructor.prototype", "constructor.prototype"],
  ["wildcards", "%_*?"],
  ["quotes", `'";--`],
  ["a statement", "'; drop table artifact; --"],
  ["a shell command", "$(id)`id`|id"],
  ["a way out of the folder", "../../../etc/passwd"],
  ["a look-up", `${"$"}{jndi:ldap://127.0.0.1/a}`],
  ["a script", "<script>alert(1)</script>"],
  ["an empty text", ""],
  ["spaces", "   "],
  ["a number", "1e0"],
  ["1 MB", "a".repeat(1 << 20)],
];
/** Longest address that node:http reads; beyond it the answer is 431, whatever the operation. */
const LONGEST_ADDRESS = 12_000;

let api: TestApi;
let contract: Contract;
let target: Target;
let world: World;
beforeAll(async () => {
  api = await anApi();
  contract = await readContract();
  target = { url: api.url, token: api.token, sign: signer(() => api.clock.now.getTime()), noted: true };
  const links = ["https://huggingface.co/acme/injected"];
  world = {
    artifacts: [{ id: await aCompleted(api), type: "model" }],
    accounts: ["admin"],
    links: { model: links, dataset: links, code: links },
  };
});
afterAll(() => api[Symbol.asyncDispose]());

type Place = readonly (string | number)[];

/** Where a schema takes strings. */
function stringsIn(schema: Schema, at: Place = [], depth = 0): Place[] {
  const resolved = contract.resolve(schema);
  if (depth > 6) return [];
  if (resolved.type === "string") return [at];
  if (resolved.type === "array" && resolved.items !== undefined)
    return stringsIn(resolved.items, [...at, 0], depth + 1);
  return Object.entries(resolved.properties ?? {}).flatMap(([name, one]) => stringsIn(one, [...at, name], depth + 1));
}

/** The value with another one put at the place; what is missing on the way is made. */
function withValue(value: unknown, [step, ...rest]: Place, put: string): unknown {
  if (step === undefined) return put;
  if (typeof step === "number") {
    const list = Array.isArray(value) ? value : [];
    return [withValue(list[0], rest, put), ...list.slice(1)];
  }
  const fields = typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
  return { ...fields, [step]: withValue((fields as Record<string, unknown>)[step], rest, put) };
}

const sampleOf = <T>(arbitrary: fc.Arbitrary<T>): T => fc.sample(arbitrary, { seed: 7, numRuns: 1 })[0] as T;

const fitting = new Map<string, Parts>();
function partsFor(operation: Described): Parts {
  const made = fitting.get(operation.id) ?? sampleOf(partsOf(operation, { contract, world }, true));
  fitting.set(operation.id, made);
  return made;
}

const bodies = new Map<Schema, unknown>();
/** A body that fits; drawn once, because making a generator takes longer than the request. */
function bodyFor(schema: Schema): unknown {
  if (!bodies.has(schema)) bodies.set(schema, sampleOf(validValue(schema, contract)));
  return bodies.get(schema);
}

/** Every string of an operation's request, each with a request that fits but for that string. */
function* injections(operation: Described, text: string) {
  const parts = partsFor(operation);
  for (const { in: where, name, schema } of operation.parameters) {
    const isText = contract.resolve(schema).type === "string" || where === "path";
    if (!isText || where === "header" || !text.isWellFormed() || (where === "path" && text === "")) continue;
    yield [
      `${where}/${name}`,
      wire(operation, { ...parts, [where]: { ...parts[where], [name]: text } }, "broken", ""),
    ] as const;
  }
  if (operation.body === null) return;
  for (const schema of contract.resolve(operation.body).oneOf ?? [operation.body]) {
    const body = bodyFor(schema);
    for (const place of stringsIn(schema))
      yield [
        `body/${place.join("/")}`,
        wire(operation, { ...parts, body: withValue(body, place, text) }, "broken", ""),
      ] as const;
  }
}

test.each(CORPUS)(
  "answers %s in any string of any operation with a documented status below 500",
  async (_what, text) => {
    const findings: string[] = [];
    let sent = 0;
    for (const operation of contract.operations) {
      // It would end the token of every request after it.
      if (operation.id === "SignOut" || operation.id === "RegistryReset") continue;
      for (const [place, request] of injections(operation, text)) {
        sent += 1;
        const answer = await exchange(target, operation.id, request);
        const isTooLong = request.address.length > LONGEST_ADDRESS && answer.status === 431;
        if (isTooLong || (answer.status < 500 && answer.breaches.length === 0)) continue;
        findings.push(`${operation.id} ${place}: ${answer.status} ${answer.breaches.join("; ")}`);
      }
    }
    expect(findings).toEqual([]);
    expect(sent).toBeGreaterThan(60);
  },
);

test("NUL is refused with 400 that names its place, in a body as in an address", async () => {
  const body = { user: { name: "a\u0000b" }, secret: { password: "x" } };
  expect(await api.call("Authenticate", { body })).toMatchObject({
    status: 400,
    body: { detail: "body/user/name: must not contain the character NUL" },
  });
  expect((await api.call("ArtifactByName", { path: { name: "a\u0000b" } })).status).toBe(400);
  expect((await api.call("AuditList", { query: { account: "a\u0000b" } })).status).toBe(400);
});

test.each([
  ...["+1", " 1", "1 ", "1.0", "١"].map((id) => [id, 400] as const),
  ...["1e0", "0x1", "-1", "1n", "01e0"].map((id) => [id, 404] as const),
])("the id %j is not a number of the registry and answers %d", async (id, expected) => {
  const path = `/artifacts/model/${encodeURIComponent(id)}`;
  const { status } = await fetch(`${api.url}${path}`, { headers: { "X-Authorization": api.token } });
  expect([id, status]).toEqual([id, expected]);
});
