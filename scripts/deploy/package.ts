import { createHash } from "node:crypto";
import type { Module } from "../../local/bundle/bundle.ts";
import { zipOf } from "../../local/lambda/functions/code.ts";

export interface Package {
  readonly zip: Uint8Array;
  /** SHA-256 of the zip in base64, as Lambda reports it. */
  readonly codeSha256: string;
}

/** The zip to upload. The same code has the same digest wherever it was packed. */
export async function packageOf(modules: readonly Module[]): Promise<Package> {
  const zip = await zipOf(modules);
  return { zip, codeSha256: codeSha256Of(zip) };
}

export const codeSha256Of = (zip: Uint8Array): string => createHash("sha256").update(zip).digest("base64");
