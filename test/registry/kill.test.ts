import { GetFunctionConfigurationCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, test } from "vitest";
import { aModel } from "../../local/hub/builders.ts";
import { aRegistry, type TestRegistry, worlds } from "../support/registry.ts";

describe.concurrent.each(worlds)("with the ledger in the %s", (ledger) => {
  let registry: TestRegistry;
  beforeAll(async () => {
    registry = await aRegistry({
      ledger,
      repositories: [aModel("acme/large", { weightBytes: 20_000_000, datasets: null, code: null })],
      // The retry of the killed invocation may claim at once; nobody else may, however slow the machine is.
      env: { RATING_THRESHOLD: "0.1", INGEST_LEASE_SECONDS: "120" },
    });
  });
  afterAll(() => registry?.[Symbol.asyncDispose]());

  test("the function gets the address of the database or of the server, never of both", async ({ expect }) => {
    const names = Object.keys(await functionVariables(registry)).filter((name) => /^(DB_|REGISTRY_)/.test(name));
    const reachable = {
      database: ["DB_HOST", "DB_NAME", "DB_PASSWORD", "DB_PORT", "DB_SSL", "DB_USER"],
      callback: ["REGISTRY_CALLBACK_SECRET", "REGISTRY_CALLBACK_URL"],
    };
    expect(names.sort()).toEqual(reachable[ledger]);
  });

  test("a function that is killed in the middle of a transfer is retried to completion and leaves nothing over", async ({
    expect,
  }) => {
    const stalled = registry.stall("model.safetensors", 6_000_000);
    const id = await registry.post("https://huggingface.co/acme/large");
    const done = async () => (await registry.read(id)).progress.bytes_done;
    await expect.poll(done, { interval: 50 }).toBeGreaterThan(5_000_000);
    expect(registry.started.stack.parts.lambda?.killRunning("SIGKILL")).toBe(1);
    stalled.remove();
    const artifact = (await registry.follow(id)).at(-1);
    expect(artifact).toMatchObject({ status: "completed", progress: { attempt: 2, percent: 100 } });
    const manifest = await registry.call("ArtifactManifest", { path: { artifact_type: "model", id } });
    const digests = new Set(manifest.status === 200 ? manifest.body.files.map(({ sha256 }) => sha256) : []);
    const { objects, uploads } = await registry.bucket();
    expect(uploads).toEqual([]);
    expect(objects.filter((key) => key.startsWith("blobs/"))).toHaveLength(digests.size);
    expect(objects).toHaveLength(digests.size + 1);
  });
});

async function functionVariables({ started }: TestRegistry): Promise<Record<string, string>> {
  const { env } = started.stack;
  const client = new LambdaClient({
    endpoint: env["AWS_ENDPOINT_URL_LAMBDA"] ?? "",
    region: "us-east-1",
    credentials: { accessKeyId: env["AWS_ACCESS_KEY_ID"] ?? "", secretAccessKey: env["AWS_SECRET_ACCESS_KEY"] ?? "" },
  });
  try {
    const command = new GetFunctionConfigurationCommand({ FunctionName: env["INGEST_LAMBDA_FUNCTION"] });
    return (await client.send(command)).Environment?.Variables ?? {};
  } finally {
    client.destroy();
  }
}
