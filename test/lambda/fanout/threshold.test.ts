import { expect, test } from "vitest";
import { databaseArtifacts } from "../../../db/catalogue/artifacts.ts";
import type { Ledger } from "../../../db/ingest/ledger.ts";
import type { IngestTools } from "../../../lambda/compose.ts";
import { work } from "../../../lambda/worker.ts";
import { aBookkeeping, type Bookkeeping } from "../../support/bookkeeping.ts";
import { aContext, aHub, aStore, silentLog } from "../../support/transfer-world.ts";

const dataset = (id: string) => ({
  ...({ kind: "dataset", id } as const),
  files: [{ path: "train.csv", content: `text,label\n${id},1\n` }],
});

/** Records the calls of a ledger, each a statement or a transaction; not those that depend on the time that passes. */
function recorded(ledger: Ledger, calls: string[]): Ledger {
  const follow = <T extends object>(target: T, of: string): T =>
    new Proxy(target, {
      get(from, name: string & keyof T) {
        const value = from[name];
        if (typeof value === "object" && value !== null) return follow(value, `${of}${name}.`);
        if (typeof value !== "function") return value;
        return (...args: unknown[]) => {
          if (name !== "renew" && name !== "progress") calls.push(`${of}${name}`);
          const result: unknown = Reflect.apply(value, from, args);
          return name === "blobs" ? follow(result as object, "blobs.") : result;
        };
      },
    });
  return follow(ledger, "");
}

async function ingested(books: Bookkeeping, fanout: IngestTools["config"]["fanout"], repository: string) {
  const { source } = await aHub({ repositories: [dataset(repository)], plainFiles: "direct" });
  const { store } = await aStore();
  const link = { host: "huggingface", type: "dataset", repository, revision: "main" } as const;
  const artifacts = databaseArtifacts(books.database.orm.em);
  const inserted = await artifacts.insert({ link, name: "below", owner: "admin", correlationId: "c" });
  if (!inserted.inserted) throw new Error("the link was taken");
  const calls: string[] = [];
  const tools = {
    config: {
      ...{ fanout, sourceMaxConnections: 256, leaseSeconds: 30, attempts: { max: 1, pauseSeconds: 0 } },
      ...{
        archive: { maxBytes: 5 * 1024 ** 4 },
        scan: { unknown: "executable" },
        time: { limitSeconds: null, marginSeconds: 0 },
      },
    },
    ...{ clock: aContext(store).clock, ledger: recorded(books.ledger, calls), store, source: () => source },
    ...{
      budget: { identity: "0".repeat(32), known: () => [], adopt: () => {} },
      transferOptions: {},
      ratingOptions: { threshold: 0.5 },
    },
  } as unknown as IngestTools;
  const telemetry = {
    ...{ stage: <T>(_: string, run: () => Promise<T>) => run(), count() {}, rated() {}, outcome() {}, flush() {} },
  };
  const invocations: object[] = [];
  const invoke = async (event: object) => void invocations.push(event);
  const artifactId = inserted.id;
  const delivery = {
    artifactId,
    holder: "one",
    remainingMs: () => Number.POSITIVE_INFINITY,
    log: silentLog,
    telemetry,
  };
  return { outcome: await work({ ...delivery, invoke }, tools), calls, invocations };
}

test("an artifact below the threshold is ingested with the calls of a registry that shares nothing", async () => {
  await using books = await aBookkeeping();
  const off = await ingested(books, { minBytes: 0, workers: 1 }, "acme/off");
  const below = await ingested(books, { minBytes: 20_000_000_000, workers: 8 }, "acme/below");
  expect(below).toEqual(off);
  expect(below).toMatchObject({ outcome: "completed", invocations: [] });
  expect(below.calls.filter((call) => call.startsWith("shares."))).toEqual([]);
  const above = await ingested(books, { minBytes: 0, workers: 8 }, "acme/above");
  expect(above.outcome).toBe("completed");
  const shared = above.calls.filter((call) => call.startsWith("shares."));
  expect(shared).toEqual(["shares.plan", "shares.exchange", "shares.exchange", "shares.report"]);
});
