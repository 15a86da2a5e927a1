import path from "node:path";
import { type BuildOptions, build, stop } from "esbuild";

const root = path.resolve(import.meta.dirname, "../..");

/** Bundles lambda/ingest.ts. The same input gives the same bytes. Returns the path of the bundle. */
export async function buildIngest(directory: string = path.join(root, "dist", "ingest")): Promise<string> {
  const outfile = path.join(directory, "index.cjs");
  try {
    await build(optionsFor(outfile));
  } finally {
    // The process that esbuild starts would stay as long as this one.
    await stop();
  }
  return outfile;
}

const optionsFor = (outfile: string): BuildOptions => ({
  absWorkingDir: root,
  entryPoints: ["lambda/ingest.ts"],
  outfile,
  bundle: true,
  minify: true,
  platform: "node",
  target: "node24",
  // V8 parses it a quarter faster than an ES module, and requiring node:http does not load Node's own fetch.
  format: "cjs",
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
