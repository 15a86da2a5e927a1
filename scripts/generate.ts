/** `npm run generate` writes generated/; with --check it only compares and fails on drift. */
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { Command } from "commander";
import openapiTS, { astToString, type OpenAPI3, type OpenAPITSOptions } from "openapi-typescript";
import { runScript } from "./entry/run.ts";
import { renderClient } from "./generate/client.ts";
import { renderLicenseTexts } from "./generate/licenses.ts";
import { renderOperations } from "./generate/operations.ts";
import { readSpec, type Spec } from "./generate/spec.ts";
import { renderValidators } from "./generate/validators.ts";

const root = path.resolve(import.meta.dirname, "..");
const target = path.join(root, "generated");
const HEADER = '// Written by "npm run generate" from openapi.yaml and internal.yaml. Do not edit.\n';

async function render(): Promise<Map<string, string>> {
  const spec = await readSpec(root);
  const validators = await renderValidators(spec);
  const client = renderClient(await renderClientTypes(path.join(root, "openapi.yaml")));
  const files = {
    "api.ts": await renderTypes(spec),
    "client.js": client.code,
    "client.d.ts": client.types,
    "operations.ts": renderOperations(spec),
    "validators.js": validators.code,
    "validators.d.ts": validators.types,
  };
  const fromSpec = Object.entries(files).map(([name, text]) => [name, HEADER + text] as const);
  return new Map([...fromSpec, ["license-texts.ts", renderLicenseTexts()]]);
}

async function typesOf(source: URL | OpenAPI3, options: OpenAPITSOptions): Promise<string> {
  return astToString(await openapiTS(source, { alphabetize: true, ...options }));
}

/** The server's types of both documents: read-only, with the values of every enum. */
const renderTypes = (spec: Spec): Promise<string> =>
  typesOf(spec as unknown as OpenAPI3, { enumValues: true, immutable: true });

/**
 * The client's types of openapi.yaml. Fields with a default may be left out of a request. Nothing is read-only:
 * openapi-fetch 0.17 turns a read-only array into an object without methods.
 */
const renderClientTypes = (file: string): Promise<string> =>
  typesOf(pathToFileURL(file), { defaultNonNullable: false });

async function check(rendered: Map<string, string>): Promise<string[]> {
  const stale: string[] = [];
  for (const [name, text] of rendered) {
    const present = await readFile(path.join(target, name), "utf8").catch(() => "");
    if (present !== text) stale.push(`generated/${name}`);
  }
  for (const name of await readdir(target)) if (!rendered.has(name)) stale.push(`generated/${name} (not generated)`);
  return stale;
}

async function write(rendered: Map<string, string>): Promise<void> {
  await rm(target, { recursive: true, force: true });
  await mkdir(target);
  for (const [name, text] of rendered) await writeFile(path.join(target, name), text);
}

const { check: onlyCheck } = new Command("npm run generate --")
  .description("Writes generated/ from openapi.yaml, internal.yaml and the SPDX licence list.")
  .option("--check", "only compare; ends with 1 when a file is out of date", false)
  .parse()
  .opts<{ check: boolean }>();
await runScript(async () => {
  const rendered = await render();
  if (!onlyCheck) {
    await write(rendered);
    console.log(`wrote ${[...rendered.keys()].map((name) => `generated/${name}`).join(", ")}`);
    return;
  }
  const stale = await check(rendered);
  if (stale.length > 0) throw new Error(`Run "npm run generate"; these are out of date: ${stale.join(", ")}`);
  console.log("generated/ is up to date");
});
