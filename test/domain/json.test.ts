import fc from "fast-check";
import { expect, test } from "vitest";
import {
  asCommit,
  asCount,
  asList,
  asNumber,
  asObject,
  asSha256,
  asString,
  asStrings,
  asText,
  asTexts,
  asTime,
  canonicalJson,
  isStated,
  parseFileJson,
  parseJson,
} from "../../domain/json.ts";
import { anyCharacter } from "../support/any-character.ts";

test("a reader returns its kind of value and null for every other", () => {
  const values = [undefined, null, true, 0, -1, 1.5, Number.NaN, "", "  ", " a ", [], ["x", 1, ""], {}, { a: 1 }];
  expect(values.map(asObject).filter((it) => it !== null)).toEqual([{}, { a: 1 }]);
  expect(values.map(asList).filter((it) => it.length > 0)).toEqual([["x", 1, ""]]);
  expect(values.map(asString).filter((it) => it !== null)).toEqual([" a "]);
  expect(values.map(asText).filter((it) => it !== null)).toEqual(["a"]);
  expect(values.map(asCount).filter((it) => it !== null)).toEqual([0]);
  expect(values.map(asNumber).filter((it) => it !== null)).toEqual([0, -1, 1.5]);
});

test("one string stands for a list of one, and what is no string is dropped", () => {
  expect(asStrings(" a ")).toEqual([" a "]);
  expect(asStrings([" a ", 1, null, "", "b"])).toEqual([" a ", "b"]);
  expect(asTexts([" a ", 1, null, "", "b"])).toEqual(["a", "b"]);
  expect(asStrings(undefined)).toEqual([]);
});

test("numbers that are no numbers say nothing", () => {
  for (const it of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, "1", null])
    expect(asNumber(it)).toBeNull();
  for (const it of [2 ** 53, -1, 0.5, Number.NaN]) expect(asCount(it)).toBeNull();
});

test("times and hashes are read in their one form", () => {
  expect(asTime("2026-01-02T03:04:05+01:00")).toBe("2026-01-02T02:04:05.000Z");
  for (const it of ["yesterday", "2026-13-45", 5, null]) expect(asTime(it)).toBeNull();
  expect([asCommit("a".repeat(40)), asCommit("A".repeat(40)), asCommit("*".repeat(40))]).toEqual([
    "a".repeat(40),
    null,
    null,
  ]);
  expect([asSha256("0".repeat(64)), asSha256("0".repeat(40))]).toEqual(["0".repeat(64), null]);
});

test("a value that says nothing is not stated", () => {
  for (const it of [undefined, null, "", [], {}, [null, ""], [[]]]) expect(isStated(it)).toBe(false);
  for (const it of [0, false, "x", [0], { a: null }]) expect(isStated(it)).toBe(true);
});

test("the same value always gives the same canonical text", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const reversed = Object.fromEntries(Object.entries(value).reverse());
      expect(canonicalJson(reversed)).toBe(canonicalJson(value));
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test.each([
  ['{"rope_scaling": Infinity}', { rope_scaling: Number.POSITIVE_INFINITY }],
  ['{"a": -Infinity, "b": [NaN]}', { a: Number.NEGATIVE_INFINITY, b: [Number.NaN] }],
  ['\uFEFF{"a": 1}', { a: 1 }],
  ['\uFEFF{"a": NaN}', { a: Number.NaN }],
  ['{"a": 1, "a": 2}', { a: 2 }],
  ['{"a": NaN, "a": 2}', { a: 2 }],
  ['{"chat\\u005ftemplate": "x", "n": NaN}', { chat_template: "x", n: Number.NaN }],
  ['{"a": "NaN, Infinity", "b": "\\"NaN\\""}', { a: "NaN, Infinity", b: '"NaN"' }],
  ["NaN", Number.NaN],
  ['{"a": 1, // why\n}', { a: 1 }],
])("the file %j is read as Python reads it", (text, expected) => {
  expect(parseFileJson(text)).toEqual(expected);
});

test.each(["", "{", "nan", "infinity", '{"a": 1', "<html>", '{"a": Nan}', "undefined"])(
  "the file %j is not JSON",
  (text) => expect(parseFileJson(text)).toBeUndefined(),
);

test("a key that looks like the prototype is a key like any other", () => {
  const read = asObject(parseFileJson('{"__proto__": {"polluted": true}, "n": NaN}'));
  expect(Object.keys(read ?? {})).toEqual(["__proto__", "n"]);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

test("protocols speak strict JSON", () => {
  for (const text of ["NaN", '{"a": Infinity}', "{a: 1}", "[1,]", '\uFEFF{"a": 1}'])
    expect(parseJson(text)).toBeUndefined();
  expect(parseJson('{"a": [1, null]}')).toEqual({ a: [1, null] });
});

/** Writes as Python's json.dumps does: numbers that JSON lacks are written as NaN and Infinity. */
function pythonJson(value: unknown): string {
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : String(value);
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    return `{${Object.entries(value)
      .map(([key, item]) => `${JSON.stringify(key)}: ${pythonJson(item)}`)
      .join(", ")}}`;
  }
  return JSON.stringify(value);
}

test("every value that Python can write is read back", () => {
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      fc.double(),
      fc.string({ unit: anyCharacter }),
      fc.constantFrom<unknown>(null, true, false, Number.NaN, Number.NEGATIVE_INFINITY, "NaN", "-Infinity"),
      fc.array(tie("tree"), { maxLength: 4 }),
      fc.dictionary(fc.string(), tie("tree"), { maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(tree, fc.boolean(), (value, marked) => {
      expect(canonicalJson(parseFileJson(`${marked ? "\uFEFF" : ""}${pythonJson(value)}`))).toBe(canonicalJson(value));
    }),
    { numRuns: 200 },
  );
});
