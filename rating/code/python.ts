/** Python read as a syntax tree: faults, imports, names and functions. Nothing is ever executed. */
import type { SyntaxNode, Tree } from "@lezer/common";
import { parser } from "@lezer/python";
import type { FunctionMeasure, SourceMeasure } from "../snapshot-code.ts";

export interface PythonReading {
  /** True when the parser met no error. */
  readonly parses: boolean;
  /** Top-level packages of absolute imports. */
  readonly imports: readonly string[];
  /** Names that the code binds: imports, assignments, parameters, loops, definitions. */
  readonly bound: readonly string[];
  /** Names that the code reads. */
  readonly used: readonly string[];
  /** Texts of string literals without quotes and prefix. */
  readonly strings: readonly string[];
  /** True when `from x import *` may bind any name. */
  readonly openImports: boolean;
  /** True when `...` is where an argument belongs. */
  readonly ellipsisArgument: boolean;
}

/** Notebook magics and shell escapes are not Python; their lines are blanked, so that positions stay. */
const withoutMagics = (code: string): string => code.replace(/^([ \t]*)[!%].*$/gm, "$1pass");

/** Longer code is no example that a card would give; telling its names apart takes quadratic time. */
const LONGEST_SNIPPET = 20_000;

const unreadable: PythonReading = {
  parses: false,
  imports: [],
  bound: [],
  used: [],
  strings: [],
  openImports: false,
  ellipsisArgument: false,
};

/** Reads a snippet; one that is too long counts as one that does not parse. */
export function readPython(code: string): PythonReading {
  if (code.length > LONGEST_SNIPPET) return unreadable;
  const text = withoutMagics(code);
  const tree = parser.parse(text);
  const found = {
    parses: true,
    imports: new Set<string>(),
    bound: new Set<string>(),
    used: new Set<string>(),
    strings: [] as string[],
    openImports: false,
    ellipsisArgument: false,
  };
  const targets: Targets = new Map();
  tree.iterate({
    enter: (cursor) => {
      const node = cursor.node;
      const here = text.slice(node.from, node.to);
      if (cursor.type.isError) found.parses = false;
      else if (cursor.name === "ImportStatement") {
        readImport(node, text, found.imports);
        if (/import\s*\*/.test(here)) found.openImports = true;
      } else if (cursor.name === "VariableName") (binds(node, targets) ? found.bound : found.used).add(here);
      else if (cursor.name === "String") found.strings.push(literal(here));
      else if (cursor.name === "Ellipsis" && node.parent?.name === "ArgList") found.ellipsisArgument = true;
    },
  });
  return { ...found, imports: [...found.imports], bound: [...found.bound], used: [...found.used] };
}

