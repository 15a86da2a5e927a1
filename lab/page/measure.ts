/** `npm run bench:page` measures the page in Chromium over the embedded stack, with 10,000 artifacts, into lab/bench/results.md. */
import { loadavg } from "node:os";
import { Command } from "commander";
import type { Browser, Page } from "playwright-core";
import { buildWeb } from "../../scripts/build-web.ts";
import { runScript } from "../../scripts/entry/run.ts";
import { type Column, machine, markdownTable, median, writeSection } from "../bench/results.ts";
import { seedSearch } from "../bench/seed-search.ts";
import { aPage, aPageWorld, openBrowser, type PageWorld } from "./world.ts";

const ARTIFACTS = 10_000;

/** Runs in the page before anything else: collects what the browser measures, times in milliseconds. */
const COLLECT = `
  window.seen = { lcp: 0, cls: 0, longest: 0 };
  new PerformanceObserver((list) => { for (const e of list.getEntries()) seen.lcp = e.startTime; })
    .observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) seen.cls += e.value; })
    .observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => { for (const e of list.getEntries()) seen.longest = Math.max(seen.longest, e.duration); })
    .observe({ type: "longtask", buffered: true });`;

interface Seen {
  readonly fcp: number;
  readonly lcp: number;
  readonly cls: number;
}

async function load(
  browser: Browser,
  world: PageWorld,
  at: string,
  text: string,
): Promise<Seen & { complaints: number }> {
  const page = await aPage(browser, world);
  await page.addInitScript(COLLECT);
  await page.goto(at);
  await page.getByText(text).first().waitFor();
  await page.waitForTimeout(1_000);
  const seen = await page.evaluate<Seen>(
    'Object.assign({ fcp: performance.getEntriesByName("first-contentful-paint")[0].startTime }, seen)',
  );
  await page.context().close();
  return { ...seen, complaints: page.complaints.length };
}

/** Milliseconds from an action in the page until its rows have changed and were painted. */
async function timed(page: Page, action: string): Promise<number> {
  return page.evaluate<number>(`new Promise((resolve, reject) => {
    const shown = () => [...document.querySelectorAll("[role=row] a")].map((link) => link.getAttribute("href")).join();
    const before = shown();
    const limit = setTimeout(() => reject(new Error("the rows did not change within 10 s")), 10_000);
    const began = performance.now();
    const observer = new MutationObserver(() => {
      if (shown() === before) return;
      observer.disconnect();
      clearTimeout(limit);
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
    });
    observer.observe(document.querySelector("main"), { childList: true, subtree: true });
    ${action};
  })`);
}

const TYPE = (text: string): string => `
  const input = document.querySelector("input[type=search]");
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(input, ${JSON.stringify(text)});
  input.dispatchEvent(new Event("input", { bubbles: true }))`;

/** Chooses an option of the select with this label. */
const CHOOSE = (label: string, value: string): string => `
  const select = [...document.querySelectorAll("select")].find((one) => one.parentElement.textContent.startsWith("${label}"));
  Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, "value").set.call(select, "${value}");
  select.dispatchEvent(new Event("change", { bubbles: true }))`;

/** Each finds other rows than the one before. */
const TYPED = ["l", "sw", "bert", "7b", "llama", "swift", "amber vit", "golden", "xl", ""];
const SORTS = ["oldest", "best", "name", "worst", "largest", "smallest", "newest"];
/** Indexes of the ranges of scores that the page offers. */
const SCORES = ["1", "0", "1", "0"];
const MENUS = [
  ["Type", "model"],
  ["Type", "model"],
  ["Status", "Completed"],
  ["Status", "Completed"],
] as const;

