import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { contentOf, slice } from "../../../local/hub/content.ts";
import { type FaultAction, type LocalHub, startHub } from "../../../local/hub.ts";
import { ask, askJson, follow, withHub } from "./with-hub.ts";

const BYTES = 200_000;
const content = { bytes: BYTES, seed: 4 };
const whole = slice(contentOf(content));
const repository = {
  kind: "model",
  id: "acme/tiny",
  files: [
    { path: "w.bin", content },
    { path: "config.json", content: "{}" },
  ],
} as const;

let hub: LocalHub;
beforeAll(async () => {
  hub = await startHub({ repositories: [repository], pageSize: 1 });
});
afterAll(() => hub.close());
afterEach(() => hub.faults.clear());

const info = () => ask(`${hub.endpoint}/api/models/acme/tiny`);
const weights = async (headers: Record<string, string> = {}) =>
  (await follow(`${hub.endpoint}/acme/tiny/resolve/main/w.bin`, { headers })).at(-1);
const onCdn = (action: FaultAction) => hub.faults.add({ listener: "cdn", file: "w.bin" }, action);

/** Reads until the connection ends, tidily or by a reset, and tells what came. */
async function drained(url: string): Promise<{ bytes: number; whole: boolean }> {
  const asking = get(url, { agent: false });
  const [response] = (await once(asking, "response")) as [IncomingMessage];
  let bytes = 0;
  response.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
  });
  // A reset is told as an error on both before they close.
  for (const stream of [asking, response])
    stream.on("error", (error) => expect(error).toHaveProperty("code", "ECONNRESET"));
  await new Promise((resolve) => response.once("close", resolve));
  return { bytes, whole: response.complete };
}

const cdnLink = async () => String((await ask(`${hub.endpoint}/acme/tiny/resolve/main/w.bin`)).headers.location);

describe("when a fault fires", () => {
  test("as often as planned, after as many passes as planned", async () => {
    const fault = hub.faults.add({ path: "/api/models/**" }, { kind: "status", status: 503 }, { after: 1, times: 2 });
    const seen = [await info(), await info(), await info(), await info()].map(({ status }) => status);
    expect(seen).toEqual([200, 503, 503, 200]);
    expect(fault.fired).toBe(2);
  });

  test("never once it was removed", async () => {
    const fault = hub.faults.add({}, { kind: "status", status: 500 });
    expect((await info()).status).toBe(500);
    fault.remove();
    expect((await info()).status).toBe(200);
  });

  test("with a chance, the same seed gives the same sequence", async () => {
    const sequence = async (seed: number) => {
      const fault = hub.faults.add({}, { kind: "status", status: 500 }, { probability: 0.5, seed });
      const seen: number[] = [];
      for (let at = 0; at < 12; at += 1) seen.push((await info()).status);
      fault.remove();
      return seen;
    };
    const first = await sequence(7);
    expect(await sequence(7)).toEqual(first);
    expect(new Set(first)).toEqual(new Set([200, 500]));
  });

  test.each([
    [{ path: "/api/models/*" }, false],
    [{ path: "/api/models/*/*" }, true],
    [{ path: /tiny$/ }, true],
    [{ method: "POST" }, false],
    [{ listener: "cdn" as const }, false],
    [{ ranged: true }, false],
  ])("only for requests that match %j", async (target, struck) => {
    hub.faults.add(target, { kind: "status", status: 500 });
    expect((await info()).status).toBe(struck ? 500 : 200);
  });
});

describe("answers in place of the real one", () => {
  test("a status comes with the headers and body it was given", async () => {
    const action = { kind: "status", status: 503, headers: { "Retry-After": "7" }, body: "<html>" } as const;
    hub.faults.add({}, action);
    const answer = await info();
    expect([answer.status, answer.headers["retry-after"], answer.text]).toEqual([503, "7", "<html>"]);
  });

  test("a 429 tells when to come back", async () => {
    hub.faults.add({}, { kind: "status", status: 429 });
    expect((await info()).headers["ratelimit"]).toBe('"api";r=0;t=1');
  });

  test("a redirect leads where it was told, and a loop to itself", async () => {
    const fault = hub.faults.add({}, { kind: "redirect", location: "http://127.0.0.2:1/x" });
    expect((await info()).headers.location).toBe("http://127.0.0.2:1/x");
    fault.remove();
    hub.faults.add({}, { kind: "redirect-loop" });
    const answers = await follow(`${hub.endpoint}/api/models/acme/tiny?expand=sha`);
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(307));
  });

  test("a listing's next page points to a foreign origin", async () => {
    hub.faults.add({ path: "/api/**" }, { kind: "foreign-link", origin: "http://evil.example" });
    const answer = await ask(`${hub.endpoint}/api/models/acme/tiny/tree/main`);
    expect(String(answer.headers.link)).toMatch(/^<http:\/\/evil\.example\/api\/models\/acme\/tiny\/tree\/main\?/);
  });

  test("JSON breaks off in a complete answer", async () => {
    hub.faults.add({}, { kind: "garbage-json" });
    await expect(askJson(`${hub.endpoint}/api/models/acme/tiny`)).rejects.toThrow(SyntaxError);
    expect((await info()).status).toBe(200);
  });

  test("a signed link is expired from the start, or expires on the CDN", async () => {
    const fault = hub.faults.add({ listener: "hub" }, { kind: "expired-signature" });
    expect((await weights())?.status).toBe(403);
    fault.remove();
    onCdn({ kind: "expired-signature" });
    expect((await weights())?.status).toBe(403);
  });

  test("a range is ignored", async () => {
    onCdn({ kind: "ignore-range" });
    const answer = await weights({ range: "bytes=5-9" });
    expect([answer?.status, answer?.body.length]).toEqual([200, BYTES]);
  });
});

