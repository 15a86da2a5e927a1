import type { EntityManager } from "@mikro-orm/postgresql";
import type { auditActions } from "../entities/record.ts";
import { rows } from "../sql.ts";
import type { Page } from "./listed.ts";

export interface AuditRecord {
  readonly id: number;
  readonly action: (typeof auditActions)[number];
  readonly account: string;
  /** Whether the account is an administrator now; false when it is gone. */
  readonly isAdmin: boolean;
  readonly at: Date;
}

/** Who did what to an artifact, oldest first. */
export interface AuditTrail {
  read(artifactId: number, page: Page): Promise<AuditRecord[]>;
}

interface Row {
  id: string | number;
  action: AuditRecord["action"];
  account: string;
  is_admin: boolean;
  at: Date | string;
}

export function databaseAuditTrail(root: EntityManager): AuditTrail {
  return {
    read: async (artifactId, { after, limit }) => {
      const found = await rows<Row>(
        root.fork(),
        `select e.id, e.action, e.account, e.at, coalesce(c.role = 'admin', false) as is_admin
         from audit_entry e left join account c on c.name = e.account
         where e.artifact_id = ? and e.id > ? order by e.id limit ?`,
        [artifactId, after, limit],
      );
      return found.map(({ id, action, account, is_admin, at }) => ({
        id: Number(id),
        action,
        account,
        isAdmin: is_admin,
        at: new Date(at),
      }));
    },
  };
}
