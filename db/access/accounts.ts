import type { EntityManager } from "@mikro-orm/postgresql";
import { type Actor, appendAudit, REGISTRY } from "../audit/log.ts";
import { Account, type AccountRow } from "../entities/record.ts";
import { affected, refusedAs, sql } from "../sql.ts";

export type Role = AccountRow["role"];
export interface NewAccount {
  readonly name: string;
  readonly role: Role;
  readonly passwordHash: string;
}
export interface Change {
  readonly role?: Role | undefined;
  readonly passwordHash?: string | undefined;
}
/** The account after a change, or why it was not changed. */
export type AccountChange = AccountRow | "missing" | "last-admin";

export interface AccountStore {
  find(name: string): Promise<AccountRow | null>;
  hasAdmin(): Promise<boolean>;
  /**
   * Makes an administrator of an account with that name, new or existing, when there is none. False, changing nothing,
   * when there is one.
   */
  bootstrap(admin: { readonly name: string; readonly passwordHash: string }): Promise<boolean>;
  /** Makes an administrator of this name with this password in any case; for an operator on the machine. */
  reinstate(admin: { readonly name: string; readonly passwordHash: string }): Promise<void>;
  /** Accounts by name, those after the given name. */
  list(page: { after: string; limit: number }): Promise<AccountRow[]>;
  /** Null when the name is taken. */
  create(account: NewAccount, by: Actor): Promise<AccountRow | null>;
  /** A new password deletes every token of the account. The last administrator keeps the role. */
  change(name: string, change: Change, by: Actor): Promise<AccountChange>;
  /** Deletes the account with its tokens; the last administrator stays. */
  remove(name: string, by: Actor): Promise<AccountChange>;
}

export function databaseAccounts(root: EntityManager): AccountStore {
  return {
    find: (name) => root.fork().findOne(Account, { name }),
    hasAdmin: async () => (await root.fork().count(Account, { role: "admin" })) > 0,
    bootstrap: (admin) => root.fork().transactional((em) => bootstrap(em, admin)),
    reinstate: (admin) => root.fork().transactional((em) => put(em, admin, "by an operator on the machine")),
    list: ({ after, limit }) =>
      root.fork().find(Account, after === "" ? {} : { name: { $gt: after } }, { orderBy: { name: "asc" }, limit }),
    create: (account, by) => create(root.fork(), account, by),
    change: (name, change, by) => root.fork().transactional((em) => changeAccount(em, name, change, by)),
    remove: (name, by) => root.fork().transactional((em) => remove(em, name, by)),
  };
}

/** Key of the lock that lets one server at a time look for an administrator and make one. */
const BOOTSTRAP_LOCK = 7304117;

async function bootstrap(em: EntityManager, admin: { name: string; passwordHash: string }): Promise<boolean> {
  await affected(em, sql`select pg_advisory_xact_lock(${BOOTSTRAP_LOCK})`);
  if ((await em.count(Account, { role: "admin" })) > 0) return false;
  await put(em, admin, "first administrator of the registry");
  return true;
}

async function put(em: EntityManager, admin: { name: string; passwordHash: string }, detail: string): Promise<void> {
  const now = new Date();
  await em.upsert(
    Account,
    { ...admin, role: "admin", passwordChangedAt: now, createdAt: now },
    { onConflictFields: ["name"], onConflictMergeFields: ["role", "passwordHash", "passwordChangedAt"] },
  );
  await dropTokens(em, admin.name);
  await appendAudit(em, { action: "ACCOUNT_CREATE", by: REGISTRY, subject: admin.name, detail: `admin: ${detail}` });
}

async function create(root: EntityManager, account: NewAccount, by: Actor): Promise<AccountRow | null> {
  const now = new Date();
  try {
    return await root.transactional(async (em) => {
      await em.insert(Account, { ...account, passwordChangedAt: now, createdAt: now });
      await appendAudit(em, { action: "ACCOUNT_CREATE", by, subject: account.name, detail: account.role });
      return em.findOneOrFail(Account, { name: account.name });
    });
  } catch (error) {
    if (refusedAs("duplicate", error)) return null;
    throw error;
  }
}

async function changeAccount(
  em: EntityManager,
  name: string,
  { role, passwordHash }: Change,
  by: Actor,
): Promise<AccountChange> {
  const account = await lockWithAdmins(em, name);
  if (account === null) return "missing";
  if (role !== undefined && role !== "admin" && (await isLastAdmin(em, account))) return "last-admin";
  const detail = `from ${account.role} to ${role}`;
  if (role !== undefined) account.role = role;
  if (passwordHash !== undefined) {
    Object.assign(account, { passwordHash, passwordChangedAt: new Date() });
    await dropTokens(em, name);
  }
  await em.flush();
  if (role !== undefined) await appendAudit(em, { action: "ACCOUNT_ROLE", by, subject: name, detail });
  if (passwordHash !== undefined) await appendAudit(em, { action: "ACCOUNT_PASSWORD", by, subject: name });
  return account;
}

async function remove(em: EntityManager, name: string, by: Actor): Promise<AccountChange> {
  const account = await lockWithAdmins(em, name);
  if (account === null) return "missing";
  if (await isLastAdmin(em, account)) return "last-admin";
  await affected(em, sql`delete from account where name = ${name}`);
  await appendAudit(em, { action: "ACCOUNT_DELETE", by, subject: name, detail: account.role });
  return account;
}

/** Locks every administrator in the order of their names, so that concurrent changes cannot remove the last two. */
async function lockWithAdmins(em: EntityManager, name: string): Promise<AccountRow | null> {
  await affected(em, sql`select 1 from account where role = 'admin' or name = ${name} order by name for update`);
  return em.findOne(Account, { name });
}

async function isLastAdmin(em: EntityManager, account: AccountRow): Promise<boolean> {
  return account.role === "admin" && (await em.count(Account, { role: "admin" })) === 1;
}

const dropTokens = (em: EntityManager, account: string): Promise<unknown> =>
  affected(em, sql`delete from personal_token where account = ${account}`);
