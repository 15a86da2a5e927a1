import { describe, expect, test } from "vitest";
import { type Card, parseCard } from "../../../rating/card/card.ts";
import { splitFrontMatter } from "../../../rating/card/front-matter.ts";
import { topicPlace } from "../../../rating/card/topics.ts";
import { policy } from "../../../rating/policy.ts";
import type { Topic } from "../../../rating/vocabulary.ts";
import { filler } from "../models/blank-model.ts";
import { maskedCard, tinyCard, trainerCard, uneditedTemplate } from "../models/cards.ts";

const parsed = (text: string): Card => {
  const { body, data, fault } = splitFrontMatter(text);
  return parseCard(body, { data, fault }, policy);
};

const topics = (card: Card): string[] =>
  (Object.keys(policy.words.topics) as Topic[]).filter((topic) => topicPlace(card, topic, policy) !== null);

describe("front matter", () => {
  test("is split from the body, whatever the line ends", () => {
    const { data, body } = splitFrontMatter("\uFEFF---\r\nlicense: mit\r\n---\r\n# Title\r\n");
    expect(data).toEqual({ license: "mit" });
    expect(body).toBe("# Title\n");
  });

  test("keeps dates and version numbers as they are written and takes no custom tags", () => {
    expect(splitFrontMatter("---\ndate: 2024-05-01\n---\n").data).toEqual({ date: "2024-05-01" });
    const tagged = splitFrontMatter("---\na: !!js/function 'x'\n---\n");
    expect(typeof tagged.data?.["a"]).not.toBe("function");
  });

  test.each([
    ["---\na: [1, 2\n---\n", "invalid YAML"],
    ["---\n- a\n---\n", "not a mapping"],
    ["---\na: 1\n", "no closing line"],
  ])("%j is reported as %s", (text, fault) => {
    expect(splitFrontMatter(text).fault).toContain(fault);
  });

  test("does not let aliases multiply", () => {
    const bomb = `---\na: &a [x,x,x,x,x,x,x,x,x,x]\n${"bcdefgh"
      .split("")
      .map((key, at) => `${key}: &${key} [${Array(10).fill(`*${"abcdefg"[at]}`).join(",")}]`)
      .join("\n")}\n---\n`;
    expect(splitFrontMatter(bomb).fault).toContain("aliases");
  });
});

describe("model card", () => {
  test("an unedited template covers no topic and has no runnable code", () => {
    const card = parsed(uneditedTemplate);
    expect(topics(card)).toEqual([]);
    expect(card.codeBlocks).toEqual([]);
    expect(card.prose.length).toBeLessThan(policy.rampUp.prose.from);
  });

  test("a card written by a training program covers no topic", () => {
    expect(topics(parsed(trainerCard))).toEqual([]);
  });

  test("nested headings belong to their parents and cover every topic of the masked model", () => {
    const card = parsed(maskedCard);
    expect(topics(card)).toHaveLength(8);
    const uses = card.sections.find(({ heading }) => heading === "Intended uses & limitations");
    expect(uses?.codeBlocks).toHaveLength(1);
    expect(uses?.prose.length).toBeGreaterThan(390);
  });

  test("prompts and printed answers leave the code", () => {
    expect(parsed(maskedCard).codeBlocks[0]?.code).toBe(
      'from transformers import pipeline\nfill = pipeline("fill-mask", model="someone/plain")\nfill("A [MASK] day")',
    );
  });

  test("a small card has its code block under its heading", () => {
    const [block] = parsed(tinyCard).codeBlocks;
    expect(block).toMatchObject({ language: "python", lines: 8, headings: ["Tiny", "Getting Started"] });
  });

  test("comments, badges, headings and code are no prose; tables are", () => {
    const card = parsed(
      `# T\n\n<!-- ${filler(200)} -->\n\n[![b](https://x.example/b.svg)](https://x.example)\n\n\`\`\`\n${filler(50)}\n\`\`\`\n\n| a | b |\n|---|---|\n| c | d |\n`,
    );
    expect(card.prose).toBe("a b c d");
  });

  test("a heading inside a code block is no heading", () => {
    expect(parsed("```\n# Limitations\n```\n").sections).toEqual([]);
  });

  test("links keep the sentence they are in, and reference links their target", () => {
    const { links } = parsed("See the [code][c] here.\n\n[c]: https://github.com/team/work\n");
    expect(links).toEqual([{ url: "https://github.com/team/work", context: "See the code here." }]);
  });

  test.each([
    ["quotes", `${">".repeat(20_000)} deep`],
    ["lists", `${"- ".repeat(20_000)}deep`],
    ["emphasis", `${"*a ".repeat(20_000)}deep${" a*".repeat(20_000)}`],
    ["stars", `${"**".repeat(20_000)}deep${"**".repeat(20_000)}`],
    ["links", `${"[".repeat(20_000)}deep${"](b)".repeat(20_000)}`],
  ])("twenty thousand nested %s are read without harm", (_, hostile) => {
    expect(parsed(`${hostile}\n\n## Limitations\n\n${filler(90)}\n`).sections).toHaveLength(1);
  });

  test("a long block of code stays as it is", () => {
    const code = Array.from({ length: 200 }, (_, at) => `value_${at} = table_[${at}]`).join("\n");
    expect(parsed(`\`\`\`python\n${code}\n\n${code}\n\`\`\`\n`).codeBlocks[0]?.code).toBe(`${code}\n\n${code}`);
  });

  test("a long table keeps its links and a long rule stays a rule", () => {
    const rows = Array.from({ length: 300 }, (_, at) => `| [r${at}](https://x.example/${at}) | ${at} |`).join("\n");
    const card = parsed(`${"-".repeat(80)}\n\n| a | b |\n|---|---|\n${rows}\n`);
    expect(card.links).toHaveLength(300);
    expect(card.prose).not.toContain("--");
  });
});
