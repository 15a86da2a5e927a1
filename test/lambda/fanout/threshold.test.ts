import { expect, test } from "vitest";
import { databaseArtifacts } from "../../../db/catalogue/artifacts.ts";
import { databaseLedger, type Ledger } from "../../../db/ingest/ledger.ts";
import { openDatabase } from "../../../db/pool.ts";
import { affected, sql } from "../../../db/sql.ts";
import { openRelay } from "../../../lab/fanout/relay.ts";
import type { IngestTools } from "../../../lambda/compose.ts";
import { work } from "../../../lambda/worker.ts";
import { aBookkeeping, type Bookkeeping } from "../../support/artifacts/bookkeeping.ts";
import { aContext, aHub, aStore, silentLog } from "../../support/transfer/transfer-world.ts";

/** The longest that may be set: no lease is renewed during the test, which would be further statements. */
const LEASE_SECONDS = 900;

const dataset = (id: string) => ({
  ...({ kind: "dataset", id } as const),
  files: [{ path: "train.csv", content: `text,label\n${id},1\n` }],
});

/** A ledger whose statements are recorded; not those that depend on the time that passes. */
async function aRecordedLedger({ database }: Bookkeeping) {
  const statements: string[] = [];
  const onStatement = (sql: string) => {
    if (!/^update artifact set (progress|dispatch_error)\b/.test(sql)) statements.push(sql);
  };
  const { login } = database;
  const options = { bytesPerSecond: Number.POSITIVE_INFINITY, ports: [], onStatement };
  const { variables, close } = await openRelay({ DB_PORT: String(login.port) }, options);
  const pool = { max: 1, statementTimeoutMs: 60_000, connectTimeoutMs: 60_000 };
  const opened = openDatabase({ ...login, host: variables["DB_HOST"] ?? "", tls: false }, pool);
  // What a connection begins with is no statement of an ingest.
  await affected(opened, sql`select 1`);
  return {
    ledger: databaseLedger(opened, { leaseSeconds: LEASE_SECONDS, dropBlobs: async () => undefined }),
    /** The statements since the last call. */
    taken: () => statements.splice(0),
    async [Symbol.asyncDispose]() {
      await opened.close();
      await close();
    },
  };
}

interface Recorded {
  readonly books: Bookkeeping;
  readonly ledger: Ledger;
}

async function ingested({ books, ledger }: Recorded, fanout: IngestTools["config"]["fanout"], repository: string) {
  const { source } = await aHub({ repositories: [dataset(repository)], plainFiles: "direct" });
  const { store } = await aStore();
  const link = { host: "huggingface", type: "dataset", repository, revision: "main" } as const;
  const artifacts = databaseArtifacts(books.database.orm.em);
  const inserted = await artifacts.insert({ link, name: "below", owner: "admin", correlationId: "c" });
  if (!inserted.inserted) throw new Error("the link was taken");
  const tools = {
    config: {
      ...{ fanout, sourceMaxConnections: 256, leaseSeconds: LEASE_SECONDS, attempts: { max: 1, pauseSeconds: 0 } },
      ...{
        archive: { maxBytes: 5 * 1024 ** 4 },
        scan: { unknown: "executable" },
        time: { limitSeconds: null, marginSeconds: 0 },
      },
    },
    ...{ clock: aContext(store).clock, ledger, store, source: () => source },
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
  return { outcome: await work({ ...delivery, invoke }, tools), invocations };
}

test("an artifact below the threshold is ingested with the statements of a registry that shares nothing", async () => {
  await using books = await aBookkeeping();
  await using recorded = await aRecordedLedger(books);
  const world = { books, ledger: recorded.ledger };
  recorded.taken();
  const off = await ingested(world, { minBytes: 0, workers: 1 }, "acme/off");
  const without = recorded.taken();
  const below = await ingested(world, { minBytes: 20_000_000_000, workers: 8 }, "acme/below");
  const statements = recorded.taken();
  expect(statements).toEqual(without);
  expect(below).toEqual(off);
  expect(below).toMatchObject({ outcome: "completed", invocations: [] });
  expect(statements.filter((sql) => sql.includes("transfer_unit"))).toHaveLength(0);
  const above = await ingested(world, { minBytes: 0, workers: 8 }, "acme/above");
  expect(above.outcome).toBe("completed");
  // The plan, one exchange that begins the only unit, one that ends it, and the report.
  const shared = recorded.taken().filter((sql) => sql.includes("transfer_unit"));
  expect(shared).toHaveLength(4);
});
