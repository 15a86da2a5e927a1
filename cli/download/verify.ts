/** Verifies a downloaded zip: against the record of the archive, and entry by entry against the manifest. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import { promisify } from "node:util";
import { crc32 } from "node:zlib";
import yauzl from "yauzl";
import type { components } from "../../generated/client.js";
import { CommandFault } from "../runtime.ts";

type Schemas = components["schemas"];

/** Compares size, CRC-32 and, where recorded, SHA-256 of a zip with the registry's record. Throws CommandFault. */
export async function verifyArchive(file: string, archive: Schemas["Archive"]): Promise<void> {
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
        `The archive differs from the registry's record: ${name} ${found[name]}, not ${archive[name]}`,
      );
  }
}

/**
 * Compares SHA-256 and size of every zip entry with the manifest. Entries that the manifest lacks are an error; with
 * `whole`, so are files of the manifest that the zip lacks. Resolves to the number of entries. Throws CommandFault.
 */
export async function verifyEntries(file: string, manifest: Schemas["Manifest"], whole: boolean): Promise<number> {
  const entries = await zipDigests(file);
  // Submodules and links have no content and so no entry.
  const listed = new Map(manifest.files.filter(({ sha256 }) => sha256 !== null).map((one) => [one.path, one]));
  for (const [path, { sha256, bytes }] of entries) {
    const wanted = listed.get(path);
    if (wanted === undefined) throw new CommandFault(`The zip contains ${path}, which is not in the manifest`);
    if (wanted.sha256 !== sha256 || wanted.bytes !== bytes)
      throw new CommandFault(`${path} differs from the manifest: SHA-256 ${sha256}, not ${wanted.sha256}`);
  }
  const missing = whole ? [...listed.keys()].filter((path) => !entries.has(path)) : [];
  if (missing.length > 0) throw new CommandFault(`The zip lacks ${missing.length} files, the first is ${missing[0]}`);
  if (entries.size === 0) throw new CommandFault("The zip is empty");
  return entries.size;
}

export interface Digest {
  readonly sha256: string;
  readonly bytes: number;
}

/** SHA-256 and size of a stream, which is read to its end. */
export async function digestOf(stream: AsyncIterable<Uint8Array>): Promise<Digest> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of stream) {
    hash.update(chunk);
    bytes += chunk.byteLength;
  }
  return { sha256: hash.digest("hex"), bytes };
}

const openZip = promisify<string, yauzl.Options, yauzl.ZipFile>(yauzl.open);

/** SHA-256 and size of every entry of a zip, by path. Throws when an entry is damaged or occurs twice. */
export async function zipDigests(file: string): Promise<Map<string, Digest>> {
  const zip = await openZip(file, { lazyEntries: true, autoClose: true });
  const openEntry = promisify<yauzl.Entry, Readable>(zip.openReadStream.bind(zip));
  const found = new Map<string, Digest>();
  await new Promise<void>((resolve, reject) => {
    const next = async (entry: yauzl.Entry): Promise<void> => {
      if (found.has(entry.fileName)) throw new Error(`the zip contains ${entry.fileName} twice`);
      found.set(entry.fileName, await digestOf(await openEntry(entry)));
      zip.readEntry();
    };
    zip.on("entry", (entry: yauzl.Entry) => void next(entry).catch(reject));
    zip.once("end", resolve).once("error", reject);
    zip.readEntry();
  }).finally(() => zip.close());
  return found;
}
