import { truncate } from "node:fs/promises";
import { type Backoff, backoffMs } from "../../domain/backoff.ts";
import type { components } from "../../generated/client.js";
import type { Artifact } from "../artifact.ts";
import type { Context } from "../context.ts";
import { CommandFault } from "../fault.ts";
import type { Registry } from "../registry.ts";
import { appendBody, bytesOf, Interrupted } from "./body.ts";
import { downloadBar } from "./meter.ts";

interface Wanted {
  readonly registry: Registry;
  readonly artifact: Artifact;
  /** Path of the unfinished file. */
  readonly part: string;
  readonly context: Context;
}

/** Tries in a row that bring no byte. */
const FRUITLESS = 5;
const PAUSES: Backoff = { firstMs: 500, maxMs: 30_000 };
/** Longest wait for the head of an answer of the object store, in milliseconds. */
const HEAD_MS = 30_000;

/**
 * Brings the unfinished file to the size of the archive: goes on at its end with a Range request, takes a fresh signed
 * address for every try, and gives up after several tries in a row without a byte.
 */
export async function fetchArchive(
  options: Wanted & { readonly archive: components["schemas"]["Archive"] },
): Promise<void> {
  const { archive, part, context } = options;
  if ((await bytesOf(part)) > archive.bytes) await truncate(part, 0);
  const meter = downloadBar(context, archive.bytes, await bytesOf(part));
  let fruitless = 0;
  try {
    for (;;) {
      const from = await bytesOf(part);
      if (from === archive.bytes) return;
      const fault = await fetchRest(options, from, (bytes) => meter.at(bytes));
      if (fault === null) continue;
      const moved = (await bytesOf(part)) > from;
      fruitless = moved ? 0 : fruitless + 1;
      if (fruitless >= FRUITLESS) throw gaveUp(fault, part);
      await context.sleep(backoffMs(fruitless + 1, PAUSES, context.random));
    }
  } finally {
    meter.end();
  }
}

const gaveUp = (fault: Error, part: string): CommandFault =>
  new CommandFault(`The download broke off again and again (${fault.message})`, {
    advice: `What came is kept in ${part}: the same command goes on from there`,
    cause: fault,
  });

/** Null when the body came to its end; the passing fault when it did not. Throws what another try cannot help. */
async function fetchRest(
  { registry, artifact, archive, part, context }: Wanted & { readonly archive: { readonly bytes: number } },
  from: number,
  at: (bytes: number) => void,
): Promise<Error | null> {
  const url = await freshAddress(registry, artifact);
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(new DOMException("no answer in time", "TimeoutError")), HEAD_MS);
  const signal = AbortSignal.any([context.signal, limit.signal]);
  try {
    const response = await fetch(url, { headers: from === 0 ? {} : { Range: `bytes=${from}-` }, signal });
    clearTimeout(timer);
    if (response.status === 200) await truncateIfThere(part);
    else if (response.status !== 206 || !startsAt(response, from)) return await refused(response);
    const start = response.status === 200 ? 0 : from;
    await appendBody(response, { file: part, start, most: archive.bytes, signal: context.signal, at });
    return null;
  } catch (error) {
    if (context.signal.aborted) throw context.signal.reason;
    if (error instanceof Interrupted || error instanceof TypeError || limit.signal.aborted) return error as Error;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function truncateIfThere(part: string): Promise<void> {
  if ((await bytesOf(part)) > 0) await truncate(part, 0);
}

const startsAt = (response: Response, from: number): boolean =>
  (response.headers.get("content-range") ?? "").startsWith(`bytes ${from}-`);

async function refused(response: Response): Promise<Error> {
  await response.body?.cancel();
  return new Interrupted(`the object store answered ${response.status}`);
}

/** Signed for this try: a signature may have expired since the last one. */
async function freshAddress({ client, answer }: Registry, { metadata }: Artifact): Promise<string> {
  const params = { path: { artifact_type: metadata.type, id: metadata.id } };
  const { response } = await answer(
    client.GET("/artifacts/{artifact_type}/{id}/download", { params, parseAs: "stream" }),
    [302],
  );
  const location = response.headers.get("location");
  if (location === null) throw new CommandFault("The registry did not say where the archive is");
  return location;
}

/** Streams a part of the files from the registry itself. It is made while it is read: there is nothing to go on from. */
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
  const total = Number(response.headers.get("content-length") ?? Number.NaN);
  const meter = downloadBar(context, total, 0);
  try {
    await truncateIfThere(part);
    await appendBody(response, {
      file: part,
      start: 0,
      most: total,
      signal: context.signal,
      at: (bytes) => meter.at(bytes),
    });
  } catch (error) {
    if (context.signal.aborted) throw context.signal.reason;
    throw new CommandFault(`The download broke off (${(error as Error).message})`, { cause: error });
  } finally {
    meter.end();
  }
}
