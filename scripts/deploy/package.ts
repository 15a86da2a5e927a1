import { createHash } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { ZipArchive } from "archiver";

/** A fixed date, so that the same code always gives the same bytes. */
const ENTRY_DATE = new Date(Date.UTC(2000, 0, 1));

export interface Package {
  readonly zip: Buffer;
  /** SHA-256 of the zip in base64, as Lambda reports it. */
  readonly codeSha256: string;
}

/**
 * The zip to upload. It is not compressed, because compressors of different machines differ in their bytes, and the same
 * code must have the same digest wherever it was packed.
 */
export async function packageOf(bundle: Buffer): Promise<Package> {
  const archive = new ZipArchive({ store: true });
  const packed = buffer(archive);
  archive.append(bundle, { name: "index.cjs", date: ENTRY_DATE, mode: 0o644 });
  await archive.finalize();
  const zip = await packed;
  return { zip, codeSha256: codeSha256Of(zip) };
}

export const codeSha256Of = (zip: Uint8Array): string => createHash("sha256").update(zip).digest("base64");
