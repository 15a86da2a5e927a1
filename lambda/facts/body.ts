/** Reading the body of an answer, and the ways in which it can be no answer. */

export type Body = AsyncIterable<Uint8Array>;

/** The whole body as text, and its length in bytes; what is not UTF-8 becomes U+FFFD. */
export async function textOf(body: Body): Promise<{ text: string; bytes: number }> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  const whole = Buffer.concat(chunks);
  return { text: whole.toString("utf8"), bytes: whole.byteLength };
}

/** @throws BodyTooLarge once more than `maxBytes` came. */
export async function* capped(body: Body, maxBytes: number): AsyncGenerator<Uint8Array> {
  let seen = 0;
  for await (const chunk of body) {
    seen += chunk.byteLength;
    if (seen > maxBytes) throw new BodyTooLarge(maxBytes);
    yield chunk;
  }
}

export class BodyTooLarge extends Error {
  override readonly name = "BodyTooLarge";
  readonly limit: number;
  constructor(limit: number) {
    super(`The body is over ${limit} bytes`);
    this.limit = limit;
  }
}

/** A body that ended before, or after, it should have. */
export class CutBody extends Error {
  override readonly name = "CutBody";
}

/** A body that is not what the protocol promises. */
export class MalformedBody extends Error {
  override readonly name = "MalformedBody";
}
