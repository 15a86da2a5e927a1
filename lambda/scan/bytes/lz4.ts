/** Reader of LZ4 frames, after the LZ4 frame format description. No kept library unpacks them piece by piece. */
import { Cursor } from "./cursor.ts";
import type { ByteSource } from "./source.ts";

const MAGIC = 0x184d2204;
const HISTORY = 64 * 1024;
const MAX_BLOCK = 4 * 1024 * 1024;
const IS_STORED = 0x80000000;

/** The unpacked blocks of all frames; false at the end when the data is damaged or cut off. */
export async function* unpackLz4(source: ByteSource): AsyncGenerator<Buffer, boolean, undefined> {
  const cursor = new Cursor(source);
  while (await cursor.need(4)) {
    const magic = cursor.take(4).readUInt32LE(0);
    if ((magic & 0xfffffff0) >>> 0 === 0x184d2a50) {
      if (!(await cursor.need(4)) || !cursor.skip(cursor.take(4).readUInt32LE(0))) return false;
    } else if (magic !== MAGIC || !(yield* unpackFrame(cursor))) return false;
  }
  return cursor.position === cursor.end;
}

async function* unpackFrame(cursor: Cursor): AsyncGenerator<Buffer, boolean, undefined> {
  if (!(await cursor.need(2))) return false;
  const flags = cursor.take(2)[0] as number;
  const [hasBlockChecksum, hasSize, hasChecksum, hasDictionary] = [16, 8, 4, 1].map((bit) => (flags & bit) !== 0);
  if (flags >> 6 !== 1 || hasDictionary || !cursor.skip((hasSize ? 8 : 0) + 1)) return false;
  let history: Buffer = Buffer.alloc(0);
  while (await cursor.need(4)) {
    const lead = cursor.take(4).readUInt32LE(0);
    if (lead === 0) return !hasChecksum || cursor.skip(4);
    const bytes = lead % IS_STORED;
    if (bytes > MAX_BLOCK || !(await cursor.need(bytes))) return false;
    const packed = Buffer.from(cursor.take(bytes));
    const block = lead >= IS_STORED ? packed : unpackBlock(packed, history);
    if (block === null) return false;
    yield block;
    history = Buffer.concat([history, block]).subarray(-HISTORY);
    if (hasBlockChecksum && !cursor.skip(4)) return false;
  }
  return false;
}

/** One block; null when it is damaged. */
function unpackBlock(packed: Buffer, history: Buffer): Buffer | null {
  const out = Buffer.alloc(history.length + MAX_BLOCK);
  history.copy(out);
  let [at, end] = [0, history.length];
  /** A length continues in further bytes while they are 255. */
  const extended = (nibble: number): number => {
    let length = nibble;
    for (let byte = nibble === 15 ? 255 : 0; byte === 255; length += byte) byte = packed[at++] ?? 0;
    return length;
  };
  while (at < packed.length) {
    const token = packed[at++] as number;
    const literals = extended(token >> 4);
    if (at + literals > packed.length || end + literals > out.length) return null;
    packed.copy(out, end, at, at + literals);
    at += literals;
    end += literals;
    if (at >= packed.length) break;
    const offset = (packed[at] as number) + 256 * (packed[at + 1] ?? 0);
    at += 2;
    const length = 4 + extended(token & 15);
    if (offset === 0 || offset > end || end + length > out.length) return null;
    for (let left = length; left > 0; left--, end++) out[end] = out[end - offset] as number;
  }
  return out.subarray(history.length, end);
}
