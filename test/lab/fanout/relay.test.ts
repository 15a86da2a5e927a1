import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { startHttp } from "../../../lab/bench/service.ts";
import { openRelay, tokenBucket } from "../../../lab/fanout/relay.ts";
import { statementReader } from "../../../lab/fanout/statements.ts";

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

test("a token bucket lets no more bytes pass in any span than its rate and one burst allow", () => {
  const step = fc.record({ idleMs: fc.nat(2_000), bytes: fc.integer({ min: 1, max: 65_536 }) });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 50 }), (steps) => {
      let now = 0;
      const bucket = tokenBucket(1_000_000, () => now);
      const passed: { at: number; bytes: number }[] = [];
      for (const { idleMs, bytes } of steps) {
        now += idleMs;
        now += bucket.take(bytes);
        passed.push({ at: now, bytes });
      }
      for (const [from, first] of passed.entries()) {
        let sum = 0;
        for (const { at, bytes } of passed.slice(from)) {
          sum += bytes;
          expect(sum).toBeLessThanOrEqual(1_000 * (at - first.at + 250) + 65_536 + 1);
        }
      }
    }),
  );
});

test("a function behind a relay reaches its services under an address of its own, at their ports", async () => {
  const hub = await startHttp((request, response) => response.end(request.headers.host));
  closers.push(hub.stop);
  const options = { bytesPerSecond: 1e9, ports: [], onStatement: () => {} };
  const networks = await Promise.all([1, 2].map(() => openRelay({ HF_ENDPOINT: hub.url, OTHER: "1" }, options)));
  closers.push(...networks.map(({ close }) => close));
  const seen = await Promise.all(
    networks.map(async ({ variables }) => (await fetch(variables["HF_ENDPOINT"] ?? "")).text()),
  );
  const { port } = new URL(hub.url);
  expect(new Set(seen).size).toBe(2);
  for (const host of seen) expect(host).toMatch(new RegExp(`^127\\.77\\.\\d+\\.\\d+:${port}$`));
  expect(networks.map(({ variables }) => variables["OTHER"])).toEqual(["1", "1"]);
});

test("a relay passes on all that a service sent before it closed the connection", async () => {
  const body = Buffer.alloc(300_000, "x");
  const hub = await startHttp((_, response) => response.writeHead(200, { Connection: "close" }).end(body));
  closers.push(hub.stop);
  const options = { bytesPerSecond: 1_000_000, ports: [], onStatement: () => {} };
  const { variables, close } = await openRelay({ HF_ENDPOINT: hub.url }, options);
  closers.push(close);
  const response = await fetch(variables["HF_ENDPOINT"] ?? "");
  expect((await response.arrayBuffer()).byteLength).toBe(body.length);
});

test("statements are read however the messages of a connection are cut", () => {
  const message = (type: string, body: string): Buffer => {
    const head = Buffer.from(`${type}\0\0\0\0`, "latin1");
    head.writeInt32BE(Buffer.byteLength(body) + 4, type.length);
    return Buffer.concat([head, Buffer.from(body)]);
  };
  const name = fc.constantFrom("", "one", "two");
  const sql = fc.stringMatching(/^select [a-zü ]{0,60}$/);
  const sent = fc.array(
    fc.oneof(
      fc.record({ type: fc.constant("P"), name, sql }),
      fc.record({ type: fc.constantFrom("B", "E", "S", "Q"), name, sql }),
    ),
    { maxLength: 20 },
  );
  const bodyOf = { P: "%n\0%s\0\0\0", B: "\0%n\0\0\0", E: "\0\0\0\0\0", Q: "%s\0", S: "" } as const;
  fc.assert(
    fc.property(sent, fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }), (messages, cuts) => {
      const seen: string[] = [];
      const read = statementReader((statement) => seen.push(statement));
      const known = new Map<string, string>();
      let bound = "";
      const expected: string[] = [];
      const bytes = [message("", "user\0me\0\0")];
      for (const one of messages) {
        const type = one.type as keyof typeof bodyOf;
        bytes.push(message(type, bodyOf[type].replace("%n", one.name).replace("%s", one.sql)));
        if (type === "P") known.set(one.name, one.sql);
        if (type === "B") bound = known.get(one.name) ?? "";
        if (type === "E") expected.push(bound);
        if (type === "Q") expected.push(one.sql);
      }
      const all = Buffer.concat(bytes);
      for (let at = 0, turn = 0; at < all.length; turn++) {
        const end = at + (cuts[turn % cuts.length] as number);
        read(all.subarray(at, end));
        at = end;
      }
      expect(seen).toEqual(expected);
    }),
  );
});
