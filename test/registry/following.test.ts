import { afterAll, beforeAll, expect, test } from "vitest";
import { aModel } from "../../local/hub/builders.ts";
import { parseServerConfig } from "../../server/config.ts";
import { type RunningServer, startServer } from "../../server/server.ts";
import { contractClient } from "../support/api/contract-client.ts";
import { type OpenStream, openStream } from "../support/api/event-stream.ts";
import { aRegistry, PASSWORD, type TestRegistry } from "../support/registry.ts";
import { runningTime } from "../support/ticks.ts";

let registry: TestRegistry;
let other: RunningServer;
let token: string;
beforeAll(async () => {
  const repositories = [
    aModel("acme/followed", { weightBytes: 20_000_000 }),
    aModel("acme/slow", { weightBytes: 10_000_000 }),
  ];
  registry = await aRegistry({ repositories });
  other = await startServer({ config: parseServerConfig(registry.started.stack.env) });
  const signedIn = await registry.call("Authenticate", {
    body: { user: { name: "admin" }, secret: { password: PASSWORD } },
  });
  token = signedIn.status === 200 ? signedIn.body : "";
});
afterAll(async () => {
  await other?.stop();
  await registry?.[Symbol.asyncDispose]();
});

async function lastOf(stream: OpenStream): Promise<string | undefined> {
  let last: string | undefined;
  for (let event = await stream.next(); event !== null; event = await stream.next()) last = event.data.status;
  return last;
}

/** Reads until the ingest is under way. */
async function untilDownloading(stream: OpenStream): Promise<void> {
  for (let event = await stream.next(); event?.data.status !== "downloading"; event = await stream.next())
    if (event === null) throw new Error("the stream ended before");
}

test("an ingest can be followed from either of two servers to the same final status", async () => {
  const stalled = registry.stall("model.safetensors", 1_000);
  const id = await registry.post("https://huggingface.co/acme/followed");
  const streams = await Promise.all([registry.call, other].map((server) => openStream(server, token, id)));
  await Promise.all(streams.map(untilDownloading));
  stalled.remove();
  expect(await Promise.all(streams.map(lastOf))).toEqual(["completed", "completed"]);
});

test("every component of a running registry is reported healthy", async () => {
  const states = async () => {
    const answer = await contractClient(other.url, token)("HealthComponents");
    if (answer.status !== 200) throw new Error(`the health answered ${answer.status}`);
    expect(answer.body.queue.depth).toBeGreaterThanOrEqual(0);
    return answer.body.components.map(({ id, status, last_error }) => [
      id,
      status !== "critical",
      last_error?.message.includes("reached"),
    ]);
  };
  // Again when a component took too long because the machine did.
  await expect
    .poll(states)
    .toEqual(["database", "object_store", "function", "hub"].map((name) => [name, true, undefined]));
});

test("the metrics of a running server show its pool of connections", async () => {
  const answer = await contractClient(other.url)("Metrics");
  expect(answer.status === 200 && answer.body).toMatch(
    /gatehouse_database_connections\{pool="requests",state="used"\} \d/,
  );
});

test("a server that stops ends its streams at once, and the other continues from the last event", async () => {
  const stalled = registry.stall("model.safetensors", 1_000);
  const id = await registry.post("https://huggingface.co/acme/slow");
  const stopping = await startServer({ config: parseServerConfig(registry.started.stack.env) });
  const stream = await openStream(stopping, token, id);
  const first = await stream.next();
  const lasted = runningTime();
  const [before] = await Promise.all([lastOf(stream), stopping.stop()]);
  expect(lasted()).toBeLessThan(8_000);
  expect(["pending", "downloading", undefined]).toContain(before);
  stalled.remove();
  const sent = { path: { artifact_type: "model", id }, header: { "Last-Event-ID": first?.id } } as const;
  const rest = await contractClient(other.url, token)("ArtifactEvents", sent);
  const last = rest.status === 200 ? rest.body.at(-1)?.data.status : before;
  expect([rest.status === 200 || rest.status === 204, last]).toEqual([true, "completed"]);
});