const literal = (source: string): string => source.replace(/^[a-z]*('''|"""|'|")/i, "").replace(/('''|"""|'|")$/, "");

function readImport(node: SyntaxNode, text: string, into: Set<string>): void {
  const statement = text.slice(node.from, node.to).replace(/[\\()]/g, " ");
  const from = /^from\s+([A-Za-z_]\w*)/.exec(statement)?.[1];
  if (from !== undefined) into.add(from);
  if (!statement.startsWith("import")) return;
  for (const part of statement.slice("import".length).split(",")) {
    const name = /^\s*([A-Za-z_]\w*)/.exec(part)?.[1];
    if (name !== undefined) into.add(name);
  }
}

const nextTo = (node: SyntaxNode, name: string): boolean => node.nextSibling?.name === name;

/** Whether a name is written (bound) at this place rather than read. */
function binds(node: SyntaxNode, targets: Targets): boolean {
  const parent = node.parent;
  switch (parent?.name) {
    case "ImportStatement":
    case "ScopeStatement":
      return true;
    case "FunctionDefinition":
    case "ClassDefinition":
      return node.prevSibling?.name === "def" || node.prevSibling?.name === "class";
    case "ParamList":
      return node.prevSibling?.name !== "AssignOp";
    case "ArgList":
    case "NamedExpression":
      return nextTo(node, "AssignOp");
    case "WithStatement":
    case "TryStatement":
    case "CapturePattern":
    case "AsPattern":
      return true;
    default:
      return parent !== null && parent !== undefined && bindsInStatement(node, parent, targets);
  }
}

const grouping = ["TupleExpression", "ArrayExpression", "ParenthesizedExpression"];
/** Levels of brackets around a bound name that anybody would write. */
const DEEPEST_GROUP = 20;

function bindsInStatement(inner: SyntaxNode, around: SyntaxNode, targets: Targets): boolean {
  let [node, parent] = [inner, around];
  for (let level = 0; level < DEEPEST_GROUP && grouping.includes(parent.name) && parent.parent; level++) {
    [node, parent] = [parent, parent.parent];
  }
  if (["AssignStatement", "UpdateStatement"].includes(parent.name)) {
    const isFirstOfUpdate = parent.name === "UpdateStatement" && node.prevSibling === null;
    return node.from < targetsIn(parent, targets).lastAssignment || isFirstOfUpdate;
  }
  if (["ForStatement", "ComprehensionExpression"].includes(parent.name) || /Comprehension/.test(parent.name)) {
    return targetsIn(parent, targets).betweenForAndIn.has(node.from);
  }
  return false;
}

/** Where a statement or comprehension writes, as places in the text. */
interface StatementTargets {
  /** Its last sign of assignment; -1 for none. */
  readonly lastAssignment: number;
  /** Starts of the parts between a "for" and its "in". */
  readonly betweenForAndIn: ReadonlySet<number>;
}
/** By name and place of the statement: one with thousands of names is walked once, and not once for each of them. */
type Targets = Map<string, StatementTargets>;

function targetsIn(statement: SyntaxNode, known: Targets): StatementTargets {
  const key = `${statement.name} ${statement.from}`;
  const found = known.get(key) ?? readTargets(statement);
  known.set(key, found);
  return found;
}

function readTargets(statement: SyntaxNode): StatementTargets {
  let lastAssignment = -1;
  let isTarget = false;
  const betweenForAndIn = new Set<number>();
  for (let part = statement.firstChild; part; part = part.nextSibling) {
    if (part.name === "AssignOp") lastAssignment = part.from;
    else if (part.name === "for" || part.name === "in") isTarget = part.name === "for";
    else if (isTarget) betweenForAndIn.add(part.from);
  }
  return { lastAssignment, betweenForAndIn };
}

const branches = new Set(["if", "elif", "for", "while", "except", "and", "or", "case"]);

/** Functions with their length and McCabe complexity; null when the text does not parse. */
export function measurePython(code: string): FunctionMeasure[] | null {
  const text = withoutMagics(code);
  const tree: Tree = parser.parse(text);
  const functions: { node: SyntaxNode; branches: number }[] = [];
  const open: { node: SyntaxNode; branches: number }[] = [];
  let broken = false;
  tree.iterate({
    enter: (cursor) => {
      if (cursor.type.isError) broken = true;
      if (cursor.name === "FunctionDefinition") {
        const entry = { node: cursor.node, branches: 0 };
        functions.push(entry);
        open.push(entry);
      } else if (branches.has(cursor.name)) {
        for (const entry of open.slice(-1)) entry.branches += 1;
      }
    },
    leave: (cursor) => {
      if (cursor.name === "FunctionDefinition") open.pop();
    },
  });
  if (broken) return null;
  let line = 1;
  let counted = 0;
  return functions.map((entry) => {
    for (; counted < entry.node.from; counted++) if (text[counted] === "\n") line++;
    return measureFunction(entry.node, entry.branches, line, text);
  });
}

function measureFunction(node: SyntaxNode, branchCount: number, line: number, text: string): FunctionMeasure {
  const name = node.getChild("VariableName");
  const params = node.getChild("ParamList");
  const body = text.slice(node.from, node.to).trimEnd();
  return {
    name: name === null ? "" : text.slice(name.from, name.to),
    line,
    lines: body.split("\n").length,
    complexity: branchCount + 1,
    annotated: node.getChild("TypeDef") !== null || (params?.getChild("TypeDef") ?? null) !== null,
  };
}

/** Measures one source file. Python is read as a syntax tree; of other languages only the lines are counted. */
export function measureSource(path: string, text: string): SourceMeasure {
  const lines = text === "" ? 0 : text.replace(/\n$/, "").split("\n").length;
  return { path, lines, functions: /\.pyx?$/i.test(path) ? measurePython(text) : null };
}
