import fc from "fast-check";
import spdx from "spdx-license-list/full.js";
import { describe, expect, test } from "vitest";
import { readLicenseText } from "../../../rating/licences/texts.ts";

const textOf = (id: string): string => spdx[id]?.licenseText ?? "";

const commonsClause =
  "“Commons Clause” License Condition v1.0\n\nThe Software is provided to you by the Licensor under the License, as defined below, subject to the following condition. Without limiting other conditions in the License, the grant of rights under the License will not include, and the License does not grant to you, the right to Sell the Software.\n";
const change = (id: string, from: string | RegExp, to: string): string => {
  const text = textOf(id);
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`${id} has no ${from}`);
  return changed;
};

/** What somebody did to a licence, and the text that came of it. */
const riders: [string, string][] = [
  ["the Commons Clause before MIT", `${commonsClause}\n${textOf("MIT")}`],
  ["the Commons Clause behind Apache 2.0", `${textOf("Apache-2.0")}\n\n${commonsClause}`],
  [
    "good, not evil in MIT",
    change(
      "MIT",
      "THE SOFTWARE IS PROVIDED",
      "The Software shall be used for Good, not Evil.\n\nTHE SOFTWARE IS PROVIDED",
    ),
  ],
  ["a ban on commercial use behind MIT", `${textOf("MIT")}\n\nCommercial use of the weights is not permitted.`],
  ["non-commercial in the title of MIT", textOf("MIT").replace("MIT License", "MIT License (Non-Commercial)")],
  [
    "a ban in the copyright line of MIT",
    change("MIT", /^Copyright.*$/m, "Copyright (c) 2024 Acme. No commercial use."),
  ],
  ["a right taken out of MIT", change("MIT", "sublicense, and/or sell", "and sublicense")],
  [
    "research only in MIT",
    change("MIT", "free of charge, to any person", "free of charge, to any person, for research purposes only,"),
  ],
  [
    "an advertising clause in the 3-clause BSD",
    change("BSD-3-Clause", "3. Neither", "3. All advertising materials must display an acknowledgement.\n\n4. Neither"),
  ],
  [
    "terms in the party's name of the 3-clause BSD",
    change("BSD-3-Clause", "the name of the copyright holder", "the name of Acme, who must consent to any sale,"),
  ],
  [
    "no nuclear use behind the 3-clause BSD",
    `${textOf("BSD-3-Clause")}\nYou acknowledge that this software is not designed or licensed for use in any nuclear facility.`,
  ],
  [
    "a threshold of users behind Apache 2.0",
    `${textOf("Apache-2.0")}\n\nIf you have more than 100 million monthly active users, you must request a license from us.`,
  ],
  [
    "an acceptable use policy behind Apache 2.0",
    `${textOf("Apache-2.0")}\n\nUse Restrictions\n\nYou agree not to use the Model to harm minors.`,
  ],
  [
    "the patent grant cut out of Apache 2.0",
    change("Apache-2.0", /3\. Grant of Patent License\.[\s\S]*?(?=4\. Redistribution)/, ""),
  ],
  [
    "a training ban behind CC BY 4.0",
    `${textOf("CC-BY-4.0")}\n\nThis material must not be used to train machine learning models.`,
  ],
  [
    "an attribution demand before Apache 2.0",
    `You must display "Built with Acme" on your website.\n\n${textOf("Apache-2.0")}`,
  ],
  [
    "an exception behind the GPL 3.0",
    `${textOf("GPL-3.0-only")}\n\nAs a special exception, commercial users need a separate license.`,
  ],
  [
    "a region excluded behind MIT",
    `${textOf("MIT")}\nThe rights above do not extend to persons domiciled in the European Union.`,
  ],
  ["a fee behind the ISC licence", `${textOf("ISC")}\nCompanies with revenue above 1 million dollars owe a royalty.`],
  ["ethical use behind the Unlicense", `${textOf("Unlicense")}\n\nBut you may not use it for military purposes.`],
  ["half of Apache 2.0", textOf("Apache-2.0").slice(0, 5000)],
  [
    "the title of Apache 2.0 over other terms",
    "Apache License\nVersion 2.0, January 2004\n\nYou may use the model for evaluation. All other rights are reserved by Acme, and every user agrees to be bound by them.",
  ],
  [
    "a vendor's agreement",
    "ACME COMMUNITY LICENSE AGREEMENT\n\nBy using the Acme Materials you agree to be bound by this Agreement. You will not use the Acme Materials to improve any other large language model.",
  ],
  [
    "the agreement of Llama with a changed limit",
    "LLAMA 3.1 COMMUNITY LICENSE AGREEMENT\nLlama 3.1 Version Release Date: July 23, 2024\n“Agreement” means the terms and conditions for use. If the monthly active users are greater than 7 million, you must request a license from Meta.",
  ],
];

describe("a text that changes a licence", () => {
  test("is tried for at least 20 riders", () => {
    expect(riders.length).toBeGreaterThanOrEqual(20);
  });

  test.each(riders)("with %s is no known licence", (_, text) => {
    expect(readLicenseText(text).extra.length).toBeGreaterThan(0);
  });

  test("names the licence that it builds on and the words that are not part of it", () => {
    const { ids, extra } = readLicenseText(`${textOf("MIT")}\n\nCommercial use is not permitted.`);
    expect(ids).toEqual(["mit"]);
    expect(extra.join(" ")).toContain("commercial use is not permitted");
  });

  test("wherever a word is taken out, put in or exchanged, is no longer that licence", () => {
    const anyText = fc.constantFrom("MIT", "BSD-3-Clause", "ISC", "Zlib", "Apache-2.0", "CC-BY-4.0", "MPL-2.0");
    const anyChange = fc.constantFrom("not", "commercial", "", "research");
    fc.assert(
      fc.property(
        anyText,
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        anyChange,
        (id, where, word) => {
          const { ids } = readLicenseText(textOf(id));
          const words = textOf(id).split(/\s+/);
          // The place lies inside the terms: what comes before and behind them is titles, notices and appendices.
          const at = Math.floor((0.3 + where * 0.3) * words.length);
          if (word === "" && !/^[a-z]{5,}$/.test(words[at] ?? "")) return;
          const changed = word === "" ? words.toSpliced(at, 1) : words.toSpliced(at, 0, word);
          const reading = readLicenseText(changed.join(" "));
          expect(reading.extra.length > 0 || reading.ids.join() !== ids.join()).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("by any sentence of terms around it is custom", () => {
    const subject = fc.constantFrom("You", "Users", "Companies", "Any person", "Licensees");
    const verb = fc.constantFrom("may not", "must not", "shall not", "agree not to", "are forbidden to", "can only");
    const act = fc.constantFrom(
      "sell it",
      "use it commercially",
      "train other models",
      "deploy it",
      "share the weights",
    );
    const anyText = fc.constantFrom("MIT", "Apache-2.0", "BSD-2-Clause", "CC0-1.0", "GPL-3.0-only");
    fc.assert(
      fc.property(anyText, subject, verb, act, fc.boolean(), (id, who, how, what, before) => {
        const rider = `${who} ${how} ${what}.`;
        const text = before ? `${rider}\n\n${textOf(id)}` : `${textOf(id)}\n\n${rider}`;
        expect(readLicenseText(text).extra.length).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  });
});
