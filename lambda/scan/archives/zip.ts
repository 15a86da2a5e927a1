import pLimit from "p-limit";
import { type ByteSource, sliceSource } from "../bytes/source.ts";
import { type Compression, UnpackedSource } from "../bytes/unpack.ts";
import { isExecutableName } from "../names.ts";
import { inside, type Subject } from "../subject.ts";
import { reportPath } from "./paths.ts";
import { findDirectory, listEntries, type ZipEntry, type ZipFault } from "./zip-directory.ts";
import { type Located, locate, type Span, walkLocalHeaders } from "./zip-local.ts";

const STORED = 0;
const METHODS: Readonly<Record<number, Compression>> = {
  8: "deflate",
  12: "bzip2",
  14: "zip-lzma",
  93: "zstd",
  95: "xz",
};
const IS_ENCRYPTED = 1;
/** Of a storage only the header, the first bytes and the end are read: requests that need not wait for one another. */
const STORAGES_AT_ONCE = 8;

/**
 * Inspects every entry of a zip, and proves that all readers see the same entries: one directory, each entry described
 * alike there and at its content, every byte of the file in exactly one of them.
 */
export async function inspectZip(subject: Subject): Promise<void> {
  const { source, report, member, budget, name } = subject;
  const directory = await findDirectory(source);
  if (directory === null) {
    const text = "The zip has no readable directory; some readers find its entries one after another.";
    report.unknown(isExecutableName(name), "ZIP_BROKEN", text, member);
    return inspectLocal(subject, 0, source.size);
  }
  const { entries, faults } = await listEntries(source, directory, budget.entry);
  for (const fault of [...directory.faults, ...faults]) reportFault(subject, fault);
  const torch = torchFolders(entries);
  for (const fault of duplicates(entries, torch.size > 0)) reportFault(subject, fault);
  const spans: Span[] = [];
  const inspectLocated = async (entry: ZipEntry, isRaw: boolean): Promise<void> => {
    const located = await locate(source, entry);
    spans.push(located);
    await inspectEntry(subject, entry, located, isRaw);
  };
  const [storages, others] = partition(entries, (entry) => isTorchStorage(entry, torch));
  for (const entry of others) await inspectLocated(entry, false);
  const limit = pLimit(STORAGES_AT_ONCE);
  await Promise.all(storages.map((entry) => limit(inspectLocated, entry, true)));
  await inspectGaps(subject, spans, directory.start);
  reportHandlers(subject, entries);
}

const partition = <T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] => [
  items.filter(test),
  items.filter((item) => !test(item)),
];

const reportFault = ({ report, member }: Subject, { isAmbiguous, text }: ZipFault): void =>
  isAmbiguous
    ? report.find("unsafe", "ZIP_AMBIGUOUS", `Two readers of this zip see different entries: ${text}.`, member)
    : report.unknown(false, "ZIP_MALFORMED", `The zip is not well formed: ${text}.`, member);

/** TorchServe runs the Python files of a model archive (.mar) when it serves the model. */
function reportHandlers({ report, member }: Subject, entries: readonly ZipEntry[]): void {
  if (!entries.some(({ name }) => name === "MAR-INF/MANIFEST.json")) return;
  for (const { name } of entries) {
    if (!/\.(py|pyc|so)$/.test(name)) continue;
    const text = `The model archive carries ${JSON.stringify(name)}, which TorchServe runs.`;
    report.find("suspicious", "ARCHIVE_CODE", text, member);
  }
}

/** Folders of torch archives in the zip: those that hold a data.pkl. torch looks names up without regard to case. */
function torchFolders(entries: readonly ZipEntry[]): Set<string> {
  const folders = new Set<string>();
  for (const { name } of entries) {
    const found = /^(.*\/)?data\.pkl$/i.exec(name);
    if (found !== null) folders.add(found[1] ?? "");
  }
  return folders;
}

/** A stored entry that torch reads as the raw numbers of a tensor. */
function isTorchStorage({ name, method }: ZipEntry, folders: ReadonlySet<string>): boolean {
  const storage = /^(.*\/)?(data|constants|tensors)\/\d+$/.exec(name);
  return storage !== null && method === STORED && folders.has(storage[1] ?? "");
}

