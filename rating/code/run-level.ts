/**
 * How far the demo code of a card would get, judged without running it: the better of its blocks counts, so
 * that a further example never lowers the level.
 */

import { isHubId, sameId } from "../../domain/repository-id.ts";
import type { Card } from "../card/card.ts";
import type { CodeBlock } from "../card/markdown.ts";
import { isBalanced, isPython, isRunnable, namesModel } from "../card/snippets.ts";
import type { Policy } from "../policy.ts";
import { normalName } from "./dependencies.ts";
import { type PythonReading, readPython } from "./python.ts";

export type RunLevel = keyof Policy["reproducibility"]["levels"];

export interface RunFinding {
  readonly level: RunLevel;
  /** Clauses saying what is wrong; empty when all checks pass. */
  readonly faults: readonly string[];
}

export interface RunContext {
  readonly repository: string;
  /** Packages that card or dependency files declare; null means that any may be declared where nobody could read. */
  readonly declared: readonly string[] | null;
  /** "missing" clauses about the repository itself: no tokenizer, gated. */
  readonly repositoryFaults: readonly string[];
}

const order: readonly RunLevel[] = ["none", "hardFault", "softFault", "passes", "executed"];

export function runLevel(card: Card, context: RunContext, policy: Policy): RunFinding {
  const blocks = card.codeBlocks.filter((block) => isRunnable(block, policy) && !policy.words.bibtex.test(block.code));
  const earlier: PythonReading[] = [];
  let best: RunFinding = { level: "none", faults: ["no demo code"] };
  for (const block of blocks) {
    const reading = isPython(block, policy) ? readPython(block.code) : null;
    const finding = judge(block, { reading, earlier }, context, policy);
    if (order.indexOf(finding.level) > order.indexOf(best.level)) best = finding;
    if (reading !== null) earlier.push(reading);
  }
  return best;
}

/** A block of code as Python, null for other code, and the blocks before it. */
interface Readings {
  readonly reading: PythonReading | null;
  readonly earlier: readonly PythonReading[];
}

function judge(block: CodeBlock, readings: Readings, context: RunContext, policy: Policy): RunFinding {
  const { reading, earlier } = readings;
  // Installing, cloning and training commands are no demonstration of the model.
  const isDemo =
    policy.words.loading.test(block.code) || namesModel(block.code, context.repository) || reading !== null;
  if (!isDemo) return { level: "none", faults: ["no demo code"] };
  const hard = hardFaults(block, readings, context, policy);
  if (hard.length > 0) return { level: "hardFault", faults: hard };
  const soft = [
    ...(reading === null ? [] : softFaults(reading, earlier, context, policy)),
    ...context.repositoryFaults,
  ];
  return soft.length > 0 ? { level: "softFault", faults: soft } : { level: "passes", faults: [] };
}

function hardFaults(block: CodeBlock, { reading, earlier }: Readings, context: RunContext, policy: Policy): string[] {
  const faults: string[] = [];
  const standIn = policy.words.stand_in.exec(block.code)?.[0];
  if (standIn !== undefined) faults.push(`"${standIn.trim()}" has to be filled in by the reader`);
  if (reading?.ellipsisArgument) faults.push("an argument is left out as ...");
  if (!(reading?.parses ?? isBalanced(block.code))) faults.push("the code does not parse");
  const strings = [reading, ...earlier].flatMap((it) => it?.strings ?? []);
  if (policy.words.loading.test(block.code) && !loadsThisModel(block, strings, context.repository)) {
    faults.push("it loads another repository");
  }
  return faults;
}

/** False only when the code names repository ids and none of them is this model. */
function loadsThisModel(block: CodeBlock, strings: readonly string[], repository: string): boolean {
  if (namesModel(block.code, repository)) return true;
  const ids = strings.filter((text) => text.includes("/") && isHubId(text));
  return ids.length === 0
    ? !/\b(from_pretrained|pipeline)\(/.test(block.code)
    : ids.some((id) => sameId(id, repository));
}

function softFaults(
  reading: PythonReading,
  earlier: readonly PythonReading[],
  context: RunContext,
  policy: Policy,
): string[] {
  const known = new Set([...pythonStandardLibrary, ...policy.words.commonPackages].map(normalName));
  for (const name of context.declared ?? []) known.add(normalName(name));
  const undeclared = context.declared === null ? [] : reading.imports.filter((name) => !known.has(normalName(name)));
  const bound = new Set([...pythonBuiltins, ...reading.bound, ...earlier.flatMap((it) => it.bound)]);
  const undefinedNames = reading.openImports ? [] : reading.used.filter((name) => !bound.has(name));
  return [
    ...undeclared.map((name) => `the package ${name} is imported but declared nowhere`),
    ...undefinedNames.map((name) => `the name ${name} is used but never defined`),
  ];
}

/** Names that every Python program has: builtins and the top level of the standard library. */
const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const pythonBuiltins: readonly string[] = words(`
  ArithmeticError AssertionError AttributeError BaseException BlockingIOError BrokenPipeError BufferError BytesWarning
  ConnectionError DeprecationWarning EOFError Ellipsis EnvironmentError Exception FileExistsError FileNotFoundError
  FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning IndentationError IndexError
  InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError
  NotADirectoryError NotImplemented NotImplementedError OSError OverflowError PermissionError RecursionError
  ReferenceError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError
  SyntaxWarning SystemError SystemExit TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError
  UnicodeError UserWarning ValueError Warning ZeroDivisionError __file__ __name__ __doc__ _ abs aiter all anext any
  ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex delattr dict dir display divmod
  enumerate eval exec exit filter float format frozenset getattr globals hasattr hash help hex id input int isinstance
  issubclass iter len list locals map max memoryview min next object oct open ord pow print property quit range repr
  reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip self cls`);

const pythonStandardLibrary: readonly string[] = words(`
  __future__ abc argparse array ast asyncio base64 bisect calendar collections concurrent configparser contextlib copy
  csv ctypes dataclasses datetime decimal difflib enum fractions functools gc getpass glob gzip hashlib heapq html http
  importlib inspect io itertools json logging lzma math multiprocessing operator os pathlib pickle platform pprint
  queue random re secrets select shutil signal socket sqlite3 statistics string struct subprocess sys tarfile tempfile
  textwrap threading time timeit traceback types typing unicodedata urllib uuid warnings wave weakref xml zipfile zlib`);