/** Milliseconds of each scroll, sort and filter, and of the longest task while scrolling. */
async function actions(browser: Browser, world: PageWorld) {
  const page = await aPage(browser, world);
  await page.addInitScript(COLLECT);
  await page.goto("/");
  await page.getByText("10,").first().waitFor();
  await page.waitForTimeout(1_000);
  await page.evaluate("seen.longest = 0");
  const scroll: number[] = [];
  for (let n = 0; n < 30; n += 1) scroll.push(await timed(page, "window.scrollBy(0, 2000)"));
  const longest = await page.evaluate<number>("seen.longest");
  const each = async (codes: readonly string[]): Promise<number[]> => {
    const times: number[] = [];
    for (const code of codes) {
      times.push(await timed(page, code));
      await page.waitForTimeout(300);
    }
    return times;
  };
  const typing = await each(TYPED.map(TYPE));
  const sort = await each(SORTS.map((value) => CHOOSE("Sort", value)));
  const score = await each(SCORES.map((value) => CHOOSE("Score", value)));
  const menu: number[] = [];
  for (const [label, value] of MENUS) {
    await page.getByRole("button", { name: label }).click();
    await page.getByRole("menuitemcheckbox", { name: value }).waitFor();
    const [time = 0] = await each([
      `[...document.querySelectorAll("[role=menuitemcheckbox]")].find((one) => one.textContent.includes("${value}")).click()`,
    ]);
    menu.push(time);
    await page.keyboard.press("Escape");
  }
  await page.context().close();
  return { scroll, longest, typing, sort, score, menu };
}

const shown = (values: readonly number[]): string => `${median(values).toFixed(0)} (${Math.max(...values).toFixed(0)})`;

type Loaded = Awaited<ReturnType<typeof load>>;
type Loads = readonly [page: string, runs: readonly Loaded[]];
const loadColumns: readonly Column<Loads>[] = [
  ["page", ([page]) => page],
  ["first paint ms", ([, runs]) => shown(runs.map(({ fcp }) => fcp)), "---:"],
  ["largest paint ms", ([, runs]) => shown(runs.map(({ lcp }) => lcp)), "---:"],
  ["layout shift", ([, runs]) => Math.max(...runs.map(({ cls }) => cls)).toFixed(3), "---:"],
  [
    "messages and foreign requests",
    ([, runs]) => String(runs.reduce((sum, { complaints }) => sum + complaints, 0)),
    "---:",
  ],
];
type Action = readonly [what: string, milliseconds: string];
const actionColumns: readonly Column<Action>[] = [
  ["action in the list", ([what]) => what],
  ["ms until painted", ([, milliseconds]) => milliseconds, "---:"],
];

async function measure(): Promise<void> {
  const bytes = await buildWeb();
  await using world = await aPageWorld({ weightBytes: 300_000 });
  await seedSearch(world.database, ARTIFACTS, console.log);
  const id = await world.post("https://huggingface.co/acme/clear-bert");
  await world.ended(id);
  const browser = await openBrowser();
  try {
    const pages = {
      list: ["/", "clear-bert"],
      artifact: [`/model/${id}`, "raspberry pi"],
      submit: ["/submit", "Links to"],
    };
    const loads: Loads[] = [];
    for (const [name, [at = "/", text = ""]] of Object.entries(pages)) {
      const runs: Loaded[] = [];
      for (let n = 0; n < 5; n += 1) runs.push(await load(browser, world, at, text));
      loads.push([name, runs]);
    }
    const { scroll, longest, typing, sort, score, menu } = await actions(browser, world);
    const body = `${ARTIFACTS.toLocaleString("en")} artifacts (\`npm run bench:page\`), Chromium without cache, five loads each; server, PostgreSQL and browser share
${machine()}, load average ${loadavg()[0]?.toFixed(1)}. Median and, in brackets, largest; first load ${(bytes / 1000).toFixed(0)} kB compressed.

${markdownTable(loadColumns, loads)}

${markdownTable(actionColumns, [
  ["scroll by 2,000 px", shown(scroll)],
  ["longest task while scrolling", longest.toFixed(0)],
  ["search by typing", shown(typing)],
  ["sort", shown(sort)],
  ["filter by score", shown(score)],
  ["filter by type or status", shown(menu)],
])}`;
    await writeSection("The page", body);
    console.log(body);
  } finally {
    await browser.close();
  }
}

if (import.meta.main) {
  new Command("npm run bench:page --")
    .description(
      "Measures the web page in Chromium with 10,000 artifacts and writes the figures to lab/bench/results.md.",
    )
    .parse();
  await runScript(measure);
  process.exit(0);
}
