import { isPassing, pause } from "../source/http/retry.ts";
import type { StreamedFile } from "../source/source.ts";
import type { TransferContext } from "./context.ts";
import { type Digests, intoBuffer, isMismatch, type Target } from "./fetch.ts";
import { type Content, wayOf } from "./plan.ts";
import { storeWhole, verifiedDigests } from "./small.ts";
import { fromSpool, intoSpool, openSpool } from "./spool.ts";

/** Fewer files than this are fetched one by one even where one stream has them all. */
const WORTH_A_STREAM = 4;

/**
 * Moves contents out of the source's single stream of all files, and returns the others: files that the stream lacks or
 * holds in an altered form, as their authors may ask for.
 */
export async function settleStreamed(
  context: TransferContext,
  contents: readonly Content[],
): Promise<readonly Content[]> {
  if (contents.length < WORTH_A_STREAM) return contents;
  const wanted = new Map(contents.map((content) => [content.file.path, content]));
  for (let failures = 0; wanted.size > 0; ) {
    const before = wanted.size;
    try {
      await readStream(context, wanted);
      break;
    } catch (error) {
      if (!isPassing(error) || context.signal.aborted) throw error;
      failures = wanted.size < before ? 1 : failures + 1;
      if (failures >= context.options.tries) throw error;
      context.log.warn("the stream of all files broke off", { missing: wanted.size, failures });
      await pause(context.pauses, failures, context.signal);
    }
  }
  return [...wanted.values()];
}

/** Removes from `wanted` what it moves. */
async function readStream(context: TransferContext, wanted: Map<string, Content>): Promise<void> {
  const stream = context.source.stream?.(context.listing, context.call(context.signal)) ?? [];
  for await (const streamed of stream) {
    context.deadline.check();
    const content = wanted.get(streamed.path);
    if (content === undefined || streamed.bytes !== content.file.bytes) continue;
    const take = wayOf(content.file, context.options.partBytes) === "whole" ? throughMemory : throughDisk;
    if (await take(context, content, streamed)) wanted.delete(streamed.path);
    if (wanted.size === 0) return;
  }
}

/** True when the file was the listed one; it is then on its way into its blob. */
async function throughMemory(context: TransferContext, content: Content, streamed: StreamedFile): Promise<boolean> {
  const { file } = content;
  const loan = await context.memory.take(file.bytes, context.signal);
  let storing = false;
  try {
    const read = { streamed, target: intoBuffer(loan.bytes), verified: () => verifiedDigests(file, loan.bytes) };
    const digests = await readVerified(context, content, read);
    if (digests === null) return false;
    storing = true;
    void context.group.spawn(async () => {
      let intact = false;
      try {
        await storeWhole(context, content, loan.bytes, digests);
        intact = true;
      } finally {
        loan.release({ reuse: intact });
      }
    });
    return true;
  } finally {
    if (!storing) loan.release();
  }
}

async function throughDisk(context: TransferContext, content: Content, streamed: StreamedFile): Promise<boolean> {
  const spool = await openSpool(context, content.file);
  let storing = false;
  try {
    const digests = await readVerified(context, content, { streamed, ...intoSpool(content.file, spool) });
    if (digests === null) return false;
    storing = true;
    context.startNow(fromSpool(context, content, digests.sha256, spool));
    return true;
  } finally {
    if (!storing) await spool.close();
  }
}

interface StreamRead {
  readonly streamed: StreamedFile;
  readonly target: Target;
  /** @throws IngestFailure integrity_mismatch */
  readonly verified: () => Digests;
}

/** Reads one file to its end; null when it is not the listed one. */
async function readVerified(
  context: TransferContext,
  content: Content,
  { streamed, target, verified }: StreamRead,
): Promise<Digests | null> {
  const progress = context.progressOf(content);
  progress.restart();
  for await (const chunk of streamed.chunks) {
    await target.write(chunk);
    context.fetched(chunk.length);
    progress.add(chunk.length);
  }
  try {
    return verified();
  } catch (error) {
    if (!isMismatch(error)) throw error;
    return null;
  }
}
