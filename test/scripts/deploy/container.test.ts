import { execFile } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import ts from "typescript";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { namesRead } from "../../../scripts/deploy/variables.ts";
import { parseServerConfig } from "../../../server/config.ts";
import { ENTRY } from "../../support/programs/scripts.ts";

const root = path.resolve(import.meta.dirname, "../../..");
const text = (file: string): string => readFileSync(path.join(root, file), "utf8");

/** What each stage of the image copies of this repository. */
const stages = text("Dockerfile")
  .split(/^FROM /m)
  .map((stage) => [...stage.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, files]) => files!.split(" ")));
const copied = stages.flat();

test("the image copies files that exist and that .dockerignore does not exclude", () => {
  const let_through = text(".dockerignore")
    .split("\n")
    .filter((line) => line.startsWith("!"))
    .map((line) => line.slice(1));
  expect(copied.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  expect(copied.filter((file) => !let_through.includes(file))).toEqual([]);
});

/** Modules that a file imports, without those of types. */
function importsOf(file: string): string[] {
  const source = ts.createSourceFile(file, text(file), ts.ScriptTarget.Latest, true);
  return source.statements.flatMap((statement) => {
    const from = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement) ? statement : undefined;
    const typesOnly = from !== undefined && ts.isImportDeclaration(from) && from.importClause?.isTypeOnly === true;
    const specifier = from?.moduleSpecifier;
    return specifier !== undefined && ts.isStringLiteral(specifier) && !typesOnly ? [specifier.text] : [];
  });
}

const { dependencies, devDependencies } = JSON.parse(text("package.json")) as Record<
  "dependencies" | "devDependencies",
  Record<string, string>
>;

/** Imports that lead neither to one of the parts nor to one of the packages. */
function importsBeyond(files: readonly string[], parts: readonly string[], packages: Record<string, string>): string[] {
  return files
    .filter((file) => !file.endsWith(".d.ts"))
    .flatMap((file) =>
      importsOf(file)
        .filter((name) => !name.startsWith("node:"))
        .filter((name) => {
          if (!name.startsWith(".")) return packages[/^(@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? ""] === undefined;
          const target = path.join(path.dirname(file), name);
          return !parts.some((part) => target === part || target.startsWith(`${part}/`));
        })
        .map((name) => `${file} imports ${name}`),
    );
}

test("every import of the image's files is in the image or a production dependency", () => {
  const files = globSync("{generated,domain,rating,db,handlers,lambda,server}/**/*.{ts,js}", { cwd: root });
  const parts = stages.at(-1) ?? [];
  expect(importsBeyond([...files, "scripts/migrate.ts", "scripts/entry/run.ts"], parts, dependencies)).toEqual([]);
});

test("every import of what builds the page is in the stage that builds it", () => {
  const parts = stages.find((stage) => stage.includes("web")) ?? [];
  const files = new Set([...globSync("web/**/*.{ts,tsx}", { cwd: root }), "scripts/build-web.ts"]);
  // A set hands out what is added while it is read.
  for (const file of files)
    for (const name of importsOf(file))
      if (/^\..*\.[jt]sx?$/.test(name)) files.add(path.join(path.dirname(file), name));
  expect(importsBeyond([...files], parts, { ...dependencies, ...devDependencies })).toEqual([]);
});

interface Compose {
  readonly services: Readonly<Record<string, { readonly environment?: object; readonly read_only?: boolean }>>;
}

test("compose.yaml gives the server only variables that it reads, and a read-only root", () => {
  const compose = parse(text("compose.yaml"), { merge: true }) as Compose;
  const known = namesRead(parseServerConfig);
  const server = compose.services["server"]!;
  expect(Object.keys(server.environment ?? {}).filter((name) => !known.includes(name))).toEqual([]);
  expect([server.read_only, compose.services["migrate"]!.read_only]).toEqual([true, true]);
});

test("a server without configuration names every missing variable and exits", async () => {
  const run = promisify(execFile)(process.execPath, [...ENTRY, "server/main.ts"], { cwd: root, env: {} });
  const ended = await run.catch((error: { code: number; stderr: string }) => error);
  expect(ended).toMatchObject({ code: 1 });
  for (const name of ["DB_HOST", "AWS_STORAGE_BUCKET_NAME", "TOKEN_SECRET"])
    expect(ended.stderr).toContain(`${name} is missing`);
});

test("migrate names a missing variable and exits", async () => {
  const run = (env: NodeJS.ProcessEnv) =>
    promisify(execFile)(process.execPath, [...ENTRY, "scripts/migrate.ts"], { cwd: root, env });
  await expect(run({})).rejects.toThrow("DB_HOST is missing");
});
