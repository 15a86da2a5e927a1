import type { DatabaseConfig } from "../domain/environment.ts";
import { openDatabase } from "./pool.ts";
import { affected, sql } from "./sql.ts";

/** Tables that an ingest writes. Of accounts, tokens, counters and callbacks it sees nothing. */
const WRITTEN = [
  "artifact",
  "artifact_link",
  "file",
  "blob",
  "blob_reference",
  "checkpoint",
  "rating",
  "transfer_unit",
  "source_budget",
];

const ROLE = /^[a-z_][a-z0-9_]{0,62}$/;

/** Statements that give a role what the function needs, and nothing else. Throws for a name that is no plain one. */
function functionRights(role: string): string[] {
  if (!ROLE.test(role)) throw new Error(`"${role}" is not the name of a role: lower-case letters, digits and _ only`);
  return [
    `revoke all on all tables in schema public from ${role}`,
    `grant usage on schema public to ${role}`,
    `grant select, insert, update, delete on ${WRITTEN.join(", ")} to ${role}`,
    // It adds to the log; the trigger that chains the entries has rights of its own.
    `grant insert on audit_log to ${role}`,
  ];
}

/** Gives an existing role the rights of the ingest function, and takes every other right on the tables from it. */
export async function grantFunctionRights(database: DatabaseConfig, role: string): Promise<void> {
  const statements = functionRights(role);
  const opened = openDatabase(database, { max: 1, statementTimeoutMs: 15_000, connectTimeoutMs: 5_000 });
  try {
    await opened.transactional(async (transaction) => {
      for (const statement of statements) await affected(transaction, sql.raw(statement));
    });
  } finally {
    await opened.close();
  }
}
