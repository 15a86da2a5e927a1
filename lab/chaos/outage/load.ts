import { setTimeout as pause } from "node:timers/promises";
import { createGatehouseClient, type GatehouseClient } from "../../../generated/client.js";
import { type Accepted, acceptedId } from "../client.ts";
import type { Random } from "../faults/random.ts";
import type { Sample } from "../samples.ts";
import type { Outcome, Phase, Tally } from "./tally.ts";

export interface LoadOptions {
  readonly url: string;
  readonly token: string;
  readonly clients: number;
  /** The samples that may be posted now. */
  readonly samples: () => readonly Sample[];
  readonly phase: () => Phase;
  readonly tally: Tally;
  readonly random: Random;
  /** Longest wait of a client for a response, in milliseconds. */
  readonly timeoutMs: number;
}
export interface Load {
  readonly accepted: readonly Accepted[];
  /** Resolves when the last request has ended. */
  stop(): Promise<void>;
}

/** Shortest and longest pause of a client between two requests, in milliseconds. */
const PAUSE_MS = [30, 150] as const;
/** Share of posts, and share of reads among the other requests. */
const POSTS = 0.2;
const READS = 0.7;
/** Reads also ask for this many ids that do not exist. */
const MISSING_IDS = 3;

/** Starts clients that post, read and list over and over, and record what was accepted. */
export function startLoad(options: LoadOptions): Load {
  const accepted = new Map<string, Accepted>();
  let running = true;
  const fetching = (request: Request): Promise<Response> =>
    fetch(request, { signal: AbortSignal.timeout(options.timeoutMs) });
  const client = createGatehouseClient({ url: options.url, token: options.token, fetch: fetching });
  const send = async (): Promise<void> => {
    const { random } = options;
    const open = options.samples().filter(({ url }) => !accepted.has(url));
    if (open.length > 0 && random.chance(POSTS)) return post(client, random.pick(open), accepted, options);
    if (random.chance(READS)) return read(client, [...accepted.values()], options);
    await timed("list", options, async () => (await client.POST("/artifacts", { body: [{ name: "*" }] })).response);
  };
  const loop = async (): Promise<void> => {
    while (running) {
      await send();
      await pause(options.random.between(...PAUSE_MS));
    }
  };
  const loops = Promise.all(Array.from({ length: options.clients }, loop));
  return {
    get accepted() {
      return [...accepted.values()];
    },
    stop: async () => {
      running = false;
      await loops;
    },
  };
}

async function post(
  client: GatehouseClient,
  sample: Sample,
  accepted: Map<string, Accepted>,
  options: LoadOptions,
): Promise<void> {
  await timed("post", options, async () => {
    const { data, error, response } = await client.POST("/artifact/{artifact_type}", {
      params: { path: { artifact_type: sample.type } },
      body: { url: sample.url },
    });
    const id = acceptedId(response.status, data ?? error);
    if (id !== null) accepted.set(sample.url, { id, sample });
    return response;
  });
}

async function read(client: GatehouseClient, known: readonly Accepted[], options: LoadOptions): Promise<void> {
  const at = Math.floor(options.random.next() * (known.length + MISSING_IDS));
  const { id, sample } = known[at] ?? { id: 1_000_000 + at, sample: { type: "model" as const } };
  const path = { artifact_type: sample.type, id };
  await timed(
    "read",
    options,
    async () => (await client.GET("/artifacts/{artifact_type}/{id}", { params: { path } })).response,
  );
}

async function timed(
  what: Outcome["what"],
  { phase, tally }: LoadOptions,
  send: () => Promise<Response>,
): Promise<void> {
  const from = phase();
  const startedAt = performance.now();
  const add = (result: Outcome["result"], retryAfter: boolean): void =>
    tally.add({ what, result, retryAfter, from, to: phase(), milliseconds: performance.now() - startedAt });
  try {
    const { status, headers } = await send();
    add(status, headers.has("retry-after"));
  } catch (error) {
    const { message, cause } = error as Error;
    add(`${message}${cause === undefined ? "" : `: ${String((cause as Error).message)}`}`, false);
  }
}
