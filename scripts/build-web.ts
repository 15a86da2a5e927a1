/** `npm run build:web` makes dist/web, the page as the server serves it; says how large its first load is. */
import { existsSync } from "node:fs";
import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import { Command } from "commander";
import { PAGE_DIRECTORY } from "../server/http/page.ts";
import { runScript } from "./entry/run.ts";

const root = path.resolve(import.meta.dirname, "..");
/** Brotli bytes of everything that the first view loads. */
const MAX_FIRST_LOAD_BYTES = 150_000;

/** Builds the page and compresses its files. Returns the brotli bytes of the first load. */
export async function buildWeb(): Promise<number> {
  const { build } = await import("vite");
  // Another process may serve or build the page at the same time: it sees the old one or the new one.
  const outDir = `${PAGE_DIRECTORY}.${process.pid}`;
  // Vite takes the mode of the libraries from here; under vitest it would be theirs for tests.
  const before = process.env["NODE_ENV"];
  process.env["NODE_ENV"] = "production";
  await build({
    configFile: false,
    root: path.join(root, "web"),
    logLevel: "error",
    build: { outDir, emptyOutDir: true, target: "es2023", assetsInlineLimit: 0 },
  });
  if (before === undefined) delete process.env["NODE_ENV"];
  else process.env["NODE_ENV"] = before;
  const sizes = new Map<string, number>();
  for (const name of await readdir(path.join(outDir, "assets")))
    sizes.set(name, await compress(path.join(outDir, "assets", name)));
  const index = await readFile(path.join(outDir, "index.html"), "utf8");
  await rm(PAGE_DIRECTORY, { recursive: true, force: true });
  await rename(outDir, PAGE_DIRECTORY);
  const first = [...index.matchAll(/\/assets\/([^"]+)/g)].map(([, name]) => sizes.get(name ?? "") ?? 0);
  return first.reduce((sum, bytes) => sum + bytes, Buffer.byteLength(index));
}

/** Builds the page where it was not built yet. An installation without what builds it runs without the page. */
export async function ensureWeb(): Promise<void> {
  if (existsSync(path.join(PAGE_DIRECTORY, "index.html"))) return;
  if (existsSync(path.join(root, "node_modules", "vite"))) await buildWeb();
  else console.error("the web page is not built; npm ci --include=dev && npm run build:web builds it");
}

/** Writes the compressed file beside the other, for browsers that take it. */
async function compress(file: string): Promise<number> {
  const content = await readFile(file);
  const compressed = await promisify(brotliCompress)(content, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
  });
  await writeFile(`${file}.br`, compressed);
  return compressed.length;
}

if (import.meta.main) {
  new Command("npm run build:web --")
    .description("Builds the web page into dist/web. Ends with 1 when its first load exceeds its budget.")
    .parse();
  await runScript(async () => {
    const bytes = await buildWeb();
    console.log(`wrote ${path.relative(process.cwd(), PAGE_DIRECTORY)}`);
    console.log(`first load ${(bytes / 1000).toFixed(1)} kB compressed (budget ${MAX_FIRST_LOAD_BYTES / 1000} kB)`);
    if (bytes > MAX_FIRST_LOAD_BYTES) throw new Error("The first load exceeds its budget");
  });
}
