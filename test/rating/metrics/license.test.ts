import fc from "fast-check";
import spdx from "spdx-license-list/full.js";
import { describe, expect, test } from "vitest";
import { absent, unknown, value } from "../../../rating/fact.ts";
import { license } from "../../../rating/metrics/license.ts";
import { policy } from "../../../rating/policy.ts";
import type { Snapshot } from "../../../rating/snapshot.ts";
import { blankModel, outage } from "../models/blank-model.ts";

const card = (front: string, body = ""): Pick<Snapshot, "readme"> => ({ readme: value(`---\n${front}\n---\n${body}`) });
const file = (text: string): Pick<Snapshot, "licenseFiles"> => ({ licenseFiles: { LICENSE: value(text) } });
const textOf = (id: string): string => spdx[id]?.licenseText ?? "";
const gplText = textOf("GPL-3.0-only");
const llamaText = "META LLAMA 3 COMMUNITY LICENSE AGREEMENT\nRelease date: April 18, 2024";

const parent = (ids: readonly string[]): Pick<Snapshot, "parents"> => ({
  parents: [{ id: "roots/p", fields: ["base_model"], rating: absent, licenses: value(ids), weightBytes: absent }],
});

const judge = (...parts: Partial<Snapshot>[]) => license(Object.assign({}, blankModel, ...parts), policy);

