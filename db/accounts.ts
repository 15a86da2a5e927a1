import type { EntityManager } from "@mikro-orm/postgresql";
import { Account, type AccountRow } from "./entities/record.ts";

export interface AccountStore {
  find(name: string): Promise<AccountRow | null>;
  /** Creates the account, or gives it this hash and role. */
  put(account: { name: string; role: AccountRow["role"]; passwordHash: string }): Promise<void>;
}

export function databaseAccounts(root: EntityManager): AccountStore {
  return {
    find: (name) => root.fork().findOne(Account, { name }),
    put: async ({ name, role, passwordHash }) => {
      const em = root.fork();
      const now = new Date();
      await em.upsert(
        Account,
        { name, role, passwordHash, passwordChangedAt: now, createdAt: now },
        { onConflictFields: ["name"], onConflictMergeFields: ["role", "passwordHash", "passwordChangedAt"] },
      );
    },
  };
}
