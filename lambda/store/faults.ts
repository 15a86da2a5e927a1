import { IngestFailure } from "../../domain/failure.ts";

/** Somebody else completed or aborted the multipart upload, or replaced a part of it. */
export class UploadGone extends IngestFailure {
  constructor(key: string, options?: { readonly cause?: unknown }) {
    super("storage_unavailable", `the upload of ${key} is gone`, options);
  }
}

/** The object to be read or copied is missing or was replaced. */
export class SourceObjectChanged extends IngestFailure {
  constructor(key: string, options?: { readonly cause?: unknown }) {
    super("storage_unavailable", `${key} changed while it was in use`, options);
  }
}

/** HTTP status and error code of an error of the SDK, where it has them. */
export function faultOf(error: unknown): { readonly status: number | null; readonly code: string } {
  if (!(error instanceof Error)) return { status: null, code: "" };
  const metadata = "$metadata" in error ? (error.$metadata as { readonly httpStatusCode?: number }) : {};
  return { status: metadata.httpStatusCode ?? null, code: error.name };
}

/** True for "no such object", which a HEAD answers without a code. */
export function isMissing(error: unknown): boolean {
  const { status, code } = faultOf(error);
  return code === "NoSuchKey" || code === "NotFound" || (status === 404 && code !== "NoSuchBucket");
}

/** True when a conditional write met an existing object or a concurrent writer. */
export function isPrecondition(error: unknown): boolean {
  const { status, code } = faultOf(error);
  return status === 412 || code === "PreconditionFailed";
}

const GONE = new Set(["NoSuchUpload", "InvalidPart", "InvalidPartOrder"]);
const WRONG_BYTES = new Set(["BadDigest", "XAmzContentChecksumMismatch", "XAmzContentSHA256Mismatch", "InvalidDigest"]);

/**
 * The failure behind an error of the SDK: a refused checksum is integrity_mismatch, a missing upload UploadGone,
 * anything else storage_unavailable. The caller's own abort reason is returned as it is.
 */
function storeFailure(error: unknown, what: string, key: string, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return signal.reason ?? error;
  if (error instanceof IngestFailure) return error;
  const { code } = faultOf(error);
  if (GONE.has(code)) return new UploadGone(key, { cause: error });
  if (WRONG_BYTES.has(code)) {
    return new IngestFailure("integrity_mismatch", `the object store received other bytes than sent for ${key}`, {
      cause: error,
    });
  }
  const suffix = code === "" || code === "Error" ? "" : ` (${code})`;
  return new IngestFailure("storage_unavailable", `the object store could not ${what} ${key}${suffix}`, {
    cause: error,
  });
}

export const abortable = (signal: AbortSignal | undefined): { abortSignal?: AbortSignal } =>
  signal === undefined ? {} : { abortSignal: signal };

/** Runs one call of the SDK. Its failure names the operation and the key. */
export async function attempt<T>(
  what: string,
  key: string,
  signal: AbortSignal | undefined,
  run: (options: { abortSignal?: AbortSignal }) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  try {
    return await run(abortable(signal));
  } catch (error) {
    throw storeFailure(error, what, key, signal);
  }
}
