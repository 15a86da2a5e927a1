import pLimit from "p-limit";
import { blobKey } from "../../domain/object-keys.ts";
import type { StoredBlob } from "../ports.ts";
import { spare, type World } from "./context.ts";
import type { Content } from "./plan.ts";

const FIND_BATCH = 1000;
const HEADS_AT_ONCE = 32;

/**
 * Settles the contents whose blobs exist, whoever brought them, and returns the others. That a blob is known is not
 * enough: it must be in the store with its length, or it is reported missing and fetched.
 */
export async function settleKnown(world: World, contents: readonly Content[]): Promise<Content[]> {
  const limit = pLimit(HEADS_AT_ONCE);
  const left: Content[] = [];
  for (let at = 0; at < contents.length; at += FIND_BATCH) {
    world.ctx.deadline.check();
    const batch = contents.slice(at, at + FIND_BATCH);
    const wanted = batch.map(({ file: { sha256, gitSha1 } }) => ({ sha256, gitSha1 }));
    const found = blobsByHash(await world.ctx.blobs.find(wanted));
    const missing = await limit.map(batch, async (content) => {
      const blob = found(content);
      return blob !== null && (await settle(world, content, blob)) ? [] : [content];
    });
    left.push(...missing.flat());
  }
  return left;
}

function blobsByHash(blobs: readonly StoredBlob[]): (content: Content) => StoredBlob | null {
  const bySha256 = new Map(blobs.map((blob) => [blob.sha256, blob]));
  const byGit = new Map(blobs.flatMap((blob) => (blob.gitSha1 === null ? [] : [[blob.gitSha1, blob] as const])));
  return ({ file }) => {
    const blob = file.sha256 !== null ? bySha256.get(file.sha256) : byGit.get(file.gitSha1 ?? "");
    return blob !== undefined && blob.bytes === file.bytes ? blob : null;
  };
}

async function settle(world: World, content: Content, blob: StoredBlob): Promise<boolean> {
  const head = await world.ctx.store.head(blobKey(blob.sha256), world.group.signal);
  if (head === null || head.bytes !== blob.bytes) {
    world.ctx.log.warn("a known blob is missing from the store", { sha256: blob.sha256 });
    await world.ctx.blobs.missing(blob.sha256);
    return false;
  }
  spare(world.counts, world.ctx.progress, blob.bytes);
  world.done(content, blob);
  return true;
}
