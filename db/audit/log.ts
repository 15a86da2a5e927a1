import type { EntityManager } from "@mikro-orm/postgresql";
import type { ArtifactType } from "../../domain/link.ts";
import type { Page } from "../catalogue/listed.ts";
import type { AuditAction } from "../entities/record.ts";
import { rows } from "../sql.ts";

/** Who acts: an account (null for a stranger and for the registry itself) and the network address it acts from. */
export interface Actor {
  readonly account: string | null;
  readonly address: string | null;
}

/** The registry itself, by its own rules. */
export const REGISTRY: Actor = { account: null, address: null };

/** What an entry tells, besides when. */
export interface AuditEvent {
  readonly action: AuditAction;
  readonly by: Actor;
  readonly artifact?: { readonly id: number; readonly type: ArtifactType; readonly name: string } | undefined;
  /** What it was done to, where that is no artifact: the name of an account or of a token. */
  readonly subject?: string;
  readonly detail?: string;
}

/** Adds an entry; inside a transaction it becomes part of it, so that nothing happens without its entry. */
export async function appendAudit(em: EntityManager, event: AuditEvent): Promise<void> {
  const { action, by, artifact, subject, detail } = event;
  await rows(
    em,
    `insert into audit_log (action, actor, address, artifact_id, artifact_type, artifact_name, subject, detail)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      action,
      by.account,
      by.address,
      artifact?.id ?? null,
      artifact?.type ?? null,
      artifact?.name ?? null,
      subject ?? null,
      detail ?? null,
    ],
  );
}

/** Adds an entry about a stored artifact, under the id that people know: that of the artifact which an update replaces. */
export async function appendArtifactAudit(
  em: EntityManager,
  artifactId: number,
  { action, by, detail }: Pick<AuditEvent, "action" | "by" | "detail">,
): Promise<void> {
  await rows(
    em,
    `insert into audit_log (action, actor, address, artifact_id, artifact_type, artifact_name, detail)
     select ?, ?, ?, coalesce(replaces, id), type, name, ? from artifact where id = ?`,
    [action, by.account, by.address, detail ?? null, artifactId],
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
}

export interface AuditLog {
  append(event: AuditEvent): Promise<void>;
  /** Oldest first. `account` finds what it did and what was done to it. */
  read(filter: AuditFilter, page: Page): Promise<AuditRecord[]>;
  /** The newest link of the chain: how many entries there are, and the hash that stands for all of them. */
  head(): Promise<{ readonly seq: number; readonly hash: string }>;
  /** The newest entry of a kind; null when there is none. */
  newest(action: AuditAction): Promise<{ readonly detail: string | null } | null>;
}

interface Row {
  seq: string | number;
  at: Date | string;
  action: AuditAction;
  actor: string | null;
  is_admin: boolean;
  address: string | null;
  artifact_id: string | number | null;
  artifact_type: ArtifactType | null;
  artifact_name: string | null;
  subject: string | null;
  detail: string | null;
  previous_hash: string;
  hash: string;
}

export function databaseAuditLog(root: EntityManager): AuditLog {
  const em = (): EntityManager => root.fork();
  return {
    append: (event) => appendAudit(em(), event),
    read: (filter, page) => read(em(), filter, page),
    head: async () => {
      const [head] = await rows<{ seq: string | number; hash: string }>(em(), "select seq, hash from audit_head");
      if (head === undefined) throw new Error("the head of the audit log is missing");
      return { seq: Number(head.seq), hash: head.hash };
    },
    newest: async (action) => {
      const found = await rows<{ detail: string | null }>(
        em(),
        "select detail from audit_log where action = ? order by seq desc limit 1",
        [action],
      );
      return found[0] ?? null;
    },
  };
}

async function read(em: EntityManager, filter: AuditFilter, { after, limit }: Page): Promise<AuditRecord[]> {
  const conditions: string[] = ["e.seq > ?"];
  const values: unknown[] = [after];
  if (filter.artifactId !== undefined) {
    conditions.push("e.artifact_id = ?");
    values.push(filter.artifactId);
  }
  if (filter.account !== undefined) {
    conditions.push("? in (e.actor, e.subject)");
    values.push(filter.account);
  }
  if (filter.actions !== undefined) {
    conditions.push(`e.action in (${filter.actions.map(() => "?").join(", ")})`);
    values.push(...filter.actions);
  }
  const found = await rows<Row>(
    em,
    `select e.*, coalesce(c.role = 'admin', false) as is_admin
     from audit_log e left join account c on c.name = e.actor
     where ${conditions.join(" and ")} order by e.seq limit ?`,
    [...values, limit],
  );
  return found.map(recordOf);
}

const recordOf = (row: Row): AuditRecord => ({
  id: Number(row.seq),
  at: new Date(row.at),
  action: row.action,
  actor: row.actor,
  isAdmin: row.is_admin,
  address: row.address,
  artifact:
    row.artifact_id === null || row.artifact_type === null
      ? null
      : { id: Number(row.artifact_id), type: row.artifact_type, name: row.artifact_name ?? "" },
  subject: row.subject,
  detail: row.detail,
  previousHash: row.previous_hash,
  hash: row.hash,
});
