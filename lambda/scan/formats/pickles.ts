import { Cursor, sliceSource } from "../bytes.ts";
import type { Import } from "../pickle/values.ts";
import { type Walk, walkPickle } from "../pickle/walk.ts";
import { judgeImport } from "../policy.ts";
import type { Subject } from "../subject.ts";

/** The long integer that the older torch format begins with, little-endian. */
const TORCH_MAGIC = "6cfc9c46f9206aa85019";
/** Magic, protocol, system, object, keys: what follows are raw numbers that are never unpickled. */
const TORCH_PICKLES = 5;
const MAX_PICKLES = 10_000;

/**
 * Follows the pickles that a source consists of, one after another, and reports what they import. A pickle that
 * cannot be followed to its end has run by then: what it imported counts, and the bytes behind it are searched.
 *
 * @param at where the first pickle begins
 */
export async function inspectPickles(subject: Subject, at = 0): Promise<void> {
  const cursor = new Cursor(subject.source, at);
  let legacyTorch = false;
  for (let index = 0; index < MAX_PICKLES; index++) {
    const start = cursor.position;
    const walk = await walkPickle(cursor);
    if (index > 0 && isNoise(walk)) return trailing(subject, start);
    reportImports(subject, walk.imports);
    if (index === 0) legacyTorch = walk.onlyLong === TORCH_MAGIC;
    if (walk.end !== "stop") return broken(subject, walk, cursor.position);
    if (legacyTorch && index + 1 === TORCH_PICKLES) return;
    if (!(await cursor.need(1))) return;
  }
  subject.report.skip(`only its first ${MAX_PICKLES} pickles were followed`, subject.member);
}

/** Bytes behind a pickle that are none: nothing was imported, or only by a number of the registry and not called. */
const isNoise = ({ end, imports }: Walk): boolean =>
  end === "not a pickle" && imports.every(({ module, name, called }) => !called && (module === null || name === null));

/** Reports the imports that are not known to be harmless. */
export function reportImports({ report, member }: Subject, imports: readonly Import[]): void {
  for (const { module, name, called } of imports) {
    const judgement = judgeImport(module, name);
    if (judgement === "harmless") continue;
    const does = called ? "imports and calls" : "imports";
    if (module === null || name === null) {
      report.find("unsafe", "PICKLE_HIDDEN_IMPORT", `The pickle ${does} something whose name it hides.`, member);
    } else if (judgement === "dangerous") {
      report.find(
        "unsafe",
        "PICKLE_DANGEROUS_IMPORT",
        `The pickle ${does} ${module}.${name}, which can run code.`,
        member,
      );
    } else {
      report.find(
        "suspicious",
        "PICKLE_UNKNOWN_IMPORT",
        `The pickle ${does} ${module}.${name}, which is on no list.`,
        member,
      );
    }
  }
}

async function broken(subject: Subject, walk: Walk, at: number): Promise<void> {
  const text = `The pickle could not be followed beyond byte ${at} (${walk.end}); loading it runs what comes before.`;
  subject.report.find("suspicious", "PICKLE_BROKEN", text, subject.member);
  subject.report.skip(`a pickle could not be followed beyond byte ${at}`, subject.member);
  await searchImports(subject, at);
}

async function trailing(subject: Subject, at: number): Promise<void> {
  subject.report.skip(`bytes after the last pickle, from byte ${at} on, are of no known form`, subject.member);
  await searchImports(subject, at);
}

const SEARCH_CHUNK = 1024 * 1024;
const SEARCH_BYTES = 256 * 1024 * 1024;
const OVERLAP = 1024;
/** "c", then module and name, each closed by a line feed: an import in plain text. */
const PLAIN_IMPORT = /[ci]([A-Za-z_][\w.]{0,200})\n([A-Za-z_][\w.]{0,200})\n/g;
/** Two short texts, each perhaps put into the memo, and the opcode that imports by them. */
const TEXT = "(?:\\x8c[\\s\\S]|X[\\s\\S]\\0\\0\\0)([A-Za-z_][\\w.]{0,200})(?:\\x94|q[\\s\\S]|r[\\s\\S]{4})?";
const STACKED_IMPORT = new RegExp(`${TEXT}${TEXT}\\x93`, "g");

/** Looks for the traces of dangerous imports in bytes that cannot be followed, such as arrays between pickles. */
export async function searchImports(subject: Subject, from: number): Promise<void> {
  const { source, report, member } = subject;
  const end = Math.min(source.size, from + SEARCH_BYTES);
  for (let at = from; at < end; at += SEARCH_CHUNK) {
    const text = (await source.read(at, Math.min(end, at + SEARCH_CHUNK + OVERLAP))).toString("latin1");
    if (text === "") return;
    for (const [, module = "", name = ""] of [...text.matchAll(PLAIN_IMPORT), ...text.matchAll(STACKED_IMPORT)]) {
      if (judgeImport(module, name) !== "dangerous") continue;
      const trace = `Bytes that could not be followed hold an import of ${module}.${name}, which can run code.`;
      report.find("unsafe", "PICKLE_DANGEROUS_IMPORT", trace, member);
    }
  }
}

/** How far content without a mark is followed: text and noise end after a few bytes. */
const UNMARKED_BYTES = 64 * 1024 * 1024;

/**
 * Follows content that bears no mark of being a pickle: the oldest formats have none. Reports only when it behaves
 * like one, since any text begins with some opcode.
 *
 * @returns whether it was a pickle
 */
export async function inspectUnmarked(subject: Subject): Promise<boolean> {
  const walk = await walkPickle(new Cursor(sliceSource(subject.source, 0, UNMARKED_BYTES)));
  const { imports } = walk;
  const likely = imports.length === 0 ? looksNamed(subject.name) : imports.some(isHiddenCall) || imports.every(isNamed);
  const isPickle = walk.end === "stop" && walk.opcodes > 1 && likely;
  const runs = imports.some(
    (found) => found.called && isNamed(found) && judgeImport(found.module, found.name) === "dangerous",
  );
  if (!isPickle && !runs) return false;
  await inspectPickles(subject);
  return true;
}

/** Noise of two opcodes may import by a number of the registry; only what is called as well is no accident. */
const isHiddenCall = ({ module, name, called }: Import): boolean => called && (module === null || name === null);
const isNamed = ({ module, name }: Import): boolean =>
  module !== null && name !== null && /^[A-Za-z_][\w.]*\n[A-Za-z_][\w.]*$/.test(`${module}\n${name}`);
const looksNamed = (name: string): boolean => /\.(pkl|pickle|pt|pth|bin|ckpt|joblib|dat|data|dill)$/i.test(name);
