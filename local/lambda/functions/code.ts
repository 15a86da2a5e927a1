import { createHash, randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { ZipArchive } from "archiver";
import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import type { Module } from "../../bundle/bundle.ts";
import { invalid } from "../http/refusal.ts";
import type { CodeRecord } from "./records.ts";

/** Bytes: Lambda's limit for all files of a function together. */
const LARGEST_UNZIPPED = 262_144_000;

/**
 * Where an entry goes. yauzl refuses absolute names, "..", and drive letters already; this is the check that does
 * not depend on a library's idea of a safe name.
 */
function targetOf(folder: string, name: string): string {
  const target = path.resolve(folder, name);
  if (name.includes("\0") || !target.startsWith(folder + path.sep))
    throw new Error(`unsafe path ${JSON.stringify(name)}`);
  return target;
}

const isLink = (entry: Entry): boolean => ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;

async function unpackEntry(zip: ZipFile, entry: Entry, folder: string): Promise<void> {
  const target = targetOf(folder, entry.fileName);
  if (isLink(entry)) throw new Error(`symbolic link ${JSON.stringify(entry.fileName)}`);
  if (entry.fileName.endsWith("/")) {
    await mkdir(target, { recursive: true, mode: 0o700 });
    return;
  }
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
  const content = await zip.openReadStreamPromise(entry);
  await pipeline(content, createWriteStream(target, { flags: "wx", mode: 0o600 }));
}

/** Writes every entry of the zip below the folder. @throws when one would lie outside, or the whole is too large. */
async function unpack(bytes: Uint8Array, folder: string): Promise<void> {
  const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
    autoClose: false,
  });
  let total = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      total += entry.uncompressedSize;
      if (total > LARGEST_UNZIPPED) throw new Error(`Unzipped size must be smaller than ${LARGEST_UNZIPPED} bytes`);
      await unpackEntry(zip, entry, folder);
    }
  } finally {
    zip.close();
  }
}

/** A fixed date, so that the same code always gives the same bytes. */
const ENTRY_DATE = new Date(Date.UTC(2000, 0, 1));

/** A zip of some modules. It is not compressed, because compressors of different machines differ in their bytes. */
export async function zipOf(modules: readonly Module[]): Promise<Uint8Array> {
  const archive = new ZipArchive({ store: true });
  const packed = buffer(archive);
  for (const { name, content } of modules)
    archive.append(Buffer.from(content), { name, date: ENTRY_DATE, mode: 0o644 });
  await archive.finalize();
  return packed;
}

export const digestOf = (zip: Uint8Array): CodeRecord => ({
  sha256: createHash("sha256").update(zip).digest("base64"),
  bytes: zip.byteLength,
});

/** Unpacked code on disk, by digest: versions that share their code share the folder. */
export class CodeStore {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  folderOf(code: CodeRecord): string {
    return path.join(this.#directory, Buffer.from(code.sha256, "base64").toString("hex"));
  }

  /** Unpacks the zip unless its content is there. @throws Refusal when it is no zip or an entry is unsafe. */
  async keep(zip: Uint8Array): Promise<CodeRecord> {
    const code = digestOf(zip);
    const folder = this.folderOf(code);
    if (await isFolder(folder)) return code;
    const beside = path.join(this.#directory, `unpacking-${randomUUID()}`);
    await mkdir(beside, { recursive: true, mode: 0o700 });
    try {
      await unpack(zip, beside);
    } catch (error) {
      await rm(beside, { recursive: true, force: true });
      throw invalid(
        `Could not unzip uploaded file. Please check your file, then try to upload again: ${(error as Error).message}`,
      );
    }
    await rename(beside, folder).catch(async (error: NodeJS.ErrnoException) => {
      await rm(beside, { recursive: true, force: true });
      if (!(await isFolder(folder))) throw error;
    });
    return code;
  }

  /** Removes everything that is not named, such as code of deleted functions and what a crash left half unpacked. */
  async keepOnly(codes: readonly CodeRecord[]): Promise<void> {
    const wanted = new Set(codes.map((code) => this.folderOf(code)));
    await mkdir(this.#directory, { recursive: true, mode: 0o700 });
    for (const name of await readdir(this.#directory)) {
      const folder = path.join(this.#directory, name);
      if (!wanted.has(folder)) await rm(folder, { recursive: true, force: true });
    }
  }
}

async function isFolder(folder: string): Promise<boolean> {
  try {
    return (await stat(folder)).isDirectory();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}
