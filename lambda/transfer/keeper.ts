import type { UploadedPart } from "../ports.ts";

/** Where the parts of one large file are kept until it is whole. Implementations: direct.ts, staged.ts. */
export interface PartKeeper {
  /** Indices of the parts that an earlier run left and that can be read back. */
  readonly present: ReadonlySet<number>;
  /** Fills `into` with a present part. */
  read(index: number, into: Uint8Array, signal: AbortSignal): Promise<void>;
  /** Keeps a part and returns its CRC-32. */
  keep(index: number, bytes: Uint8Array, signal: AbortSignal): Promise<number>;
  /** Makes the blob of all parts. Its CRC-32 and length must come out as given. */
  complete(whole: { bytes: number; crc32: number }, signal: AbortSignal): Promise<void>;
  /** Removes everything that was kept. */
  discard(signal: AbortSignal): Promise<void>;
}

export const partNumberOf = (index: number): number => index + 1;

export const inPartOrder = (parts: readonly UploadedPart[]): UploadedPart[] =>
  [...parts].sort((a, b) => a.partNumber - b.partNumber);
