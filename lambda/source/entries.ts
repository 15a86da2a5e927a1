import { IngestFailure } from "../../domain/failure.ts";
import type { ListedFile } from "../ports.ts";
import { shown } from "./paths.ts";
import type { SourceLimits } from "./source.ts";

/** A record of JSON that came from outside, for reading field by field. */
export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** True for a whole number of bytes. */
export const isLength = (value: unknown): value is number =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0;

export const isSha1 = (value: unknown): value is string => typeof value === "string" && /^[0-9a-f]{40}$/.test(value);
export const isSha256 = (value: unknown): value is string => typeof value === "string" && /^[0-9a-f]{64}$/.test(value);

export const malformed = (host: string, what: string): IngestFailure =>
  new IngestFailure("source_unavailable", `${host} sent a malformed answer: ${what}`);

/**
 * Reads one entry of the Hub's tree; null for a folder.
 * An LFS file is known by the SHA-256 of its content, any other by its git blob SHA-1; the `oid` of an LFS file is that
 * of its pointer and says nothing of its content.
 * @throws IngestFailure source_gated when the hashes are masked, source_unavailable when the entry is malformed
 */
export function hubEntry(entry: unknown, repository: string, host: string): ListedFile | null {
  if (!isFields(entry) || typeof entry["path"] !== "string") throw malformed(host, "an entry without a path");
  const path = entry["path"];
  if (entry["type"] === "directory") return null;
  if (entry["type"] !== "file") throw malformed(host, `the entry ${shown(path)} is neither file nor folder`);
  const lfs = entry["lfs"];
  if (lfs === undefined || lfs === null) {
    if (!isLength(entry["size"])) throw malformed(host, `no size of ${shown(path)}`);
    const gitSha1 = hash(entry["oid"], isSha1, path, repository, host);
    return { path, bytes: entry["size"], sha256: null, gitSha1, kind: "file" };
  }
  if (!isFields(lfs) || !isLength(lfs["size"])) throw malformed(host, `no size of ${shown(path)}`);
  const sha256 = hash(lfs["oid"], isSha256, path, repository, host);
  return { path, bytes: lfs["size"], sha256, gitSha1: null, kind: "file" };
}

function hash(
  value: unknown,
  isHash: (value: unknown) => value is string,
  path: string,
  repository: string,
  host: string,
): string {
  if (isHash(value)) return value;
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
