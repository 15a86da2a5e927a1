import type { EntityManager } from "@mikro-orm/postgresql";
import { type Actor, appendAudit } from "../audit/log.ts";
import { columnsOf } from "../entities/columns.ts";
import { PersonalToken, type PersonalTokenRow } from "../entities/record.ts";
import { refusedAs, rows, sql } from "../sql.ts";
import type { Role } from "./accounts.ts";

export interface NewPersonalToken {
  readonly account: string;
  readonly name: string;
  readonly role: Role;
  /** Lower-case hex SHA-256 of the secret, which is not stored. */
  readonly secretHash: string;
  readonly expiresAt: Date;
}

/** Tokens that people create for their programs. */
export interface PersonalTokenStore {
  /** The token, or why not: the account already has a token of this name, or is gone. */
  create(token: NewPersonalToken, by: Actor): Promise<PersonalTokenRow | "taken" | "no-account">;
  list(account: string): Promise<PersonalTokenRow[]>;
  /** Deletes a token of the account, or of any account when `account` is null. False when there is none. */
  remove(id: number, account: string | null, by: Actor): Promise<boolean>;
}

export function databasePersonalTokens(root: EntityManager): PersonalTokenStore {
  return {
    create: async (token, by) => {
      try {
        return await root.fork().transactional(async (em) => {
          const id = await em.insert(PersonalToken, { ...token, createdAt: new Date() });
          const detail = `${token.name}: ${token.role}, until ${token.expiresAt.toISOString()}`;
          await appendAudit(em, { action: "TOKEN_CREATE", by, subject: token.account, detail });
          return em.findOneOrFail(PersonalToken, { id: Number(id) });
        });
      } catch (error) {
        if (refusedAs("duplicate", error)) return "taken";
        if (refusedAs("missing reference", error)) return "no-account";
        throw error;
      }
    },
    list: (account) => root.fork().find(PersonalToken, { account }, { orderBy: { id: "asc" } }),
    remove: (id, account, by) =>
      root.fork().transactional(async (em) => {
        const owned = account === null ? sql`` : sql`and account = ${account}`;
        const [deleted] = await rows(
          em,
          columnsOf(PersonalToken, "account", "name"),
          sql`delete from personal_token where id = ${id} ${owned} returning account, name`,
        );
        if (deleted === undefined) return false;
        await appendAudit(em, { action: "TOKEN_DELETE", by, subject: deleted.account, detail: deleted.name });
        return true;
      }),
  };
}
