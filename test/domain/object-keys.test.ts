import fc from "fast-check";
import { expect, test } from "vitest";
import { zipFileName } from "../../domain/object-keys.ts";

test.each([
  ["bert-base", undefined, "bert-base.zip"],
  ["bert-base", "weights", "bert-base-weights.zip"],
  ["a model/of mine", undefined, "a-model-of-mine.zip"],
  ["../../etc/passwd", undefined, "etc-passwd.zip"],
  ["模型", "code", "artifact-code.zip"],
])("the zip of %j (component %s) is saved as %s", (name, component, expected) => {
  expect(zipFileName(name, component)).toBe(expected);
});

test("the zip of any name is a visible file in the folder where it is saved", () => {
  fc.assert(fc.property(fc.string(), (name) => /^\w[\w.-]*\.zip$/.test(zipFileName(name))));
});
