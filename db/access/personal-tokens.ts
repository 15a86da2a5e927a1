import { ForeignKeyConstraintViolationException, UniqueConstraintViolationException } from "@mikro-orm/core";
import type { EntityManager } from "@mikro-orm/postgresql";
import { type Actor, appendAudit } from "../audit/log.ts";
import { PersonalToken, type PersonalTokenRow } from "../entities/record.ts";
import { rows } from "../sql.ts";
import type { Role } from "./accounts.ts";

export interface NewPersonalToken {
  readonly account: string;
  readonly name: string;
  readonly role: Role;
  /** Lower-case hex SHA-256 of the secret, which is kept nowhere. */
  readonly secretHash: string;
  readonly expiresAt: Date;
}

/** Tokens that people make for their programs. */
export interface PersonalTokenStore {
  /** Says why not when the account has a token of this name already, or is gone. */
  create(token: NewPersonalToken, by: Actor): Promise<PersonalTokenRow | "taken" | "no-account">;
  list(account: string): Promise<PersonalTokenRow[]>;
  /** Ends a token of the account, or of anybody when `account` is null. False when there is none. */
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
        if (error instanceof UniqueConstraintViolationException) return "taken";
        if (error instanceof ForeignKeyConstraintViolationException) return "no-account";
        throw error;
      }
    },
    list: (account) => root.fork().find(PersonalToken, { account }, { orderBy: { id: "asc" } }),
    remove: (id, account, by) =>
      root.fork().transactional(async (em) => {
        const [gone] = await rows<{ account: string; name: string }>(
          em,
          "delete from personal_token where id = ? and (account = ? or ?::boolean) returning account, name",
          [id, account ?? "", account === null],
        );
        if (gone === undefined) return false;
        await appendAudit(em, { action: "TOKEN_DELETE", by, subject: gone.account, detail: gone.name });
        return true;
      }),
  };
}
