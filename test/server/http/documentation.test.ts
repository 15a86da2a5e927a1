import { afterAll, beforeAll, expect, test } from "vitest";
import { anApi, type TestApi } from "../../support/api/api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await anApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const FILES = ["setup.js", "swagger-ui-bundle.js", "swagger-ui.css"] as const;
const file = (name: string) => api.call.as(null)("DocumentationFile", { path: { file: name } });

test("the page loads nothing but our own files and allows nothing else", async () => {
  const page = await api.call.as(null)("Documentation");
  if (page.status !== 200) throw new Error(`the page answered ${page.status}`);
  const loaded = [...page.body.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address ?? "");
  expect(loaded.filter((address) => !/^(\/docs\/|\/openapi\.yaml$|data:,$)/.test(address))).toEqual([]);
  for (const name of FILES) expect(loaded).toContain(`/docs/${name}`);
  expect(page.body).not.toMatch(/<script>|<style|\son\w+=|style=/);
  const policy = page.headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
});

test("every file of the page is served as what it is and may be kept", async () => {
  const answers = await Promise.all(FILES.map(file));
  expect(
    answers.map(({ status, headers }) => [status, headers.get("content-type"), headers.get("x-content-type-options")]),
  ).toEqual([
    [200, "text/javascript; charset=utf-8", "nosniff"],
    [200, "text/javascript; charset=utf-8", "nosniff"],
    [200, "text/css; charset=utf-8", "nosniff"],
  ]);
  for (const { headers } of answers) expect(headers.get("cache-control")).toContain("max-age");
  expect(answers[0]?.body).toContain("validatorUrl: null");
});

test("a file that is not one of them is a bad request, however it is written", async () => {
  for (const name of ["other.js", "../package.json", "..%2fpackage.json", "swagger-ui.css.map"])
    expect([name, (await file(name)).status]).toEqual([name, 400]);
});

test("files that cannot be read now are 503 when it passes by itself", async () => {
  const documentation = () => Promise.reject(Object.assign(new Error("x"), { code: "ETIMEDOUT" }));
  await using away = await anApi({ deps: () => ({ documentation }) });
  expect((await away.call("Documentation")).status).toBe(503);
  expect((await away.call("DocumentationFile", { path: { file: "setup.js" } })).status).toBe(503);
});
