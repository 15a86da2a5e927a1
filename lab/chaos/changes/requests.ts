import { setTimeout as pause } from "node:timers/promises";
import type { components } from "../../../generated/api.ts";
import { type AskOptions, ask } from "../client.ts";
import type { Accepted } from "../poster.ts";

export type Artifact = components["schemas"]["Artifact"];

const LOOK_EVERY_MS = 400;

const at = ({ id, wanted }: Accepted) => ({ path: { artifact_type: wanted.type, id } });
const named = ({ id, wanted }: Accepted): string => `artifact ${id} (${wanted.url})`;

/** The artifact as the API shows it; "gone" when there is none. */
export const read = (one: Accepted, options: AskOptions): Promise<Artifact | "gone"> =>
  ask(`reading ${named(one)}`, options, async (client) => {
    const { data, response } = await client.GET("/artifacts/{artifact_type}/{id}", { params: at(one) });
    return { status: response.status, result: response.status === 404 ? "gone" : (data ?? null) };
  });

/** Deletes it; the answer may be the second one, so that "not found" is an answer, too. */
export const remove = (one: Accepted, options: AskOptions): Promise<true> =>
  ask(`deleting ${named(one)}`, options, async (client) => {
    const { response } = await client.DELETE("/artifacts/{artifact_type}/{id}", { params: at(one) });
    return { status: response.status, result: response.status === 200 || response.status === 404 ? true : null };
  });

/** Asks for an update; 409 says that one runs, such as by a request whose answer was lost. */
export const update = (one: Accepted, url: string | undefined, options: AskOptions): Promise<"accepted" | "gone"> =>
  ask(`updating ${named(one)}`, options, async (client) => {
    const body = url === undefined ? {} : { url };
    const { response } = await client.PUT("/artifacts/{artifact_type}/{id}", { params: at(one), body });
    const { status } = response;
    return { status, result: status === 202 || status === 409 ? "accepted" : status === 404 ? "gone" : null };
  });

/** Looks again and again until what it sees is what was waited for. */
export async function until(
  one: Accepted,
  options: AskOptions,
  seen: (artifact: Artifact | "gone") => boolean,
): Promise<Artifact | "gone"> {
  for (;;) {
    const artifact = await read(one, options);
    if (seen(artifact)) return artifact;
    await pause(LOOK_EVERY_MS * (0.5 + options.dice.next()), undefined, { signal: options.signal });
  }
}

export const isOver = (status: string | undefined): boolean =>
  status !== undefined && !["pending", "downloading", "rating"].includes(status);
