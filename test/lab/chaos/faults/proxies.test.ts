import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { startHttpProxy } from "../../../../lab/chaos/faults/http-proxy.ts";
import { diceOf, Faults } from "../../../../lab/chaos/faults/random.ts";
import { type Mood, weatherOf } from "../../../../lab/chaos/faults/schedule.ts";

const BODY = Buffer.alloc(2_000_000, "x");

/** An HTTP server behind a proxy whose mood never changes. */
async function aProxied(mood: Mood) {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(request.url ?? "");
    response.setHeader("Location", `http://${request.headers.host}/real`);
    response.setHeader("Content-Length", BODY.length);
    response.end(BODY);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const faults = new Faults();
  const proxy = await startHttpProxy({
    name: "it",
    target: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    weather: { now: () => mood },
    dice: diceOf(1, "it"),
    faults,
    rewrite: (value) => value.replace("/real", "/proxied"),
  });
  onTestFinished(async () => {
    await proxy.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { origin: proxy.origin, faults, seen };
}

/** How each of some requests ended: its status with the length of its body, or "broken". */
async function outcomes(origin: string): Promise<string[]> {
  const ask = async (): Promise<string> => {
    try {
      const answer = await fetch(`${origin}/a`, { redirect: "manual" });
      return `${answer.status} ${(await answer.arrayBuffer()).byteLength}`;
    } catch {
      return "broken";
    }
  };
  const found: string[] = [];
  for (let at = 0; at < 25; at++) found.push(await ask());
  return found;
}

test("in calm weather everything passes unchanged but for the headers that lead on", async () => {
  const { origin, faults } = await aProxied("calm");
  const answer = await fetch(origin);
  expect(answer.headers.get("location")).toMatch(/\/proxied$/);
  expect(new Set(await outcomes(origin))).toEqual(new Set([`200 ${BODY.length}`]));
  expect(faults.total).toBe(0);
});

test.each(["resets", "partial", "lost-answers"] as const)(
  "in a mood of %s some requests break and the others are whole",
  async (mood) => {
    const { origin, faults, seen } = await aProxied(mood);
    const found = await outcomes(origin);
    expect(new Set(found)).toEqual(new Set(["broken", `200 ${BODY.length}`]));
    expect(faults.counts.get(`it ${mood}`)).toBe(found.filter((one) => one === "broken").length);
    expect(seen.length).toBe(mood === "resets" ? 25 - faults.total : 25);
  },
);

test("in a mood of errors some requests are answered by the proxy itself", async () => {
  const { origin, faults, seen } = await aProxied("errors");
  const found = await outcomes(origin);
  expect(found.filter((one) => /^50[023] /.test(one))).toHaveLength(faults.total);
  expect(seen).toHaveLength(25 - faults.total);
});

test("the same seed gives the same weather, another seed another one, and after the end it is calm", () => {
  const timeline = (seed: number) => {
    let at = 0;
    const weather = weatherOf(diceOf(seed, "w"), ["resets", "away", "slow"], 60_000, () => at);
    return Array.from({ length: 70 }, (_, second) => {
      at = second * 1000;
      return weather.now();
    });
  };
  expect(timeline(3)).toEqual(timeline(3));
  expect(timeline(3)).not.toEqual(timeline(4));
  expect(new Set(timeline(3).slice(60))).toEqual(new Set(["calm"]));
  expect(new Set(timeline(3)).size).toBe(4);
});
