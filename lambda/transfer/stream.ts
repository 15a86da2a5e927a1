import { isPassing, pause } from "../source/http/retry.ts";
import type { StreamedFile } from "../source/source.ts";
import type { World } from "./context.ts";
import { isMismatch } from "./mismatch.ts";
import { type Content, wayOf } from "./plan.ts";
import { digestsOf, fillingFrom, settle } from "./small.ts";
import { fromSpool, openSpool, spooling } from "./spool.ts";

/** Fewer files than this are fetched one by one even where one stream has them all. */
const WORTH_A_STREAM = 4;

/**
 * Settles contents from the source's single stream of all files, where it has one, and returns what is left: files that
 * the stream lacks or holds in an altered form, as their authors may ask for.
 */
export async function settleStreamed(world: World, contents: readonly Content[]): Promise<readonly Content[]> {
  if (world.source.stream === undefined || contents.length < WORTH_A_STREAM) return contents;
  const wanted = new Map(contents.map((content) => [content.file.path, content]));
  for (let failures = 0; wanted.size > 0; ) {
    const before = wanted.size;
    try {
      await readStream(world, wanted);
      break;
    } catch (error) {
      if (!isPassing(error) || world.group.signal.aborted) throw error;
      failures = wanted.size < before ? 1 : failures + 1;
      if (failures >= world.options.tries) throw error;
      world.ctx.log.warn("the stream of all files broke off", { left: wanted.size, failures });
      await pause(world.pauses, failures, world.group.signal);
    }
  }
  return [...wanted.values()];
}

async function readStream(world: World, wanted: Map<string, Content>): Promise<void> {
  const stream = world.source.stream?.(world.listing, world.call(world.group.signal)) ?? [];
  for await (const streamed of stream) {
    world.ctx.deadline.check();
    const content = wanted.get(streamed.path);
    if (content === undefined || streamed.bytes !== content.file.bytes) continue;
    const take = wayOf(content.file, world.options.partBytes) === "whole" ? throughMemory : throughDisk;
    if (await take(world, content, streamed)) wanted.delete(streamed.path);
    if (wanted.size === 0) return;
  }
}

/** True when the file was what the listing says and is on its way into its blob. */
async function throughMemory(world: World, content: Content, streamed: StreamedFile): Promise<boolean> {
  const { file } = content;
  const loan = await world.memory.take(file.bytes, world.group.signal);
  let handedOn = false;
  try {
    const target = fillingFrom(loan.bytes);
    const digests = await readVerified(world, content, streamed, target, () => digestsOf(file, loan.bytes));
    if (digests === null) return false;
    handedOn = true;
    world.group.spawn(async () => {
      let intact = false;
      try {
        await settle(world, content, loan.bytes, digests);
        intact = true;
      } finally {
        loan.release({ reuse: intact });
      }
    });
    return true;
  } finally {
    if (!handedOn) loan.release();
  }
}

async function throughDisk(world: World, content: Content, streamed: StreamedFile): Promise<boolean> {
  const spool = await openSpool(world, content.file);
  let handedOn = false;
  try {
    const { target, verified } = spooling(content.file, spool);
    const digests = await readVerified(world, content, streamed, target, verified);
    if (digests === null) return false;
    handedOn = true;
    world.again(fromSpool(world, content, digests.sha256, spool));
    return true;
  } finally {
    if (!handedOn) await spool.close();
  }
}

/** Reads one file to its end; null when it is not what the listing says. */
async function readVerified<T>(
  world: World,
  content: Content,
  { chunks }: StreamedFile,
  target: { write(bytes: Uint8Array): void | Promise<void> },
  digests: () => T,
): Promise<T | null> {
  const tally = world.tally(content);
  tally.restart();
  for await (const chunk of chunks) {
    await target.write(chunk);
    world.counts.fetched += chunk.length;
    tally.add(chunk.length);
  }
  try {
    return digests();
  } catch (error) {
    if (!isMismatch(error)) throw error;
    return null;
  }
}
