import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect } from "vitest";
import { ids, shows, test, visit } from "./stack.ts";
import { type AxeViolation, views } from "./views.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** Only colours differ between the themes. What passes is not described. */
const AXE_RUNS = {
  light: 'axe.run({ resultTypes: ["violations"] })',
  dark: 'axe.run({ runOnly: ["color-contrast"], resultTypes: ["violations"] })',
};

describe("every page", () => {
  test("has nothing for axe to find in either theme, and fits into 360 px", async () => {
    await using page = await visit("/");
    await page.evaluate(AXE);
    const found: string[] = [];
    for (const [name, { at, text }] of Object.entries(views(ids))) {
      // As a link does: the application stays loaded, and axe with it. What shows the page is not on the one before.
      if (at !== "/") expect(await page.getByText(text).count()).toBe(0);
      await page.evaluate(`history.pushState(null, "", ${JSON.stringify(at)})`);
      await shows(page, text);
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
});
