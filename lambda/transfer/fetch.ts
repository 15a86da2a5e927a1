import { createHash, type Hash } from "node:crypto";
import { IngestFailure } from "../../domain/failure.ts";
import type { ByteRange, ListedFile } from "../ports.ts";
import { isPassing, pause } from "../source/http/retry.ts";
import { shown } from "../source/listing.ts";
import type { SourceBody } from "../source/source.ts";
import type { ContentProgress, TransferContext } from "./context.ts";

/** Where bytes of a file go. The source waits while `write` is pending. */
export interface Target {
  /** Takes the next bytes. */
  write(bytes: Uint8Array): void | Promise<void>;
  /** Forgets what was written: the piece starts over. */
  restart(): void | Promise<void>;
}

/** Writes into a buffer from its start. */
export function intoBuffer(bytes: Buffer): Target {
  let at = 0;
  return {
    write(chunk) {
      bytes.set(chunk, at);
      at += chunk.length;
    },
    restart() {
      at = 0;
    },
  };
}

export interface Piece {
  readonly file: ListedFile;
  /** null for the whole file. */
  readonly range: ByteRange | null;
  readonly target: Target;
  readonly progress: ContentProgress;
  readonly signal: AbortSignal;
}

/** Progress that makes up for one failure: a connection that dies after every few bytes must not be tried for ever. */
const WORTH_A_TRY = 64 * 1024;

/**
 * Fetches a piece of a file into its target. A piece that breaks off is continued where it stopped; it fails once
 * `tries` tries brought nothing.
 * @throws IngestFailure source_unavailable after the last try; any other failure at once
 */
export async function fetchPiece(context: TransferContext, piece: Piece): Promise<void> {
  const { file, range, signal } = piece;
  const state: State = { start: range?.start ?? 0, end: range?.end ?? file.bytes - 1, got: 0, etag: null };
  for (let failures = 0; ; ) {
    const before = state.got;
    try {
      await continueFrom(context, piece, state);
      return;
    } catch (error) {
      if (signal.aborted || !isPassing(error)) throw error;
      context.requests.fault();
      failures = state.got - before >= WORTH_A_TRY ? 1 : failures + 1;
      if (failures >= context.options.tries) throw error;
      context.log.debug("a piece broke off", { file: file.path, at: state.start + state.got, failures });
      await pause(context.pauses, failures, signal);
    }
  }
}

interface State {
  readonly start: number;
  readonly end: number;
  /** Bytes of the piece that are in the target. */
  got: number;
  etag: string | null;
}

async function continueFrom(context: TransferContext, piece: Piece, state: State): Promise<void> {
  const { file, range, target, progress, signal } = piece;
  const rest = { start: state.start + state.got, end: state.end };
  const want = { range: range === null && state.got === 0 ? null : rest, ifRange: state.etag };
  const body = await context.source.open(context.listing, file, want, context.call(signal));
  if (state.got > 0 && body.etag !== state.etag) {
    // These bytes do not belong to those already here.
    await target.restart();
    progress.add(-state.got);
    state.got = 0;
  }
  state.etag = body.etag;
  await readInto(context, piece, state, body);
  if (state.got < state.end - state.start + 1) {
    throw new IngestFailure("source_unavailable", `the source ended ${shown(file.path)} too early`);
  }
}

async function readInto(context: TransferContext, piece: Piece, state: State, body: SourceBody): Promise<void> {
  const { file, target, progress } = piece;
  const length = state.end - state.start + 1;
  // A source that ignores the range also sends what lies before it.
  let skip = state.start + state.got - body.start;
  if (skip < 0) throw new IngestFailure("source_unavailable", `the source skipped bytes of ${shown(file.path)}`);
  for await (const chunk of body.chunks) {
    const bytes = skip === 0 ? chunk : chunk.subarray(Math.min(skip, chunk.length));
    skip -= chunk.length - bytes.length;
    const room = length - state.got;
    const taken = bytes.length > room ? bytes.subarray(0, room) : bytes;
    await target.write(taken);
    state.got += taken.length;
    context.fetched(taken.length);
    progress.add(taken.length);
    if (bytes.length > room) {
      if (state.end === file.bytes - 1) tooLong(file);
      return;
    }
  }
}

function tooLong(file: ListedFile): never {
  throw new IngestFailure("integrity_mismatch", `${shown(file.path)} has more than the ${file.bytes} bytes listed`);
}

export interface Digests {
  readonly sha256: string;
  /** Null unless the source publishes it, because there is nothing to compare it with. */
  readonly gitSha1: string | null;
}

/** Hashes one content as it passes: SHA-256 always, the git blob SHA-1 where the source publishes it. */
export function contentDigest(file: Pick<ListedFile, "bytes" | "gitSha1">) {
  const sha256 = createHash("sha256");
  let git: Hash | null = null;
  if (file.gitSha1 !== null) git = createHash("sha1").update(`blob ${file.bytes}\0`);
  return {
    update(bytes: Uint8Array): void {
      sha256.update(bytes);
      git?.update(bytes);
    },
    finish: (): Digests => ({ sha256: sha256.digest("hex"), gitSha1: git?.digest("hex") ?? null }),
  };
}

export type ContentDigest = ReturnType<typeof contentDigest>;

/**
 * Compares what arrived with what the source published.
 * @throws IngestFailure integrity_mismatch naming the file, what was expected and what arrived
 */
export function verify(file: ListedFile, actual: Digests): void {
  const compare = (name: string, expected: string, got: string | null) => {
    if (expected !== got) {
      throw new IngestFailure("integrity_mismatch", `${shown(file.path)} should have ${name} ${expected}, got ${got}`);
    }
  };
  if (file.sha256 !== null) compare("SHA-256", file.sha256, actual.sha256);
  if (file.gitSha1 !== null) compare("git SHA-1", file.gitSha1, actual.gitSha1);
}

export const isMismatch = (error: unknown): error is IngestFailure =>
  error instanceof IngestFailure && error.code === "integrity_mismatch";

/** Runs the attempt, and once more from scratch when the bytes were not the published ones. */
export async function retriedOnMismatch<T>(
  context: TransferContext,
  file: ListedFile,
  attempt: () => Promise<T>,
): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (!isMismatch(error)) throw error;
    context.log.warn("a file did not match and is fetched again", { file: file.path, why: error.detail });
    return attempt();
  }
}
