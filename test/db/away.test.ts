import { expect, test } from "vitest";
import { isDatabaseAway } from "../../db/away.ts";

test.each([
  [Object.assign(new Error("x"), { code: "ECONNREFUSED" }), true],
  [Object.assign(new Error("x"), { code: "57P01" }), true],
  [Object.assign(new Error("x"), { code: "40P01" }), true],
  [new Error("wrapped", { cause: Object.assign(new Error("x"), { code: "53300" }) }), true],
  [new Error("timeout exceeded when trying to connect"), true],
  [Object.assign(new Error("duplicate key"), { code: "23505" }), false],
  [Object.assign(new Error("syntax"), { code: "42601" }), false],
  [new Error("the connection of two ideas"), false],
  ["ECONNREFUSED", false],
])("the fault %s counts as an absent database: %s", (fault, away) => {
  expect(isDatabaseAway(fault)).toBe(away);
});