/** Entries of one name with different content: the first, the last or any of them is read. */
function duplicates(entries: readonly ZipEntry[], foldCase: boolean): ZipFault[] {
  const known = new Map<string, ZipEntry>();
  const faults: ZipFault[] = [];
  for (const entry of entries) {
    const name = foldCase ? entry.name.toLowerCase() : entry.name;
    const twin = known.get(name);
    known.set(name, entry);
    if (twin === undefined || (twin.crc32 === entry.crc32 && twin.bytes === entry.bytes)) continue;
    faults.push({ isAmbiguous: true, text: `${JSON.stringify(entry.name)} stands for two contents` });
    if (faults.length === 10) break;
  }
  return faults;
}

async function inspectEntry(subject: Subject, entry: ZipEntry, located: Located, isRaw: boolean): Promise<void> {
  const { report, member } = subject;
  const shown = JSON.stringify(entry.name);
  const difference = entry.ambiguity ?? located.mismatch;
  if (difference !== null) reportFault(subject, { isAmbiguous: true, text: `the entry ${shown} ${difference}` });
  reportPath(subject, entry.name, null);
  if ((entry.flags & IS_ENCRYPTED) !== 0) {
    const text = `The entry ${shown} is marked as encrypted; some readers ignore the mark.`;
    report.unknown(isExecutableName(entry.name), "ZIP_ENCRYPTED", text, member);
  }
  const packed = sliceSource(subject.source, located.start, located.end);
  if (packed.size === 0) return;
  if (entry.isSymlink) reportPath(subject, entry.name, (await packed.read(0, 4096)).toString("utf8"));
  if (entry.method === STORED) return subject.inspect(inside(subject, packed, entry.name, isRaw));
  const compression = METHODS[entry.method];
  if (compression !== undefined) return inspectPacked(subject, packed, compression, entry);
  const text = `The entry ${shown} has compression ${entry.method}, which is not read.`;
  report.unknown(isExecutableName(entry.name), "ZIP_COMPRESSION", text, member);
}

async function inspectPacked(
  subject: Subject,
  packed: ByteSource,
  compression: Compression,
  { name, bytes }: ZipEntry,
): Promise<void> {
  const unpacked = new UnpackedSource(packed, compression, subject.budget.unpack, bytes > 0 ? bytes : Infinity);
  try {
    await subject.inspect(inside(subject, unpacked, name));
    unpacked.reportDamage(subject, name);
  } finally {
    await unpacked.close();
  }
}

/** Bytes between the entries: readers that go from local header to local header see what lies there. */
async function inspectGaps(subject: Subject, spans: readonly Span[], directoryStart: number): Promise<void> {
  const sorted = spans.toSorted((a, b) => a.from - b.from || a.to - b.to);
  let at = 0;
  for (const { from, to } of [...sorted, { from: directoryStart, to: directoryStart }]) {
    if (from < at) {
      const text = `entries overlap at byte ${from}`;
      reportFault(subject, { isAmbiguous: true, text });
    } else if (from > at) await inspectGap(subject, at, from);
    at = Math.max(at, to);
  }
}

async function inspectGap(subject: Subject, from: number, to: number): Promise<void> {
  const head = await subject.source.read(from, Math.min(to, from + 64 * 1024));
  const header = head.indexOf(Buffer.from("PK\x03\x04", "latin1"));
  if (header >= 0) {
    const text = `an entry at byte ${from + header} is not in the directory`;
    reportFault(subject, { isAmbiguous: true, text });
    await inspectLocal(subject, from + header, to);
  } else if (from > 0 && head.some((byte) => byte !== 0)) {
    reportFault(subject, { isAmbiguous: false, text: `bytes ${from} to ${to} belong to no entry` });
  }
}

async function inspectLocal(subject: Subject, from: number, to: number): Promise<void> {
  for await (const entry of walkLocalHeaders(subject.source, from, to)) {
    subject.budget.entry();
    await inspectEntry(subject, entry, await locate(subject.source, entry), false);
  }
}
