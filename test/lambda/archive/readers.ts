/** Zip readers of other makers: what they see of an archive on disk, as name -> SHA-256 of the content. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { fromBuffer, open, type ZipFile } from "yauzl";

const run = promisify(execFile);
export type Seen = Record<string, string>;

/** Throws unless Info-ZIP finds no fault and no warning. */
export async function infoZip(path: string): Promise<void> {
  const { stdout, stderr } = await run("unzip", ["-t", path], { maxBuffer: 64 << 20 });
  if (!stdout.includes("No errors detected") || stderr !== "") throw new Error(`unzip -t: ${stdout}${stderr}`);
}

const PYTHON = `
import hashlib, json, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as z:
    assert z.testzip() is None
    print(json.dumps({i.filename: hashlib.sha256(z.read(i)).hexdigest() for i in z.infolist()}))
`;
export async function pythonZipfile(path: string): Promise<Seen> {
  const { stdout } = await run("python3", ["-c", PYTHON, path], { maxBuffer: 64 << 20 });
  return JSON.parse(stdout) as Seen;
}

const JAVA = `
import java.io.*; import java.nio.file.*; import java.security.*; import java.util.zip.*;
public class Seen { public static void main(String[] a) throws Exception {
  PrintStream out = new PrintStream(System.out, true, "UTF-8");
  try (ZipInputStream z = new ZipInputStream(new BufferedInputStream(Files.newInputStream(Path.of(a[0]))))) {
    byte[] b = new byte[65536];
    for (ZipEntry e; (e = z.getNextEntry()) != null; ) {
      MessageDigest d = MessageDigest.getInstance("SHA-256");
      for (int n; (n = z.read(b)) > 0; ) d.update(b, 0, n);
      out.println(java.util.HexFormat.of().formatHex(d.digest()) + " " + e.getName());
    } } } }
`;
/** Java's ZipInputStream: reads local headers only, from front to back, and refuses stored entries with descriptors. */
export async function javaZipInputStream(path: string, scratch: string): Promise<Seen> {
  const source = join(scratch, "Seen.java");
  await writeFile(source, JAVA);
  const { stdout } = await run("java", ["-XX:TieredStopAtLevel=1", source, path], { maxBuffer: 64 << 20 });
  return Object.fromEntries(
    stdout.split("\n").flatMap((line) => (line === "" ? [] : [[line.slice(65), line.slice(0, 64)]])),
  );
}

function readAll(zip: ZipFile): Promise<Seen> {
  return new Promise((resolve, reject) => {
    const seen: Seen = {};
    zip.on("error", reject).on("end", () => resolve(seen));
    zip.on("entry", (entry) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        const hash = createHash("sha256");
        stream.on("data", (chunk: Buffer) => hash.update(chunk)).on("error", reject);
        stream.on("end", () => {
          seen[entry.fileName] = hash.digest("hex");
          zip.readEntry();
        });
      });
    });
    zip.readEntry();
  });
}

const STRICT = { lazyEntries: true, strictFileNames: true, validateEntrySizes: true } as const;

export const yauzlBuffer = (zip: Buffer): Promise<Seen> =>
  new Promise((resolve, reject) => {
    fromBuffer(zip, STRICT, (error, opened) => (error ? reject(error) : resolve(readAll(opened))));
  });

/** Names, sizes and offsets from the central directory only. */
export const yauzlListing = (path: string): Promise<{ name: string; bytes: number; offset: number }[]> =>
  new Promise((resolve, reject) => {
    open(path, STRICT, (error, zip) => {
      if (error) return reject(error);
      const listing: { name: string; bytes: number; offset: number }[] = [];
      zip.on("error", reject).on("end", () => resolve(listing));
      zip.on("entry", (entry) => {
        listing.push({
          name: entry.fileName,
          bytes: entry.uncompressedSize,
          offset: entry.relativeOffsetOfLocalHeader,
        });
        zip.readEntry();
      });
      zip.readEntry();
    });
  });
