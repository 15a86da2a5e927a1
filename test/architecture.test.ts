import { execFileSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "..");
const MAX_FILE_LINES = 250;
const MAX_FUNCTION_LINES = 50;
const MAX_LOOSE_FILES = 14;
/** Folders of like things may hold more. */
const LIKE_THINGS = ["handlers", "test/handlers", "db/migrations", "rating/metrics"];

/** A folder may import itself and the folders that it lists here: no import runs the other way. */
const mayImport: Record<string, readonly string[]> = {
  generated: [],
  domain: ["generated"],
  rating: ["generated", "domain"],
  db: ["generated", "domain"],
  handlers: ["generated", "domain", "rating", "db"],
  lambda: ["generated", "domain", "rating", "db"],
  server: ["generated", "domain", "rating", "db", "handlers", "lambda"],
  local: ["generated", "domain", "rating", "db", "handlers", "lambda", "server"],
  cli: ["generated", "domain"],
  web: ["generated", "domain"],
  scripts: ["generated", "domain", "rating", "db", "handlers", "lambda", "server", "local", "cli"],
  lab: ["generated", "domain", "rating", "db", "handlers", "lambda", "server", "local", "cli", "scripts"],
  test: ["generated", "domain", "rating", "db", "handlers", "lambda", "server", "local", "cli", "scripts", "lab"],
};
const FOLDERS = Object.keys(mayImport);
const folderOf = (file: string): string => file.split(path.sep)[0] as string;

const sources = globSync(`{${FOLDERS.filter((folder) => folder !== "generated").join(",")}}/**/*.{ts,tsx}`, {
  cwd: root,
}).sort();
const written = sources.filter((file) => !file.includes("/migrations/"));
const parsed = new Map<string, ts.SourceFile>();
function parse(file: string): ts.SourceFile {
  const known = parsed.get(file);
  if (known !== undefined) return known;
  const text = readFileSync(path.join(root, file), "utf8");
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  parsed.set(file, source);
  return source;
}

