/** The page in a browser, over the embedded stack and a sample hub. */
import { existsSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { aModel } from "../../local/hub/builders.ts";
import { sampleRepositories } from "../../local/hub.ts";
import { type SampleRegistry, startSampleRegistry } from "../registry.ts";

const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
/** Chromium as a distribution installs it; null where there is none. */
const browserPath = (): string | null => BROWSERS.find((file) => existsSync(file)) ?? null;

export async function openBrowser(): Promise<Browser> {
  const executablePath = browserPath();
  if (executablePath === null) throw new Error(`Chromium is not installed; looked for ${BROWSERS.join(", ")}`);
  // Loaded when it is needed: --help is printed without it, in a third of the time.
  const { chromium } = await import("playwright-core");
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
}

export type PageWorld = SampleRegistry;

export interface WorldOptions {
  readonly weightBytes?: number;
  /** Weights of acme/large-llm. */
  readonly largeBytes?: number;
  /** Bytes that the hub sends in a second on each connection. */
  readonly bytesPerSecond?: number;
  /** Path of a bundle of the function; built at each start when absent. */
  readonly bundle?: string;
}

export async function aPageWorld({
  weightBytes = 2_000_000,
  largeBytes = 24_000_000,
  bytesPerSecond,
  bundle,
}: WorldOptions = {}): Promise<PageWorld> {
  const samples = sampleRepositories({ weightBytes });
  const slow = aModel("acme/large-llm", { weightBytes: largeBytes });
  return startSampleRegistry({
    samples: {
      ...samples,
      repositories: [...samples.repositories, slow],
      ...(bytesPerSecond === undefined ? {} : { bytesPerSecondPerConnection: bytesPerSecond }),
    },
    ...(bundle === undefined ? {} : { bundle }),
    variables: { INGEST_RETRY_PAUSE_SECONDS: "0", SWEEP_SECONDS: "1" },
  });
}

export interface View {
  readonly theme?: "light" | "dark";
  readonly width?: number;
  readonly height?: number;
}

/** A page of a new session, signed in unless `token` is null. What the browser complains about is in `complaints`. */
export async function aPage(
  browser: Browser,
  { url, token }: { readonly url: string; readonly token: string | null },
  { theme = "light", width = 1280, height = 800 }: View = {},
): Promise<Page & { readonly complaints: string[] }> {
  const context = await browser.newContext({
    baseURL: url,
    colorScheme: theme,
    viewport: { width, height },
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  if (token !== null)
    await page.addInitScript((kept) => {
      if (sessionStorage.getItem("visited") === null) localStorage.setItem("gatehouse.token", kept);
      sessionStorage.setItem("visited", "yes");
    }, token);
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== url) complaints.push(`a request to ${request.url()}`);
  });
  return Object.assign(page, { complaints });
}
