import { describe, expect } from "vitest";
import { shows, test, visit, world } from "./stack.ts";

describe("the list", () => {
  test("searches while somebody types, filters, holds both in the address, and is walked by keyboard alone", async () => {
    await using page = await visit("/");
    await shows(page, "test-upload");
    await page.keyboard.press("/");
    await page.keyboard.type("bert");
    await page.waitForURL(/q=bert/);
    await page.getByText("test-upload").waitFor({ state: "detached" });
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/model\/\d+$/);
    await page.goBack();
    await page.waitForURL(/q=bert/);
    await page.getByRole("button", { name: "Owner" }).click();
    await page.getByRole("menuitemcheckbox", { name: /acme/ }).click();
    await page.waitForURL(/owner=acme/);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Clear" }).click();
    await shows(page, "test-upload");
    expect(page.complaints).toEqual([]);
  });

  test("asks once for a search that has one page", async () => {
    await using page = await visit("/");
    await shows(page, "test-upload");
    const asked: string[] = [];
    page.on("request", (request) => {
      const { pathname, search } = new URL(request.url());
      if (pathname === "/artifacts/search" && request.postData()?.includes("clear-bert")) asked.push(search);
    });
    const search = page.getByRole("searchbox");
    const counted = page.waitForResponse("**/artifacts/counts");
    await search.fill("clear-bert");
    await page.getByText("test-upload").waitFor({ state: "detached" });
    await counted;
    await search.fill("");
    await shows(page, "test-upload");
    expect(asked).toEqual(["?limit=100"]);
  });

  test("keeps what it shows while the server is away, says so, and continues by itself", async () => {
    await using page = await visit("/");
    await shows(page, "test-upload");
    await world.restart(async () => {
      await shows(page, "The registry does not answer.");
      expect(await page.getByText("test-upload").count()).toBe(1);
    });
    await page.getByText("The registry does not answer.").waitFor({ state: "hidden" });
  });
});
