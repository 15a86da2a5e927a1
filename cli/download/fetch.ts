/** Fetches the archive of an artifact, or a component of it, into a file. */
import { open, stat, truncate } from "node:fs/promises";
import { Readable } from "node:stream";
import { createLogUpdate } from "log-update";
import { type Backoff, backoffMs } from "../../domain/backoff.ts";
import type { components } from "../../generated/client.js";
import type { Artifact } from "../artifact.ts";
import type { Context } from "../context.ts";
import type { Registry } from "../registry.ts";
import { CommandFault } from "../runtime.ts";
import { bar, bytes } from "../show/text.ts";

interface Wanted {
  readonly registry: Registry;
  readonly artifact: Artifact;
  /** Path of the partial file. */
  readonly part: string;
  readonly context: Context;
}

/** Consecutive tries without a byte before giving up. */
const FRUITLESS_TRIES = 5;
const PAUSES: Backoff = { firstMs: 500, maxMs: 30_000 };
/** Longest wait for the head of the object store's response, in milliseconds. */
const HEAD_MS = 30_000;
/** Longest silence within a body, in milliseconds. */
const SILENCE_MS = 60_000;
/** Least time between two redraws of the progress, in milliseconds. */
const REDRAW_MS = 100;

/**
 * Completes the partial file to the size of the archive. Resumes at its end with a Range request, asks for a fresh
 * signed URL before each try, and gives up after several consecutive tries without a byte.
 */
export async function fetchArchive(
  options: Wanted & { readonly archive: components["schemas"]["Archive"] },
): Promise<void> {
  const { archive, part, context } = options;
  if ((await sizeOf(part)) > archive.bytes) await truncate(part, 0);
  const meter = downloadMeter(context, archive.bytes, await sizeOf(part));
  let fruitless = 0;
  try {
    for (;;) {
      const from = await sizeOf(part);
      if (from === archive.bytes) return;
      const fault = await fetchRest(options, from, meter.update);
      if (fault === null) continue;
      fruitless = (await sizeOf(part)) > from ? 0 : fruitless + 1;
      if (fruitless >= FRUITLESS_TRIES)
        throw new CommandFault(`The download was interrupted too often (${fault.message})`, {
          advice: `${part} keeps what arrived. Run the same command again to resume`,
          cause: fault,
        });
      await context.sleep(backoffMs(fruitless + 1, PAUSES, context.random));
    }
  } finally {
    meter.end();
  }
}

