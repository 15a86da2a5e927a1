import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";

/** The bundle's budget: what a deployment uploads and every cold start reads. Bytes. */
export const MAX_BUNDLE_BYTES = 4_000_000;
/** The init's budget on a machine that has nothing else to do. Milliseconds. */
export const MAX_INIT_MS = 300;

export interface BundleFigures {
  readonly bytes: number;
  /** As gzip would compress it; the uploaded zip is about as large. */
  readonly compressedBytes: number;
  /** Time from the start of loading it until the handler is there: the median and the best of the runs, milliseconds. */
  readonly initMs: { readonly median: number; readonly best: number };
}

const run = promisify(execFile);

const PROBE = (file: string): string =>
  `const started = performance.now();
   const { handler } = require(${JSON.stringify(file)});
   if (typeof handler !== "function") throw new Error("the bundle exports no handler");
   process.stdout.write(String(performance.now() - started), () => process.exit(0));`;

/** What Lambda sets, and a configuration, with which the function opens its tools while it loads; nothing is connected. */
const LAMBDA_LIKE = {
  AWS_REGION: "us-east-1",
  AWS_LAMBDA_FUNCTION_NAME: "artifact-ingest-processor",
  AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
  AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
  POWERTOOLS_TRACE_ENABLED: "false",
  AWS_ACCESS_KEY_ID: "measured",
  AWS_SECRET_ACCESS_KEY: "measured",
  AWS_STORAGE_BUCKET_NAME: "measured",
  DB_HOST: "127.0.0.1",
  DB_NAME: "measured",
  DB_USER: "measured",
  DB_PASSWORD: "measured",
};

/** Loads the bundle once in a process of its own without calling its handler. Milliseconds. */
async function initOnce(bundle: string): Promise<number> {
  const { stdout } = await run(process.execPath, ["--input-type=commonjs", "--eval", PROBE(bundle)], {
    env: { ...LAMBDA_LIKE },
    timeout: 60_000,
  });
  return Number(stdout);
}

/** Measures a bundle; every run is a cold start in a new process. */
export async function measureBundle(bundle: string, contents: Uint8Array, runs = 7): Promise<BundleFigures> {
  const times: number[] = [];
  for (let n = 0; n < runs; n++) times.push(await initOnce(bundle));
  times.sort((a, b) => a - b);
  return {
    bytes: (await stat(bundle)).size,
    compressedBytes: gzipSync(contents).length,
    initMs: { median: times[Math.floor(runs / 2)] ?? Number.NaN, best: times[0] ?? Number.NaN },
  };
}
