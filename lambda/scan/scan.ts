import pLimit from "p-limit";
import { taskGroup } from "../archive/task-group.ts";
import type { StageContext, StoredFile } from "../ports.ts";
import { type BlobReader, blobReader } from "../store/blobs.ts";
import { type BudgetLimits, BudgetSpent, newBudget } from "./budget.ts";
import { blobSource } from "./bytes.ts";
import { byPath, bySeverity, FileReport, type Finding, type Severity, type Unscanned } from "./findings.ts";
import { inspect } from "./inspect.ts";

export type { Finding, Severity, Unscanned };

/** What the files could do to whoever loads them. Plain JSON. */
export interface ScanReport {
  /** The gravest first; at most 1,000. */
  readonly findings: readonly Finding[];
  /** Files that were looked at, in whole or in part. */
  readonly scanned: number;
  /** What could not be judged, and why: never to be taken for safe. At most 1,000. */
  readonly unscanned: readonly Unscanned[];
}

export interface ScanOptions extends Partial<BudgetLimits> {
  /** Files looked at side by side. */
  readonly concurrency?: number;
}

const LIMITS: BudgetLimits = { readBytes: 1024 ** 3, unpackBytes: 4 * 1024 ** 3, entries: 200_000 };
const MAX_LISTED = 1000;

/**
 * Looks at every file by its content, without running or unpickling any of it, reading only the ranges that matter.
 * Files with equal content are looked at once.
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
  const reports = new Map<string, Promise<FileReport>>();
  const findings: Finding[] = [];
  const unscanned: Unscanned[] = [];
  let scanned = 0;

  const look = async (file: StoredFile): Promise<void> => {
    group.signal.throwIfAborted();
    ctx.deadline.check();
    const id = contentId(file);
    const running = reports.get(id) ?? scanFile(file, reader, { ...LIMITS, ...options });
    reports.set(id, running);
    const { findings: found, reasons } = await running;
    findings.push(...found.map((finding) => ({ path: file.path, ...finding })));
    unscanned.push(...[...reasons].map((reason) => ({ path: file.path, reason })));
    scanned++;
    if (scanned % 50 === 0) ctx.progress.detail(`scan: ${scanned} of ${present.length} files`);
  };

  for (const file of present) void group.run(() => limit(look, file));
  await group.settle();
  ctx.progress.detail(null);
  return { findings: first(findings, bySeverity), scanned, unscanned: first(unscanned, byPath) };
}

const first = <T>(items: readonly T[], order: (a: T, b: T) => number): T[] =>
  items.toSorted(order).slice(0, MAX_LISTED);

/** What a name says matters for some texts only, so equal content under names of the same kind is one. */
const contentId = ({ sha256, path }: StoredFile): string => `${sha256} ${/\.[^./]*$/.exec(path)?.[0] ?? ""}`;

async function scanFile(file: StoredFile, reader: BlobReader, limits: BudgetLimits): Promise<FileReport> {
  const report = new FileReport();
  const budget = newBudget(limits);
  const source = blobSource(file, reader, budget.read);
  try {
    await inspect({ source, name: file.path, member: null, depth: 0, report, budget, inspect });
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error;
    report.skip(error.message, null);
    report.find("suspicious", "SCAN_LIMIT", `Only a part of the file was looked at: ${error.message}.`, null);
  }
  return report;
}
