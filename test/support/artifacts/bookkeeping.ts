import { databaseArtifacts } from "../../../db/catalogue/artifacts.ts";
import { Artifact, type ArtifactRow } from "../../../db/entities/artifact.ts";
import type { Claim } from "../../../db/ingest/claim.ts";
import { type DispatchStore, databaseDispatch } from "../../../db/ingest/dispatch.ts";
import { databaseLedger, type Ledger } from "../../../db/ingest/ledger.ts";
import { aDatabase, type TestDatabase } from "../database.ts";

/** The stores of one database, and artifacts in whatever state a test needs. */
export interface Bookkeeping extends AsyncDisposable {
  readonly database: TestDatabase;
  readonly ledger: Ledger;
  readonly dispatch: DispatchStore;
  pending(): Promise<number>;
  claimed(holder?: string): Promise<Claim>;
  /** Claims an artifact again, whose earlier claim ended or expired. */
  claimAgain(artifactId: number): Promise<Claim>;
  row(id: number): Promise<ArtifactRow>;
  /** Runs one statement outside of every store. */
  sql<T>(statement: string, parameters?: readonly unknown[]): Promise<T[]>;
  /** Moves a time of the artifact into the past by this many seconds. */
  age(
    id: number,
    column: "lease_until" | "updated_at" | "next_attempt_at" | "dispatched_at",
    seconds: number,
  ): Promise<void>;
}

export async function aBookkeeping(): Promise<Bookkeeping> {
  const database = await aDatabase();
  const { em } = database.orm;
  const ledger = databaseLedger(database.statements, { leaseSeconds: 30, dropBlobs: async () => undefined });
  const sql = <T>(statement: string, parameters: readonly unknown[] = []) =>
    em.fork().execute<T[]>(statement, parameters);
  let made = 0;
  const claimAgain = async (artifactId: number, holder = "worker"): Promise<Claim> => {
    const claim = await ledger.claim({ artifactId, holder, leaseSeconds: 30, maxAttempts: 3 });
    if (claim === null) throw new Error("the artifact could not be claimed");
    return claim;
  };
  const pending = async (): Promise<number> => {
    const link = { host: "huggingface", type: "model", repository: `acme/kept-${made++}`, revision: "main" } as const;
    const inserted = await databaseArtifacts(em).insert({ link, name: "kept", owner: "admin", correlationId: "c" });
    if (!inserted.inserted) throw new Error("the link was taken");
    return inserted.id;
  };
  return {
    database,
    ledger,
    dispatch: databaseDispatch(em),
    pending,
    claimed: async (holder) => claimAgain(await pending(), holder),
    claimAgain,
    row: (id) => em.fork().findOneOrFail(Artifact, { id }),
    sql,
    age: async (id, column, seconds) => {
      await sql(`update artifact set ${column} = now() - make_interval(secs => ?) where id = ?`, [seconds, id]);
    },
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  };
}

export const aFailure = { code: "source_unavailable", detail: "the source did not answer", retryable: true } as const;
