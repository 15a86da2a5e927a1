import { Cursor } from "../bytes/cursor.ts";
import { isPickleName } from "../names.ts";
import type { Subject } from "../subject.ts";
import { judgeImport } from "./imports.ts";
import { searchTraces } from "./traces.ts";
import type { Import } from "./values.ts";
import { type Walk, walkPickle } from "./walk.ts";

/** The long integer that the older torch format begins with, little-endian. */
const TORCH_MAGIC = "6cfc9c46f9206aa85019";
/** Magic, protocol, system, object, keys: what follows are raw numbers that are never unpickled. */
const TORCH_PICKLES = 5;
const MAX_PICKLES = 10_000;

/**
 * Follows the pickles that a source consists of, one after another, and reports what they import and call. A pickle
 * that cannot be followed to its end has run by then: its imports count, and the bytes behind it are searched.
 *
 * @param at where the first pickle begins
 */
export async function inspectPickles(subject: Subject, at = 0): Promise<void> {
  const cursor = new Cursor(subject.source, at);
  let isLegacyTorch = false;
  for (let index = 0; index < MAX_PICKLES; index++) {
    const start = cursor.position;
    const walk = await walkPickle(cursor);
    if (index > 0 && isNoise(walk)) return trailing(subject, start);
    reportImports(subject, walk.imports);
    if (index === 0) isLegacyTorch = walk.onlyLong === TORCH_MAGIC;
    if (walk.end !== "stop") return broken(subject, walk, cursor.position);
    if (isLegacyTorch && index + 1 === TORCH_PICKLES) return;
    if (!(await cursor.need(1))) return;
  }
  const text = `Only the first ${MAX_PICKLES} pickles of the file were followed.`;
  subject.report.unknown(true, "SCAN_LIMIT", text, subject.member);
}

/** Bytes behind a pickle that are none: nothing was imported, or only by a number of the registry and not called. */
const isNoise = ({ end, imports }: Walk): boolean =>
  end === "not a pickle" && imports.every(({ module, name, called }) => !called && (module === null || name === null));

/** Reports the imports that are not known to be harmless. */
function reportImports({ report, member, ownModules }: Subject, imports: readonly Import[]): void {
  for (const { module, name, called, patched } of imports) {
    const does = called ? "imports and calls" : "imports";
    if (module === null || name === null) {
      report.find("unsafe", "PICKLE_HIDDEN_IMPORT", `The pickle ${does} something whose name it hides.`, member);
      continue;
    }
    const judgement = judgeImport(module, name);
    if (patched) {
      report.find("unsafe", "PICKLE_PATCH", `The pickle changes ${module}.${name} itself when it is loaded.`, member);
    } else if (judgement === "dangerous") {
      const text = `The pickle ${does} ${module}.${name}, which can run code.`;
      report.find("unsafe", "PICKLE_DANGEROUS_IMPORT", text, member);
    } else if (judgement === "unknown" && ownModules.has(module.split(".")[0] as string)) {
      const text = `The pickle imports ${module}.${name}, a module of this repository, which runs its code.`;
      report.unknown(true, "PICKLE_OWN_MODULE", text, member);
    } else if (judgement === "unknown") {
      const text = `The pickle ${does} ${module}.${name}, which is not on the list of allowed imports.`;
      report.unknown(called, called ? "PICKLE_UNKNOWN_CALL" : "PICKLE_UNKNOWN_IMPORT", text, member);
    }
  }
}

async function broken(subject: Subject, { end }: Walk, at: number): Promise<void> {
  const { report, member } = subject;
  if (end === "limit") {
    report.unknown(true, "SCAN_LIMIT", `The pickle was followed only to byte ${at}.`, member);
  } else {
    const text = `The pickle ends in an error at byte ${at} (${end}); loading it runs what comes before.`;
    report.unknown(false, "PICKLE_BROKEN", text, member);
  }
  await searchTraces(subject, at, (imports) => reportImports(subject, imports));
}

async function trailing(subject: Subject, at: number): Promise<void> {
  const text = `After the last pickle, from byte ${at} on, there is data that is no pickle.`;
  subject.report.unknown(false, "PICKLE_TRAILING", text, subject.member);
  await searchTraces(subject, at, (imports) => reportImports(subject, imports));
}

/**
 * Follows content of another format, or of none, as a pickle: unpicklers look at no mark, and the oldest protocols have
 * none. Reports only what behaves like a pickle, since any text begins with some opcode.
 *
 * @returns whether it is a pickle
 */
export async function inspectUnmarked(subject: Subject): Promise<boolean> {
  const walk = await walkPickle(new Cursor(subject.source));
  if (!isPickle(walk, subject) && !runsCode(walk, subject)) return false;
  await inspectPickles(subject);
  return true;
}

const isPickle = ({ end, opcodes, imports }: Walk, { name }: Subject): boolean =>
  end === "stop" && opcodes > 1 && (imports.length === 0 ? isPickleName(name) : imports.every(hasName));

/** Noise of two opcodes may import by a number of the registry; only what is also called is no accident. */
const runsCode = ({ end, imports }: Walk, { name }: Subject): boolean =>
  imports.some((found) =>
    found.module === null || found.name === null
      ? found.called && (end === "stop" || isPickleName(name) || imports.length > 1)
      : found.called && hasName(found) && judgeImport(found.module, found.name) !== "harmless",
  );

const hasName = ({ module, name }: Import): boolean =>
  module !== null && name !== null && /^[A-Za-z_][\w.]*\n[A-Za-z_][\w.]*$/.test(`${module}\n${name}`);

/** Searches content that its name promises to be a pickle for pickles that do not begin at its first byte. */
export const searchHidden = (subject: Subject): Promise<void> =>
  searchTraces(subject, 0, (imports) =>
    reportImports(
      subject,
      imports.filter(({ called }) => called),
    ),
  );
