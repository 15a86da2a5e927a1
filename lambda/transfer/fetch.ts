import { IngestFailure } from "../../domain/failure.ts";
import type { ByteRange, ListedFile } from "../ports.ts";
import { isPassing, pause } from "../source/http/retry.ts";
import { shown } from "../source/listing.ts";
import type { SourceBody } from "../source/source.ts";
import type { World } from "./context.ts";
import type { Tally } from "./tally.ts";

/** Where bytes of a file go. `write` may take its time: the source waits. */
export interface Target {
  /** Takes the next bytes. */
  write(bytes: Uint8Array): void | Promise<void>;
  /** Forgets what was taken: the piece begins anew. */
  restart(): void | Promise<void>;
}

/** Progress that makes up for one failure: a connection that dies after every few bytes must not be tried for ever. */
const WORTH_A_TRY = 64 * 1024;

/**
 * Fetches a piece of a file (all of it for range null) into a target. A piece that breaks off goes on where it stopped;
 * it fails once `tries` tries brought nothing.
 * @throws IngestFailure source_unavailable after the last try, and whatever is no passing fault at once
 */
export async function fetchInto(
  world: World,
  file: ListedFile,
  range: ByteRange | null,
  target: Target,
  tally: Tally,
  signal: AbortSignal,
): Promise<void> {
  const state: State = { start: range?.start ?? 0, end: range?.end ?? file.bytes - 1, got: 0, etag: null };
  for (let failures = 0; ; ) {
    const before = state.got;
    try {
      await continueFrom(world, file, range, state, target, tally, signal);
      return;
    } catch (error) {
      if (signal.aborted || !isPassing(error)) throw error;
      world.slots.fault();
      failures = state.got - before >= WORTH_A_TRY ? 1 : failures + 1;
      if (failures >= world.options.tries) throw error;
      world.ctx.log.debug("a piece broke off", { file: file.path, at: state.start + state.got, failures });
      await pause(world.pauses, failures, signal);
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

async function continueFrom(
  world: World,
  file: ListedFile,
  range: ByteRange | null,
  state: State,
  target: Target,
  tally: Tally,
  signal: AbortSignal,
): Promise<void> {
  const wanted = { start: state.start + state.got, end: state.end };
  const want = { range: range === null && state.got === 0 ? null : wanted, ifRange: state.etag };
  const body = await world.source.open(world.listing, file, want, world.call(signal));
  if (state.got > 0 && body.etag !== state.etag) {
    // Not the bytes that the first half belongs to.
    await target.restart();
    tally.add(-state.got);
    state.got = 0;
  }
  state.etag = body.etag;
  await pour(world, file, body, state, target, tally);
  const length = state.end - state.start + 1;
  if (state.got < length) {
    throw new IngestFailure("source_unavailable", `the source ended ${shown(file.path)} too early`);
  }
}

async function pour(world: World, file: ListedFile, body: SourceBody, state: State, target: Target, tally: Tally) {
  const length = state.end - state.start + 1;
  // A source that ignores the range sends what lies before it, too.
  let skip = state.start + state.got - body.start;
  if (skip < 0) throw new IngestFailure("source_unavailable", `the source skipped bytes of ${shown(file.path)}`);
  for await (const chunk of body.chunks) {
    const bytes = skip === 0 ? chunk : chunk.subarray(Math.min(skip, chunk.length));
    skip -= chunk.length - bytes.length;
    const room = length - state.got;
    const taken = bytes.length > room ? bytes.subarray(0, room) : bytes;
    await target.write(taken);
    state.got += taken.length;
    world.counts.fetched += taken.length;
    tally.add(taken.length);
    if (bytes.length > room) {
      if (state.end === file.bytes - 1) tooLong(file);
      return;
    }
  }
}

function tooLong(file: ListedFile): never {
  throw new IngestFailure("integrity_mismatch", `${shown(file.path)} has more than the ${file.bytes} bytes listed`);
}
