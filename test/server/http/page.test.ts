import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { brotliCompressSync } from "node:zlib";
import express from "express";
import { afterAll, beforeAll, expect, test } from "vitest";
import { servePage } from "../../../server/http/page.ts";

const SCRIPT = "console.log('page')";
let directory: string;
let server: Server;
let url: string;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "gatehouse-built-"));
  await mkdir(path.join(directory, "assets"));
  await writeFile(path.join(directory, "index.html"), "<title>Gatehouse</title>");
  await writeFile(path.join(directory, "assets", "index-abc.js"), SCRIPT);
  await writeFile(path.join(directory, "assets", "index-abc.js.br"), brotliCompressSync(SCRIPT));
  const app = express();
  app.use((_request, response, next) => {
    response.setHeader("Cache-Control", "no-store");
    next();
  });
  app.use(servePage(directory), (request, response) => void response.json({ api: request.path }));
  server = createServer(app).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await rm(directory, { recursive: true });
});

const BROWSER = { Accept: "text/html,application/xhtml+xml,*/*;q=0.8" };
const open = (at: string, headers: Record<string, string> = BROWSER) => fetch(`${url}${at}`, { headers });

test.each(["/", "/submit", "/operate", "/settings", "/compare?a=1", "/model/12?tab=files", "/code/9"])(
  "serves the page to a browser at %s under a policy that allows nothing inline",
  async (at) => {
    const answer = await open(at);
    expect([answer.status, await answer.text()]).toEqual([200, "<title>Gatehouse</title>"]);
    const policy = answer.headers.get("content-security-policy");
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe");
    expect(answer.headers.get("cache-control")).toBe("no-cache");
    expect(answer.headers.get("vary")).toContain("Accept");
  },
);

test("shows the page with the status 404 at an address that nothing has", async () => {
  const answer = await open("/nowhere/at/all");
  expect([answer.status, answer.headers.get("content-type")]).toEqual([404, "text/html; charset=utf-8"]);
});

test("leaves programs, operations and other methods to the API", async () => {
  for (const headers of [{ Accept: "application/json" }, { Accept: "*/*" }])
    expect(await (await open("/", headers)).json()).toEqual({ api: "/" });
  expect(await (await open("/artifacts/model/1")).json()).toEqual({ api: "/artifacts/model/1" });
  const posted = await fetch(`${url}/submit`, { method: "POST", headers: BROWSER });
  expect(await posted.json()).toEqual({ api: "/submit" });
});

test("serves hashed files compressed and for good", async () => {
  const asset = await open("/assets/index-abc.js", { "Accept-Encoding": "br" });
  expect(asset.headers.get("content-encoding")).toBe("br");
  expect(await asset.text()).toBe(SCRIPT);
  expect(asset.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
});

test("keeps nothing of a file that does not exist, and serves nothing outside its directory", async () => {
  const missing = await open("/assets/index-old.js", {});
  expect([await missing.json(), missing.headers.get("cache-control")]).toEqual([
    { api: "/assets/index-old.js" },
    "no-store",
  ]);
  for (const at of ["/assets/..%2f..%2fpackage.json", "/assets/%2e%2e/%2e%2e/package.json"])
    expect(await (await open(at, {})).text()).not.toContain("gatehouse");
});
