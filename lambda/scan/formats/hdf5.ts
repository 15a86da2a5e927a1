import type { Subject } from "../subject.ts";
import { reportLayers } from "./keras.ts";

/** The configuration is an attribute: near the start as Keras writes it, or at the end when it was changed later. */
const HEAD_BYTES = 32 * 1024 * 1024;
const TAIL_BYTES = 16 * 1024 * 1024;
const CHUNK = 1024 * 1024;
const OVERLAP = 64 * 1024;

/** Looks for layers that carry code in the model's configuration, by searching for its JSON. */
export async function inspectHdf5(subject: Subject): Promise<void> {
  const { size } = subject.source;
  const searched = size > HEAD_BYTES + TAIL_BYTES ? [0, HEAD_BYTES, size - TAIL_BYTES, size] : [0, size];
  for (let index = 0; index < searched.length; index += 2) {
    await search(subject, searched[index] as number, searched[index + 1] as number);
  }
  if (searched.length > 2) subject.report.skip("only its first 32 MiB and last 16 MiB were searched", subject.member);
}

async function search(subject: Subject, from: number, to: number): Promise<void> {
  for (let at = from; at < to; at += CHUNK) {
    const chunk = await subject.source.read(at, Math.min(to, at + CHUNK + OVERLAP));
    if (chunk.length === 0) return;
    reportLayers(subject, chunk.toString("latin1"));
  }
}
