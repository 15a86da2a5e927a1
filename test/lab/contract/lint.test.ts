import { expect, test } from "vitest";
import { findingsOf } from "../../../lab/contract/lint.ts";

const DOCUMENT = `openapi: 3.0.3
info: { title: T, version: "1", description: D, contact: { name: C } }
servers: [{ url: https://registry.example }]
tags: [{ name: a, description: A }]
paths:
  /a:
    get:
      operationId: A
      description: D
      tags: [a]
      responses: { "200": { description: D } }
`;

test("finds nothing in a clean document", async () => {
  expect(await findingsOf(DOCUMENT)).toEqual([]);
});

test("names the line, the fault and the rule, down to hints", async () => {
  const findings = await findingsOf(DOCUMENT.replace("      description: D\n", "").replace("tags: [a]", "tags: [b]"));
  expect(findings.sort()).toEqual([
    '7: Operation "description" must be present and non-empty string. (operation-description)',
    "9: Operation tags must be defined in global tags. (operation-tag-defined)",
  ]);
});
