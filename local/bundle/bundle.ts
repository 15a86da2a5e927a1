import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { type BuildOptions, build, stop } from "esbuild";

const root = path.resolve(import.meta.dirname, "../..");

/** A file of a function's code. */
export interface Module {
  readonly name: string;
  readonly content: Uint8Array;
}

/**
 * Bundles lambda/ingest.ts into index.mjs and modules beside it. A cold start reads those that are imported by statement;
 * those that are imported by a call of import() wait for it. The same input gives the same bytes. Returns the path of
 * index.mjs.
 */
export async function buildIngest(directory: string = path.join(root, "dist", "ingest")): Promise<string> {
  const entry = path.join(directory, "index.mjs");
  await mkdir(directory, { recursive: true });
  // The names of modules follow from their content: those of an earlier build would stay.
  for (const name of await modulesIn(directory)) await rm(path.join(directory, name));
  try {
    await build(optionsFor(directory));
  } finally {
    // The process that esbuild starts would stay as long as this one.
    await stop();
  }
  return entry;
}

/** The modules of a function by the path of the one with its handler: itself, and those beside it. */
export async function modulesOf(entry: string): Promise<Module[]> {
  const directory = path.dirname(entry);
  const names = await modulesIn(directory);
  return Promise.all(names.map(async (name) => ({ name, content: await readFile(path.join(directory, name)) })));
}

const modulesIn = async (directory: string): Promise<string[]> =>
  (await readdir(directory)).filter((name) => name.endsWith(".mjs")).sort();

const optionsFor = (outdir: string): BuildOptions => ({
  absWorkingDir: root,
  entryPoints: { index: "lambda/ingest.ts" },
  outdir,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  // V8 reads the whole text of a module, even where nothing of it runs: that was half of the time of a cold start.
  splitting: true,
  minify: true,
  platform: "node",
  target: "node24",
  format: "esm",
  // CommonJS dependencies call require, which an ES module has to create for itself.
  banner: { js: 'import{createRequire}from"node:module";const require=createRequire(import.meta.url);' },
  external: ["pg-native"],
  legalComments: "none",
  // ES modules first: of CommonJS files nothing can be left out.
  mainFields: ["module", "main"],
  alias: {
    // Without profiles, sign-on and machine metadata, which a function never has, it loads a tenth faster.
    "@aws-sdk/credential-provider-node": path.join(import.meta.dirname, "credentials.ts"),
    undici: path.join(import.meta.dirname, "undici.ts"),
  },
  logLevel: "warning",
});
