import { expect, test } from "vitest";
import { aModel } from "../../../local/hub/builders.ts";
import { ask, withHub } from "./with-hub.ts";

const repositories = [aModel("acme/tiny")];
const rule = { limit: 3, windowSeconds: 300 };

test("every answer tells what is left of its bucket, and past the limit comes 429 until the window ends", async () => {
  let clock = Date.parse("2026-01-02T03:04:05Z");
  await withHub({ repositories, rateLimits: { api: rule }, now: () => new Date(clock) }, async ({ endpoint }) => {
    const seen: [number, unknown][] = [];
    for (let at = 0; at < 4; at += 1) {
      const { status, headers } = await ask(`${endpoint}/api/models/acme/tiny`);
      seen.push([status, headers["ratelimit"]]);
      clock += 10_000;
    }
    expect(seen).toEqual([
      [200, '"api";r=2;t=300'],
      [200, '"api";r=1;t=290'],
      [200, '"api";r=0;t=280'],
      [429, '"api";r=0;t=270'],
    ]);
    clock += 260_000;
    expect((await ask(`${endpoint}/api/models/acme/tiny`)).headers["ratelimit"]).toBe('"api";r=2;t=300');
  });
});

test("file requests and clients with a token are counted apart", async () => {
  await withHub({ repositories, rateLimits: { api: rule }, token: "hf_t" }, async ({ endpoint }) => {
    for (let at = 0; at < 4; at += 1) await ask(`${endpoint}/api/models/acme/tiny`);
    expect((await ask(`${endpoint}/api/models/acme/tiny`)).status).toBe(429);
    expect((await ask(`${endpoint}/api/models/acme/tiny`, { token: "hf_t" })).status).toBe(200);
    const file = await ask(`${endpoint}/acme/tiny/resolve/main/config.json`);
    expect(file.status).toBe(307);
    expect(file.headers["ratelimit-policy"]).toBe('"fixed window";"resolvers";q=100000;w=300');
  });
});
