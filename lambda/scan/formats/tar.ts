import { sliceSource } from "../bytes.ts";
import { inside, type Subject } from "../subject.ts";

const BLOCK = 512;

/** Looks at the files of a tar archive, among them those of the oldest torch format. */
export async function inspectTar(subject: Subject): Promise<void> {
  const { source, budget, report, member } = subject;
  for (let at = 0; at + BLOCK <= source.size; ) {
    const header = await source.read(at, at + BLOCK);
    if (header.length < BLOCK || header[0] === 0) return;
    budget.entry();
    const name = header.subarray(0, 100).toString("utf8").replace(/\0.*$/s, "");
    const bytes = sizeOf(header);
    if (bytes === null) return report.skip(`the tar could not be read beyond byte ${at}`, member);
    const type = String.fromCharCode(header[156] ?? 0);
    const content = sliceSource(source, at + BLOCK, at + BLOCK + bytes);
    if ("0\0".includes(type) && bytes > 0) await subject.inspect(inside(subject, content, name));
    at += BLOCK + Math.ceil(bytes / BLOCK) * BLOCK;
  }
}

/** Octal text, or a big-endian number after a byte 0x80. */
function sizeOf(header: Buffer): number | null {
  if (header[124] === 0x80) return Number(header.readBigUInt64BE(128));
  const text = header
    .subarray(124, 136)
    .toString("latin1")
    .replace(/[\0 ]+$/, "")
    .trim();
  return /^[0-7]*$/.test(text) ? Number.parseInt(text || "0", 8) : null;
}
