import { expect, test } from "vitest";
import { toVerdict } from "../../../lambda/stages/verdict.ts";
import { rate } from "../../../rating/rate.ts";
import { models } from "../../rating/models/variants.ts";
import { rateOptions } from "../../support/artifacts/judged.ts";

test.each(Object.entries(models))("every metric that costs %s something is named with why", (_, snapshot) => {
  const { reasons } = toVerdict(rate(snapshot, rateOptions({ threshold: 0.99 })), null);
  const costs = reasons.filter((reason) => reason.includes(" and costs "));
  expect(costs).not.toEqual([]);
  for (const reason of costs) expect(reason).toMatch(/^[a-z_]+ is (\d\.\d\d|unknown) and costs \d\.\d\d: \S.{10,}/);
  // Points of one metric beside points of the net score would read as the same thing.
  for (const reason of costs) expect(reason).not.toMatch(/(costs|worth) \d.*(costs|worth) \d/);
});
