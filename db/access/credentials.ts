import type { EntityManager } from "@mikro-orm/postgresql";
import { type Actor, appendAudit } from "../audit/log.ts";
import { columnsOf } from "../entities/columns.ts";
import { Account, PersonalToken } from "../entities/record.ts";
import { affected, rows, sql } from "../sql.ts";
import type { Role } from "./accounts.ts";

export interface SignedIn {
  readonly role: Role;
  /** Epoch milliseconds; a token that was issued for another password is void. */
  readonly passwordChangedAt: number;
}
export interface PersonalAccess {
  readonly account: string;
  /** The lower of the token's role and the account's. */
  readonly role: Role;
  readonly expiresAt: Date;
}

/** Identifies callers: one indexed query for either kind of token. */
export interface CredentialStore {
  /** Null when the account is gone or the sign-in token was revoked. */
  signedIn(account: string, tokenId: string): Promise<SignedIn | null>;
  /** The personal token with this hash; null when it is gone. Records its use, at most once a minute. */
  personal(secretHash: string): Promise<PersonalAccess | null>;
  /** Revokes a sign-in token; the revocation is kept until the token would have expired. */
  revoke(tokenId: string, expiresAt: Date, by: Actor): Promise<void>;
  /** Deletes revocations of expired tokens, expired personal tokens and counters whose window is over. */
  deleteExpired(now: Date): Promise<void>;
}

const SIGNED_IN = columnsOf(Account, "role", "passwordChangedAt");
const PERSONAL = columnsOf(PersonalToken, "account", "role", "expiresAt");

export function databaseCredentials(root: EntityManager): CredentialStore {
  const em = root.fork();
  return {
    signedIn: async (account, tokenId) => {
      const [row] = await rows(
        em,
        SIGNED_IN,
        sql`select role, password_changed_at from account
            where name = ${account} and not exists (select 1 from revoked_sign_in where token_id = ${tokenId}::uuid)`,
      );
      return row === undefined ? null : { role: row.role, passwordChangedAt: row.passwordChangedAt.getTime() };
    },
    personal: (secretHash) => personal(em, secretHash),
    revoke: (tokenId, expiresAt, by) =>
      em.transactional(async (tx) => {
        await affected(
          tx,
          sql`insert into revoked_sign_in (token_id, expires_at) values (${tokenId}::uuid, ${expiresAt})
              on conflict (token_id) do nothing`,
        );
        await appendAudit(tx, { action: "SIGN_OUT", by });
      }),
    deleteExpired: async (now) => {
      await affected(em, sql`delete from revoked_sign_in where expires_at < ${now}`);
      await affected(em, sql`delete from personal_token where expires_at < ${now}`);
      await affected(em, sql`delete from rate_counter where expire < ${now.getTime()}`);
    },
  };
}

async function personal(em: EntityManager, secretHash: string): Promise<PersonalAccess | null> {
  const [row] = await rows(
    em,
    PERSONAL,
    sql`with used as (
          update personal_token set last_used_at = now()
          where secret_hash = ${secretHash} and (last_used_at is null or last_used_at < now() - interval '1 minute'))
        select t.account, t.expires_at, case when 'reader' in (t.role, a.role) then 'reader'
          when 'publisher' in (t.role, a.role) then 'publisher' else 'admin' end as role
        from personal_token t join account a on a.name = t.account where t.secret_hash = ${secretHash}`,
  );
  return row ?? null;
}