function importsOf(source: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const from = ts.isImportDeclaration(node) || ts.isExportDeclaration(node) ? node.moduleSpecifier : undefined;
    if (from !== undefined && ts.isStringLiteral(from)) found.push(from.text);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [target] = node.arguments;
      if (target !== undefined && ts.isStringLiteral(target)) found.push(target.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The project's own files that each file imports, type-only imports included. */
const imports = new Map(
  sources.map((file) => {
    const own = importsOf(parse(file)).filter((target) => target.startsWith("."));
    return [file, own.map((target) => path.join(path.dirname(file), target))] as const;
  }),
);

test("folders import only what lies below them", () => {
  const wrong = [...imports].flatMap(([file, targets]) =>
    targets
      .filter((target) => FOLDERS.includes(folderOf(target)) && folderOf(target) !== folderOf(file))
      .filter((target) => !mayImport[folderOf(file)]?.includes(folderOf(target)))
      .map((target) => `${file} imports ${target}`),
  );
  expect(wrong).toEqual([]);
});

test("no files import each other in a circle", () => {
  const onPath: string[] = [];
  const finished = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string): void => {
    if (onPath.includes(file)) circles.push([...onPath.slice(onPath.indexOf(file)), file].join(" -> "));
    if (finished.has(file) || onPath.includes(file)) return;
    onPath.push(file);
    for (const target of imports.get(file) ?? []) visit(target);
    onPath.pop();
    finished.add(file);
  };
  for (const file of imports.keys()) visit(file);
  expect(circles).toEqual([]);
});

test(`no folder has more than ${MAX_LOOSE_FILES} loose files`, () => {
  const files = execFileSync("git", ["ls-files", ...FOLDERS, ":!generated"], { cwd: root, encoding: "utf8" }).split(
    "\n",
  );
  const folders = Map.groupBy(files, (file) => path.dirname(file));
  const full = [...folders]
    .filter(([folder]) => !LIKE_THINGS.includes(folder))
    .filter(([, loose]) => loose.length > MAX_LOOSE_FILES)
    .map(([folder, loose]) => `${folder}: ${loose.length}`);
  expect(full).toEqual([]);
});

test("handlers know no HTTP library, no AWS SDK, no environment and no clock", () => {
  const wrong = written
    .filter((file) => file.startsWith("handlers/"))
    .flatMap((file) => {
      const text = readFileSync(path.join(root, file), "utf8");
      const imports = importsOf(parse(file)).filter((name) =>
        /^(@aws|express|openapi-backend|node:http|undici)/.test(name),
      );
      const uses = ["process.env", "Date.now(", "new Date()"].filter((use) => text.includes(use));
      return [...imports, ...uses].map((what) => `${file}: ${what}`);
    });
  expect(wrong).toEqual([]);
});

test("the environment is read in the two configurations and in entry scripts only", () => {
  const wrong = written.filter(
    (file) =>
      readFileSync(path.join(root, file), "utf8").includes("process.env") &&
      !/^(server\/(config|main)|lambda\/(config|ingest)|cli\/main)\.ts$|^(local|scripts|lab|test)\//.test(file),
  );
  expect(wrong).toEqual([]);
});

test("clients of AWS are constructed in compose files only", () => {
  const wrong = written.filter(
    (file) =>
      /new (S3Client|LambdaClient)\(/.test(readFileSync(path.join(root, file), "utf8")) &&
      !/(^|\/)compose\.ts$|^(local|scripts|lab|test)\//.test(file),
  );
  expect(wrong).toEqual([]);
});

test(`no file is longer than ${MAX_FILE_LINES} lines`, () => {
  const long = written
    .map((file) => [file, readFileSync(path.join(root, file), "utf8").split("\n").length - 1] as const)
    .filter(([, lines]) => lines > MAX_FILE_LINES);
  expect(long).toEqual([]);
});

test(`no function is longer than ${MAX_FUNCTION_LINES} lines`, () => {
  const long = written.flatMap((file) => longFunctions(parse(file)).map((name) => `${file}: ${name}`));
  expect(long).toEqual([]);
});

/** A callback of describe is a list of tests, not a function. */
function longFunctions(source: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && "body" in node && node.body !== undefined && !isSuite(node)) {
      const start = source.getLineAndCharacterOfPosition(node.getStart()).line;
      const lines = source.getLineAndCharacterOfPosition(node.end).line - start + 1;
      if (lines > MAX_FUNCTION_LINES) found.push(`line ${start + 1}, ${lines} lines`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const isSuite = (node: ts.Node): boolean =>
  ts.isCallExpression(node.parent) && /^describe/.test(node.parent.expression.getText());

test("test titles are unique within a file and say more than a word", () => {
  const wrong = sources
    .filter((file) => file.endsWith(".test.ts"))
    .flatMap((file) => {
      const titles = titlesOf(parse(file));
      const repeated = titles.filter((title, index) => titles.indexOf(title) !== index);
      const short = titles.filter((title) => title.split(/\s+/).length < 4);
      return [...repeated, ...short].map((title) => `${file}: ${title}`);
    });
  expect(wrong).toEqual([]);
});

function titlesOf(source: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isCallExpression(node) &&
      /^(test|it|testWith\(.*\)|\w+Test)(\.each\b|$|\()/.test(node.expression.getText())
    ) {
      const [title] = node.arguments;
      if (title !== undefined && ts.isStringLiteral(title)) found.push(title.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

test("no test is skipped, focused or left to do", () => {
  const wrong = sources
    .filter((file) => file.endsWith(".test.ts") && file !== "test/architecture.test.ts")
    .filter((file) => /\b(test|it|describe)\.(skip|only|todo)\b/.test(readFileSync(path.join(root, file), "utf8")));
  expect(wrong).toEqual([]);
});
