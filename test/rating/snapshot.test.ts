import { describe, expect, test } from "vitest";
import { absent, type Fact, value } from "../../rating/fact.ts";
import { parseSnapshot, type TextFile } from "../../rating/snapshot.ts";
import { blankModel, outage } from "./models/blank-model.ts";

const { licenseFiles: _files, licenseLink: _link, ...rest } = blankModel;
const versionOne = (licenseFile: Fact<TextFile>) => ({ ...rest, schema: 1, licenseFile });

describe("a stored snapshot", () => {
  test("of the present version is taken as it is", () => {
    expect(parseSnapshot(JSON.parse(JSON.stringify(blankModel)))).toEqual(blankModel);
  });

  test("of version 1 keeps its one licence file", () => {
    const text = value({ path: "COPYING", text: "Terms." });
    expect(parseSnapshot(versionOne(text))).toEqual({ ...blankModel, licenseFiles: { COPYING: value("Terms.") } });
    expect(parseSnapshot(versionOne(absent))).toEqual(blankModel);
    expect(parseSnapshot(versionOne(outage))).toEqual({ ...blankModel, licenseFiles: { LICENSE: outage } });
  });

  test.each([[null], ["text"], [{}], [{ schema: 3 }]])("%j is refused, naming the version", (stored) => {
    expect(() => parseSnapshot(stored)).toThrow(/unknown version/);
  });
});
