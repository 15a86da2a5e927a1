import type { Claim } from "../../../db/ingest/claim.ts";
import type { Ledger } from "../../../db/ingest/ledger.ts";
import type { components } from "../../../generated/api.ts";
import type { IngestTools } from "../../../lambda/compose.ts";
import { type ShareOutcome, takePart } from "../../../lambda/fanout/worker.ts";
import type { Listing, ObjectStore, StageContext } from "../../../lambda/ports.ts";
import type { Run } from "../../../lambda/run.ts";
import type { Source } from "../../../lambda/source/source.ts";
import type { Telemetry } from "../../../lambda/telemetry.ts";
import type { TransferOptions } from "../../../lambda/transfer/context.ts";
import type { Bookkeeping } from "../artifacts/bookkeeping.ts";
import { aContext, aRepository, aWorldOf, type ContextSettings, counting, MiB, silentLog } from "./transfer-world.ts";

export type ShareEvent = components["schemas"]["ShareEvent"];

export interface ShareWorldOptions {
  readonly books: Bookkeeping;
  readonly ledger?: Ledger;
  readonly store: ObjectStore;
  readonly source: Source;
  readonly listing: Listing;
  readonly workers?: number;
  readonly connections?: number;
  readonly leaseSeconds?: number;
  readonly transferOptions?: Partial<TransferOptions>;
}

/** A share of a claimed artifact, whose workers run in this process over the real ledger, hub and store. */
export interface ShareWorld {
  readonly claim: Claim;
  readonly tools: IngestTools;
  /** What was counted, summed up by name. */
  readonly counts: Record<string, number>;
  readonly events: ShareEvent[];
  /** A run of the coordinator under this claim, or a later one. */
  run(settings?: ContextSettings & { claim?: Claim; invoke?: Run["invoke"] }): Run;
  /** One worker, as the function starts it for an event. */
  takePart(event: ShareEvent, settings?: { signal?: AbortSignal; left?: () => number }): Promise<ShareOutcome>;
  /** Starts a worker in this process. */
  readonly invoke: (event: object) => Promise<void>;
  /** How the workers ended that were invoked. */
  ended(): Promise<ShareOutcome[]>;
}

export async function aShareWorld(options: ShareWorldOptions): Promise<ShareWorld> {
  const { books, store, listing, ledger = books.ledger } = options;
  const claim = await books.claimed("coordinator");
  await ledger.saveCheckpoint(claim, "resolve", { listing, ref: "main", folder: null, info: {} });
  const tools = toolsOf(options, ledger);
  const { counts, telemetry } = countingTelemetry();
  const events: ShareEvent[] = [];
  const running: Promise<ShareOutcome>[] = [];
  const part: ShareWorld["takePart"] = (event, { signal, left = () => Number.POSITIVE_INFINITY } = {}) => {
    const delivery = { artifactId: event.artifact_id, holder: "worker", remainingMs: left, log: silentLog, telemetry };
    return takePart({ ...delivery, signal, invoke: null }, event.share.fencing_token, tools);
  };
  const invoke = async (event: object): Promise<void> => {
    events.push(event as ShareEvent);
    running.push(part(event as ShareEvent));
  };
  return {
    ...{ claim, tools, counts, events, invoke, takePart: part },
    run: ({ claim: later = claim, invoke: own = invoke, ...settings } = {}) => {
      const progress = settings.progress ?? counting().progress;
      const context: StageContext = { ...aContext(store, { ...settings, progress }), blobs: ledger.blobs(later) };
      const ids = { artifactId: later.artifactId, name: later.name };
      return {
        ...{ claim: later, checkpoints: new Map(), ledger, tools, telemetry, invoke: own },
        ...{ context: { ...context, ...ids }, progress: progress as Run["progress"] },
      };
    },
    ended: () => Promise.all(running),
  };
}

function countingTelemetry(): { readonly counts: Record<string, number>; readonly telemetry: Telemetry } {
  const counts: Record<string, number> = {};
  const count = (name: string, value: number) => {
    counts[name] = (counts[name] ?? 0) + value;
  };
  return { counts, telemetry: { stage: (_, work) => work(), count, rated() {}, outcome() {}, flush() {} } };
}

function toolsOf(options: ShareWorldOptions, ledger: Ledger): IngestTools {
  const { store, source, workers = 3, leaseSeconds = 30 } = options;
  return {
    config: {
      fanout: { minBytes: 0, workers },
      sourceMaxConnections: options.connections ?? 256,
      leaseSeconds,
      scan: { unknown: "executable" },
      time: { limitSeconds: null, marginSeconds: 0 },
    },
    clock: aContext(store).clock,
    ledger,
    store,
    source: () => source,
    budget: { identity: "0".repeat(32), known: () => [], adopt: () => {} },
    transferOptions: options.transferOptions ?? {},
  } as unknown as IngestTools;
}

/** Files just large enough to be units of their own, the last one the largest, and small files that go together. */
let seeds = 0;
const repository = () =>
  aRepository([
    ...[1, 2, 3, 4].map((more, index) => ({
      path: `model-${index}.safetensors`,
      content: { bytes: 8 * MiB + more * 1024, seed: ++seeds },
    })),
    ...Array.from({ length: 5 }, (_, index) => ({ path: `c/${index}.txt`, content: `small ${index} ${seeds}` })),
  ]);

/** A share of a model of four large files and five small ones. */
export async function aSharedModel(
  books: Bookkeeping,
  options: Partial<ShareWorldOptions> = {},
  alter = (source: Source) => source,
  keep = (store: ObjectStore) => store,
) {
  const hub = await aWorldOf(repository());
  const around = { ...hub, store: keep(hub.store) };
  const source = alter(around.source);
  return { ...around, source, ...(await aShareWorld({ books, ...around, source, ...options })) };
}

export const unitsIn = (books: Bookkeeping, artifactId: number) =>
  books.sql<{ number: number; state: string; moves: number; bytes: string; bytes_fetched: string }>(
    "select * from transfer_unit where artifact_id = ? order by number",
    [artifactId],
  );

export const inState = async (books: Bookkeeping, artifactId: number, wanted: string): Promise<number> =>
  (await unitsIn(books, artifactId)).filter(({ state }) => state === wanted).length;

/** A source that waits before each file until it may go on, or the request is aborted. */
export const heldSource = (source: Source, mayGo: () => Promise<void>): Source => ({
  ...source,
  open: async (listing, file, want, call) => {
    const aborted = new Promise<never>((_, reject) => {
      if (call.signal.aborted) reject(call.signal.reason);
      call.signal.addEventListener("abort", () => reject(call.signal.reason));
    });
    await Promise.race([mayGo(), aborted]);
    return source.open(listing, file, want, call);
  },
});
