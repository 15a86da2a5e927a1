import { afterAll, beforeAll, describe, test } from "vitest";
import { aModel } from "../../local/hub/builders.ts";
import { aRegistry, type TestRegistry, worlds } from "../support/registry.ts";

describe.concurrent.each(worlds)("with the ledger in the %s", (ledger) => {
  let registry: TestRegistry;
  beforeAll(async () => {
    registry = await aRegistry({
      ledger,
      // Three parts over two connections: the third one cannot begin before the time of an invocation is over.
      hub: { bytesPerSecondPerConnection: 1_000_000 },
      repositories: [aModel("acme/slow", { weightBytes: 24_000_000, datasets: null, code: null })],
      env: {
        SOURCE_MAX_CONNECTIONS: "2",
        // Eight seconds of work, in which no more than 16 MB come. The rest is for a slow machine to hand over in.
        INGEST_TIME_LIMIT_SECONDS: "30",
        INGEST_MARGIN_SECONDS: "22",
        RATING_THRESHOLD: "0.1",
        // A slow machine makes nobody lose a lease, which would begin another attempt.
        INGEST_LEASE_SECONDS: "120",
      },
    });
  });
  afterAll(() => registry?.[Symbol.asyncDispose]());

  test("a model that does not fit one invocation passes as a chain of them within one attempt", async ({ expect }) => {
    const id = await registry.post("https://huggingface.co/acme/slow");
    const seen = await registry.follow(id);
    const last = seen.at(-1);
    expect(last).toMatchObject({ status: "completed", progress: { attempt: 1, percent: 100 } });
    expect(last?.progress.continuation).toBeGreaterThan(0);
    const done = seen.map(({ progress }) => progress.bytes_done);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    const { objects, uploads } = await registry.bucket();
    expect(uploads).toEqual([]);
    expect(objects.filter((key) => key.startsWith("partial/"))).toEqual([]);
  });
});
