import { describe, expect } from "vitest";
import { shows, test, visit } from "./stack.ts";

describe("operating", () => {
  test("previews a rating and a garbage collection, and notices a changed entry of the audit log", async () => {
    await using page = await visit("/operate");
    await shows(page, "follow one another without a gap");
    await page.getByRole("button", { name: "Preview" }).click();
    await shows(page, /models? under policy .*nothing would change/);
    await page.getByRole("button", { name: "Dry run" }).click();
    await shows(page, /would be deleted.*Only what was written before/);
    expect(page.complaints).toEqual([]);
    await page.route("**/audit?*", async (route) => {
      const answer = await route.fetch();
      const [newest, second, ...older] = await answer.json();
      await route.fulfill({ response: answer, json: [newest, { ...second, hash: "0".repeat(64) }, ...older] });
    });
    await page.reload();
    await shows(page, /does not follow the entry before it/);
  });

  test("makes a personal token that is shown once, and ends it after one question, by keyboard alone", async () => {
    await using page = await visit("/settings");
    await page.getByLabel("What it is for").focus();
    await page.keyboard.type("nightly build");
    await page.keyboard.press("Enter");
    await shows(page, /^hf_\w{40}$/);
    await page.reload();
    await page.getByRole("cell", { name: "nightly build" }).waitFor();
    expect(await page.getByText(/hf_\w{40}/).count()).toBe(0);
    await page.getByRole("button", { name: "End" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "End it" }).focus();
    await page.keyboard.press("Enter");
    await shows(page, "has no token");
  });
});
