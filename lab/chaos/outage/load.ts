import { setTimeout as pause } from "node:timers/promises";
import { createGatehouseClient, type GatehouseClient } from "../../../generated/client.js";
import type { Dice } from "../faults/random.ts";
import { type Accepted, idIn } from "../poster.ts";
import type { Wanted } from "../samples.ts";
import type { Asked, Phase, Tally } from "./tally.ts";

export interface LoadOptions {
  readonly url: string;
  readonly token: string;
  readonly clients: number;
  /** What may be posted by now. */
  readonly posts: () => readonly Wanted[];
  readonly phase: () => Phase;
  readonly tally: Tally;
  readonly dice: Dice;
  /** After which a client gives a request up as unanswered, in milliseconds. */
  readonly giveUpMs: number;
}
export interface Load {
  readonly accepted: readonly Accepted[];
  /** Resolves when the last request was answered. */
  stop(): Promise<void>;
}

/** Milliseconds between two requests of one client, at least and at most. */
const THINKS_MS = [30, 150] as const;
const POSTS = 0.2;
const READS = 0.7;
/** Ids that may not exist: a reader of something unknown must hear that, too. */
const BEYOND = 3;

/** Clients that post, read and list over and over. What was accepted is remembered; nothing is posted twice by intent. */
export function startLoad(options: LoadOptions): Load {
  const accepted = new Map<string, Accepted>();
  let running = true;
  const fetching = (request: Request): Promise<Response> =>
    fetch(request, { signal: AbortSignal.timeout(options.giveUpMs) });
  const client = createGatehouseClient({ url: options.url, token: options.token, fetch: fetching });
  const act = async (): Promise<void> => {
    const { dice } = options;
    const open = options.posts().filter(({ url }) => !accepted.has(url));
    if (open.length > 0 && dice.chance(POSTS)) return post(client, dice.pick(open), accepted, options);
    if (dice.chance(READS)) return read(client, [...accepted.values()], options);
    await asked("list", options, async () => (await client.POST("/artifacts", { body: [{ name: "*" }] })).response);
  };
  const live = async (): Promise<void> => {
    while (running) {
      await act();
      await pause(options.dice.between(...THINKS_MS));
    }
  };
  const living = Promise.all(Array.from({ length: options.clients }, live));
  return {
    get accepted() {
      return [...accepted.values()];
    },
    stop: async () => {
      running = false;
      await living;
    },
  };
}

/** 409 says that another client's post, or one whose answer was lost, took effect. */
async function post(
  client: GatehouseClient,
  wanted: Wanted,
  accepted: Map<string, Accepted>,
  options: LoadOptions,
): Promise<void> {
  await asked("post", options, async () => {
    const { data, error, response } = await client.POST("/artifact/{artifact_type}", {
      params: { path: { artifact_type: wanted.type } },
      body: { url: wanted.url },
    });
    const id = idIn(response.status, data ?? error);
    if (id !== null) accepted.set(wanted.url, { id, wanted });
    return response;
  });
}

async function read(client: GatehouseClient, known: readonly Accepted[], options: LoadOptions): Promise<void> {
  const at = Math.floor(options.dice.next() * (known.length + BEYOND));
  const { id, wanted } = known[at] ?? { id: 1_000_000 + at, wanted: { type: "model" as const } };
  const path = { artifact_type: wanted.type, id };
  await asked(
    "read",
    options,
    async () => (await client.GET("/artifacts/{artifact_type}/{id}", { params: { path } })).response,
  );
}

async function asked(what: Asked["what"], { phase, tally }: LoadOptions, ask: () => Promise<Response>): Promise<void> {
  const from = phase();
  const startedAt = performance.now();
  const ended = (outcome: Asked["outcome"], saysWhen: boolean): void =>
    tally.add({ what, outcome, saysWhen, from, to: phase(), milliseconds: performance.now() - startedAt });
  try {
    const { status, headers } = await ask();
    ended(status, headers.has("retry-after"));
  } catch (error) {
    const { message, cause } = error as Error;
    ended(`${message}${cause === undefined ? "" : `: ${String((cause as Error).message)}`}`, false);
  }
}
