/**
 * What the stages of the ingest work with. Implementations: store/ (S3), source/ (Hugging Face, GitHub),
 * db/ingest/ledger.ts (the database), attempt/progress.ts. Constructed in compose.ts files only.
 */
import type { BlobRegister } from "../db/ingest/blobs.ts";
import type { ArtifactType, SourceHost } from "../domain/link.ts";
import type { components } from "../generated/api.ts";

/** `now` in milliseconds since the epoch; `sleep` rejects with the reason of the signal when that aborts. */
export interface Clock {
  now(): number;
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export interface Log {
  debug(message: string, fields?: Record<string, unknown>): void;
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
}

// ---------------------------------------------------------------- object store

export interface ObjectHead {
  readonly bytes: number;
  readonly etag: string;
  /** Full-object CRC32 (unsigned, zlib polynomial), null when the store keeps none. */
  readonly crc32: number | null;
}

/** Inclusive byte positions, as in an HTTP Range header. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface UploadedPart {
  readonly partNumber: number;
  readonly etag: string;
  readonly bytes: number;
  /** CRC32 of the part, null when the store did not report one. */
  readonly crc32: number | null;
}

/** An open multipart upload. */
export interface Upload {
  readonly key: string;
  readonly uploadId: string;
}

export interface OpenUpload extends Upload {
  /** Epoch milliseconds. */
  readonly startedAt: number;
}

/** The content of an object. Iterate it once or destroy it. */
export interface StoredBody extends AsyncIterable<Buffer> {
  destroy(): void;
}

/**
 * The subset of S3 that Gatehouse needs. Every call retries transient faults itself and in the end throws
 * IngestFailure("storage_unavailable"); a 404 is null where the type says so.
 */
export interface ObjectStore {
  readonly bucket: string;
  head(key: string, signal?: AbortSignal): Promise<ObjectHead | null>;
  /** @throws SourceObjectChanged when the object is not the one of ifMatch */
  get(key: string, options?: { range?: ByteRange; ifMatch?: string; signal?: AbortSignal }): Promise<StoredBody>;
  /** Bodies up to a few MiB in one request. `created` is false when onlyIfAbsent met an existing object. */
  put(
    key: string,
    body: Uint8Array,
    options?: { onlyIfAbsent?: boolean; contentType?: string; signal?: AbortSignal },
  ): Promise<{ etag: string; created: boolean }>;
  delete(keys: readonly string[], signal?: AbortSignal): Promise<void>;
  list(prefix: string, signal?: AbortSignal): AsyncIterable<{ key: string; bytes: number; modifiedAt: number }>;
  /** Starts a multipart upload whose object will carry a FULL_OBJECT CRC32. */
  createUpload(key: string, options?: { contentType?: string; signal?: AbortSignal }): Promise<Upload>;
  uploadPart(upload: Upload, partNumber: number, body: Uint8Array, signal?: AbortSignal): Promise<UploadedPart>;
  /** Server-side copy of a range of another object (UploadPartCopy). */
  copyPart(
    upload: Upload,
    partNumber: number,
    from: { key: string; range: ByteRange; ifMatch: string },
    signal?: AbortSignal,
  ): Promise<UploadedPart>;
  listUploads(prefix: string, signal?: AbortSignal): Promise<OpenUpload[]>;
  /** `crc32` is the predicted CRC32 of the whole object: the store refuses a mismatch (IngestFailure integrity_mismatch). */
  completeUpload(
    upload: Upload,
    parts: readonly UploadedPart[],
    whole: { bytes: number; crc32: number },
    signal?: AbortSignal,
  ): Promise<{ etag: string }>;
  abortUpload(upload: Upload, signal?: AbortSignal): Promise<void>;
}

// ---------------------------------------------------------------- source

export type { ArtifactType, SourceHost, SourceLink } from "../domain/link.ts";

/** The kind of an entry in the listing; only "file" has content that is stored. */
export type EntryKind = "file" | "lfs_pointer" | "submodule" | "symlink";

export interface ListedFile {
  /** Relative, "/"-separated, checked: no "..", no absolute path, no backslash, no NUL, no colliding twin. */
  readonly path: string;
  readonly bytes: number;
  /** Lower-case hex SHA-256 of the content where the source publishes it (LFS). */
  readonly sha256: string | null;
  /** Lower-case hex git blob SHA-1 of the content where the source publishes it (plain git files). */
  readonly gitSha1: string | null;
  readonly kind: EntryKind;
}

/** The pinned inventory of a repository: everything later stages read. Plain JSON. */
export interface Listing {
  readonly host: SourceHost;
  readonly type: ArtifactType;
  /** Canonical id as the source returned it. */
  readonly repository: string;
  /** 40-hex commit. */
  readonly commit: string;
  readonly files: readonly ListedFile[];
  readonly bytesTotal: number;
}

/** A file whose bytes are in the store under blobs/sha256/. Plain JSON. */
export interface StoredFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly gitSha1: string | null;
  /** Unsigned CRC32 of the content. */
  readonly crc32: number;
  readonly kind: EntryKind;
}

export interface TransferResult {
  readonly files: readonly StoredFile[];
  readonly bytesFetched: number;
  /** Bytes that were not fetched because a blob with this content existed. */
  readonly bytesSaved: number;
  /** True when several invocations shared the transfer: each scanned the files that it moved. */
  readonly shared?: true;
}

export interface ArchiveResult {
  /** Null when the files do not fit one zip. */
  readonly key: string | null;
  readonly bytes: number;
  readonly crc32: number;
  /** Lower-case hex; null when only reading the archive back would tell. */
  readonly sha256: string | null;
  /** Content bytes that passed through the function to build it. */
  readonly bytesMoved: number;
  /** Why there is no zip. */
  readonly missing?: string | undefined;
}

export type { BlobRegister, StoredBlob } from "../db/ingest/blobs.ts";

// ---------------------------------------------------------------- progress and time

/** One of several invocations that share a transfer. */
export type Lane = components["schemas"]["Lane"];

/** Stages report as often as they like. Written at most once a second, never backwards within an attempt. */
export interface Progress {
  /** Starts a stage; totals are null while unknown. Bytes and files are counted over the whole transfer. */
  stage(name: components["schemas"]["Progress"]["stage"], totals?: { bytes: number; files: number }): void;
  addBytes(bytes: number): void;
  addFiles(files: number): void;
  /** Of the bytes counted, how many needed no fetching because their content was stored before. */
  addSaved?(bytes: number): void;
  /** Content bytes that came from the source, those that a fault made us fetch again, too. */
  addFetched?(bytes: number): void;
  /** Of the bytes counted, how many were moved before this invocation began: they do not raise the rate. */
  addEarlier?(bytes: number): void;
  /** How many invocations move files now, and what each does. */
  workers?(count: number, lanes: readonly Lane[]): void;
  /** A short sentence for people, such as "waiting 12 s for the source's quota"; null removes it. */
  detail(text: string | null): void;
}

export interface Deadline {
  /** Milliseconds until the work must be handed over to a new invocation. Never negative. */
  remaining(): number;
  /** Throws OutOfTime once nothing is left. */
  check(): void;
}

/** The context of every stage. */
export interface StageContext {
  readonly artifactId: number;
  readonly name: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly store: ObjectStore;
  readonly blobs: BlobRegister;
  readonly progress: Progress;
  readonly deadline: Deadline;
  /** Aborts when the lease is lost, the invocation ends or the ingest is cancelled. */
  readonly signal: AbortSignal;
}
