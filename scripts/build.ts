/** `npm run build` makes dist/ingest/index.mjs, the ingest function as it is deployed; says how large and how quick it is. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import { MAX_BUNDLE_BYTES, MAX_INIT_MS, measureBundle } from "../local/bundle/measure.ts";
import { replacing } from "../local/bundle/replacing.ts";

const root = path.resolve(import.meta.dirname, "..");

/** Bundles lambda/ingest.ts. The same input gives the same bytes. Returns the path of the bundle. */
export async function buildIngest(directory: string = path.join(root, "dist", "ingest")): Promise<string> {
  const outfile = path.join(directory, "index.mjs");
  await build({
    absWorkingDir: root,
    entryPoints: ["lambda/ingest.ts"],
    outfile,
    bundle: true,
    minify: true,
    platform: "node",
    target: "node24",
    format: "esm",
    external: ["pg-native"],
    legalComments: "none",
    // ES modules first: of CommonJS files nothing can be left out.
    mainFields: ["module", "main"],
    plugins: [replacing(root)],
    // CommonJS dependencies call require, which an ES module has to make for itself.
    banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
    logLevel: "warning",
  });
  return outfile;
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;

async function report(): Promise<boolean> {
  const outfile = await buildIngest();
  const { bytes, compressedBytes, initMs } = await measureBundle(outfile, await readFile(outfile));
  console.log(`wrote ${path.relative(process.cwd(), outfile)}`);
  console.log(
    `size  ${megabytes(bytes)} minified, ${megabytes(compressedBytes)} compressed (budget ${megabytes(MAX_BUNDLE_BYTES)})`,
  );
  const times = `${initMs.median.toFixed(0)} ms median, ${initMs.best.toFixed(0)} ms best of 7 cold starts`;
  console.log(`init  ${times} (budget ${MAX_INIT_MS} ms)`);
  if (bytes > MAX_BUNDLE_BYTES) console.error("the bundle is over its budget");
  if (initMs.best > MAX_INIT_MS) console.error("the init is over its budget, or this machine is busy");
  return bytes <= MAX_BUNDLE_BYTES;
}

if (import.meta.main && !(await report())) process.exitCode = 1;
