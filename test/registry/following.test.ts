import { afterAll, beforeAll, expect, test } from "vitest";
import { aModel } from "../../local/hub/builders.ts";
import { parseServerConfig } from "../../server/config.ts";
import { type RunningServer, startServer } from "../../server/server.ts";
import { contractClient } from "../support/contract-client.ts";
import { type OpenStream, openStream } from "../support/event-stream.ts";
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

/** Lets the weights come so slowly that an ingest is not over before somebody follows it. */
const slowly = () =>
  registry.hub.faults.add({ file: "model.safetensors", listener: "cdn" }, { kind: "slow", bytesPerSecond: 2_000_000 });

async function statusesOf(stream: OpenStream): Promise<string[]> {
  const statuses: string[] = [];
  for (let event = await stream.next(); event !== null; event = await stream.next())
    if (event.data.status !== statuses.at(-1)) statuses.push(event.data.status);
  return statuses;
}

test("an ingest can be followed from either of two servers to the same final status", async () => {
  const slow = slowly();
  const id = await registry.post("https://huggingface.co/acme/followed");
  const streams = await Promise.all([registry.call, other].map((server) => openStream(server, token, id)));
  const [here, there] = await Promise.all(streams.map(statusesOf));
  expect([here?.at(-1), there?.at(-1)]).toEqual(["completed", "completed"]);
  expect(here?.indexOf("downloading")).toBeGreaterThanOrEqual(0);
  slow.remove();
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

test("a server that stops ends its streams at once, and the other goes on from the last event", async () => {
  const slow = slowly();
  const id = await registry.post("https://huggingface.co/acme/slow");
  const stopping = await startServer({ config: parseServerConfig(registry.started.stack.env) });
  const stream = await openStream(stopping, token, id);
  const first = await stream.next();
  const lasted = runningTime();
  const [statuses] = await Promise.all([statusesOf(stream), stopping.stop()]);
  expect(lasted()).toBeLessThan(8_000);
  const sent = { path: { artifact_type: "model", id }, header: { "Last-Event-ID": first?.id } } as const;
  const rest = await contractClient(other.url, token)("ArtifactEvents", sent);
  const last = rest.status === 200 ? rest.body.at(-1)?.data.status : statuses.at(-1);
  expect([rest.status === 200 || rest.status === 204, last]).toEqual([true, "completed"]);
  slow.remove();
});
