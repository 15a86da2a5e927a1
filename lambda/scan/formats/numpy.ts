import type { Subject } from "../subject.ts";
import { inspectPickles } from "./pickles.ts";

const MAX_HEADER_BYTES = 1024 * 1024;

/** An array whose elements are objects holds them as a pickle right behind its header; any other is raw numbers. */
export async function inspectNpy(subject: Subject): Promise<void> {
  const head = await subject.source.read(0, 12);
  const wide = (head[6] ?? 0) >= 2;
  if (head.length < 12) return subject.report.skip("the array's header is cut off", subject.member);
  const start = wide ? 12 : 10;
  const bytes = wide ? head.readUInt32LE(8) : head.readUInt16LE(8);
  const header = (await subject.source.read(start, start + Math.min(bytes, MAX_HEADER_BYTES))).toString("latin1");
  const descr = /['"]descr['"]\s*:\s*(\[[\s\S]*\]|['"][^'"]*['"])/.exec(header)?.[1];
  if (descr === undefined || bytes > MAX_HEADER_BYTES)
    subject.report.skip("the array's header is not understood", subject.member);
  if (descr === undefined || /['"][|<>=]?O\d*['"]/.test(descr)) await inspectPickles(subject, start + bytes);
}
