import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Answer, checkCompatibility, uses } from "../../../rating/licences/compatibility.ts";
import { licenseClasses } from "../../../rating/licences/licenses.ts";

/** Projects by column: permissive, LGPL-2.1, GPL-2.0-only, version 3, AGPL-3.0, without a licence. */
const columns: (readonly (string | null)[])[] = [
  ["MIT", "BSD-3-Clause", "Apache-2.0"],
  ["LGPL-2.1"],
  ["GPL-2.0-only"],
  ["GPL-3.0"],
  ["AGPL-3.0"],
  [null],
];

/** Model licences and, for each column, fine-tuning with inference and redistribution. */
const rows: [string, string][] = [
  ["cc0-1.0 mit bsd-3-clause isc", "YY YY YY YY YY NN"],
  ["apache-2.0", "YY YC YC YY YY NN"],
  ["cc-by-4.0 odc-by", "YC YC YC YC YC NN"],
  ["lgpl-2.1", "YC YY YY YC YC NN"],
  ["mpl-2.0 epl-2.0", "YC YC YC YC YC NN"],
  ["odbl cc-by-sa-3.0", "YC YN YN YC YC NN"],
  ["cc-by-sa-4.0", "YC YN YN YY YC NN"],
  ["gpl-2.0", "YN YN YY YC YC NN"],
  ["gpl-3.0", "YN YN YN YY YY NN"],
  ["agpl-3.0", "CN CN CN CC CY NN"],
  ["creativeml-openrail-m llama3 gemma", "CC CN CN CN CN NN"],
  ["cc-by-nc-4.0 h-research", "NN NN NN NN NN NN"],
  ["cc-by-nd-4.0", "NC NN NN NN NN NN"],
  ["unknown other made-up", "NN NN NN NN NN NN"],
];

const cases = rows.flatMap(([models, cells]) =>
  models
    .split(" ")
    .flatMap((model) =>
      cells.split(" ").flatMap((cell, at) => (columns[at] ?? []).map((project) => [model, project, cell] as const)),
    ),
);

describe("licence compatibility", () => {
  test.each(cases)("a model under %s in a project under %s is %s", (model, project, cell) => {
    const answer = checkCompatibility([model], project, "fine-tune+inference");
    expect(answer.fineTuneInference + answer.redistribution).toBe(cell);
    expect(answer.compatible).toBe(cell[0] !== "N");
    expect(answer.reasons).toHaveLength(1);
  });

  test("case and SPDX suffixes change nothing but what they say about later versions", () => {
    expect(checkCompatibility(["Apache-2.0"], "lgpl-2.1-ONLY", "redistribution").redistribution).toBe("C");
    expect(checkCompatibility(["GPL-2.0-only"], "GPL-3.0", "redistribution").redistribution).toBe("N");
    expect(checkCompatibility(["GPL-3.0"], "GPL-2.0-or-later", "redistribution").redistribution).toBe("C");
  });

  test("running an unchangeable model is allowed where tuning it is not", () => {
    expect(checkCompatibility(["cc-by-nd-4.0"], "MIT", "inference").compatible).toBe(true);
    expect(checkCompatibility(["cc-by-nd-4.0"], "MIT", "fine-tune").compatible).toBe(false);
  });

  test("an unrecognised project licence counts as none", () => {
    expect(checkCompatibility(["mit"], "NOASSERTION", "inference").compatible).toBe(false);
  });

  test("the stricter of model and parents decides and is named", () => {
    const answer = checkCompatibility(["mit"], "MIT", "fine-tune+inference", ["cc-by-nc-4.0"]);
    expect(answer).toMatchObject({ compatible: false, fineTuneInference: "N", obligations: [] });
    expect(answer.reasons[1]).toContain("cc-by-nc-4.0");
  });

  test("conditions come with what has to be done", () => {
    const answer = checkCompatibility(["llama3"], "MIT", "fine-tune+inference");
    expect(answer.fineTuneInference).toBe("C");
    expect(answer.obligations.length).toBeGreaterThan(0);
  });

  test("a further parent never makes an answer milder", () => {
    const license = fc.constantFrom(...Object.keys(licenseClasses));
    const rank: Record<Answer, number> = { N: 0, C: 1, Y: 2 };
    fc.assert(
      fc.property(license, license, license, fc.constantFrom(...uses), (model, project, parent, use) => {
        const alone = checkCompatibility([model], project, use);
        const both = checkCompatibility([model], project, use, [parent]);
        expect(rank[both.fineTuneInference]).toBeLessThanOrEqual(rank[alone.fineTuneInference]);
        expect(rank[both.redistribution]).toBeLessThanOrEqual(rank[alone.redistribution]);
      }),
    );
  });
});
