import { sliceSource } from "../bytes.ts";
import { inside, type Subject } from "../subject.ts";
import { UnpackedSource } from "../unpack.ts";
import { findDirectory, listEntries, locate, walkLocalHeaders, type ZipEntry } from "../zip-entries.ts";

const STORED = 0;
const DEFLATED = 8;

/** Looks at every entry of a zip, but for the raw numbers of a torch archive, which are never unpickled. */
export async function inspectZip(subject: Subject): Promise<void> {
  const directory = await findDirectory(subject.source);
  if (directory === null) {
    const text = "The zip has no readable directory; its entries were looked at one after another.";
    subject.report.find("suspicious", "ZIP_BROKEN", text, subject.member);
    for await (const entry of walkLocalHeaders(subject.source)) await inspectEntry(subject, entry, null);
    return;
  }
  const torch = await torchTops(subject, listEntries(subject.source, directory));
  let seen = 0;
  for await (const entry of listEntries(subject.source, directory)) {
    seen++;
    await inspectEntry(subject, entry, torch);
  }
  if (seen !== directory.entries) {
    const text = `The zip announces ${directory.entries} entries and lists ${seen}.`;
    subject.report.find("suspicious", "ZIP_MISMATCH", text, subject.member);
  }
}

/** Folders of torch archives in the zip: those that hold a data.pkl. */
async function torchTops({ budget }: Subject, entries: AsyncIterable<ZipEntry>): Promise<Set<string>> {
  const tops = new Set<string>();
  for await (const { name } of entries) {
    budget.entry();
    if (name === "data.pkl" || name.endsWith("/data.pkl")) tops.add(name.slice(0, -"data.pkl".length));
  }
  return tops;
}

async function inspectEntry(subject: Subject, entry: ZipEntry, torch: Set<string> | null): Promise<void> {
  const { report, member } = subject;
  if (torch === null) subject.budget.entry();
  const raw = /^(.*\/)?data\/\d+$/.exec(entry.name);
  if (raw !== null && entry.method === STORED && torch?.has(raw[1] ?? "")) return;
  const { start, end, mismatch } = await locate(subject.source, entry);
  if (mismatch !== null) {
    report.find("suspicious", "ZIP_MISMATCH", `The entry ${JSON.stringify(entry.name)} ${mismatch}.`, member);
  }
  const packed = sliceSource(subject.source, start, end);
  if (packed.size === 0) return;
  if (entry.method === STORED) await subject.inspect(inside(subject, packed, entry.name));
  else if (entry.method === DEFLATED) {
    const size = entry.bytes > 0 ? entry.bytes : Infinity;
    const unpacked = new UnpackedSource(packed, "deflate", subject.budget.unpack, size);
    try {
      await subject.inspect(inside(subject, unpacked, entry.name));
    } finally {
      await unpacked.close();
    }
  } else
    report.skip(`the entry ${JSON.stringify(entry.name)} has compression ${entry.method}, which is not read`, member);
}
