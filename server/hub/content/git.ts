/** Object ids of git, as the Hub publishes them. */
import { createHash } from "node:crypto";

/** The text that git keeps in the place of a file in LFS. */
export const lfsPointer = (sha256: string, bytes: number): string =>
  `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256}\nsize ${bytes}\n`;

export const blobOid = (content: string): string => objectId("blob", Buffer.from(content));

/** One entry of a folder: a file that nobody executes, or a folder. */
export interface TreeEntry {
  readonly name: string;
  readonly oid: string;
  readonly isFolder: boolean;
}

/**
 * Id of a folder. The modes of files are not kept: every file counts as a plain one, as on the Hub nearly all are, so a
 * folder with an executable file has another id than at the source.
 */
export function treeOid(entries: readonly TreeEntry[]): string {
  const sorted = entries
    .map((entry) => ({ ...entry, key: Buffer.from(entry.isFolder ? `${entry.name}/` : entry.name) }))
    .sort((a, b) => Buffer.compare(a.key, b.key));
  const parts = sorted.flatMap(({ name, oid, isFolder }) => [
    Buffer.from(`${isFolder ? "40000" : "100644"} ${name}\0`),
    Buffer.from(oid, "hex"),
  ]);
  return objectId("tree", Buffer.concat(parts));
}

const objectId = (kind: "blob" | "tree", content: Buffer): string =>
  createHash("sha1").update(`${kind} ${content.length}\0`).update(content).digest("hex");
