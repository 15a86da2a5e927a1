/** The layout of the bucket: the one place that knows it. */

/** Key of a blob, named by the lower-case hex SHA-256 of its content. */
export const blobKey = (sha256: string): string => `blobs/sha256/${sha256.slice(0, 2)}/${sha256}`;

export const BLOB_PREFIX = "blobs/sha256/";
export const ARCHIVE_PREFIX = "archives/";

/** Prefix of everything that belongs to one artifact's archive. */
export const archivePrefix = (artifactId: number): string => `${ARCHIVE_PREFIX}${artifactId}/`;

/** Key of the zip of an artifact; characters that are awkward in keys and file names become "-". */
export const archiveKey = (artifactId: number, name: string): string =>
  `${archivePrefix(artifactId)}${name.replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[.-]+/, "") || "artifact"}.zip`;
