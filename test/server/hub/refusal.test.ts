import fc from "fast-check";
import { expect, test } from "vitest";
import { refusalReply } from "../../../server/hub/refusal.ts";
import { anyCharacter } from "../../support/any-character.ts";

/** A sentence as the header of a refusal carries it. */
const headerOf = (message: string): string => refusalReply({ status: 403, message }).headers["X-Error-Message"];

test("a header holds one line of Latin-1 of at most 1,000 characters, whatever the sentence", () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter, maxLength: 3_000 }), (text) => {
      const header = headerOf(text);
      expect(header).toMatch(/^[\x20-\x7e\xa0-\xff]*$/);
      expect(header.length).toBeLessThanOrEqual(1_000);
      // Node itself accepts it as the value of a header.
      expect(() => new Headers({ x: header })).not.toThrow();
    }),
  );
});

test("letters that Latin-1 lacks lose their marks, signs get their plain form, others become a question mark", () => {
  expect(headerOf("modèle – “ěščř” → 模型\nnext")).toBe('modèle - "escr" -> ?? next');
});

test("a refusal says the same in the status line, in the header, in the warning and in the body", () => {
  const message = "acme/m is not approved here: no licence";
  expect(refusalReply({ status: 403, code: "GatedRepo", message, topic: "acme/m; rejected" })).toEqual({
    status: 403,
    statusText: message,
    headers: {
      "X-Error-Code": "GatedRepo",
      "X-Error-Message": message,
      "X-HF-Warning": `gatehouse: acme/m, rejected; ${message}`,
    },
    body: { error: message },
  });
});
