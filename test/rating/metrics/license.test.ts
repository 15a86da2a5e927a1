import { describe, expect, test } from "vitest";
import { absent, value } from "../../../rating/fact.ts";
import { license } from "../../../rating/metrics/license.ts";
import { policy } from "../../../rating/policy.ts";
import type { Snapshot } from "../../../rating/snapshot.ts";
import { blankModel, outage } from "../models/blank-model.ts";

const card = (front: string, body = ""): Pick<Snapshot, "readme"> => ({ readme: value(`---\n${front}\n---\n${body}`) });
const file = (text: string): Pick<Snapshot, "licenseFiles"> => ({ licenseFiles: { LICENSE: value(text) } });
const gplText = "GNU GENERAL PUBLIC LICENSE\nVersion 3, 29 June 2007\nEveryone may copy this document.";
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
    expect(
      judge(card("license: bsd"), file("Redistribution and use in source and binary forms. Neither the name")).score,
    ).toBe(1);
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
});
