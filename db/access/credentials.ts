import type { EntityManager } from "@mikro-orm/postgresql";
import { type Actor, appendAudit } from "../audit/log.ts";
import { rows } from "../sql.ts";
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

/** What identifying a caller costs: one indexed query for either kind of token. */
export interface CredentialStore {
  /** Null when the account is gone or the sign-in token was revoked. */
  signedIn(account: string, tokenId: string): Promise<SignedIn | null>;
  /** The living personal token with this hash. Notes its use, at most once a minute. */
  personal(secretHash: string): Promise<PersonalAccess | null>;
  /** Ends one sign-in token; it is remembered until it would have expired. */
  revoke(tokenId: string, expiresAt: Date, by: Actor): Promise<void>;
  /** Deletes revocations of expired tokens, expired personal tokens and counters whose window is over. */
  deleteExpired(now: Date): Promise<void>;
}

const LOWER_ROLE = `case when 'reader' in (t.role, a.role) then 'reader'
  when 'publisher' in (t.role, a.role) then 'publisher' else 'admin' end`;

export function databaseCredentials(root: EntityManager): CredentialStore {
  const em = (): EntityManager => root.fork();
  return {
    signedIn: async (account, tokenId) => {
      const [row] = await rows<{ role: Role; password_changed_at: Date | string }>(
        em(),
        `select role, password_changed_at from account
         where name = ? and not exists (select 1 from revoked_sign_in where token_id = ?::uuid)`,
        [account, tokenId],
      );
      if (row === undefined) return null;
      return { role: row.role, passwordChangedAt: new Date(row.password_changed_at).getTime() };
    },
    personal: (secretHash) => personal(em(), secretHash),
    revoke: (tokenId, expiresAt, by) =>
      em().transactional(async (tx) => {
        await rows(
          tx,
          "insert into revoked_sign_in (token_id, expires_at) values (?::uuid, ?) on conflict (token_id) do nothing",
          [tokenId, expiresAt],
        );
        await appendAudit(tx, { action: "SIGN_OUT", by });
      }),
    deleteExpired: async (now) => {
      await rows(em(), "delete from revoked_sign_in where expires_at < ?", [now]);
      await rows(em(), "delete from personal_token where expires_at < ?", [now]);
      await rows(em(), "delete from rate_counter where expire < ?", [now.getTime()]);
    },
  };
}

async function personal(em: EntityManager, secretHash: string): Promise<PersonalAccess | null> {
  const [row] = await rows<{ account: string; role: Role; expires_at: Date | string }>(
    em,
    `with used as (
       update personal_token set last_used_at = now()
       where secret_hash = ? and (last_used_at is null or last_used_at < now() - interval '1 minute'))
     select t.account, ${LOWER_ROLE} as role, t.expires_at
     from personal_token t join account a on a.name = t.account where t.secret_hash = ?`,
    [secretHash, secretHash],
  );
  return row === undefined ? null : { account: row.account, role: row.role, expiresAt: new Date(row.expires_at) };
}