/** Resolves to null when the body ended, or to the fault when another try may help. Throws any other fault. */
async function fetchRest(
  { registry, artifact, archive, part, context }: Wanted & { readonly archive: { readonly bytes: number } },
  from: number,
  update: (bytes: number) => void,
): Promise<Error | null> {
  const url = await signedUrl(registry, artifact);
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(new DOMException("no response in time", "TimeoutError")), HEAD_MS);
  const signal = AbortSignal.any([context.signal, limit.signal]);
  try {
    const response = await fetch(url, { headers: from === 0 ? {} : { Range: `bytes=${from}-` }, signal });
    clearTimeout(timer);
    if (response.status === 200) await empty(part);
    else if (response.status !== 206 || !startsAt(response, from)) {
      await response.body?.cancel();
      return new Interrupted(`the object store answered ${response.status}`);
    }
    const start = response.status === 200 ? 0 : from;
    await appendBody(response, { file: part, start, most: archive.bytes, signal: context.signal, update });
    return null;
  } catch (error) {
    if (context.signal.aborted) throw context.signal.reason;
    if (error instanceof Interrupted || error instanceof TypeError || limit.signal.aborted) return error as Error;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

const startsAt = (response: Response, from: number): boolean =>
  (response.headers.get("content-range") ?? "").startsWith(`bytes ${from}-`);

/** Asked for before each try, because an earlier signature may have expired. */
async function signedUrl({ client, answer }: Registry, { metadata }: Artifact): Promise<string> {
  const params = { path: { artifact_type: metadata.type, id: metadata.id } };
  const { response } = await answer(
    client.GET("/artifacts/{artifact_type}/{id}/download", { params, parseAs: "stream" }),
    [302],
  );
  const location = response.headers.get("location");
  if (location === null) throw new CommandFault("The registry did not return the location of the archive");
  return location;
}

/** Streams a component from the registry, which builds it for this request, so an interrupted one starts over. */
export async function fetchComponent({
  registry,
  artifact,
  component,
  part,
  context,
}: Wanted & { readonly component: components["schemas"]["Component"] }): Promise<void> {
  const { id, type } = artifact.metadata;
  const params = { path: { artifact_type: type, id }, query: { component } };
  const { response } = await registry.answer(
    registry.client.GET("/artifacts/{artifact_type}/{id}/download", { params, parseAs: "stream" }),
  );
  const most = Number(response.headers.get("content-length") ?? Number.NaN);
  const meter = downloadMeter(context, most, 0);
  try {
    await empty(part);
    await appendBody(response, { file: part, start: 0, most, signal: context.signal, update: meter.update });
  } catch (error) {
    if (context.signal.aborted) throw context.signal.reason;
    throw new CommandFault(`The download was interrupted (${(error as Error).message})`, { cause: error });
  } finally {
    meter.end();
  }
}

/** The sender stopped. Another try may help. */
class Interrupted extends Error {
  override readonly name = "Interrupted";
}

interface Appending {
  readonly file: string;
  /** Bytes that the file holds already. */
  readonly start: number;
  /** Bytes of the whole file. A longer body is an error. */
  readonly most: number;
  readonly signal: AbortSignal;
  /** Called with the bytes that the file holds. */
  readonly update: (bytes: number) => void;
}

/** Appends a body to a file. Throws Interrupted when it is cut off, silent or too long, and disk faults as they are. */
async function appendBody(response: Response, { file, start, most, signal, update }: Appending): Promise<void> {
  if (response.body === null) throw new Interrupted("the response has no body");
  const silence = new AbortController();
  const startTimer = () =>
    setTimeout(() => silence.abort(new Interrupted(`no byte for ${SILENCE_MS / 1000} s`)), SILENCE_MS);
  let timer = startTimer();
  let size = start;
  const body = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0], {
    signal: AbortSignal.any([signal, silence.signal]),
  });
  const target = await open(file, "a", 0o644);
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      clearTimeout(timer);
      timer = startTimer();
      size += chunk.length;
      if (size > most) throw new Interrupted("the body is longer than the archive");
      await target.appendFile(chunk);
      update(size);
    }
  } catch (error) {
    if (isDiskFault(error) || signal.aborted || error instanceof Interrupted) throw error;
    throw new Interrupted(causeOf(error), { cause: error });
  } finally {
    clearTimeout(timer);
    await target.close();
  }
}

const isDiskFault = (error: unknown): boolean =>
  ["ENOSPC", "EACCES", "EPERM", "EROFS", "EIO", "EISDIR", "ENOENT", "EDQUOT", "EFBIG"].includes(
    (error as NodeJS.ErrnoException).code ?? "",
  );

const causeOf = (error: unknown): string =>
  ((error as Error).cause as Error | undefined)?.message ?? (error as Error).message;

async function empty(part: string): Promise<void> {
  if ((await sizeOf(part)) > 0) await truncate(part, 0);
}

/** Bytes of a file, 0 when it does not exist. */
export const sizeOf = (file: string): Promise<number> =>
  stat(file).then(
    ({ size }) => size,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return 0;
      throw error;
    },
  );

interface Meter {
  /** Called with the bytes that have arrived. */
  readonly update: (done: number) => void;
  readonly end: () => void;
}

/** A bar with size and speed on a terminal. Elsewhere only one line, when a download resumes. */
function downloadMeter({ progress, now, err }: Context, total: number, already: number): Meter {
  if (already > 0) err(`resuming at ${bytes(already)} of ${bytes(total)}\n`);
  if (!progress.live) return { update: () => undefined, end: () => undefined };
  const live = createLogUpdate(process.stderr);
  const startedAt = now();
  let drawnAt = 0;
  return {
    update: (done) => {
      if (now() - drawnAt < REDRAW_MS && done < total) return;
      drawnAt = now();
      const rate = ((done - already) * 1000) / Math.max(1, drawnAt - startedAt);
      live(`${bar(done / total, 30)} ${bytes(done)} of ${bytes(total)}  ${bytes(Math.round(rate))}/s`);
    },
    end: () => live.done(),
  };
}
