/** `npm run build` bundles the ingest function as it is deployed, and reports its size and start-up time. */
import path from "node:path";
import { Command } from "commander";
import { buildIngest } from "../local/bundle/bundle.ts";
import { MAX_BUNDLE_BYTES, MAX_INIT_MS, measureBundle } from "../local/bundle/measure.ts";
import { runScript } from "./entry/run.ts";

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;

async function run(): Promise<void> {
  const outfile = await buildIngest();
  const { bytes, startBytes, compressedBytes, initMs } = await measureBundle(outfile);
  console.log(`wrote ${path.relative(process.cwd(), outfile)}`);
  console.log(
    `size  ${megabytes(bytes)} minified, ${megabytes(compressedBytes)} compressed (budget ${megabytes(MAX_BUNDLE_BYTES)})`,
  );
  console.log(`start ${megabytes(startBytes)} are read by a cold start`);
  const times = `${initMs.median.toFixed(0)} ms median, ${initMs.best.toFixed(0)} ms best of 7 cold starts`;
  console.log(`init  ${times} (budget ${MAX_INIT_MS} ms)`);
  if (initMs.best > MAX_INIT_MS) console.error("The start-up time exceeds its budget, or this machine is busy");
  if (bytes > MAX_BUNDLE_BYTES) throw new Error("The bundle exceeds its budget");
}

new Command("npm run build --")
  .description(
    "Bundles the ingest function into dist/ingest, as it is deployed, and measures its size and start-up " +
      "time. Ends with 1 when the bundle exceeds its budget.",
  )
  .parse();
await runScript(run);
