import { describe, expect } from "vitest";
import { ids, shows, test, visit, world } from "./stack.ts";

describe("a submission", () => {
  test("says what it understood, links what is here already, and follows the ingest live to its verdict", async () => {
    await using page = await visit("/submit");
    const link = page.getByRole("textbox");
    await link.fill("https://example.com/a/b");
    await shows(page, /example\.com is not a source/);
    await link.fill("huggingface.co/acme/clear-bert/tree/main");
    await shows(page, "Already here:");
    await page.getByRole("button", { name: "Submit" }).click();
    await page.getByRole("link", { name: `See model ${ids.clear}` }).waitFor();
    const weights = { file: "model.safetensors", listener: "cdn" } as const;
    const stalled = world.hub.faults.add(weights, { kind: "stall", afterBytes: 1_000 });
    await link.fill("https://huggingface.co/acme/large-llm");
    await shows(page, "acme/large-llm");
    await page.getByRole("button", { name: "Submit" }).click();
    await page.waitForURL(/\/model\/\d+$/);
    await shows(page, /Downloading \d+ %/);
    await shows(page, /^live$/);
    expect(await page.title()).toMatch(/^\d+ % large-llm · Gatehouse$/);
    stalled.remove();
    await shows(page, /(Approved|Rejected): /);
    expect(page.complaints.filter((text) => !text.includes("409"))).toEqual([]);
  });

  test("takes several links at a time and says what became of each", async () => {
    await using page = await visit("/submit");
    await page
      .getByRole("textbox")
      .fill("https://huggingface.co/datasets/acme/reviews\nhttps://huggingface.co/acme/clear-bert");
    await page.getByRole("button", { name: "Submit 2 links" }).click();
    await page.getByRole("link", { name: /accepted as dataset \d+/ }).waitFor();
    await page.getByRole("link", { name: `See model ${ids.clear}` }).waitFor();
  });
});
