import { IngestFailure } from "../../domain/failure.ts";
import { asCommit, asCount, asObject, asSha256 } from "../../domain/json.ts";
import type { ListedFile } from "../ports.ts";
import { shown } from "./paths.ts";
import type { SourceLimits } from "./source.ts";

export const malformed = (host: string, what: string): IngestFailure =>
  new IngestFailure("source_unavailable", `${host} sent a malformed answer: ${what}`);

/**
 * Reads one entry of the Hub's tree; null for a folder.
 * An LFS file is known by the SHA-256 of its content, any other by its git blob SHA-1; the `oid` of an LFS file is that
 * of its pointer and says nothing of its content.
 * @throws IngestFailure source_gated when the hashes are masked, source_unavailable when the entry is malformed
 */
export function hubEntry(entry: unknown, repository: string, host: string): ListedFile | null {
  const held = asObject(entry);
  const path = held?.["path"];
  if (held === null || typeof path !== "string") throw malformed(host, "an entry without a path");
  if (held["type"] === "directory") return null;
  if (held["type"] !== "file") throw malformed(host, `the entry ${shown(path)} is neither file nor folder`);
  const lfs = held["lfs"];
  if (lfs === undefined || lfs === null) {
    const bytes = asCount(held["size"]);
    if (bytes === null) throw malformed(host, `no size of ${shown(path)}`);
    const gitSha1 = hash(held["oid"], asCommit, path, repository, host);
    return { path, bytes, sha256: null, gitSha1, kind: "file" };
  }
  const bytes = asCount(asObject(lfs)?.["size"]);
  if (bytes === null) throw malformed(host, `no size of ${shown(path)}`);
  const sha256 = hash(asObject(lfs)?.["oid"], asSha256, path, repository, host);
  return { path, bytes, sha256, gitSha1: null, kind: "file" };
}

function hash(
  value: unknown,
  read: (value: unknown) => string | null,
  path: string,
  repository: string,
  host: string,
): string {
  const found = read(value);
  if (found !== null) return found;
  if (typeof value === "string" && /^\*+$/.test(value)) {
    throw new IngestFailure("source_gated", `${repository} is gated: the configured token may not see its files`);
  }
  throw malformed(host, `no hash of ${shown(path)}`);
}

/** Adds up a listing as it grows, so that one over the limit is refused before its last page. */
export function limitedTo({ maxBytes, maxFiles }: SourceLimits, repository: string) {
  let files = 0;
  let bytes = 0;
  return {
    /** @throws IngestFailure source_too_large */
    add(file: Pick<ListedFile, "bytes">): void {
      files += 1;
      bytes += file.bytes;
      if (files > maxFiles) {
        throw new IngestFailure("source_too_large", `${repository} has more than ${maxFiles} files`);
      }
      if (bytes > maxBytes) {
        throw new IngestFailure("source_too_large", `${repository} has more than ${maxBytes} bytes`);
      }
    },
    bytes: () => bytes,
  };
}
