/** Signs of well-kept source code: tests, dependencies, documentation, automation, style, packaging, small functions. */

import { asObject } from "../../domain/json.ts";
import { parseCard } from "../card/card.ts";
import { parseYaml } from "../card/front-matter.ts";
import type { EvidenceCode } from "../evidence.ts";
import { clamp } from "../outcome.ts";
import type { Policy } from "../policy.ts";
import type { Json } from "../snapshot.ts";
import type { CodeFiles } from "../snapshot-code.ts";
import { filesOfKind, sourceFiles, testFiles, workflowFiles } from "./code-files.ts";
import { dependenciesIn, readToml } from "./dependencies.ts";

export interface Tick {
  readonly part: keyof Policy["codeQuality"]["parts"];
  readonly code: EvidenceCode;
  /** 0..1. */
  readonly value: number;
  /** Clause for people: what was found. */
  readonly found: string;
  /** Begins "…": what would make it 1. */
  readonly action: string;
}

export interface SourceTree {
  readonly paths: readonly string[];
  readonly files: CodeFiles;
  /** The host knows a licence of the repository. */
  readonly licensed: boolean;
}

/** The seven signs, in the order of the policy. */
export function ticksOf(tree: SourceTree, policy: Policy): readonly Tick[] {
  const texts = Object.entries(tree.files.texts).flatMap(([path, fact]) =>
    fact.known === "value" ? [[path, fact.value] as const] : [],
  );
  return [
    testsTick(tree, policy),
    dependenciesTick(tree, texts, policy),
    docsTick(tree, texts, policy),
    ciTick(tree, texts),
    lintTick(tree, texts, policy),
    packagingTick(tree, policy),
    maintainabilityTick(tree, policy),
  ];
}

type Texts = readonly (readonly [string, string])[];

function testsTick({ paths }: SourceTree, policy: Policy): Tick {
  const { few, enoughFiles, enoughShare } = policy.codeQuality.tests;
  const sources = sourceFiles(paths, policy);
  const tests = testFiles(sources);
  const enough = tests.length >= enoughFiles || (tests.length > 0 && tests.length / sources.length >= enoughShare);
  const found =
    tests.length === 0
      ? "no test file"
      : `${tests.length} test file(s) among ${sources.length} sources, such as ${tests[0]}`;
  return {
    part: "tests",
    code: "CQ_TESTS",
    value: enough ? 1 : tests.length > 0 ? few : 0,
    found,
    action: "Adding tests",
  };
}

function dependenciesTick({ paths }: SourceTree, texts: Texts, policy: Policy): Tick {
  const { base, pinned } = policy.codeQuality.dependencies;
  const sign = {
    part: "dependencies",
    code: "CQ_DEPS",
    action: "Pinning every dependency or adding a lock file",
  } as const;
  const [lock] = filesOfKind(paths, "lock");
  if (lock !== undefined) return { ...sign, value: 1, found: `the lock file ${lock}` };
  const [file] = filesOfKind(paths, "requirements");
  if (file === undefined) return { ...sign, value: 0, found: "no dependency file" };
  const all = dependenciesIn(texts.filter(([path]) => filesOfKind([path], "requirements").length > 0));
  const exact = all.filter((dependency) => dependency.pinned).length;
  const share = all.length === 0 ? 0 : exact / all.length;
  return { ...sign, value: base + pinned * share, found: `${exact} of ${all.length} dependencies pinned in ${file}` };
}

function docsTick({ paths }: SourceTree, texts: Texts, policy: Policy): Tick {
  const { length, headings, characters } = policy.codeQuality.docs;
  const readmes = filesOfKind(paths, "readme");
  const text = texts.find(([path]) => readmes.includes(path))?.[1] ?? "";
  const heading = parseCard(text, { data: null, fault: null }, policy).sections.some(
    (section) => /install|setup|requirements/i.test(section.heading) || policy.words.usageHeading.test(section.heading),
  );
  const value = (text.length >= characters ? length : 0) + (heading ? headings : 0);
  const found =
    text === ""
      ? "no README"
      : `a README of ${text.length} characters ${heading ? "with" : "without"} installation or usage`;
  return {
    part: "docs",
    code: "CQ_DOCS",
    value,
    found,
    action: "Documenting installation and usage in the code README",
  };
}

const runsTests =
  /\b(pytest|unittest|nosetests|tox|nox|ctest|vitest|jest|mocha|cargo test|go test|make (check|test)|(npm|yarn|pnpm)( run)? test|python3? -m (pytest|unittest)|hatch (run )?test|node --test)\b/i;

