/** The page in a real browser. One stack and one browser serve every test of this folder. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { aPage, aPageWorld, openBrowser, type PageWorld, type View } from "../../lab/page/world.ts";
import { PASSWORD } from "../../lab/registry.ts";
import { buildWeb } from "../../scripts/build-web.ts";
import { isInstalled, testWith } from "../support/programs.ts";
import { type AxeViolation, views } from "./views.ts";

const test = testWith("chromium");
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** Only colours differ between the themes. */
const AXE_RUNS = { light: "axe.run()", dark: 'axe.run({ runOnly: ["color-contrast"] })' };

let world: PageWorld;
let browser: Browser;
const ids = { clear: 0, child: 0, rejected: 0, failed: 0 };

beforeAll(async () => {
  if (!isInstalled("chromium")) return;
  await buildWeb();
  [world, browser] = await Promise.all([
    aPageWorld({ weightBytes: 300_000, largeBytes: 8_000_000, bytesPerSecond: 2_000_000 }),
    openBrowser(),
  ]);
  ids.clear = await world.post("https://huggingface.co/acme/clear-bert");
  ids.child = await world.post("https://huggingface.co/acme/clear-bert-finetuned");
  ids.rejected = await world.post("https://huggingface.co/someone/test-upload");
  ids.failed = await world.post("https://huggingface.co/acme/no-such-model");
  for (const id of Object.values(ids)) await world.ended(id);
});
afterAll(async () => {
  await browser?.close();
  await world?.[Symbol.asyncDispose]();
});

/** Opens an address as somebody who is signed in; the browser must not complain about anything. */
async function visit(at: string, view: View = {}): Promise<Page & AsyncDisposable & { complaints: string[] }> {
  const page = await aPage(browser, world, view);
  page.setDefaultTimeout(30_000);
  await page.goto(at);
  return Object.assign(page, { [Symbol.asyncDispose]: () => page.context().close() });
}
const shows = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();

describe("signing in", () => {
  test("shows nothing but the form before, the artifacts after, and the form again after signing out", async () => {
    const page = await aPage(browser, { url: world.url, token: null });
    page.setDefaultTimeout(30_000);
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
    await link.fill("https://huggingface.co/acme/large-llm");
    await shows(page, "acme/large-llm");
    await page.getByRole("button", { name: "Submit" }).click();
    await page.waitForURL(/\/model\/\d+$/);
    await shows(page, /Downloading \d+ %/);
    await shows(page, /^live$/);
    expect(await page.title()).toMatch(/^\d+ % large-llm · Gatehouse$/);
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

describe("an artifact", () => {
  test("explains a rejection: the score, the threshold, the evidence and what would raise it", async () => {
    await using page = await visit(`/model/${ids.rejected}`);
    await shows(page, /Rejected: 0\.\d\d, needs 0\.50/);
    await shows(page, "Adding a licence");
    await page.locator("summary", { hasText: "license" }).click();
    await shows(page, /No known licence is stated/);
    expect(page.complaints).toEqual([]);
  });

  test("says why an ingest failed, and retries one whose failure can pass", async () => {
    await using page = await visit(`/model/${ids.failed}`);
    await shows(page, "Trying again does not help.");
    expect(await page.getByRole("button", { name: "Try again" }).count()).toBe(0);
    await page.route(`**/artifacts/model/${ids.failed}`, async (route) => {
      const answer = await route.fetch();
      const artifact = await answer.json();
      await route.fulfill({ json: { ...artifact, failure: { ...artifact.failure, retryable: true } } });
    });
    await page.reload();
    await page.getByRole("button", { name: "Try again" }).click();
    await page.waitForURL(
      (address) => /\/model\/\d+$/.test(address.pathname) && !address.pathname.endsWith(`/${ids.failed}`),
    );
  });

  test("shows files with digests, the lineage as graph and list, the audit, and how to use it here", async () => {
    await using page = await visit(`/model/${ids.child}?tab=files`);
    await shows(page, "model.safetensors");
    await page.getByRole("link", { name: "Lineage" }).click();
    await page.locator("svg text", { hasText: "clear-bert-finetuned" }).waitFor();
    await page.getByRole("listitem").getByRole("link", { name: "clear-bert", exact: true }).first().waitFor();
    await page.getByRole("link", { name: "Audit" }).click();
    await shows(page, "submitted it");
    await page.getByRole("link", { name: "Use it" }).first().click();
    await shows(page, `HF_ENDPOINT=${world.url}/hub`);
    await page.getByRole("tab", { name: "curl" }).click();
    await shows(page, `${world.url}/artifacts/model/${ids.child}/download`);
    expect(page.complaints).toEqual([]);
  });

  test("is compared with another, and deleted after one question", async () => {
    await using page = await visit(`/compare?a=${ids.clear}&b=${ids.child}`);
    await shows(page, /differ, \d+ are the same/);
    await shows(page, "apache-2.0");
    const doomed = await world.post("https://huggingface.co/spaces/acme/plain-space", "code");
    await world.ended(doomed, "code");
    await page.goto(`/code/${doomed}`);
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await page.waitForURL("/");
    await page.goto(`/code/${doomed}`);
    await shows(page, "This code does not exist");
  });
});

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

  test("keeps what it shows while the server is away, says so, and goes on by itself", async () => {
    await using page = await visit("/");
    await shows(page, "test-upload");
    await world.restart(async () => {
      await shows(page, "The registry does not answer.");
      expect(await page.getByText("test-upload").count()).toBe(1);
    });
    await page.getByText("The registry does not answer.").waitFor({ state: "hidden" });
  });
});

describe("every page", () => {
  test("has nothing for axe to find in either theme, and fits into 360 px", async () => {
    await using page = await visit("/");
    const found: string[] = [];
    for (const [name, { at, text }] of Object.entries(views(ids))) {
      await page.goto(at);
      await shows(page, text);
      await page.evaluate(AXE);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        const { violations } = await page.evaluate<{ violations: AxeViolation[] }>(AXE_RUNS[colorScheme]);
        found.push(
          ...violations.map(({ id, impact, nodes }) => `${name}, ${colorScheme}: ${id} (${impact}) ${nodes[0]?.html}`),
        );
      }
      await page.setViewportSize({ width: 360, height: 740 });
      const excess = await page.evaluate<number>("document.documentElement.scrollWidth - window.innerWidth");
      if (excess > 0) found.push(`${name} is ${excess} px too wide`);
      await page.setViewportSize({ width: 1280, height: 800 });
    }
    expect(found).toEqual([]);
  });

  test("says what happened and what comes next when the registry answers 500, 429, or breaks off", async () => {
    await using page = await visit("/operate");
    await shows(page, "follow one another");
    await page.route("**/artifacts/model/*", (route) =>
      route.fulfill({ status: 400, json: { detail: "A made-up fault" } }),
    );
    await page.goto(`/model/${ids.clear}`);
    await shows(page, "A made-up fault.");
    await page.unroute("**/artifacts/model/*");
    let refusals = 0;
    await page.route("**/artifacts/search*", (route) => {
      refusals += 1;
      if (refusals === 1)
        return route.fulfill({ status: 429, headers: { "retry-after": "1" }, json: { detail: "Later" } });
      if (refusals === 2) return route.fulfill({ status: 500, json: { detail: "A bug" } });
      return refusals === 3 ? route.abort() : route.continue();
    });
    await page.goto("/");
    await shows(page, "test-upload");
    expect(refusals).toBeGreaterThan(3);
  });
});
