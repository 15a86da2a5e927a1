import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { promisify } from "node:util";
import yauzl from "yauzl";

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

/** SHA-256 and size of every entry of a zip, by path. Throws when an entry is broken or occurs twice. */
export async function zipDigests(file: string): Promise<Map<string, Digest>> {
  const zip = await openZip(file, { lazyEntries: true, autoClose: true });
  const open = promisify<yauzl.Entry, Readable>(zip.openReadStream.bind(zip));
  const found = new Map<string, Digest>();
  await new Promise<void>((resolve, reject) => {
    const next = async (entry: yauzl.Entry): Promise<void> => {
      if (found.has(entry.fileName)) throw new Error(`the zip holds ${entry.fileName} twice`);
      found.set(entry.fileName, await digestOf(await open(entry)));
      zip.readEntry();
    };
    zip.on("entry", (entry: yauzl.Entry) => void next(entry).catch(reject));
    zip.once("end", resolve).once("error", reject);
    zip.readEntry();
  }).finally(() => zip.close());
  return found;
}