function ciTick({ paths }: SourceTree, texts: Texts): Tick {
  const workflows = workflowFiles(paths);
  const tested = texts.find(
    ([path, text]) => workflows.includes(path) && commandsIn(parseYaml(text).data).some((it) => runsTests.test(it)),
  );
  const found = tested
    ? `tests run by ${tested[0]}`
    : workflows.length > 0
      ? "workflows that run no tests"
      : "no workflow";
  return { part: "ci", code: "CQ_CI", value: tested ? 1 : 0, found, action: "Running the tests in a workflow" };
}

/** Every string below a key that holds commands; comments and names do not run anything. */
function commandsIn(data: Json, inCommand = false): string[] {
  if (typeof data === "string") return inCommand ? [data] : [];
  if (Array.isArray(data)) return data.flatMap((item) => commandsIn(item as Json, inCommand));
  return Object.entries(asObject(data) ?? {}).flatMap(([key, item]) =>
    commandsIn(item, inCommand || /^(run|script|command|commands|install|before_script|tox_env)$/.test(key)),
  );
}

function lintTick({ paths, files }: SourceTree, texts: Texts, policy: Policy): Tick {
  const { config, typing, annotatedShare } = policy.codeQuality.lint;
  const mixed = texts.filter(([path]) => filesOfKind([path], "mixedConfig").length > 0);
  const linter = filesOfKind(paths, "lint")[0] ?? mixed.find(([path, text]) => configures(path, text, linters))?.[0];
  const functions = files.sources.flatMap((source) => source.functions ?? []);
  const annotated = functions.filter((it) => it.annotated).length;
  const types =
    filesOfKind(paths, "typing", true)[0] ??
    mixed.find(([path, text]) => configures(path, text, checkers))?.[0] ??
    texts.find(([path, text]) => /(^|\/)tsconfig\.json$/.test(path) && /"strict"\s*:\s*true/.test(text))?.[0] ??
    (functions.length > 0 && annotated / functions.length >= annotatedShare ? "type annotations" : undefined);
  const value = (linter ? config : 0) + (types ? typing : 0);
  const found = `${linter ? `style rules in ${linter}` : "no style rules"} and ${types ? `typing by ${types}` : "no typing"}`;
  return { part: "lint", code: "CQ_LINT", value, found, action: "Adding a linter and a type checker" };
}

const linters = ["ruff", "black", "flake8", "pylint", "isort", "yapf", "pycodestyle"];
const checkers = ["mypy", "pyright", "pytype"];

/** pyproject.toml configures a tool under [tool.name], INI files under [name]. */
function configures(path: string, text: string, tools: readonly string[]): boolean {
  if (path.endsWith(".toml"))
    return tools.some((tool) => asObject(asObject(readToml(text)?.["tool"])?.[tool]) !== null);
  return tools.some((tool) => new RegExp(`^\\[(tool:)?${tool}[\\]:-]`, "m").test(text));
}

function packagingTick({ paths, licensed }: SourceTree, policy: Policy): Tick {
  const { license, manifest } = policy.codeQuality.packaging;
  const file = licensed || filesOfKind(paths, "license").length > 0;
  const [found] = filesOfKind(paths, "manifest");
  return {
    part: "packaging",
    code: "CQ_PACK",
    value: (file ? license : 0) + (found === undefined ? 0 : manifest),
    found: `${file ? "a licence" : "no licence"} and ${found === undefined ? "no package manifest" : `the manifest ${found}`}`,
    action: "Adding a licence and a package manifest to the code",
  };
}

function maintainabilityTick({ files }: SourceTree, policy: Policy): Tick {
  const limits = policy.codeQuality.functions;
  const units = files.sources.flatMap((source) =>
    source.functions === null
      ? [{ name: source.path, size: source.lines, bad: source.lines > limits.fileLines }]
      : source.functions.map((it) => ({
          name: `${it.name} (${source.path}:${it.line})`,
          size: it.lines,
          bad: it.lines > limits.lines || it.complexity > limits.complexity,
        })),
  );
  const bad = units.filter((unit) => unit.bad).sort((a, b) => b.size - a.size || (a.name < b.name ? -1 : 1));
  const value = units.length === 0 ? 0 : 1 - clamp(bad.length / units.length / limits.worstShare);
  const worst = bad.slice(0, limits.shown).map((unit) => unit.name);
  const found =
    units.length === 0
      ? "no function to measure"
      : `${bad.length} of ${units.length} functions too long or branched${worst.length > 0 ? `, worst ${worst.join(", ")}` : ""}`;
  return { part: "maintainability", code: "CQ_COMPLEX", value, found, action: "Splitting long and branched functions" };
}
