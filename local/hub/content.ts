import { createHash } from "node:crypto";
import type { GeneratedContent, SampleContent } from "./sample.ts";

/** Bytes that can be read from any position, any number of times. Positions are bytes, `end` is exclusive. */
export interface Content {
  readonly bytes: number;
  chunks(start: number, end: number): Iterable<Uint8Array>;
}

/**
 * Length of the noise before it repeats. A prime, so that no two parts of a power-of-two size are equal and a
 * client that mixes up its parts is found out.
 */
const PERIOD = 1_048_573;
const CHUNK = 1 << 20;

let shared: Buffer | null = null;

/** The noise twice over, so that a chunk at any phase is one slice. Made once, on first use. */
function noise(): Buffer {
  if (shared !== null) return shared;
  const once = Buffer.allocUnsafe(PERIOD);
  let state = 0x9e3779b9;
  for (let at = 0; at < PERIOD; at += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    once[at] = state >>> 11;
  }
  shared = Buffer.concat([once, once]);
  return shared;
}

function* noiseChunks(seed: number, start: number, end: number): Iterable<Uint8Array> {
  const block = noise();
  const phase = (Math.imul(seed, 40_503) >>> 0) % PERIOD;
  for (let at = start; at < end; ) {
    const from = (phase + at) % PERIOD;
    const length = Math.min(CHUNK, PERIOD, end - at);
    yield block.subarray(from, from + length);
    at += length;
  }
}

function literal(bytes: Uint8Array): Content {
  return {
    bytes: bytes.length,
    *chunks(start, end) {
      for (let at = start; at < end; at += CHUNK) yield bytes.subarray(at, Math.min(at + CHUNK, end));
    },
  };
}

function generated({ bytes, seed, head, tail }: GeneratedContent): Content {
  const body = head?.length ?? 0;
  const rest = bytes - (tail?.length ?? 0);
  if (!Number.isSafeInteger(bytes) || rest < body)
    throw new RangeError(`No room for ${body} bytes of head in ${bytes}`);
  return {
    bytes,
    *chunks(start, end) {
      if (head !== undefined && start < body) yield head.subarray(start, Math.min(end, body));
      yield* noiseChunks(seed, Math.max(start, body), Math.min(end, rest));
      if (tail !== undefined && end > rest) yield tail.subarray(Math.max(0, start - rest), end - rest);
    },
  };
}

/** Makes any sample content readable. Throws RangeError when a head and tail do not fit the given size. */
export function contentOf(source: SampleContent): Content {
  if (typeof source === "string") return literal(Buffer.from(source, "utf8"));
  if (source instanceof Uint8Array) return literal(source);
  return generated(source);
}

/** Lower-case hex digest of the whole content, with an optional prefix hashed before it. */
export function digest(algorithm: "sha1" | "sha256", content: Content, prefix = ""): string {
  const hash = createHash(algorithm).update(prefix);
  for (const chunk of content.chunks(0, content.bytes)) hash.update(chunk);
  return hash.digest("hex");
}

/** The bytes from `start` to `end` (exclusive) in one piece; for small stretches only. */
export function slice(content: Content, start = 0, end = content.bytes): Buffer {
  return Buffer.concat([...content.chunks(start, Math.min(end, content.bytes))]);
}
