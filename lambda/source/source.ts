/** What the ingest asks of a source. Implementations: huggingface.ts, github.ts. */
import { IngestFailure } from "../../domain/failure.ts";
import { refsOf } from "../../domain/link.ts";
import type { ByteRange, ListedFile, Listing, SourceLink } from "../ports.ts";

/** On whose behalf a request is made: how it is aborted, how waits are reported, and how long they may take. */
export interface SourceCall {
  readonly signal: AbortSignal;
  /** Receives why a request waits, in plain words, and null once it continues. */
  readonly say?: (text: string | null) => void;
  /** Remaining milliseconds; a longer wait is refused instead of started. */
  readonly remaining?: () => number;
}

/** The bytes of a file from `start` on. Iterate `chunks` once; leaving the loop early closes the connection. */
export interface SourceBody {
  readonly start: number;
  /** Length of the whole file in bytes as the source stated it, null when it stated none. */
  readonly total: number | null;
  /** Strong entity tag, fit for If-Range; null when there is none. */
  readonly etag: string | null;
  readonly chunks: AsyncIterable<Uint8Array>;
}

export interface SourceWant {
  /** null asks for the whole file. */
  readonly range: ByteRange | null;
  /** Entity tag of the bytes received so far. */
  readonly ifRange: string | null;
}

/** One file of a repository that arrives as a single stream. */
export interface StreamedFile {
  readonly path: string;
  readonly bytes: number;
  readonly chunks: AsyncIterable<Uint8Array>;
}

export interface Source {
  /**
   * Pins the revision and lists every file.
   * @throws IngestFailure source_not_found, source_gated, source_untrusted, source_too_large, source_unavailable,
   * source_rate_limited
   */
  resolve(link: SourceLink, call: SourceCall): Promise<ResolvedSource>;
  /** Opens one file; a source that cannot serve ranges answers from its first byte. */
  open(listing: Listing, file: ListedFile, want: SourceWant, call: SourceCall): Promise<SourceBody>;
  /** The files in one request, where the source offers that; each must be read before the next is asked for. */
  stream?(listing: Listing, call: SourceCall): AsyncIterable<StreamedFile>;
}

export interface ResolvedSource {
  readonly listing: Listing;
  /** The branch, tag or commit that the link names, as the source spells it: the longest one that exists. */
  readonly ref: string;
  /** What follows the ref in the link, null when nothing does. The whole repository is ingested all the same. */
  readonly folder: string | null;
  /** The source's own description of the repository: unchecked JSON. */
  readonly info: unknown;
}

export interface SourceLimits {
  readonly maxBytes: number;
  readonly maxFiles: number;
}

/** A repository that exists has no such branch, tag or commit. */
export class RevisionMissing extends IngestFailure {
  constructor(repository: string, revision: string) {
    super("source_not_found", `${repository} has no revision ${revision}`.trimEnd());
  }
}

/**
 * Asks for everything that the revision of a link can mean, the longest ref first.
 * @throws RevisionMissing of the longest one when none exists, and what `ask` throws else
 */
export async function longestRef<T>(
  link: SourceLink,
  ask: (ref: string) => Promise<T>,
): Promise<{ readonly ref: string; readonly folder: string | null; readonly found: T }> {
  let missing: RevisionMissing | null = null;
  for (const { ref, folder } of refsOf(link)) {
    try {
      return { ref, folder, found: await ask(ref) };
    } catch (error) {
      if (!(error instanceof RevisionMissing)) throw error;
      missing ??= error;
    }
  }
  throw missing ?? new RevisionMissing(link.repository, link.revision);
}
