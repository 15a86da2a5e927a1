/** The commands of the README and the examples, run as they are written against a registry with the sample hub. */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sampleRepositories } from "../../local/hub.ts";
import { testWith } from "../support/programs/programs.ts";
import { ENTRY } from "../support/programs/scripts.ts";
import { aRegistry, PASSWORD, type TestRegistry } from "../support/registry.ts";

const root = path.resolve(import.meta.dirname, "../..");
const run = promisify(execFile);

let registry: TestRegistry;
let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), "gatehouse-examples-"));
  await mkdir(path.join(scratch, ".data"));
  await writeFile(path.join(scratch, ".data", "secrets.json"), JSON.stringify({ adminPassword: PASSWORD }));
  registry = await aRegistry(sampleRepositories({ weightBytes: 400_000 }));
});
afterAll(async () => {
  await registry?.[Symbol.asyncDispose]();
  await rm(scratch, { recursive: true, force: true });
});

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function poll(link: string, more: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const env = { PATH: process.env["PATH"], GATEHOUSE_PASSWORD: PASSWORD, POLL_SECONDS: "0.1", ...more };
  const script = path.join(root, "docs/examples/poll.py");
  return run("python3", [script, registry.started.url, link], { env }).then(
    (ended) => ({ code: 0, ...ended }),
    (error: Ended) => error,
  );
}

testWith("python3")("the Python example follows a model and handles every final status and a refusal", async () => {
  const completed = await poll("https://huggingface.co/acme/clear-bert");
  expect([completed.code, completed.stdout]).toEqual([
    0,
    expect.stringMatching(/^artifact \d+\n[\s\S]*download: http/),
  ]);
  const again = await poll("https://huggingface.co/acme/clear-bert");
  expect([again.code, again.stdout.split("\n")[0]]).toEqual([0, completed.stdout.split("\n")[0]]);
  expect(await poll("https://huggingface.co/someone/test-upload")).toMatchObject({
    code: 2,
    stdout: expect.stringContaining("\n- "),
  });
  expect(await poll("https://huggingface.co/acme/none")).toMatchObject({
    code: 3,
    stdout: expect.stringContaining("source_not_found"),
  });
  expect(await poll("https://example.org/acme/none")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("example.org"),
  });
  expect(await poll("x", { GATEHOUSE_PASSWORD: "wrong" })).toMatchObject({ code: 1 });
});

/** The bash blocks under a heading of the README, with the address of the test's registry. */
async function blocksUnder(heading: string): Promise<string[]> {
  const text = await readFile(path.join(root, "README.md"), "utf8");
  const section = new RegExp(`^## ${heading}$([\\s\\S]*?)^## `, "m").exec(text)?.[1] ?? "";
  const blocks = [...section.matchAll(/^```bash\n([\s\S]*?)^```/gm)].map(([, block]) => block as string);
  if (blocks.length === 0) throw new Error(`the README has no bash block under "${heading}"`);
  return blocks.map((block) => block.replaceAll("http://127.0.0.1:8000", registry.started.url));
}

const bash = (script: string) =>
  run("bash", ["-euo", "pipefail", "-c", script], {
    cwd: scratch,
    env: { PATH: process.env["PATH"], HOME: scratch, GATEHOUSE_URL: registry.started.url },
  });

testWith("bash")("the commands for the first artifact ingest, download and verify it", async () => {
  const [, commands = ""] = await blocksUnder("First artifact");
  expect(commands).toContain("npm run -s gatehouse --");
  const cli = `"${process.execPath}" ${ENTRY.join(" ")} "${path.join(root, "cli/main.ts")}"`;
  const { stdout } = await bash(commands.replace("npm run -s gatehouse --", cli));
  expect(stdout).toMatch(/signed in [\s\S]*acme\/clear-bert +completed[\s\S]*verified against the manifest\n$/);
});

testWith(
  "bash",
  "curl",
  "unzip",
)("the curl commands post a model, poll it and download it", async () => {
  const [commands = ""] = await blocksUnder("The same with curl");
  const { stdout } = await bash(commands);
  expect(stdout).toMatch(/"status":"completed"[\s\S]*"files":\[[\s\S]*"net_score":/);
  for (const name of ["model.zip", "config.zip"]) {
    await run("unzip", ["-tq", path.join(scratch, name)]);
    expect((await stat(path.join(scratch, name))).size).toBeGreaterThan(1000);
  }
});

test("an independent generator makes a working client from the served contract", async () => {
  const project = path.join(scratch, "independent");
  await mkdir(project);
  const served = await registry.call("Contract");
  await writeFile(path.join(project, "openapi.yaml"), served.body as string);
  const generator = path.join(root, "node_modules/.bin/openapi-ts");
  await run(generator, ["-i", "openapi.yaml", "-o", "client"], {
    cwd: project,
    env: { ...process.env, FORCE_COLOR: "0" },
  });
  await writeFile(path.join(project, "package.json"), '{"type":"module"}');
  const esbuild = await import("esbuild");
  const bundle = path.join(project, "client.mjs");
  await esbuild.build({
    entryPoints: [path.join(project, "client/index.ts")],
    bundle: true,
    format: "esm",
    platform: "node",
    outfile: bundle,
  });
  const client = (await import(bundle)) as Record<
    string,
    (options: object) => Promise<{ data?: unknown; response: Response }>
  >;
  const baseUrl = registry.started.url;
  const signedIn = await client["authenticate"]?.({
    baseUrl,
    body: { user: { name: "admin" }, secret: { password: PASSWORD } },
  });
  const headers = { "X-Authorization": signedIn?.data as string };
  const created = await client["artifactCreate"]?.({
    baseUrl,
    headers,
    path: { artifact_type: "dataset" },
    body: { url: "https://huggingface.co/datasets/acme/reviews" },
  });
  expect(created?.response.status).toBe(202);
  const { artifact_id: id } = (created?.data ?? {}) as { artifact_id: number };
  const read = await client["artifactRetrieve"]?.({ baseUrl, headers, path: { artifact_type: "dataset", id } });
  expect(read?.data).toMatchObject({ metadata: { id, type: "dataset" } });
});
