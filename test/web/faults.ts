import type { Page, Route } from "playwright-core";
import { describe, expect } from "vitest";
import { ids, shows, test, visit } from "./stack.ts";
import { views } from "./views.ts";

type Fault = (route: Route) => Promise<void>;

/** So many that the page's clock, which runs on meanwhile, comes nowhere near the end by itself. */
const RETRY_SECONDS = 4_000;
const aborted: Fault = (route) => route.abort();
const broken: Fault = (route) => route.fulfill({ status: 500, json: { detail: "The registry has a bug" } });
const refused: Fault = (route) =>
  route.fulfill({ status: 429, headers: { "retry-after": `${RETRY_SECONDS}` }, json: { detail: "Later" } });

/** Sentences that would be wrong about this registry, which holds something of everything. */
const FALSE_STATES =
  /registry is empty|No artifact meets|Nothing to choose|does not exist|nothing waits|would be deleted/;

/** Lets a fault answer every request of the API but the one for the caller, which the whole page depends on. */
async function faulty(page: Page) {
  let fault: Fault = aborted;
  let asked = 0;
  await page.route(
    ({ pathname }) => !/^\/(assets\/|account$)/.test(pathname),
    (route) => {
      if (route.request().resourceType() === "document") return route.continue();
      asked += 1;
      return fault(route);
    },
  );
  return {
    is: (next: Fault) => {
      fault = next;
    },
    asked: () => asked,
  };
}

describe("a network that is slow or fails", () => {
  test("is told on every page, which is asked again at the right time and keeps what it shows", async () => {
    const { "not found": _, ...others } = views(ids);
    const link = encodeURIComponent("https://huggingface.co/acme/clear-bert");
    const pages = {
      ...others,
      submit: { at: `/submit?url=${link}`, text: "Already here" },
      settings: { at: "/settings", text: /has no token|Last used/ },
    };
    await using page = await visit("/nowhere");
    await page.clock.install();
    const network = await faulty(page);
    const wrong: string[] = [];
    const claims = async (name: string, when: string): Promise<void> => {
      const claim = FALSE_STATES.exec((await page.textContent("main")) ?? "")?.[0];
      if (claim !== undefined) wrong.push(`${name} says "${claim}" ${when}`);
    };
    for (const [name, { at, text }] of Object.entries(pages)) {
      const { promise: late, resolve: end } = Promise.withResolvers<void>();
      network.is((route) => late.then(() => aborted(route)));
      const loading = network.asked();
      await page.goto(at);
      await expect.poll(network.asked).toBeGreaterThan(loading);
      await claims(name, "while it waits");
      network.is(aborted);
      end();
      await shows(page, "The registry does not answer.");
      network.is(broken);
      await page.clock.fastForward(1_000);
      await shows(page, "The registry has a bug.");
      network.is(refused);
      await page.clock.fastForward(2_000);
      await shows(page, `can be asked again in ${RETRY_SECONDS} s`);
      await claims(name, "after faults");
      const before = network.asked();
      await page.clock.fastForward((RETRY_SECONDS - 1_000) * 1000);
      if (network.asked() !== before) wrong.push(`${name} is asked again before its time`);
      network.is((route) => route.continue());
      await page.clock.fastForward(1_001_000);
      await shows(page, text);
      network.is(aborted);
      await page.clock.fastForward(6_000);
      await page.evaluate("window.dispatchEvent(new Event('visibilitychange'))");
      await shows(page, "The registry does not answer.");
      await shows(page, text);
    }
    expect(wrong).toEqual([]);
  });

  test("shows the reason of the registry where the content would be", async () => {
    await using page = await visit("/nowhere");
    await page.route("**/artifacts/model/*", (route) =>
      route.fulfill({ status: 400, json: { detail: "A made-up fault" } }),
    );
    await page.goto(`/model/${ids.clear}`);
    await shows(page, "A made-up fault.");
  });
});
