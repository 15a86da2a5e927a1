import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { crc32 } from "node:zlib";
import type { components } from "../../generated/client.js";
import { CommandFault } from "../fault.ts";
import { zipDigests } from "./zip-digests.ts";

type Schemas = components["schemas"];

/** Compares a whole zip with what the registry recorded: size, CRC-32 and, where there is one, SHA-256. */
export async function verifyWhole(file: string, archive: Schemas["Archive"]): Promise<void> {
  const hash = createHash("sha256");
  let bytes = 0;
  let crc = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    crc = crc32(chunk, crc);
    bytes += chunk.length;
  }
  const found = { bytes, crc32: crc.toString(16).padStart(8, "0"), sha256: hash.digest("hex") };
  for (const name of ["bytes", "crc32", "sha256"] as const) {
    if (archive[name] !== null && found[name] !== archive[name])
      throw new CommandFault(
        `The archive is not what the registry recorded: ${name} ${found[name]}, not ${archive[name]}`,
      );
  }
}

/**
 * Opens the zip and compares the SHA-256 and size of every entry with the manifest. `whole`: every file of the manifest
 * that has content must be there; in any case nothing may be there that the manifest does not have. Resolves to the
 * number of entries.
 */
export async function compareWithManifest(
  file: string,
  manifest: Schemas["Manifest"],
  whole: boolean,
): Promise<number> {
  const entries = await zipDigests(file);
  const wanted = new Map(manifest.files.filter(({ sha256 }) => sha256 !== null).map((one) => [one.path, one]));
  for (const [path, { sha256, bytes }] of entries) {
    const listed = wanted.get(path);
    if (listed === undefined) throw new CommandFault(`The zip holds ${path}, which the manifest does not have`);
    if (listed.sha256 !== sha256 || listed.bytes !== bytes)
      throw new CommandFault(`${path} is not what the manifest says: SHA-256 ${sha256}, not ${listed.sha256}`);
  }
  const missing = whole ? [...wanted.keys()].filter((path) => !entries.has(path)) : [];
  if (missing.length > 0) throw new CommandFault(`The zip lacks ${missing.length} files, first ${missing[0]}`);
  if (entries.size === 0) throw new CommandFault("The zip is empty");
  return entries.size;
}
