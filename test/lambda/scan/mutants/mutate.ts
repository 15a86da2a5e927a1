/** Changes harmful files at random, scans the results, and asks Python what its loaders do with those that pass. */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { tarOf } from "../assembler.ts";
import { harmfulFiles } from "../genuine/files.ts";
import { findingsIn } from "../scan-of.ts";

const run = promisify(execFile);
/** A scan of a file of some kilobytes that computes for longer hangs: processor time, whatever else the machine does. */
const MAX_MILLISECONDS = 2000;

export const hasPython = (): Promise<boolean> =>
  run("python3", ["-c", "import pickle, lzma, bz2"]).then(
    () => true,
    () => false,
  );

const harmful = (pattern: RegExp): Buffer[] =>
  harmfulFiles.filter(([name]) => pattern.test(name)).map(([, content]) => content);

/** The executable formats: a name under which the mutants are scanned, and the files they are made from. */
export const formats: Record<string, { readonly name: string; readonly bases: readonly Buffer[] }> = {
  pickle: { name: "model.pkl", bases: harmful(/\/pickle-/) },
  "torch zip": { name: "pytorch_model.bin", bases: harmful(/\/torch-\d/) },
  "torch legacy": { name: "model.pth", bases: harmful(/\/torch-legacy/) },
  tar: { name: "model.pt", bases: harmful(/\/pickle-[24]/).map((pickle) => tarOf("pickle", pickle)) },
  npy: { name: "array.npy", bases: harmful(/\.npy$/) },
  npz: { name: "arrays.npz", bases: harmful(/\.npz$/) },
  joblib: { name: "model.joblib", bases: harmful(/\/joblib-(none|array)/) },
  "joblib compressed": { name: "model.joblib", bases: harmful(/\/joblib-(zlib|gzip|bz2|lzma|xz|lz4)/) },
  hdf5: { name: "model.h5", bases: harmful(/\/keras-.*(fixed|text)-/) },
};

/** Numbers of a linear congruence, the same for the same seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A few changes to a file: bytes, bits, lengths, cuts, copies, insertions, and pieces of another file. */
function mutant(bases: readonly Buffer[], next: (below: number) => number): Buffer {
  let file = bases[next(bases.length)] as Buffer;
  for (let changes = 1 + next(4); changes > 0; changes--) {
    const [at, length] = [next(file.length), 1 + next(16)];
    const [before, after] = [file.subarray(0, at), file.subarray(at)];
    const other = bases[next(bases.length)] as Buffer;
    const from = next(other.length);
    const kinds = [
      () => Buffer.concat([before, Buffer.from([next(256)]), after.subarray(1)]),
      () => Buffer.concat([before, Buffer.from([(after[0] ?? 0) ^ (1 << next(8))]), after.subarray(1)]),
      () =>
        Buffer.concat([
          before,
          Buffer.alloc(Math.min(4, after.length), [0, 0xff, 1, 0x80][next(4)]),
          after.subarray(4),
        ]),
      () => Buffer.concat([before, after.subarray(length)]),
      () => Buffer.concat([before, after.subarray(0, length), after]),
      () => Buffer.concat([before, other.subarray(from, from + length * 8), after]),
      () =>
        Buffer.concat([
          Buffer.from(["GIF89a", "ID3", "PK\x03\x04", "\x1f\x8b", "N0", "("][next(6)] as string, "latin1"),
          file,
        ]),
      () => Buffer.concat([file, other.subarray(from)]),
      () => (next(4) === 0 ? before : file),
    ];
    const changed = (kinds[next(kinds.length)] as () => Buffer)();
    if (changed.length > 0) file = changed;
  }
  return file;
}

export interface Outcome {
  readonly format: string;
  readonly mutants: number;
  readonly admitted: number;
  /** Slowest scan in milliseconds of processor time. */
  readonly slowest: number;
  readonly faults: readonly string[];
}

function millisecondsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** @param judge false where Python is not installed: then only crashes and hangs are found */
export async function tryMutants(format: string, count: number, seed: number, judge: boolean): Promise<Outcome> {
  const { name, bases } = formats[format] as (typeof formats)[string];
  const next = numbers(seed);
  const admitted: Buffer[] = [];
  const faults: string[] = [];
  let slowest = 0;
  for (let index = 0; index < count; index++) {
    const file = mutant(bases, next);
    const started = process.cpuUsage();
    try {
      if (!(await findingsIn(file, name)).some(({ severity }) => severity === "unsafe")) admitted.push(file);
    } catch (error) {
      faults.push(`crash: ${String(error)} on ${file.toString("base64").slice(0, 4000)}`);
    }
    slowest = Math.max(slowest, millisecondsSince(started));
  }
  if (slowest > MAX_MILLISECONDS) faults.push(`a scan computed for ${Math.round(slowest)} ms`);
  if (judge && admitted.length > 0) {
    const verdicts = await judgements(name, admitted);
    for (const [index, runs] of verdicts.entries())
      if (runs) faults.push(`admitted, but Python runs it: ${admitted[index]?.toString("base64").slice(0, 4000)}`);
  }
  return { format, mutants: count, admitted: admitted.length, slowest: Math.round(slowest), faults };
}

/** Whether Python's loaders would run the payload of each file. */
export async function judgements(name: string, files: readonly Buffer[]): Promise<boolean[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "mutants-"));
  try {
    const length = (bytes: Buffer): Buffer => {
      const written = Buffer.alloc(4);
      written.writeUInt32LE(bytes.length);
      return written;
    };
    const label = Buffer.from(name);
    const records = files.flatMap((file) => [length(label), label, length(file), file]);
    await writeFile(path.join(folder, "files"), Buffer.concat(records));
    const script = path.join(import.meta.dirname, "judge.py");
    const { stdout } = await run("python3", [script, path.join(folder, "files")], { maxBuffer: 64 * 1024 * 1024 });
    return JSON.parse(stdout) as boolean[];
  } finally {
    await rm(folder, { recursive: true });
  }
}
