import { describe, expect } from "vitest";
import { aPage } from "../../lab/page/world.ts";
import { PASSWORD } from "../../lab/registry.ts";
import { browser, ids, PAGE_LIMIT_MS, shows, test, visit, world } from "./stack.ts";

describe("signing in", () => {
  test("shows nothing but the form before, the artifacts after, and the form again after signing out", async () => {
    const page = await aPage(browser, { url: world.url, token: null });
    page.setDefaultTimeout(PAGE_LIMIT_MS);
    await page.goto("/");
    await page.getByLabel("Account").fill("admin");
    expect(await page.getByRole("link").count()).toBe(0);
    expect(page.complaints).toEqual([]);
    await page.getByLabel("Password").fill("a wrong password of nobody");
    await page.getByRole("button", { name: "Sign in" }).click();
    await shows(page, "The account or the password is wrong.");
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await shows(page, "test-upload");
    await page.getByRole("button", { name: /^admin/ }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.getByRole("button", { name: "Sign in" }).waitFor();
    await page.context().close();
  });

  test("keeps the page and asks again over it when the session ends", async () => {
    await using page = await visit(`/model/${ids.rejected}`);
    await shows(page, "Why it was rejected");
    await page.evaluate(() => localStorage.setItem("gatehouse.token", "bearer of.a.token"));
    await page.reload();
    await page.getByLabel("Account").fill("admin");
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await shows(page, "Why it was rejected");
  });
});
