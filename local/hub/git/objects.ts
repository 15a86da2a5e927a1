import { createHash } from "node:crypto";
import { type Content, contentOf, digest } from "../content.ts";

/** File modes as git writes them. */
export type Mode = "100644" | "100755" | "120000" | "160000";

export interface LfsObject {
  readonly sha256: string;
  /** The text that git keeps in place of the content. */
  readonly pointer: Content;
}

/** One file, symbolic link or submodule of a tree. */
export interface Entry {
  readonly path: string;
  readonly mode: Mode;
  /** Git id: of the blob, of the pointer's blob for LFS, of the commit for a submodule. */
  readonly oid: string;
  /** The real content; for a symbolic link its target, empty for a submodule. */
  readonly content: Content;
  readonly lfs: LfsObject | null;
}

/** The id git gives to these bytes as a blob. */
export const blobId = (content: Content): string => digest("sha1", content, `blob ${content.bytes}\0`);

/** The pointer that git keeps for an LFS object. */
export const pointerOf = (sha256: string, bytes: number): Content =>
  contentOf(`version https://git-lfs.github.com/spec/v1\noid sha256:${sha256}\nsize ${bytes}\n`);

/** Makes a file entry; hashes the content once. */
export function fileEntry(path: string, content: Content, lfs: boolean, mode: Mode = "100644"): Entry {
  if (!lfs) return { path, mode, oid: blobId(content), content, lfs: null };
  const sha256 = digest("sha256", content);
  const pointer = pointerOf(sha256, content.bytes);
  return { path, mode, oid: blobId(pointer), content, lfs: { sha256, pointer } };
}

function objectId(type: "tree" | "commit", body: Buffer): string {
  return createHash("sha1").update(`${type} ${body.length}\0`).update(body).digest("hex");
}

interface Row {
  readonly name: string;
  readonly mode: string;
  readonly oid: string;
}

/** Id of one level of a tree. Git sorts directories as if their names ended in "/". */
export function treeId(rows: readonly Row[]): string {
  const key = (row: Row) => Buffer.from(row.mode === "40000" ? `${row.name}/` : row.name);
  const sorted = [...rows].sort((a, b) => Buffer.compare(key(a), key(b)));
  const body = sorted.flatMap((row) => [Buffer.from(`${row.mode} ${row.name}\0`), Buffer.from(row.oid, "hex")]);
  return objectId("tree", Buffer.concat(body));
}

/** Id of a commit; the first author is in the object, the others as trailers in the message. */
export function commitId(commit: {
  readonly tree: string;
  readonly parent: string | null;
  readonly authors: readonly string[];
  readonly message: string;
  readonly date: string;
}): string {
  const seconds = Math.floor(Date.parse(commit.date) / 1000);
  const who = (name: string) => `${name} <${emailOf(name)}>`;
  const [first = "nobody", ...others] = commit.authors;
  const trailers = others.map((name) => `Co-authored-by: ${who(name)}`);
  const message = trailers.length === 0 ? commit.message : `${commit.message}\n\n${trailers.join("\n")}`;
  const text = [
    `tree ${commit.tree}`,
    ...(commit.parent === null ? [] : [`parent ${commit.parent}`]),
    `author ${who(first)} ${seconds} +0000`,
    `committer ${who(first)} ${seconds} +0000`,
    "",
    `${message}\n`,
  ].join("\n");
  return objectId("commit", Buffer.from(text));
}

/** The address under which a sample author commits. */
export const emailOf = (name: string): string => `${name.toLowerCase().replaceAll(/[^a-z0-9[\]-]+/g, ".")}@example.org`;
