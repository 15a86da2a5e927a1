import { setTimeout as pause } from "node:timers/promises";
import { type AskOptions, ask } from "./client.ts";
import type { Wanted } from "./samples.ts";

/** An artifact whose acceptance was told to the client. */
export interface Accepted {
  readonly id: number;
  readonly wanted: Wanted;
}
export interface PosterOptions extends AskOptions {
  /** Over how long the posts are spread, in milliseconds. */
  readonly spreadMs: number;
}

/** Posts everything over time and tries again until each post was answered for good. */
export const postAll = (wanted: readonly Wanted[], options: PosterOptions): Promise<Accepted[]> =>
  overTime(wanted, options, async (one) => ({ id: await post(one, options), wanted: one }));

/** Does something with each at a moment that the dice choose. */
export async function overTime<T>(
  wanted: readonly Wanted[],
  options: PosterOptions,
  work: (one: Wanted) => Promise<T>,
): Promise<T[]> {
  const slots = wanted.map((one) => ({ one, at: options.dice.next() * options.spreadMs }));
  return Promise.all(
    slots.map(async ({ one, at }) => {
      await pause(at, undefined, { signal: options.signal });
      return work(one);
    }),
  );
}

/** 409 says that an earlier try took effect although its answer was lost. */
export const post = ({ type, url }: Wanted, options: AskOptions): Promise<number> =>
  ask(`posting ${url}`, options, async (client) => {
    const { data, error, response } = await client.POST("/artifact/{artifact_type}", {
      params: { path: { artifact_type: type } },
      body: { url },
    });
    return { status: response.status, result: idIn(response.status, data ?? error) };
  });

interface ToldOf {
  readonly artifact_id: number;
  readonly existing_id: number;
  readonly metadata: { readonly id: number };
  readonly artifact: Pick<ToldOf, "metadata">;
}

/** The artifact that an answer to a post is about; null when it was not accepted. */
export function idIn(status: number, body: unknown): number | null {
  const told = body as ToldOf;
  if (status === 202) return told.artifact_id;
  if (status === 409) return told.existing_id;
  if (status === 201) return told.metadata.id;
  return status === 424 ? told.artifact.metadata.id : null;
}
