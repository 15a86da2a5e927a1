import { describe, expect, test } from "vitest";
import { parseYaml } from "../../rating/card/front-matter.ts";
import { measurePython } from "../../rating/code/python.ts";
import { value } from "../../rating/fact.ts";
import { policy } from "../../rating/policy.ts";
import { rate } from "../../rating/rate.ts";
import { toModelRating } from "../../rating/wire.ts";
import { clearBert } from "./models/clear-bert.ts";

const python = (code: string): string => `\`\`\`python\n${code}\n\`\`\`\n`;

/** Each would take minutes, or the whole stack, if a pattern or a walk were quadratic or recursive in it. */
const hostile: Record<string, string> = {
  "digits without end": "1".repeat(250_000),
  "a word of hyphens": "a-".repeat(120_000),
  "open braces": "{{".repeat(120_000),
  "stand-ins that never close": python("<your ".repeat(40_000)),
  "blank lines in code": python("\n".repeat(200_000)),
  "letters in code": python("w".repeat(200_000)),
  "brackets in code": python("(".repeat(15_000)),
  "a tuple of names": python(`${"a, ".repeat(6000)}b = 1`),
  "a loop over names": python(`for ${"a, ".repeat(6000)}b in c: pass`),
  "a heading of signs": `# ${"!".repeat(200_000)}x`,
  "headings without text": "#\n".repeat(60_000),
  "front matter of brackets": `---\na: ${"[".repeat(60_000)}\n---\n`,
};

describe("a hostile card", () => {
  test.each(Object.entries(hostile))("made of %s is rated within seconds of processor time", (_, readme) => {
    const begun = process.cpuUsage();
    const rating = rate(
      { ...clearBert, readme: value(readme) },
      { policy, threshold: 0.5, strict: false, clock: () => 0 },
    );
    const { user, system } = process.cpuUsage(begun);
    expect(rating.net).not.toBeNull();
    // Not of the clock: a busy machine makes the same work take any time.
    expect((user + system) / 1e6).toBeLessThan(10);
  });

  test("puts no control characters and no endless text on the wire", () => {
    const heading = `Training data ${"\u0007".repeat(5)}`;
    const readme = `## ${heading}\n\n${"words ".repeat(100)}\n\n${python(Array.from({ length: 900 }, (_, at) => `unheard_${at}()`).join("\n"))}`;
    const rating = rate(
      { ...clearBert, readme: value(readme) },
      { policy, threshold: 0.5, strict: false, clock: () => 0 },
    );
    const texts = Object.values(toModelRating(rating, "x").rating_details.metrics).flatMap(({ evidence }) =>
      evidence.map(({ text }) => text),
    );
    expect(Math.max(...texts.map((text) => text.length))).toBeLessThanOrEqual(1000);
    expect(texts.filter((text) => /\p{Cc}/u.test(text))).toEqual([]);
  });
});

test("deeply nested YAML is a fault and not a crash", () => {
  expect(parseYaml("[".repeat(50_000)).fault).not.toBeNull();
  expect(parseYaml(`${"[".repeat(20_000)}${"]".repeat(20_000)}`).fault).not.toBeNull();
});

test("a file of twenty thousand functions is measured in one pass", () => {
  const functions = measurePython("def a():0\n".repeat(20_000));
  expect(functions?.at(-1)).toMatchObject({ line: 20_000, lines: 1 });
});
