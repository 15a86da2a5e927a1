import { Cursor } from "../bytes/cursor.ts";
import type { Subject } from "../subject.ts";
import { judgeImport } from "./imports.ts";
import type { Import } from "./values.ts";
import { walkFragment } from "./walk.ts";

const CHUNK = 1024 * 1024;
const MAX_BYTES = 256 * 1024 * 1024;
const OVERLAP = 1024;
const MAX_TRACES = 10_000;
/** Followed from each trace: what calls an import follows it closely. */
const MAX_OPCODES = 10_000;
/** "c" or "i", then module and name, each closed by a line feed: an import in plain text. */
const PLAIN_IMPORT = /[ci]([A-Za-z_][\w.]{0,200})\n([A-Za-z_][\w.]{0,200})\n/g;
/** Two short texts, each perhaps stored in the memo, and the opcode that imports by them. */
const TEXT = "(?:\\x8c[\\s\\S]|X[\\s\\S]\\0\\0\\0)([A-Za-z_][\\w.]{0,200})(?:\\x94|q[\\s\\S]|r[\\s\\S]{4})?";
const STACKED_IMPORT = new RegExp(`${TEXT}${TEXT}\\x93`, "g");

/**
 * Searches bytes that cannot be followed from the start, such as arrays between pickles, for imports that are not
 * harmless, and follows the pickle from there: that tells whether the import is called.
 *
 * @param found told the imports from each trace
 */
export async function searchTraces(
  subject: Subject,
  from: number,
  found: (imports: readonly Import[]) => void,
): Promise<void> {
  const { source, report, member } = subject;
  const end = Math.min(source.size, from + MAX_BYTES);
  let traces = 0;
  for (let at = from; at < end && traces < MAX_TRACES; at += CHUNK) {
    const text = (await source.read(at, Math.min(end, at + CHUNK + OVERLAP))).toString("latin1");
    if (text === "") return;
    for (const { index, 1: module = "", 2: name = "" } of tracesIn(text)) {
      if (judgeImport(module, name) === "harmless" || ++traces > MAX_TRACES) continue;
      found(await importsFrom(subject, at + index, { module, name }));
    }
  }
  if (traces >= MAX_TRACES)
    report.unknown(true, "SCAN_LIMIT", `Only ${MAX_TRACES} possible imports were followed.`, member);
  if (source.size > end && Number.isFinite(source.size))
    report.unknown(false, "SCAN_LIMIT", `Bytes that are no pickle were searched only up to byte ${end}.`, member);
}

const tracesIn = (text: string): RegExpExecArray[] =>
  [...text.matchAll(PLAIN_IMPORT), ...text.matchAll(STACKED_IMPORT)].filter(
    ({ 1: module, 2: name }) => module !== undefined && name !== undefined,
  );

/** The imports of the pickle from the trace on; of other names than the trace's only those that are called. */
async function importsFrom(
  subject: Subject,
  at: number,
  trace: { readonly module: string; readonly name: string },
): Promise<Import[]> {
  const { imports } = await walkFragment(new Cursor(subject.source, at), MAX_OPCODES);
  const isTrace = ({ module, name }: Import): boolean => module === trace.module && name === trace.name;
  const followed = imports.filter((one) => isTrace(one) || (one.called && one.module !== null && one.name !== null));
  return followed.some(isTrace) ? followed : [...followed, { ...trace, called: false, patched: false }];
}
