import { randomUUID } from "node:crypto";
import { DeleteObjectsCommand, paginateListObjectsV2, type S3Client } from "@aws-sdk/client-s3";
import type { MikroORM } from "@mikro-orm/postgresql";
import { databaseArtifacts } from "../../db/catalogue/artifacts.ts";
import { grantFunctionRights } from "../../db/function-role.ts";
import { migrate } from "../../db/migrate.ts";
import { createOrm } from "../../db/orm.ts";
import type { DatabaseConfig } from "../../domain/environment.ts";
import { canonicalUrl, likelyType, parseSourceLink } from "../../domain/link.ts";

/** A database and a key prefix of the bucket that only the measured ingests use. */
export interface Scratch {
  readonly database: string;
  /** Prefix of the keys of measured ingests. */
  readonly prefix: string;
  /** Empties both, registers the link and returns the event for the function. */
  prepare(url: string): Promise<object>;
  /** Status and message of the ingest. */
  outcome(): Promise<{ readonly status: string; readonly message: string }>;
  /** Removes both. */
  clear(): Promise<void>;
}

export interface ScratchOptions {
  readonly database: DatabaseConfig;
  readonly s3: S3Client;
  readonly bucket: string;
}

const POOL = { max: 2, statementTimeoutMs: 60_000, connectTimeoutMs: 10_000 };

/** Creates the database, which the login must be allowed to do. */
export async function openScratch({ database, s3, bucket }: ScratchOptions): Promise<Scratch> {
  const id = randomUUID().slice(0, 8);
  const [name, prefix] = [`gatehouse_tuning_${id}`, `tuning/${id}/`];
  await execute(database, `create database ${name}`);
  const own = { ...database, database: name };
  const orm = createOrm(own, POOL);
  const clear = async (): Promise<void> => {
    await orm.close(true);
    await empty(s3, bucket, prefix);
    await execute(database, `drop database ${name} with (force)`);
  };
  try {
    await migrate(own);
    // Whatever role the measured function signs in as: this database holds nothing but the measurement.
    await grantFunctionRights(own, "public");
  } catch (error) {
    await clear();
    throw error;
  }
  return {
    database: name,
    prefix,
    prepare: async (url) => {
      await empty(s3, bucket, prefix);
      return register(orm, url);
    },
    outcome: async () => {
      const [row] = await orm.em
        .fork()
        .execute<{ status: string; status_message: string }[]>(
          "select status, status_message from artifact order by id desc limit 1",
        );
      return { status: row?.status ?? "absent", message: row?.status_message ?? "" };
    },
    clear,
  };
}

/** Runs a statement that cannot run in a transaction. */
async function execute(database: DatabaseConfig, statement: string): Promise<void> {
  const orm = createOrm(database, POOL);
  try {
    await orm.em.execute(statement);
  } finally {
    await orm.close(true);
  }
}

/** Empties the registry first, so that no ingest can reuse blobs of another. The audit log cannot be emptied. */
async function register(orm: MikroORM, url: string): Promise<object> {
  const em = orm.em.fork();
  const tables = await em.execute<{ tablename: string }[]>(
    "select tablename from pg_tables where schemaname = 'public' and tablename not in ('migration', 'audit_log', 'audit_head')",
  );
  await em.execute(`truncate ${tables.map(({ tablename }) => `"${tablename}"`).join(", ")} cascade`);
  const link = parseSourceLink(url, likelyType(url));
  const name = link.repository.split("/").at(-1) ?? link.repository;
  const correlationId = randomUUID();
  const created = await databaseArtifacts(orm.em).insert({ link, name, owner: "tuning", correlationId });
  if (!created.inserted) throw new Error("the measured artifact is registered already");
  return {
    artifact_id: created.id,
    source_url: canonicalUrl(link),
    artifact_type: link.type,
    revision: link.revision,
    name,
    correlation_id: correlationId,
  };
}

async function empty(s3: S3Client, Bucket: string, Prefix: string): Promise<void> {
  for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket, Prefix })) {
    const Objects = (page.Contents ?? []).map(({ Key }) => ({ Key: Key ?? "" }));
    if (Objects.length > 0) await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
  }
}
