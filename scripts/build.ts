/** `npm run build` makes dist/ingest/index.mjs, the ingest function as it is deployed; says how large and how quick it is. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { buildIngest } from "../local/bundle/bundle.ts";
import { MAX_BUNDLE_BYTES, MAX_INIT_MS, measureBundle } from "../local/bundle/measure.ts";

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
