/** `npm run build:cli` fills dist/package with the JavaScript that `npm pack` ships: the command and the client. */
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { Command } from "commander";
import { build, type Metafile } from "esbuild";
import { runScript } from "../entry/run.ts";

const root = path.resolve(import.meta.dirname, "../..");
const target = path.join(root, "dist", "package");

/** The oldest Node that the package supports; bin/gatehouse.js checks it. */
const NODE = "node20.15";

/** Bundles cli/ with its dependencies into one file, and collects the licenses of what is in it. */
async function buildCommand(): Promise<void> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ["cli/main.ts"],
    outfile: path.join(target, "gatehouse.js"),
    bundle: true,
    platform: "node",
    target: NODE,
    format: "esm",
    metafile: true,
    legalComments: "none",
    // CommonJS dependencies call require, which an ES module has to create for itself.
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    logLevel: "warning",
  });
  await writeFile(path.join(target, "LICENSES.txt"), await licensesOf(metafile));
}

async function licensesOf({ inputs }: Metafile): Promise<string> {
  const folders = Object.keys(inputs).flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []);
  const texts = [...new Set(folders)].sort().map(async (folder) => {
    const { name, version, license } = JSON.parse(await readFile(path.join(root, folder, "package.json"), "utf8"));
    const file = (await readdir(path.join(root, folder))).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file === undefined ? license : await readFile(path.join(root, folder, file), "utf8");
    return `${name} ${version}\n\n${text.trim()}\n`;
  });
  return (await Promise.all(texts)).join(`\n${"-".repeat(80)}\n\n`);
}

/** The generated client as an ES module and as CommonJS, each with declarations of its own, as TypeScript requires. */
async function buildClient(): Promise<void> {
  const generated = (name: string): string => path.join(root, "generated", name);
  const declarations = await readFile(generated("client.d.ts"), "utf8");
  await copyFile(generated("client.js"), path.join(target, "client.js"));
  await build({
    entryPoints: [generated("client.js")],
    outfile: path.join(target, "client.cjs"),
    // With its dependency: bundlers of CommonJS disagree about the default export of an ES module.
    bundle: true,
    platform: "node",
    format: "cjs",
    target: NODE,
    logLevel: "warning",
  });
  for (const [module, declaration] of [
    ["js", "d.ts"],
    ["cjs", "d.cts"],
  ] as const) {
    await copyFile(generated("api.ts"), path.join(target, `api.${declaration}`));
    const text = declarations.replaceAll('"./api.ts"', `"./api.${module}"`);
    await writeFile(path.join(target, `client.${declaration}`), text);
  }
}

new Command("npm run build:cli --")
  .description("Builds dist/package: the gatehouse command and gatehouse/client as JavaScript. npm pack runs it.")
  .parse();
await runScript(async () => {
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  await Promise.all([buildCommand(), buildClient()]);
});
