import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { startHttpProxy } from "../../../../lab/chaos/faults/http-proxy.ts";
import { FaultCounts, randomOf } from "../../../../lab/chaos/faults/random.ts";
import { type FaultPhase, scheduleOf } from "../../../../lab/chaos/faults/schedule.ts";

const BODY = Buffer.alloc(2_000_000, "x");

/** An HTTP server behind a proxy that stays in one fault phase. */
async function aProxied(phase: FaultPhase) {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(request.url ?? "");
    response.setHeader("Location", `http://${request.headers.host}/real`);
    response.setHeader("Content-Length", BODY.length);
    response.end(BODY);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const faults = new FaultCounts();
  const proxy = await startHttpProxy({
    name: "it",
    target: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    schedule: { now: () => phase },
    random: randomOf(1, "it"),
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

/** The results of some requests: status and length of the body, or "broken". */
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

test("without a fault the proxy changes only Location and Link headers", async () => {
  const { origin, faults } = await aProxied("none");
  const answer = await fetch(origin);
  expect(answer.headers.get("location")).toMatch(/\/proxied$/);
  expect(new Set(await outcomes(origin))).toEqual(new Set([`200 ${BODY.length}`]));
  expect(faults.total).toBe(0);
});

test.each(["resets", "partial", "lost-responses"] as const)(
  "in a phase of %s some requests break and the others are complete",
  async (phase) => {
    const { origin, faults, seen } = await aProxied(phase);
    const found = await outcomes(origin);
    expect(new Set(found)).toEqual(new Set(["broken", `200 ${BODY.length}`]));
    expect(faults.counts.get(`it ${phase}`)).toBe(found.filter((one) => one === "broken").length);
    expect(seen.length).toBe(phase === "resets" ? 25 - faults.total : 25);
  },
);

test("the proxy injects error responses in an error phase", async () => {
  const { origin, faults, seen } = await aProxied("errors");
  const found = await outcomes(origin);
  expect(found.filter((one) => /^50[023] /.test(one))).toHaveLength(faults.total);
  expect(seen).toHaveLength(25 - faults.total);
});

test("a seed repeats its schedule, which has no fault after its end", () => {
  const timeline = (seed: number) => {
    let at = 0;
    const schedule = scheduleOf(randomOf(seed, "w"), ["resets", "down", "slow"], 60_000, () => at);
    return Array.from({ length: 70 }, (_, second) => {
      at = second * 1000;
      return schedule.now();
    });
  };
  expect(timeline(3)).toEqual(timeline(3));
  expect(timeline(3)).not.toEqual(timeline(4));
  expect(new Set(timeline(3).slice(60))).toEqual(new Set(["none"]));
  expect(new Set(timeline(3)).size).toBe(4);
});