describe("bytes", () => {
  test("one byte is wrong at its place in the file, whichever range it is read with", async () => {
    onCdn({ kind: "flip", offset: 1000 });
    const right = whole[1000] ?? 0;
    expect((await weights())?.body[1000]).toBe(right ^ 0xff);
    expect((await weights({ range: "bytes=990-1009" }))?.body[10]).toBe(right ^ 0xff);
    expect((await weights({ range: "bytes=0-9" }))?.body.equals(whole.subarray(0, 10))).toBe(true);
  });

  test.each(["drop", "truncate"] as const)("the connection ends after the given bytes (%s)", async (kind) => {
    const link = await cdnLink();
    onCdn({ kind, afterBytes: 70_000 });
    const { bytes, whole: complete } = await drained(link);
    expect(complete).toBe(false);
    expect(bytes).toBeLessThanOrEqual(70_000);
    if (kind === "truncate") expect(bytes).toBe(70_000);
    expect(hub.requests.at(-1)?.bytesSent).toBe(70_000);
  });

  test("a body is longer than the listing says", async () => {
    onCdn({ kind: "overlong", extraBytes: 10 });
    const answer = await weights();
    expect(answer?.body.length).toBe(BYTES + 10);
    expect(answer?.headers["content-length"]).toBeUndefined();
  });

  test("a stalled answer sends its bytes and then keeps the client waiting", async () => {
    onCdn({ kind: "stall", afterBytes: 1000 });
    const link = await cdnLink();
    const [response] = (await once(get(link, { agent: false }), "response")) as [IncomingMessage];
    let bytes = 0;
    response.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
    });
    while (bytes < 1000) await once(response, "data");
    expect([bytes, response.complete]).toEqual([1000, false]);
    response.destroy();
  });

  test("a stalled answer breaks off when its fault is removed, and the next one comes whole", async () => {
    const stalled = onCdn({ kind: "stall", afterBytes: 1000 });
    const cut = drained(await cdnLink());
    await expect.poll(() => hub.requests.at(-1)?.bytesSent).toBe(1000);
    stalled.remove();
    expect(await cut).toEqual({ bytes: 1000, whole: false });
    expect((await weights())?.body.equals(whole)).toBe(true);
  });

  test("a slow answer takes its time", async () => {
    onCdn({ kind: "slow", bytesPerSecond: 1_000_000 });
    const began = performance.now();
    expect((await weights())?.body.equals(whole)).toBe(true);
    expect(performance.now() - began).toBeGreaterThan(150);
  });
});

describe("closing", () => {
  test("a hub with a stalled and a slow answer under way closes at once", async () => {
    const other = await startHub({ repositories: [repository] });
    other.faults.add({ listener: "cdn" }, { kind: "stall", afterBytes: 10 }, { times: 1 });
    other.faults.add({ listener: "cdn" }, { kind: "slow", bytesPerSecond: 1000 });
    const link = String((await ask(`${other.endpoint}/acme/tiny/resolve/main/w.bin`)).headers.location);
    const open = [drained(link), drained(link)];
    while (other.requests.filter(({ bytesSent }) => bytesSent > 0).length < 3) await new Promise(setImmediate);
    await other.close();
    expect((await Promise.all(open)).map(({ whole: complete }) => complete)).toEqual([false, false]);
  });

  test("a taken port is reported and leaves nothing open", async () => {
    const port = Number(new URL(hub.endpoint).port);
    await expect(startHub({ repositories: [], cdnPort: port })).rejects.toThrow("EADDRINUSE");
  });
});

test("the log tells range, token and status of each request, and never the token", async () => {
  await withHub({ repositories: [repository], token: "hf_secret" }, async ({ endpoint, requests }) => {
    const asking = { token: "hf_secret", headers: { range: "bytes=0-4" } };
    await follow(`${endpoint}/acme/tiny/resolve/main/w.bin?x=1`, asking);
    expect(requests.map(({ listener, status, authorized, range }) => [listener, status, authorized, range])).toEqual([
      ["hub", 302, true, "bytes=0-4"],
      ["cdn", 206, false, "bytes=0-4"],
    ]);
    expect(requests[0]).toMatchObject({ path: "/acme/tiny/resolve/main/w.bin", query: "x=1", method: "GET" });
    expect(JSON.stringify(requests)).not.toContain("hf_secret");
  });
});
