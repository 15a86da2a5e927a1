import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { licenseClasses } from "../../../rating/licences/licenses.ts";
import { readLicenseName } from "../../../rating/licences/names.ts";
import { licenseStatements } from "../../../rating/licences/statements.ts";

const said = (text: string): string => {
  const { kind, ids } = readLicenseName(text);
  return kind === "known" ? ids.join(" ") : [kind, ...ids].join(" ");
};

/** What metadata states, and how a lawyer reads it. */
const spellings: [string, string][] = [
  ["mit", "mit"],
  ["MIT License", "mit"],
  ["The MIT License (MIT)", "mit"],
  ["Apache License 2.0", "apache-2.0"],
  ["Apache License, Version 2.0", "apache-2.0"],
  ["apache 2.0", "apache-2.0"],
  ["Apache2.0", "apache-2.0"],
  ["apache-2", "apache-2.0"],
  ["Apache Software License 2.0", "apache-2.0"],
  ["BSD 3-Clause", "bsd-3-clause"],
  ['BSD 3-Clause "New" or "Revised" License', "bsd-3-clause"],
  ["bsd3", "bsd-3-clause"],
  ["GPLv3", "gpl-3.0"],
  ["GPL-3.0-or-later", "gpl-3.0"],
  ["GNU General Public License v3.0", "gpl-3.0"],
  ["GNU AGPLv3", "agpl-3.0"],
  ["LGPL v2.1 or later", "lgpl-2.1"],
  ["cc-by-4", "cc-by-4.0"],
  ["CC BY-NC-SA 4.0", "cc-by-nc-sa-4.0"],
  ["Creative Commons Attribution-NonCommercial 4.0 International", "cc-by-nc-4.0"],
  ["cc-by-sa", "cc-by-sa-3.0"],
  ["CC0", "cc0-1.0"],
  ["Llama 3.1 Community License Agreement", "llama3.1"],
  ["META LLAMA 3 COMMUNITY LICENSE AGREEMENT Release date: April 18, 2024", "llama3"],
  ["Gemma Terms of Use", "gemma"],
  ["CreativeML Open RAIL-M", "creativeml-openrail-m"],
  ["openrail-m", "openrail"],
  ["Mozilla Public License 2.0", "mpl-2.0"],
  ["https://opensource.org/licenses/MIT", "mit"],
  ["https://www.apache.org/licenses/LICENSE-2.0.html", "apache-2.0"],
  ["https://creativecommons.org/licenses/by-nc/4.0/legalcode.en", "cc-by-nc-4.0"],
  ["https://ai.google.dev/gemma/terms", "gemma"],
  ["MIT OR Apache-2.0", "mit"],
  ["GPL-3.0-only OR MIT", "mit"],
  ["MIT/Apache-2.0", "mit"],
  ["MIT AND CC-BY-NC-4.0", "mit cc-by-nc-4.0"],
  ["(MIT OR GPL-2.0) AND Apache-2.0", "mit apache-2.0"],
  ["GPL-2.0-only WITH Classpath-exception-2.0", "gpl-2.0"],
  ["mit, apache-2.0", "mit apache-2.0"],
  ["This model is released under the MIT License.", "mit"],
  ["See the LICENSE file for details. Licensed under Apache 2.0.", "apache-2.0"],
  ["bsd-4-clause", "bsd-4-clause"],
  ["JSON License", "json"],
  ["modified-mit", "custom mit"],
  ["not-mit", "custom mit"],
  ["MIT with Commons Clause", "custom mit"],
  ["apache-2.0-non-commercial", "custom apache-2.0"],
  ["Apache 1.1", "custom apache-2.0"],
  ["MIT AND Commons Clause", "custom mit"],
  ["UNLICENSED", "custom"],
  ["proprietary", "custom"],
  ["research-only", "custom"],
  ["other", "other"],
  ["LICENSE", "unknown"],
  ["LICENSE.md", "unknown"],
  ["see license", "unknown"],
  ["unknown", "unknown"],
  ["https://example.org/terms", "unknown"],
  ["acme-terms-2", "unknown"],
  ["permitted by nobody", "unknown"],
  ["constructor", "unknown"],
];

describe("the name of a licence", () => {
  test("is tried in at least 30 spellings", () => {
    expect(spellings.length).toBeGreaterThanOrEqual(30);
  });

  test.each(spellings)("%j is read as %s", (text, reading) => {
    expect(said(text)).toBe(reading);
  });

  const ids = Object.keys(licenseClasses).filter((id) => id !== "other" && id !== "unknown");

  test("is the same in any case, with blanks for hyphens, and with the word licence beside it", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ids),
        fc.constantFrom("-", " ", "_"),
        fc.boolean(),
        fc.boolean(),
        (id, gap, upper, worded) => {
          const spelled = id.replaceAll("-", gap);
          const text = `${upper ? spelled.toUpperCase() : spelled}${worded ? " License" : ""}`;
          expect(said(text)).toBe(id);
        },
      ),
    );
  });

  test("with a word that sets terms is custom and keeps what it builds on", () => {
    const rider = fc.constantFrom(
      "modified",
      "not",
      "non-commercial",
      "research only",
      "commons clause",
      "plus",
      "derivative",
      "except military",
    );
    fc.assert(
      fc.property(
        fc.constantFrom("mit", "apache-2.0", "bsd-3-clause", "isc", "gpl-3.0", "cc-by-4.0"),
        rider,
        fc.boolean(),
        (id, word, before) => {
          const { kind, ids: based } = readLicenseName(before ? `${word} ${id}` : `${id} ${word}`);
          expect([kind, based.includes(id) || based.some((other) => other.startsWith("cc-by"))]).toEqual([
            "custom",
            true,
          ]);
        },
      ),
    );
  });

  test("of any text is an answer and no crash", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        expect(["known", "custom", "unknown"]).toContain(readLicenseName(text).kind);
      }),
    );
  });
});

describe("prose about the licence", () => {
  const stated = (text: string) => licenseStatements(text).map(({ kind, ids, scope }) => [kind, ids.join(" "), scope]);

  test.each<[string, ReturnType<typeof stated>]>([
    ["Released under the MIT license.", [["known", "mit", null]]],
    [
      "The code is released under MIT, and the weights under CC BY-NC 4.0.",
      [
        ["known", "mit", "code"],
        ["known", "cc-by-nc-4.0", "model"],
      ],
    ],
    ["The code and the model weights are under Apache 2.0.", [["known", "apache-2.0", null]]],
    ["MIT License with additional restrictions.", [["custom", "mit", null]]],
    ["This model may not be used for commercial purposes.", [["custom", "", "model"]]],
    ["Fine-tuned from Llama 3.1 and Gemma. It is under the Apache License 2.0.", [["known", "apache-2.0", null]]],
    ["Its use is governed by the Llama 3.1 license.", [["known", "llama3.1", null]]],
    ["Please cite us.", []],
  ])("%j is read statement by statement", (text, expected) => {
    expect(stated(text)).toEqual(expected);
  });
});
