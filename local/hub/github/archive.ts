import { once } from "node:events";
import { pipeline, Readable } from "node:stream";
import { createGzip } from "node:zlib";
import { type Pack, pack } from "tar-stream";
import { slice } from "../content.ts";
import { globPattern } from "../faults.ts";
import type { Commit } from "../git/history.ts";
import type { Entry } from "../git/objects.ts";
import { type Directory, isEntry } from "../git/tree.ts";

const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, "0")}\0`;

/** The record with the commit's id that git puts in front of its archives, for the whole archive. */
function globalHeader(commit: Commit): Buffer {
  const body = Buffer.from(`52 comment=${commit.id}\n`);
  const header = Buffer.alloc(512);
  const fields: readonly (readonly [number, string])[] = [
    [0, "pax_global_header"],
    [100, octal(0o666, 8)],
    [108, octal(0, 8)],
    [116, octal(0, 8)],
    [124, octal(body.length, 12)],
    [136, octal(Math.floor(Date.parse(commit.date) / 1000), 12)],
    // The sum is taken with its own field blank.
    [148, "        "],
    [156, "g"],
    [257, "ustar\x0000"],
    [265, "root"],
    [297, "root"],
  ];
  for (const [at, text] of fields) header.write(text, at, "latin1");
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return Buffer.concat([header, body, Buffer.alloc(512 - body.length)]);
}

/** Patterns that the root's .gitattributes keeps out of archives. */
function keptOut(commit: Commit): RegExp[] {
  const entry = commit.tree.entries.get(".gitattributes");
  const lines = entry === undefined ? [] : slice(entry.content).toString("utf8").split("\n");
  const patterns = lines
    .filter((line) => /\sexport-ignore\b/.test(line))
    .map((line) => line.trim().split(/\s+/)[0] ?? "");
  return patterns.map((pattern) => globPattern(pattern.replace(/^\//, "").replace(/\/$/, "")));
}

const isKeptOut = (path: string, patterns: readonly RegExp[]): boolean => {
  const parts = path.split("/");
  const above = parts.map((_, index) => parts.slice(0, index + 1).join("/"));
  return patterns.some((pattern) =>
    above.some((one) => pattern.test(one) || pattern.test(one.split("/").at(-1) ?? "")),
  );
};

async function add(archive: Pack, top: string, item: Entry | Directory, mtime: Date): Promise<void> {
  const name = `${top}/${item.path}`;
  const owner = { uname: "root", gname: "root", mtime };
  // A submodule is an empty folder in archives.
  if (!isEntry(item) || item.mode === "160000") {
    archive.entry({ ...owner, name: `${name}/`, type: "directory", mode: 0o775 });
  } else if (item.mode === "120000") {
    const linkname = slice(item.content).toString("utf8");
    archive.entry({ ...owner, name, type: "symlink", linkname, mode: 0o777 });
  } else {
    const mode = item.mode === "100755" ? 0o775 : 0o664;
    const entry = archive.entry({ ...owner, name, size: item.content.bytes, mode });
    const written = once(entry, "close");
    Readable.from(item.content.chunks(0, item.content.bytes)).pipe(entry);
    await written;
  }
}

async function fill(archive: Pack, top: string, commit: Commit): Promise<void> {
  const mtime = new Date(commit.date);
  const patterns = keptOut(commit);
  archive.entry({ name: `${top}/`, type: "directory", mode: 0o775, mtime, uname: "root", gname: "root" });
  for (const item of commit.tree.list("", true)) {
    if (!isKeptOut(item.path, patterns)) await add(archive, top, item, mtime);
  }
  archive.finalize();
}

/** The commit's files below one folder as a gzipped tar, made while it is read. */
export function tarball(top: string, commit: Commit): Readable {
  const archive = pack();
  const gzip = createGzip({ level: 1 });
  async function* parts() {
    yield globalHeader(commit);
    const filled = fill(archive, top, commit).catch((error: Error) => archive.destroy(error));
    yield* archive;
    await filled;
  }
  // The reader of the result gets its errors; nothing else awaits this.
  pipeline(Readable.from(parts()), gzip, () => archive.destroy());
  return gzip;
}
