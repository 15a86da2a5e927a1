import { UniqueConstraintViolationException } from "@mikro-orm/core";
import type { EntityManager } from "@mikro-orm/postgresql";
import { Account, type AccountRow } from "../entities/record.ts";
import { rows } from "../sql.ts";

export type Role = AccountRow["role"];
export interface NewAccount {
  readonly name: string;
  readonly role: Role;
  readonly passwordHash: string;
}
/** What became of a change: the account as it is now, or why it stays as it was. */
export type AccountChange = AccountRow | "missing" | "last-admin";

export interface AccountStore {
  find(name: string): Promise<AccountRow | null>;
  /** Creates the account, or gives it this hash and role. */
  put(account: NewAccount): Promise<void>;
  /** Accounts whose names come after the given one, in the order of their names. */
  list(page: { after: string; limit: number }): Promise<AccountRow[]>;
  /** Null when the name is taken. */
  create(account: NewAccount): Promise<AccountRow | null>;
  /** A new password ends every token of the account. The last administrator keeps the role. */
  change(name: string, change: { role?: Role | undefined; passwordHash?: string | undefined }): Promise<AccountChange>;
  /** Removes the account with its tokens; the last administrator stays. */
  remove(name: string): Promise<AccountChange>;
}

export function databaseAccounts(root: EntityManager): AccountStore {
  return {
    find: (name) => root.fork().findOne(Account, { name }),
    put: (account) => put(root.fork(), account),
    list: ({ after, limit }) =>
      root.fork().find(Account, after === "" ? {} : { name: { $gt: after } }, { orderBy: { name: "asc" }, limit }),
    create: (account) => create(root.fork(), account),
    change: (name, change) => root.fork().transactional((em) => changeAccount(em, name, change)),
    remove: (name) => root.fork().transactional((em) => remove(em, name)),
  };
}

async function put(em: EntityManager, { name, role, passwordHash }: NewAccount): Promise<void> {
  const now = new Date();
  await em.transactional(async (tx) => {
    await tx.upsert(
      Account,
      { name, role, passwordHash, passwordChangedAt: now, createdAt: now },
      { onConflictFields: ["name"], onConflictMergeFields: ["role", "passwordHash", "passwordChangedAt"] },
    );
    await dropTokens(tx, name);
  });
}

async function create(em: EntityManager, { name, role, passwordHash }: NewAccount): Promise<AccountRow | null> {
  const now = new Date();
  try {
    await em.insert(Account, { name, role, passwordHash, passwordChangedAt: now, createdAt: now });
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException) return null;
    throw error;
  }
  return em.findOneOrFail(Account, { name });
}

async function changeAccount(
  em: EntityManager,
  name: string,
  { role, passwordHash }: { role?: Role | undefined; passwordHash?: string | undefined },
): Promise<AccountChange> {
  const account = await lockWithAdmins(em, name);
  if (account === null) return "missing";
  if (role !== undefined && role !== "admin" && (await isLastAdmin(em, account))) return "last-admin";
  if (role !== undefined) account.role = role;
  if (passwordHash !== undefined) {
    Object.assign(account, { passwordHash, passwordChangedAt: new Date() });
    await dropTokens(em, name);
  }
  await em.flush();
  return account;
}

async function remove(em: EntityManager, name: string): Promise<AccountChange> {
  const account = await lockWithAdmins(em, name);
  if (account === null) return "missing";
  if (await isLastAdmin(em, account)) return "last-admin";
  await rows(em, "delete from account where name = ?", [name]);
  return account;
}

/** Locks every administrator in the order of their names, so that two changes at once cannot remove the last two. */
async function lockWithAdmins(em: EntityManager, name: string): Promise<AccountRow | null> {
  await rows(em, "select 1 from account where role = 'admin' or name = ? order by name for update", [name]);
  return em.findOne(Account, { name });
}

async function isLastAdmin(em: EntityManager, account: AccountRow): Promise<boolean> {
  return account.role === "admin" && (await em.count(Account, { role: "admin" })) === 1;
}

const dropTokens = (em: EntityManager, account: string): Promise<unknown> =>
  rows(em, "delete from personal_token where account = ?", [account]);
