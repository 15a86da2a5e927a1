/** The package as `npm pack` makes it and another project installs it. */
import { execFile } from "node:child_process";
import { createReadStream, createWriteStream, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { createGunzip } from "node:zlib";
import { extract } from "tar-stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nodeBinaries } from "../support/programs/nodes.ts";

const root = path.resolve(import.meta.dirname, "../..");
const run = promisify(execFile);
const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as { version: string };

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

let project: string;
let installed: string;
let packed: Packed;
beforeAll(async () => {
  project = await mkdtemp(path.join(tmpdir(), "gatehouse-package-"));
  installed = path.join(project, "node_modules", "gatehouse");
  const npm = ["pack", "--json", "--pack-destination", project];
  const { stdout } = await run("npm", npm, { cwd: root });
  [packed] = JSON.parse(stdout.slice(stdout.indexOf("[\n"))) as [Packed];
  await unpack(path.join(project, packed.filename));
  for (const name of ["openapi-fetch", "openapi-typescript-helpers"])
    await symlink(path.join(root, "node_modules", name), path.join(project, "node_modules", name));
});
afterAll(() => rm(project, { recursive: true, force: true }));

/** Unpacks the tarball as npm does, without its "package/". */
async function unpack(tarball: string): Promise<void> {
  const entries = extract();
  const reading = pipeline(createReadStream(tarball), createGunzip(), entries);
  for await (const entry of entries) {
    const file = path.join(installed, entry.header.name.replace(/^package\//, ""));
    await mkdir(path.dirname(file), { recursive: true });
    await pipeline(Readable.from(entry), createWriteStream(file, { mode: entry.header.mode ?? 0o644 }));
  }
  await reading;
}

test("the package contains the command, the client, the contract and nothing else", () => {
  expect(packed.files.map((file) => file.path).sort()).toEqual([
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "bin/gatehouse.js",
    "dist/package/LICENSES.txt",
    "dist/package/api.d.cts",
    "dist/package/api.d.ts",
    "dist/package/client.cjs",
    "dist/package/client.d.cts",
    "dist/package/client.d.ts",
    "dist/package/client.js",
    "dist/package/gatehouse.js",
    "openapi.yaml",
    "package.json",
  ]);
  expect(packed.size).toBeLessThan(400_000);
});

test.each(nodeBinaries())("the installed command runs on Node $major", async ({ file }) => {
  const command = path.join(installed, "bin/gatehouse.js");
  expect((await run(file, [command, "--version"])).stdout).toBe(`${version}\n`);
  expect((await run(file, [command, "--help"])).stdout).toMatch(/Usage: gatehouse [\s\S]*download \[options\]/);
  await expect(run(file, [command, "nonsense"])).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining("unknown command 'nonsense'"),
  });
});

/** Makes a Node claim to be another version, before anything else is loaded. */
const claiming = (node: string): string =>
  `--import=data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"${node}"}})`;

test.each(["18.20.8", "20.14.0", "21.7.3", "22.1.0"])(
  "the command says in one line that Node %s is too old",
  async (node) => {
    const running = run(process.execPath, [claiming(node), path.join(installed, "bin/gatehouse.js"), "--help"]);
    await expect(running).rejects.toMatchObject({
      code: 1,
      stdout: "",
      stderr: `gatehouse needs Node ^20.15 or >=22.2. This is Node ${node}.\n`,
    });
  },
);

test("a script says in one line that Node is too old for it", async () => {
  const { scripts } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  const [, ...args] = (scripts["migrate"] ?? "").split(" ");
  const running = run(process.execPath, [claiming("20.20.2"), ...args], { cwd: root });
  await expect(running).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^This is Node 20\.20\.2, but Gatehouse needs Node 24\. .*npm rebuild node\n$/),
  });
});

/** A correct call, and one that the types must refuse. */
const PROGRAM = `import { createGatehouseClient, type components } from "gatehouse/client";
const client = createGatehouseClient({ url: "http://127.0.0.1:9", token: () => "bearer x" });
export async function names(): Promise<string[]> {
  const { data } = await client.POST("/artifacts", { body: [{ name: "*" }] });
  return (data ?? []).map((one: components["schemas"]["ArtifactMetadata"]) => one.name);
}
// @ts-expect-error the member is called name
export const wrong = client.POST("/artifacts", { body: [{ nom: "*" }] });
`;

/** Each module resolution, in a project of ES modules and in one of CommonJS, and the compiler before the newest one. */
const projects = [
  { compiler: "typescript-7", module: "nodenext", type: "module" },
  { compiler: "typescript-7", module: "nodenext", type: "commonjs" },
  { compiler: "typescript-7", module: "node16", type: "module" },
  { compiler: "typescript-7", module: "node16", type: "commonjs" },
  { compiler: "typescript-7", module: "esnext", type: "module" },
  { compiler: "typescript", module: "esnext", type: "module" },
] as const;

test.each(projects)("gatehouse/client compiles with $module in a $type project of $compiler", async (tried) => {
  const { compiler, module, type } = tried;
  const folder = path.join(project, `${compiler}-${module}-${type}`);
  await mkdir(folder);
  await writeFile(path.join(folder, "package.json"), JSON.stringify({ type }));
  await writeFile(path.join(folder, "program.ts"), PROGRAM);
  const moduleResolution = module === "esnext" ? "bundler" : module;
  const compilerOptions = {
    ...{ module, moduleResolution, target: "es2022", lib: ["es2022", "dom"], types: [] },
    ...{ strict: true, skipDefaultLibCheck: true, noEmit: true },
  };
  await writeFile(path.join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["program.ts"] }));
  const compile = run(process.execPath, [path.join(root, "node_modules", compiler, "bin/tsc"), "-p", folder]);
  const failure = await compile.then(
    () => null,
    ({ message, stdout }: Error & { stdout: string }) => `${message}\n${stdout}`,
  );
  expect(failure).toBeNull();
});

test.each(nodeBinaries())("gatehouse/client can be imported and required on Node $major", async ({ file }) => {
  const use = 'console.log(typeof createGatehouseClient({ url: "http://127.0.0.1:9" }).GET)';
  await writeFile(path.join(project, "use.mjs"), `import { createGatehouseClient } from "gatehouse/client";${use}`);
  await writeFile(
    path.join(project, "use.cjs"),
    `const { createGatehouseClient } = require("gatehouse/client");${use}`,
  );
  for (const name of ["use.mjs", "use.cjs"])
    expect([name, (await run(file, [name], { cwd: project })).stdout]).toEqual([name, "function\n"]);
});
