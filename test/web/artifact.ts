import { describe, expect } from "vitest";
import { ids, shows, test, visit, world } from "./stack.ts";

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

  test("shows a lane for each function that moves its files, on a narrow screen too", async () => {
    const lane = { worker: 1, bytes_done: 7_000_000, path: "weights/model-1.safetensors", part_bytes_done: 3_000_000 };
    const lanes = [
      { ...lane, part_bytes_total: 4_000_000 },
      { ...lane, worker: 2, path: null, part_bytes_done: 0, part_bytes_total: 0 },
    ];
    await using page = await visit("/", { width: 360 });
    await page.route(`**/artifacts/model/${ids.clear}/events`, (route) => route.fulfill({ body: "" }));
    await page.route(`**/artifacts/model/${ids.clear}`, async (route) => {
      const { verdict: _, ...artifact } = await (await route.fetch()).json();
      const progress = { ...artifact.progress, stage: "transfer", percent: 50, workers: 2, lanes };
      await route.fulfill({ json: { ...artifact, status: "downloading", progress } });
    });
    await page.goto(`/model/${ids.clear}`);
    const shown = page.getByRole("list", { name: "Functions that move files" }).getByRole("listitem");
    await shown.filter({ hasText: "model-1.safetensors" }).waitFor();
    const meter = page.getByRole("meter", { name: "Function 1: weights/model-1.safetensors" });
    expect(await meter.getAttribute("aria-valuenow")).toBe("0.75");
    await shown.filter({ hasText: "waits for the others" }).waitFor();
    expect(await page.evaluate<number>("document.documentElement.scrollWidth - window.innerWidth")).toBeLessThanOrEqual(
      0,
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

  test("is updated from the source on request, which says that nothing changed there", async () => {
    await using page = await visit(`/model/${ids.child}`);
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Update from the source" }).click();
    await shows(page, "Last update: up to date");
    await page.getByRole("link", { name: "Versions" }).click();
    await shows(page, /asked for by admin/);
  });
});
