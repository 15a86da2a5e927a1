import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sampleRepositories } from "../../local/hub.ts";
import { aRegistry, PASSWORD, type TestRegistry } from "../support/registry.ts";

const root = path.resolve(import.meta.dirname, "../..");
const run = promisify(execFile);

let registry: TestRegistry;
let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), "gatehouse-examples-"));
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

test("the Python example follows a model to its end and branches on the three ends and on a refusal", async () => {
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

/** The first fenced block of this language under a heading; a line that begins with # may be a comment in a block. */
async function blockUnder(file: string, heading: string, language: string): Promise<string> {
  const text = await readFile(path.join(root, file), "utf8");
  const start = new RegExp(`^#+ ${heading}$`, "m").exec(text)?.index ?? text.length;
  const block = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "m").exec(text.slice(start))?.[1];
  if (block === undefined) throw new Error(`${file} has no ${language} block under "${heading}"`);
  return block;
}

test("the curl commands of the README bring a model in, follow it and download it, as they stand there", async () => {
  await mkdir(path.join(scratch, ".data"));
  await writeFile(path.join(scratch, ".data", "secrets.json"), JSON.stringify({ adminPassword: PASSWORD }));
  const id = await registry.post("https://huggingface.co/acme/clear-bert-finetuned");
  await registry.follow(id);
  const block = await blockUnder("README.md", "One artifact with curl", "bash");
  const script = block
    .replaceAll(/http:\/\/127\.0\.0\.1:8000/g, registry.started.url)
    .replaceAll(
      "https://huggingface.co/google-bert/bert-base-uncased",
      "https://huggingface.co/acme/clear-bert-finetuned",
    )
    .replaceAll(/\/model\/1\b/g, `/model/${id}`);
  const { stdout } = await run("bash", ["-euo", "pipefail", "-c", script], { cwd: scratch });
  expect(stdout).toContain(`"existing_id":${id}`);
  expect(stdout).toMatch(/"status": "completed"[\s\S]*"files":\[[\s\S]*"net_score":/);
  for (const name of ["model.zip", "config.zip"]) {
    await run("unzip", ["-tq", path.join(scratch, name)]);
    expect((await stat(path.join(scratch, name))).size).toBeGreaterThan(1000);
  }
});

/** The package as npm would install it into another project: no TypeScript runs there. */
async function installed(): Promise<string> {
  const project = path.join(scratch, "project");
  const target = path.join(project, "node_modules", "gatehouse");
  await mkdir(target, { recursive: true });
  for (const name of ["package.json", "generated", "openapi.yaml"])
    await cp(path.join(root, name), path.join(target, name), { recursive: true });
  for (const name of ["openapi-fetch", "openapi-typescript-helpers"])
    await symlink(path.join(root, "node_modules", name), path.join(project, "node_modules", name));
  await writeFile(path.join(project, "package.json"), '{"type":"module"}');
  return project;
}

const PROGRAM = `import { createGatehouseClient } from "gatehouse/client";
const [url, password] = process.argv.slice(2);
const { data: token } = await createGatehouseClient({ url: String(url) }).PUT("/authenticate", {
  body: { user: { name: "admin" }, secret: { password: String(password) } },
});
const client = createGatehouseClient({ url: String(url), token: token ?? null });
const { data, response } = await client.POST("/artifacts", { body: [{ name: "*" }] });
const names: string[] = (data ?? []).map(({ name }) => name);
console.log(JSON.stringify({ status: response.status, names }));
`;

test("another project imports the client from the installed package, typed and without compiling it", async () => {
  const project = await installed();
  await writeFile(path.join(project, "program.ts"), PROGRAM);
  await writeFile(path.join(project, "wrong.ts"), PROGRAM.replace('[{ name: "*" }]', '[{ nom: "*" }]'));
  const tsc = [
    path.join(root, "node_modules/typescript/bin/tsc"),
    "--noEmit",
    "--strict",
    "--module",
    "nodenext",
    "--target",
    "es2022",
  ];
  const types = ["--types", "node", "--typeRoots", path.join(root, "node_modules/@types"), "--skipLibCheck"];
  await run(process.execPath, [...tsc, ...types, "program.ts"], { cwd: project });
  const refused = run(process.execPath, [...tsc, ...types, "wrong.ts"], { cwd: project });
  await expect(refused).rejects.toMatchObject({ stdout: expect.stringContaining("'nom' does not exist") });
  const { stdout } = await run(process.execPath, ["program.ts", registry.started.url, PASSWORD], { cwd: project });
  expect(JSON.parse(stdout)).toMatchObject({ status: 200, names: expect.any(Array) });
});

test("an independent generator makes a working client from the document that the server serves", async () => {
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
