/** The layout of the bucket and the names of zips: the one place that knows them. */

/** Key of a blob, named by the lower-case hex SHA-256 of its content. */
export const blobKey = (sha256: string): string => `blobs/sha256/${sha256.slice(0, 2)}/${sha256}`;

export const BLOB_PREFIX = "blobs/sha256/";
export const ARCHIVE_PREFIX = "archives/";

/** Prefix of everything that belongs to one artifact's archive. */
export const archivePrefix = (artifactId: number): string => `${ARCHIVE_PREFIX}${artifactId}/`;

/**
 * File name of the zip of an artifact, or of one component of it. Characters that are awkward in keys and file names
 * become "-".
 */
export const zipFileName = (name: string, component?: string): string => {
  const stem = name.replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[.-]+/, "") || "artifact";
  return `${stem}${component === undefined ? "" : `-${component}`}.zip`;
};

/** Key of the zip of an artifact. */
export const archiveKey = (artifactId: number, name: string): string =>
  `${archivePrefix(artifactId)}${zipFileName(name)}`;

/** Parts of large files whose transfer was interrupted: kept until the blob is whole, so that they can be read back. */
export const PARTIAL_PREFIX = "partial/sha256/";

/** Prefix of the parts of one file, whatever their size. */
export const partialPrefix = (sha256: string): string => `${PARTIAL_PREFIX}${sha256}/`;

/** Key of part `index` (from 0) of a file that is cut into parts of `partBytes` bytes. */
export const partialKey = (sha256: string, partBytes: number, index: number): string =>
  `${partialPrefix(sha256)}${partBytes}/${String(index).padStart(5, "0")}`;

/** Percent-encoding of Signature Version 4: everything but A-Z a-z 0-9 - . _ ~. */
export const uriEncode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** A key as the path of a URL. */
export const keyInUrl = (key: string): string => key.split("/").map(uriEncode).join("/");
