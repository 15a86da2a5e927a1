/** One stack and one browser serve every test of the page. */
import type { Browser, Page } from "playwright-core";
import { inject } from "vitest";
import { aPage, aPageWorld, openBrowser, type PageWorld, type View } from "../../lab/page/world.ts";
import { buildWeb } from "../../scripts/build-web.ts";
import { isInstalled, testWith } from "../support/programs/programs.ts";

export const test = testWith("chromium");

/** Ends a hang of a page; a machine may be many times slower. */
export const PAGE_LIMIT_MS = 300_000;

export let world: PageWorld;
export let browser: Browser;
export const ids = { clear: 0, child: 0, rejected: 0, failed: 0 };

export async function openStack(): Promise<void> {
  if (!isInstalled("chromium")) return;
  await buildWeb();
  [world, browser] = await Promise.all([
    aPageWorld({ weightBytes: 300_000, largeBytes: 8_000_000, bytesPerSecond: 2_000_000, bundle: inject("bundle") }),
    openBrowser(),
  ]);
  ids.clear = await world.post("https://huggingface.co/acme/clear-bert");
  ids.child = await world.post("https://huggingface.co/acme/clear-bert-finetuned");
  ids.rejected = await world.post("https://huggingface.co/someone/test-upload");
  ids.failed = await world.post("https://huggingface.co/acme/no-such-model");
  for (const id of Object.values(ids)) await world.ended(id);
}

export async function closeStack(): Promise<void> {
  await browser?.close();
  await world?.[Symbol.asyncDispose]();
}

/** Opens an address as somebody who is signed in; the browser must not complain about anything. */
export async function visit(at: string, view: View = {}): Promise<Page & AsyncDisposable & { complaints: string[] }> {
  const page = await aPage(browser, world, view);
  page.setDefaultTimeout(PAGE_LIMIT_MS);
  await page.goto(at);
  return Object.assign(page, { [Symbol.asyncDispose]: () => page.context().close() });
}

export const shows = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();
