import pLimit from "p-limit";
import { taskGroup } from "../../domain/task-group.ts";
import type { StageContext, StoredFile } from "../ports.ts";
import { type BlobReader, blobReader } from "../store/blobs.ts";
import { blobSource } from "./bytes/source.ts";
import { bySeverity, FileReport, type Finding, type Severity, type UnknownPolicy } from "./findings.ts";
import { inspect } from "./inspect.ts";
import { isExecutableName } from "./names.ts";
import { type BudgetLimits, BudgetSpent, newBudget } from "./subject.ts";

export type { Finding, Severity, UnknownPolicy };

/** What the files could do to their users. Plain JSON. */
export interface ScanReport {
  /** The most severe first; at most 1,000. */
  readonly findings: readonly Finding[];
  /** Files that were scanned. What could not be judged in them is a finding. */
  readonly scanned: number;
}

export interface ScanOptions extends Partial<BudgetLimits> {
  /** Files scanned at the same time. */
  readonly concurrency?: number;
  readonly unknown?: UnknownPolicy;
  /** All files of the repository, when only some of them are scanned. */
  readonly repository?: readonly { readonly path: string }[];
}

const LIMITS: BudgetLimits = { readBytes: 1024 ** 3, unpackBytes: 4 * 1024 ** 3, entries: 200_000 };
const MAX_LISTED = 1000;

/**
 * Scans every file as its loaders would read it, without running or unpickling any of it, reading only the ranges that
 * matter. Files with equal content and equal names are scanned once.
 *
 * @throws IngestFailure when stored content cannot be read; OutOfTime between two files
 */
export async function scan(
  files: readonly StoredFile[],
  ctx: StageContext,
  options: ScanOptions = {},
): Promise<ScanReport> {
  const group = taskGroup(ctx.signal);
  const reader = blobReader(ctx.store, group.signal, (sha256) => ctx.blobs.missing(sha256));
  const limit = pLimit(options.concurrency ?? 6);
  const present = files.filter(({ kind, bytes }) => kind !== "submodule" && bytes > 0);
  const scanFile = fileScanner(reader, modulesOf(options.repository ?? files), options);
  const reports = new Map<string, Promise<FileReport>>();
  const findings: Finding[] = [];
  let scanned = 0;

  const scanOne = async (file: StoredFile): Promise<void> => {
    group.signal.throwIfAborted();
    ctx.deadline.check();
    const id = contentId(file);
    const running = reports.get(id) ?? scanFile(file);
    reports.set(id, running);
    const { findings: found } = await running;
    findings.push(...found.map((finding) => ({ path: file.path, ...finding })));
    scanned++;
    if (scanned % 50 === 0) ctx.progress.detail(`scan: ${scanned} of ${present.length} files`);
  };

  for (const file of present) void group.spawn(() => limit(scanOne, file));
  await group.settle();
  ctx.progress.detail(null);
  return { findings: findings.toSorted(bySeverity).slice(0, MAX_LISTED), scanned };
}

/** Loaders choose by the last parts of a name, so equal content under equal last parts is one. */
const contentId = ({ sha256, path }: StoredFile): string => `${sha256} ${path.replace(/^.*\//, "")}`;

/** Names under which Python imports the files of the repository when it is started in their folder. */
function modulesOf(files: readonly { readonly path: string }[]): ReadonlySet<string> {
  const modules = new Set<string>();
  for (const { path } of files) {
    const [, module] = /^([A-Za-z_]\w*)(?:\.py$|\/.*\.py$)/.exec(path) ?? [];
    if (module !== undefined) modules.add(module);
  }
  return modules;
}

function fileScanner(reader: BlobReader, ownModules: ReadonlySet<string>, options: ScanOptions) {
  return async (file: StoredFile): Promise<FileReport> => {
    const report = new FileReport(options.unknown ?? "executable");
    const budget = newBudget({ ...LIMITS, ...options });
    const source = blobSource(file, reader, budget.read);
    const subject = { source, name: file.path, member: null, depth: 0, isRaw: false };
    try {
      await inspect({ ...subject, report, budget, ownModules, inspect });
    } catch (error) {
      if (!(error instanceof BudgetSpent)) throw error;
      const text = `Only a part of the file was scanned: ${error.message}.`;
      report.unknown(isExecutableName(file.path), "SCAN_LIMIT", text, null);
    }
    return report;
  };
}
