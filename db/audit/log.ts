import type { EntityManager } from "@mikro-orm/postgresql";
import type { ArtifactType } from "../../domain/link.ts";
import type { Page } from "../catalogue/catalogue.ts";
import { Artifact } from "../entities/artifact.ts";
import { columnsOf } from "../entities/columns.ts";
import { type AuditAction, AuditEntry, AuditHead } from "../entities/record.ts";
import { affected, flag, integer, nullable, type RowOf, rows, type Sql, sql, text } from "../sql.ts";

/** Who acts: an account (null for a stranger and for the registry itself) and the network address it acts from. */
export interface Actor {
  readonly account: string | null;
  readonly address: string | null;
}

/** The registry itself, by its own rules. */
export const REGISTRY: Actor = { account: null, address: null };

/** Content of an entry, apart from its time. */
export interface AuditEvent {
  readonly action: AuditAction;
  readonly by: Actor;
  readonly artifact?: { readonly id: number; readonly type: ArtifactType; readonly name: string } | undefined;
  /** The name of the account or token that was changed, where the object is not an artifact. */
  readonly subject?: string;
  readonly detail?: string;
}

/** Adds an entry; inside a transaction it becomes part of it, so that nothing happens without its entry. */
export async function appendAudit(em: EntityManager, event: AuditEvent): Promise<void> {
  const { action, by, artifact, subject, detail } = event;
  await affected(
    em,
    sql`insert into audit_log (action, actor, address, artifact_id, artifact_type, artifact_name, subject, detail)
        values (${action}, ${by.account}, ${by.address}, ${artifact?.id ?? null}, ${artifact?.type ?? null},
          ${artifact?.name ?? null}, ${subject ?? null}, ${detail ?? null})`,
  );
}

/** Adds an entry about a stored artifact, under the id that people know: of an update, that of the artifact it replaces. */
export async function appendArtifactAudit(
  em: EntityManager,
  artifactId: number,
  { action, by, detail }: Pick<AuditEvent, "action" | "by" | "detail">,
): Promise<void> {
  await affected(
    em,
    sql`insert into audit_log (action, actor, address, artifact_id, artifact_type, artifact_name, detail)
        select ${action}, ${by.account}, ${by.address}, coalesce(replaces, id), type, name, ${detail ?? null}
        from artifact where id = ${artifactId}`,
  );
}

/** An entry as it is read. */
export interface AuditRecord {
  /** Its place in the chain. */
  readonly id: number;
  readonly at: Date;
  readonly action: AuditAction;
  readonly actor: string | null;
  /** Whether that account is an administrator now; false when it is gone. */
  readonly isAdmin: boolean;
  readonly address: string | null;
  readonly artifact: { readonly id: number; readonly type: ArtifactType; readonly name: string } | null;
  readonly subject: string | null;
  readonly detail: string | null;
  readonly previousHash: string;
  readonly hash: string;
}

/** Every entry of the registry that meets all of these. */
export interface AuditFilter {
  readonly artifactId?: number | undefined;
  readonly account?: string | undefined;
  readonly actions?: readonly AuditAction[] | undefined;
  /** The oldest by default. */
  readonly first?: "oldest" | "newest" | undefined;
}

export interface AuditLog {
  append(event: AuditEvent): Promise<void>;
  /** `account` finds what it did and what was done to it. */
  read(filter: AuditFilter, page: Page): Promise<AuditRecord[]>;
  /** The newest link of the chain: how many entries there are, and the hash that stands for all of them. */
  head(): Promise<{ readonly seq: number; readonly hash: string }>;
  /** The newest entry of a kind; null when there is none. */
  newest(action: AuditAction): Promise<{ readonly detail: string | null } | null>;
}

const RECORD = {
  ...columnsOf(AuditEntry, "at", "action", "actor", "address", "artifactId", "artifactName", "subject", "detail"),
  artifactType: nullable(columnsOf(Artifact, "type").type),
  seq: integer,
  isAdmin: flag,
  previousHash: text,
  hash: text,
};

export function databaseAuditLog(root: EntityManager): AuditLog {
  const em = root.fork();
  return {
    append: (event) => appendAudit(em, event),
    read: async (filter, page) => (await rows(em, RECORD, entries(filter, page))).map(recordOf),
    head: async () => {
      const [head] = await rows(em, columnsOf(AuditHead, "seq", "hash"), sql`select seq, hash from audit_head`);
      if (head === undefined) throw new Error("the head of the audit log is missing");
      return head;
    },
    newest: async (action) => {
      const [found] = await rows(
        em,
        { detail: nullable(text) },
        sql`select detail from audit_log where action = ${action} order by seq desc limit 1`,
      );
      return found ?? null;
    },
  };
}

function entries({ artifactId, account, actions, first = "oldest" }: AuditFilter, { after, skip, limit }: Page): Sql {
  const isOldest = first === "oldest";
  const conditions = [
    isOldest ? sql`e.seq > ${after}` : after === 0 ? sql`true` : sql`e.seq < ${after}`,
    ...(artifactId === undefined ? [] : [sql`e.artifact_id = ${artifactId}`]),
    ...(account === undefined ? [] : [sql`${account} in (e.actor, e.subject)`]),
    ...(actions === undefined ? [] : [sql`e.action = any(${actions}::text[])`]),
  ];
  return sql`select e.*, coalesce(c.role = 'admin', false) as is_admin
    from audit_log e left join account c on c.name = e.actor
    where ${sql.join(conditions, sql` and `)} order by e.seq ${sql.raw(isOldest ? "asc" : "desc")} limit ${limit} offset ${skip}`;
}

function recordOf({ seq, artifactId, artifactType, artifactName, ...same }: RowOf<typeof RECORD>): AuditRecord {
  const isArtifact = artifactId !== null && artifactType !== null;
  return {
    ...same,
    id: seq,
    artifact: isArtifact ? { id: artifactId, type: artifactType, name: artifactName ?? "" } : null,
  };
}
