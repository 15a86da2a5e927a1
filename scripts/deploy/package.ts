import { createHash } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { ZipArchive } from "archiver";

/** Any fixed date: the same code must give the same bytes on every day. */
const ENTRY_DATE = new Date(Date.UTC(2000, 0, 1));

export interface Package {
  readonly zip: Buffer;
  /** As Lambda states it: the base64 of the SHA-256 of the zip. */
  readonly codeSha256: string;
}

/**
 * The zip that is uploaded. It is stored, not compressed, because compressors of different machines differ in their
 * bytes, and equal code must have an equal digest wherever it was packed.
 */
export async function packageOf(bundle: Buffer): Promise<Package> {
  const archive = new ZipArchive({ store: true });
  const packed = buffer(archive);
  archive.append(bundle, { name: "index.mjs", date: ENTRY_DATE, mode: 0o644 });
  await archive.finalize();
  const zip = await packed;
  return { zip, codeSha256: codeSha256Of(zip) };
}

export const codeSha256Of = (zip: Uint8Array): string => createHash("sha256").update(zip).digest("base64");
