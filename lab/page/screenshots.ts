/** `npm run screenshots` takes docs/img: every page in both themes, over the sample hub. */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { Command } from "commander";
import type { Browser, Page } from "playwright-core";
import { buildWeb } from "../../scripts/build-web.ts";
import { runScript } from "../../scripts/entry/run.ts";
import { aPage, aPageWorld, openBrowser, type PageWorld } from "./world.ts";

const DIRECTORY = path.resolve(import.meta.dirname, "../../docs/img");
const themes = ["light", "dark"] as const;

interface Shot {
  readonly name: string;
  readonly at: string;
  /** Text that is there once the page is whole. */
  readonly shows: string | RegExp;
  readonly act?: (page: Page) => Promise<void>;
  readonly width?: number;
}

async function take(browser: Browser, world: PageWorld, shots: readonly Shot[]): Promise<void> {
  for (const theme of themes) {
    for (const { name, at, shows, act, width = 1280 } of shots) {
      const page = await aPage(
        browser,
        { url: world.url, token: name === "sign-in" ? null : world.token },
        { theme, width },
      );
      await page.goto(at);
      await act?.(page);
      await page.getByText(shows).first().waitFor();
      await page.waitForLoadState("networkidle", { timeout: 2_000 }).catch(() => undefined);
      await page.screenshot({ path: path.join(DIRECTORY, `${name}-${theme}.png`) });
      if (page.complaints.length > 0) console.log(`${name} (${theme}):`, page.complaints);
      await page.context().close();
    }
  }
}

async function shoot(): Promise<void> {
  await buildWeb();
  await mkdir(DIRECTORY, { recursive: true });
  await using world = await aPageWorld({ bytesPerSecond: 250_000, weightBytes: 400_000 });
  const browser = await openBrowser();
  try {
    const clear = await world.post("https://huggingface.co/acme/clear-bert");
    const child = await world.post("https://huggingface.co/acme/clear-bert-finetuned");
    const rejected = await world.post("https://huggingface.co/someone/test-upload");
    const corpus = await world.post("https://huggingface.co/datasets/acme/corpus", "dataset");
    await world.post("https://huggingface.co/spaces/acme/plain-space", "code");
    const failed = await world.post("https://huggingface.co/acme/no-such-model");
    for (const id of [clear, child, rejected, failed]) await world.ended(id);
    const large = await world.post("https://huggingface.co/acme/large-llm");
    const submitted = "https://huggingface.co/acme/clear-bert/tree/v2/onnx";
    await take(browser, world, [{ name: "live", at: `/model/${large}`, shows: /Downloading \d+ %/ }]);
    await take(browser, world, [
      { name: "sign-in", at: "/", shows: "Sign in to Gatehouse" },
      { name: "artifacts", at: "/", shows: "no-such-model" },
      { name: "submit", at: `/submit?url=${encodeURIComponent(submitted)}`, shows: "Already here" },
      { name: "approved", at: `/model/${clear}`, shows: "raspberry pi" },
      { name: "rejected", at: `/model/${rejected}`, shows: "Why it was rejected" },
      { name: "failed", at: `/model/${failed}`, shows: "Trying again does not help" },
      { name: "files", at: `/model/${clear}?tab=files`, shows: "model.safetensors" },
      { name: "lineage", at: `/model/${child}?tab=lineage`, shows: "declared in" },
      { name: "use", at: `/model/${clear}?tab=use`, shows: "HF_ENDPOINT" },
      { name: "compare", at: `/compare?a=${clear}&b=${child}`, shows: "differ" },
      { name: "operate", at: "/operate", shows: "follow one another" },
      { name: "settings", at: "/settings", shows: "has no token" },
      { name: "not-found", at: "/nowhere", shows: "There is nothing here" },
      { name: "phone", at: `/model/${rejected}`, shows: "Why it was rejected", width: 360 },
      { name: "phone-artifacts", at: "/", shows: "no-such-model", width: 360 },
    ]);
    console.log(`wrote ${path.relative(process.cwd(), DIRECTORY)}; dataset ${corpus} and the rest ended as they did`);
  } finally {
    await browser.close();
  }
}

if (import.meta.main) {
  new Command("npm run screenshots --")
    .description("Takes pictures of every page in both themes, with Chromium and sample repositories, into docs/img.")
    .parse();
  await runScript(shoot);
  process.exit(0);
}
