import { createHash } from "node:crypto";
import type { EntityManager } from "@mikro-orm/postgresql";
import { columnsOf } from "../entities/columns.ts";
import { AuditHead } from "../entities/record.ts";
import { affected, integer, nullable, type RowOf, rows, sql, text } from "../sql.ts";

/** Result of verifying the chain of the audit log. */
export interface AuditVerification {
  /** Entries that are as they were written, from the first one on. */
  readonly intact: number;
  /** Hash of the last of these. */
  readonly hash: string;
  /** The first entry, by its place in the chain, that is not as it was written, and what is wrong with it. */
  readonly broken: { readonly seq: number; readonly reason: string } | null;
}

/** The hash before the first entry. */
const START = "0".repeat(64);
const PAGE = 5_000;

const ENTRY = {
  seq: nullable(integer),
  /** Microseconds since 1970. */
  at: text,
  action: text,
  actor: nullable(text),
  address: nullable(text),
  artifactId: nullable(text),
  artifactType: nullable(text),
  artifactName: nullable(text),
  subject: nullable(text),
  detail: nullable(text),
  previousHash: nullable(text),
  hash: nullable(text),
};
type StoredEntry = RowOf<typeof ENTRY>;

/**
 * Recomputes every hash outside the database and compares: an entry that was edited, removed, added or moved breaks the
 * chain at its place, and entries cut off at the end are missed by the stored head. An attacker with full write access
 * to the database can make a new chain: to detect that, compare the result with a head that was logged earlier.
 */
export async function verifyAudit(root: EntityManager): Promise<AuditVerification> {
  const em = root.fork();
  let intact = 0;
  let hash = START;
  const brokenAt = (seq: number, reason: string): AuditVerification => ({ intact, hash, broken: { seq, reason } });
  // The head of before the walk: entries that are added meanwhile belong to the next check.
  const [head] = await rows(em, columnsOf(AuditHead, "seq", "hash"), sql`select seq, hash from audit_head`);
  if (head === undefined) return brokenAt(1, "the head of the chain is missing");
  const last = head.seq;
  const [loose] = await rows(em, { id: integer }, sql`select id from audit_log where seq is null limit 1`);
  if (loose !== undefined) return brokenAt(last + 1, `the row ${loose.id} is not part of the chain`);
  while (intact < last) {
    const page = await entriesAfter(em, intact, last);
    if (page.length === 0) return brokenAt(intact + 1, `the entry is missing, ${last} were written`);
    for (const entry of page) {
      const reason = fault(entry, intact + 1, hash);
      if (reason !== null) return brokenAt(intact + 1, reason);
      intact += 1;
      hash = entry.hash ?? "";
    }
  }
  if (hash !== head.hash) return brokenAt(last, "the last entry is not the one that the head of the chain names");
  const beyond = await affected(em, sql`select 1 from audit_head where seq < (select max(seq) from audit_log)`);
  if (beyond > 0) return brokenAt(last + 1, "there are entries after the head of the chain");
  return { intact, hash, broken: null };
}

const entriesAfter = (em: EntityManager, after: number, last: number): Promise<StoredEntry[]> =>
  rows(
    em,
    ENTRY,
    sql`select seq, (extract(epoch from at) * 1000000)::bigint::text as at, action, actor, address,
          artifact_id::text as artifact_id, artifact_type, artifact_name, subject, detail, previous_hash, hash
        from audit_log where seq > ${after} and seq <= ${last} order by seq limit ${PAGE}`,
  );

function fault(entry: StoredEntry, seq: number, previous: string): string | null {
  if (entry.seq !== seq) return "the entry is missing";
  if (entry.previousHash !== previous) return "the entry does not continue the one before it";
  return entry.hash === digest(entry, seq, previous) ? null : "the entry was changed";
}

/** As the database computes it (see migration 0008): each field with its length, so that no two entries read alike. */
function digest(entry: StoredEntry, seq: number, previous: string): string {
  const { at, action, actor, address, artifactId, artifactType, artifactName, subject, detail } = entry;
  const fields = [String(seq), at, action, actor, address, artifactId, artifactType, artifactName, subject, detail];
  const text = fields.map((field) => (field === null ? "-" : `${Buffer.byteLength(field)}:${field}`)).join("");
  return createHash("sha256").update(`${previous}${text}`).digest("hex");
}
