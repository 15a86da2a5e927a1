/**
 * `npm run clients:generators`: generates a client with each generator, compiles a program that uses it, and lets that
 * program post links and follow them on a registry with sample repositories. Writes docs/generators.md.
 */
import { execFile } from "node:child_process";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { Command } from "commander";
import { build } from "esbuild";
import { createGatehouseClient } from "../../../generated/client.js";
import { sampleRepositories } from "../../../local/hub.ts";
import { runScript } from "../../../scripts/entry/run.ts";
import { signIn, startSampleRegistry } from "../../registry.ts";
import { bareEnvironment, installPackages } from "../packages.ts";
import { type Generator, generators } from "./generators.ts";
import { type Outcome, page, type Step } from "./page.ts";

const root = path.resolve(import.meta.dirname, "../../..");
const LIMIT_MS = 300_000;
const run = promisify(execFile);

/** Posted by every program, and how it has to print the end of each. */
const LINKS = ["acme/clear-bert", "someone/test-upload", "acme/missing"].map((one) => `https://huggingface.co/${one}`);
const ENDINGS = ["completed clear-bert zip", "rejected test-upload false", "failed missing source_not_found"];
const STRICT = [
  ...["--noEmit", "--strict", "--skipLibCheck", "--allowImportingTsExtensions", "--target", "es2022"],
  ...["--module", "esnext", "--moduleResolution", "bundler", "--lib", "es2022,dom,dom.iterable", "--types", "node"],
];

/** Runs the steps of one generator on the registry at `url`; the first that fails ends it. */
async function attempt(generator: Generator, directory: string, url: string): Promise<Outcome> {
  const work = path.join(directory, "work", generator.name);
  const generated = path.join(work, "generated");
  const program = path.join(work, "main.ts");
  const places = {
    contract: path.join(root, "openapi.yaml"),
    generated,
    config: path.join(work, "generator.config.mjs"),
    url,
  };
  const inside = async ([file = "", ...words]: readonly string[], env: Record<string, string> = {}) =>
    run(file, words, { cwd: directory, timeout: LIMIT_MS, maxBuffer: 64 << 20, env: { ...bareEnvironment(), ...env } });
  const programs = path.join(import.meta.dirname, "programs");
  const steps: Record<Step, () => Promise<unknown>> = {
    generate: async () => {
      await rm(work, { recursive: true, force: true });
      await mkdir(generated, { recursive: true });
      await cp(path.join(programs, "main.ts"), program);
      await cp(path.join(programs, `${generator.name}.ts`), path.join(work, "client.ts"));
      if (generator.config !== undefined) await writeFile(places.config, generator.config(places));
      await inside(generator.command(places));
    },
    compile: () => inside(["npx", "tsc", ...STRICT, program]),
    run: async () => {
      const outfile = path.join(work, "main.mjs");
      await build({
        entryPoints: [program],
        outfile,
        bundle: true,
        packages: "external",
        platform: "node",
        format: "esm",
      });
      const env = { GATEHOUSE_URL: url, GATEHOUSE_TOKEN: await reset(url) };
      const { stdout } = await inside([process.execPath, outfile, ...LINKS], env);
      if (stdout.trim() !== ENDINGS.join("\n")) throw new Error(`printed ${JSON.stringify(stdout)}`);
    },
  };
  for (const step of ["generate", "compile", "run"] as const) {
    try {
      await steps[step]();
    } catch (error) {
      return { generator, version: await versionOf(generator, directory), failed: { step, reason: reasonOf(error) } };
    }
  }
  return { generator, version: await versionOf(generator, directory), failed: null };
}

async function versionOf({ package: name }: Generator, directory: string): Promise<string> {
  const text = await readFile(path.join(directory, "node_modules", name, "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

/** The first lines of what a program said. */
function reasonOf(error: unknown): string {
  const { stdout = "", stderr = "", message } = error as { stdout?: string; stderr?: string; message: string };
  return (stdout.trim() || stderr.trim() || message).split("\n").slice(0, 5).join(" ").slice(0, 500);
}

/** Empties the registry and resolves to a new token. */
async function reset(url: string): Promise<string> {
  const token = await signIn(url);
  const signal = AbortSignal.timeout(60_000);
  const { response, error } = await createGatehouseClient({ url, token }).DELETE("/reset", { signal });
  if (!response.ok) throw new Error(`DELETE /reset answered ${response.status}: ${JSON.stringify(error)}`);
  return token;
}

async function tryAll(directory: string, only: string | undefined): Promise<void> {
  const wanted = generators.filter(({ name }) => only === undefined || name === only);
  if (wanted.length === 0)
    throw new Error(`There is no generator ${only}: ${generators.map(({ name }) => name).join()}`);
  // Generators demand versions of TypeScript that exclude each other's; none of them uses another's.
  await installPackages(path.join(import.meta.dirname, "package.json"), directory, ["--legacy-peer-deps"]);
  const outcomes: Outcome[] = [];
  const { repositories, github, organizations } = sampleRepositories();
  await using registry = await startSampleRegistry({ samples: { repositories, github, organizations } });
  for (const generator of wanted) {
    const outcome = await attempt(generator, directory, registry.url);
    outcomes.push(outcome);
    const { failed } = outcome;
    console.log(`${generator.name}: ${failed === null ? "works" : `fails to ${failed.step}: ${failed.reason}`}`);
  }
  if (only === undefined) await writeFile(path.join(root, "docs/generators.md"), page(outcomes));
  if (outcomes.some(({ failed }) => failed !== null)) process.exitCode = 1;
}

const command = new Command("npm run clients:generators --")
  .description(
    "Generates clients from openapi.yaml, compiles a program with each under --strict and runs it on a registry with " +
      "sample repositories: post, poll, branch on the status. Writes docs/generators.md. Ends with 1 when one fails. The " +
      "generators are installed apart, in the versions of lab/clients/generators/package.json; one needs Java.",
  )
  .option(
    "--directory <path>",
    "where the generators are installed",
    path.join(tmpdir(), "gatehouse-generator-packages"),
  )
  .option("--only <name>", "one generator; writes no page")
  .parse();
const { directory, only } = command.opts<{ directory: string; only?: string }>();
await runScript(() => tryAll(path.resolve(directory), only));
