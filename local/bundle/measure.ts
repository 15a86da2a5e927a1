import { execFile } from "node:child_process";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { type Module, modulesOf } from "./bundle.ts";

/** The bundle's budget: what a deployment uploads. Bytes. */
export const MAX_BUNDLE_BYTES = 4_000_000;
/** The init's budget on a machine that has nothing else to do. Milliseconds. */
export const MAX_INIT_MS = 300;

export interface BundleFigures {
  readonly bytes: number;
  /** Of the modules that a cold start reads. */
  readonly startBytes: number;
  /** As gzip would compress it; the uploaded zip is about as large. */
  readonly compressedBytes: number;
  /** Time from the start of loading it until the handler is there: the median and the best of the runs, milliseconds. */
  readonly initMs: { readonly median: number; readonly best: number };
}

const run = promisify(execFile);

const PROBE = (file: string): string =>
  `const started = performance.now();
   const { handler } = await import(${JSON.stringify(file)});
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
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", PROBE(pathToFileURL(bundle).href)], {
    env: { ...LAMBDA_LIKE },
    timeout: 60_000,
  });
  return Number(stdout);
}

/** Measures a bundle; every run is a cold start in a new process. */
export async function measureBundle(bundle: string, runs = 7): Promise<BundleFigures> {
  const times: number[] = [];
  for (let n = 0; n < runs; n++) times.push(await initOnce(bundle));
  times.sort((a, b) => a - b);
  const modules = await modulesOf(bundle);
  const contents = Buffer.concat(modules.map(({ content }) => content));
  return {
    bytes: contents.length,
    startBytes: importedWith(path.basename(bundle), modules),
    compressedBytes: gzipSync(contents).length,
    initMs: { median: times[Math.floor(runs / 2)] ?? Number.NaN, best: times[0] ?? Number.NaN },
  };
}

/** Bytes of a module and of all that it imports before it runs. */
function importedWith(entry: string, modules: readonly Module[]): number {
  const contents = new Map(modules.map(({ name, content }) => [name, Buffer.from(content)]));
  const read = new Set([entry]);
  // What is added to a set while it is walked is walked too.
  for (const name of read)
    for (const [, imported] of (contents.get(name)?.toString("utf8") ?? "").matchAll(/\b(?:from|import)"\.\/([^"]+)"/g))
      read.add(imported as string);
  return [...read].reduce((sum, name) => sum + (contents.get(name)?.length ?? 0), 0);
}
