import { describe, expect, test } from "vitest";
import { foldLicense, licenseClasses, licenseEntry, sameLicense } from "../../../rating/licences/licenses.ts";

/** Every identifier of the Hub by class and score. */
const table: [string, number, string][] = [
  ["public_domain", 1, "cc0-1.0 unlicense pddl wtfpl"],
  [
    "permissive",
    1,
    "apache-2.0 mit isc zlib bsl-1.0 ncsa postgresql bsd-2-clause bsd-3-clause bsd-3-clause-clear openmdw-1.0 openmdw-1.1 cdla-permissive-2.0",
  ],
  [
    "attribution",
    0.9,
    "bsd afl-3.0 ecl-2.0 artistic-2.0 ms-pl cdla-permissive-1.0 cc-by-2.0 cc-by-2.5 cc-by-3.0 cc-by-4.0 odc-by etalab-2.0",
  ],
  ["lesser_copyleft", 1, "lgpl-2.1"],
  ["lesser_copyleft", 0.95, "lgpl"],
  ["lesser_copyleft", 0.8, "lgpl-3.0"],
  ["weak_copyleft", 0.9, "mpl-2.0"],
  ["weak_copyleft", 0.8, "eupl-1.2"],
  ["weak_copyleft", 0.7, "eupl-1.1 epl-2.0 ofl-1.1"],
  ["weak_copyleft", 0.6, "epl-1.0 lppl-1.3c cdla-sharing-1.0 odbl lgpl-lr cc-by-sa-4.0"],
  ["weak_copyleft", 0.55, "cc-by-sa-3.0"],
  ["weak_copyleft", 0.5, "osl-3.0"],
  [
    "behavioural",
    0.5,
    "openrail openrail++ creativeml-openrail-m bigscience-openrail-m bigscience-bloom-rail-1.0 bigcode-openrail-m",
  ],
  ["vendor", 0.4, "llama2 llama3 llama3.1 llama3.2 llama3.3 llama4 gemma grok2-community apple-ascl"],
  ["compute", 0.5, "c-uda"],
  ["strong_copyleft", 0.35, "gpl-2.0"],
  ["strong_copyleft", 0.3, "gpl gpl-3.0 gfdl"],
  ["strong_copyleft", 0.2, "agpl-3.0"],
  ["non_commercial", 0.2, "cc-by-nd-4.0"],
  ["non_commercial", 0.1, "cc-by-nc-2.0 cc-by-nc-3.0 cc-by-nc-4.0 cc-by-nc-sa-2.0 cc-by-nc-sa-3.0 cc-by-nc-sa-4.0"],
  ["non_commercial", 0.05, "cc-by-nc-nd-3.0 cc-by-nc-nd-4.0"],
  ["research", 0.05, "h-research intel-research apple-amlr deepfloyd-if-license fair-noncommercial-research-license"],
  ["unclear", 0.3, "cc"],
  ["unclear", 0.1, "other"],
  ["unclear", 0, "unknown"],
];

const ids = table.flatMap(([kind, score, list]) => list.split(" ").map((id) => [id, kind, score] as const));

describe("licence table", () => {
  test("knows exactly the 83 identifiers", () => {
    expect(ids).toHaveLength(83);
    expect(Object.keys(licenseClasses).sort()).toEqual(ids.map(([id]) => id).sort());
  });

  test.each(ids)("%s is %s with %s in any case and with any suffix", (id, kind, score) => {
    expect(licenseEntry(id)).toEqual({ class: kind, score });
    expect(licenseEntry(` ${id.toUpperCase()} `)).toEqual({ class: kind, score });
    expect(licenseEntry(`${id}-only`)).toEqual({ class: kind, score });
    expect(licenseEntry(`${id}-or-later`)).toEqual({ class: kind, score });
  });

  test("suffixes become a flag and SPDX spellings the Hub's", () => {
    expect(foldLicense("GPL-2.0-only")).toEqual({ id: "gpl-2.0", later: false });
    expect(foldLicense("LGPL-2.1-or-later")).toEqual({ id: "lgpl-2.1", later: true });
    expect(foldLicense("GPL-3.0+")).toEqual({ id: "gpl-3.0", later: true });
    expect(foldLicense("ODbL-1.0").id).toBe("odbl");
    expect(foldLicense("NOASSERTION").id).toBe("unknown");
  });

  test("names of an object's own members are no licences", () => {
    expect(licenseEntry("constructor")).toBeNull();
    expect(licenseEntry("__proto__")).toBeNull();
    expect(licenseEntry("toString")).toBeNull();
  });

  test("a family and its members do not contradict, two members do", () => {
    expect(sameLicense("bsd", "BSD-3-Clause")).toBe(true);
    expect(sameLicense("bsd-2-clause", "bsd-3-clause")).toBe(false);
    expect(sameLicense("gpl", "lgpl-2.1")).toBe(false);
  });
});
