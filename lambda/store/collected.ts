/** Pieces as one; not copied when they are one already. */
export const joined = (pieces: readonly Buffer[]): Buffer =>
  pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces);

/** All that a body brings, in memory: for content whose size is known to be small. */
export async function collected(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of body) pieces.push(piece);
  return joined(pieces);
}