describe("license", () => {
  test("metadata saying MIT beside the text of the GPL scores .18", () => {
    const outcome = judge(card("license: mit"), file(gplText));
    expect(outcome.score).toBeCloseTo(0.18, 10);
    expect(outcome.evidence.map(({ code }) => code)).toContain("LIC_CONFLICT");
  });

  test("another licence that name and text explain as Llama 3 scores .36", () => {
    expect(judge(card("license: other\nlicense_name: llama3"), file(llamaText)).score).toBeCloseTo(0.36, 10);
    expect(judge(card("license: other\nlicense_name: Llama 3")).score).toBeCloseTo(0.36, 10);
  });

  test("a child that says MIT under a parent with Llama 3 scores .40", () => {
    const outcome = judge(card("license: mit"), parent(["llama3"]));
    expect(outcome.score).toBeCloseTo(0.4, 10);
    expect(outcome.evidence.map(({ code }) => code)).toContain("LIC_PARENT_STRICTER");
  });

  test("a section of the card that names MIT is worth .90", () => {
    expect(judge({ readme: value("# M\n\n## License\n\nMIT\n") }).score).toBeCloseTo(0.9, 10);
    expect(judge({ readme: value("# M\n\n- **License:** MIT\n") }).score).toBeCloseTo(0.9, 10);
  });

  test("of a list of licences the strictest counts", () => {
    expect(judge(card("license: [mit, gpl-3.0]")).score).toBeCloseTo(0.3, 10);
  });

  test("spelling, suffix and family make no contradiction", () => {
    expect(judge(card("license: Apache-2.0", "\n## License\n\nApache License 2.0\n")).score).toBe(1);
    expect(judge(card("license: bsd"), file(textOf("BSD-3-Clause"))).score).toBe(1);
    expect(judge(card("license: GPL-3.0-or-later"), file(gplText)).score).toBeCloseTo(0.3, 10);
  });

  test("an unknown identifier and an unexplained other score what the table says", () => {
    expect(judge(card("license: unknown")).status).toBe("absent");
    expect(judge(card("license: other")).score).toBeCloseTo(0.1, 10);
    expect(judge(card("license: my-own-terms")).score).toBe(0);
  });

  test("nothing anywhere is absent, nothing readable is unknown", () => {
    expect(judge()).toMatchObject({
      status: "absent",
      score: 0,
      improvements: [{ action: "Adding a licence", points: 1 }],
    });
    expect(judge({ readme: outage, info: outage, licenseFiles: { LICENSE: outage } })).toMatchObject({
      status: "unknown",
      score: null,
    });
  });

  test.each([
    ["MIT License", "MIT"],
    ["Apache License 2.0", "Apache-2.0"],
    ["apache 2.0", "Apache-2.0"],
    ["MIT OR Apache-2.0", "MIT"],
    ["https://opensource.org/licenses/MIT", "MIT"],
    ["LICENSE", "MIT"],
    ["acme-terms", "MIT"],
  ])("metadata spelled %j beside the text of %s is no contradiction", (spelling, id) => {
    const outcome = judge(card(`license: ${spelling}`), file(textOf(id)));
    expect(outcome.score).toBe(1);
    expect(outcome.evidence.map(({ code }) => code)).not.toContain("LIC_CONFLICT");
  });

  test("cc-by-4 beside its text scores what CC BY 4.0 does", () => {
    expect(judge(card("license: cc-by-4"), file(textOf("CC-BY-4.0"))).score).toBeCloseTo(0.9, 10);
  });

  test.each([
    [
      "the Business Source License that changes to Apache",
      `${textOf("BUSL-1.1")}\nChange License: Apache License, Version 2.0\n`,
    ],
    [
      "MIT with the Commons Clause",
      `"Commons Clause" License Condition v1.0\n\nYou may not sell the Software.\n\n${textOf("MIT")}`,
    ],
    ["the JSON licence", textOf("JSON")],
    ["the 4-clause BSD licence", textOf("BSD-4-Clause")],
    ["a vendor's own terms", "ACME MODEL TERMS\n\nYou agree not to use the Materials to train other models."],
  ])("%s scores no better than other", (_, text) => {
    const other = judge(card("license: other")).score ?? 0;
    expect(judge(file(text)).score).toBe(other);
    expect(judge(card("license: other"), file(text)).score ?? 1).toBeLessThanOrEqual(other);
    expect(judge(card("license: mit"), file(text)).score ?? 1).toBeLessThanOrEqual(other);
  });

  test.each(["modified-mit", "not-mit", "apache-2.0-non-commercial", "MIT + Commons Clause"])(
    "a licence named %j scores no better than other",
    (name) => {
      const other = judge(card("license: other")).score ?? 0;
      expect(judge(card(`license: ${name}`)).score ?? 1).toBeLessThanOrEqual(other);
      expect(judge(card(`license: other\nlicense_name: ${name}`)).score ?? 1).toBeLessThanOrEqual(other);
      expect(judge(card(`license: other\nlicense_name: ${name}`), file(textOf("MIT"))).score ?? 1).toBeLessThanOrEqual(
        other,
      );
    },
  );

  test("by any rider, in text or name, never scores better than other", () => {
    const rider = fc.constantFrom(
      "You may not sell it.",
      "For research purposes only.",
      "Commercial use needs our consent.",
    );
    const name = fc.constantFrom("modified", "non-commercial", "with-commons-clause", "research-only");
    fc.assert(
      fc.property(
        fc.constantFrom("MIT", "Apache-2.0", "BSD-3-Clause", "CC0-1.0"),
        rider,
        name,
        (id, sentence, word) => {
          expect(judge(file(`${textOf(id)}\n\n${sentence}`)).score ?? 1).toBeLessThanOrEqual(0.1);
          expect(judge(card(`license: ${id}-${word}`)).score ?? 1).toBeLessThanOrEqual(0.1);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe("several licence texts", () => {
  const texts = (files: Record<string, string>): Pick<Snapshot, "licenseFiles"> => ({
    licenseFiles: Object.fromEntries(Object.entries(files).map(([path, text]) => [path, value(text)])),
  });
  const said = (outcome: ReturnType<typeof judge>) => outcome.evidence.map(({ text }) => text).join("\n");

  test("the one about the model wins over the one about the code, and the evidence says so", () => {
    const outcome = judge(texts({ "LICENSE-CODE": textOf("MIT"), "LICENSE-MODEL": textOf("CC-BY-NC-4.0") }));
    expect(outcome.score).toBeCloseTo(0.1, 10);
    expect(said(outcome)).toContain("LICENSE-CODE holds the text of mit, which does not count for the weights");
  });

  test("the one about the model wins over one that does not say, also where it is milder", () => {
    const files = texts({ LICENSE: gplText, "MODEL_LICENSE.md": textOf("Apache-2.0") });
    expect(judge(card("license: apache-2.0"), files).score).toBe(1);
    expect(said(judge(files))).toContain("another file is about the model");
  });

  test("without a scope the stricter counts", () => {
    expect(judge(texts({ LICENSE: textOf("MIT"), COPYING: gplText })).score).toBeCloseTo(0.3, 10);
  });

  test("that contradict the metadata are named with what each says", () => {
    const outcome = judge(card("license: mit"), texts({ LICENSE: gplText }));
    expect(said(outcome)).toContain("(metadata: mit; licence file: gpl-3.0), so the stricter gpl-3.0 counts");
  });

  test("a card that puts the weights under other terms than the code is taken at its word", () => {
    const body = "\n## License\n\nThe code is released under MIT, and the weights under CC BY-NC 4.0.\n";
    expect(judge(card("", body)).score).toBeCloseTo(0.09, 10);
  });

  test("the text behind the link explains what other stands for", () => {
    const linked = { licenseLink: value({ path: "TERMS", text: textOf("CC-BY-SA-4.0") }) };
    expect(judge(card("license: other\nlicense_link: https://x.example"), linked).score).toBeCloseTo(0.54, 10);
    expect(judge(card("license: other\nlicense_link: https://ai.google.dev/gemma/terms")).score).toBeCloseTo(0.36, 10);
  });

  test("a link that is not followed is said and leaves the score firm", () => {
    const link = unknown("not_followed", "the registry follows licence links on Hugging Face and GitHub only");
    const outcome = judge(card("license: mit"), { licenseLink: link });
    expect(outcome).toMatchObject({ score: 1, lo: 1, hi: 1 });
    expect(said(outcome)).toContain("on Hugging Face and GitHub only");
  });
});
