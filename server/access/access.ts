import { randomUUID } from "node:crypto";
import type { EntityManager } from "@mikro-orm/postgresql";
import { Pool } from "pg";
import type { Logger } from "pino";
import { type AccountStore, databaseAccounts } from "../../db/access/accounts.ts";
import { databaseCredentials } from "../../db/access/credentials.ts";
import { databasePersonalTokens } from "../../db/access/personal-tokens.ts";
import type { Deps } from "../../handlers/deps.ts";
import type { AuthConfig, ServerConfig } from "../config.ts";
import { attemptLimiter } from "./attempts.ts";
import { type Identify, identification, identifyEveryone } from "./identity.ts";
import { type HashCost, hashPassword, passwordHashing } from "./passwords.ts";
import { type RateLimits, rateLimits } from "./rate-limits.ts";
import { newPersonalSecret, signedTokens } from "./tokens.ts";

export interface AccessOptions extends Pick<ServerConfig, "database" | "rates">, AuthConfig {
  readonly em: EntityManager;
  /** What hashing a password costs: that of a deployment by default. */
  readonly passwordCost?: HashCost;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly log: Logger;
}

/** Who may call, and how accounts and tokens are kept. */
export interface Access {
  readonly identify: Identify;
  readonly limits: RateLimits;
  readonly deps: Pick<
    Deps,
    "signInRequired" | "accounts" | "credentials" | "personalTokens" | "tokens" | "passwords" | "attempts" | "quotas"
  >;
  /** Looks up every token again: accounts have changed. */
  forget(): void;
  /** Deletes what has expired. */
  deleteExpired(): Promise<void>;
  /** Makes the first administrator of a registry that has none. */
  bootstrap(): Promise<void>;
  close(): Promise<void>;
}

/** How long another server may go on accepting a token that was ended here, in milliseconds. */
const MEMORY_MS = 2_000;

export function composeAccess(options: AccessOptions): Access {
  const { em, now } = options;
  const tokens = signedTokens({
    secrets: options.tokenSecrets,
    ttlSeconds: options.tokenTtlSeconds,
    now,
    newId: randomUUID,
  });
  const credentials = databaseCredentials(em);
  const { identify, forget } = identification({ tokens, credentials, now, memoryMs: MEMORY_MS });
  const accounts = databaseAccounts(em);
  const pool = countersPool(options);
  const limits = rateLimits(options.rates, pool, options.log);
  return {
    limits,
    identify: options.mode === "disabled" ? identifyEveryone(options.adminUser) : identify,
    forget,
    deleteExpired: () => credentials.deleteExpired(new Date(now())),
    bootstrap: async () => {
      // Where nobody signs in, the one whom everybody acts as exists, with a password that nobody knows.
      if (options.mode === "disabled" || options.adminPassword !== null)
        await bootstrapAdmin(accounts, options.adminUser, options.adminPassword, options.passwordCost);
    },
    deps: {
      signInRequired: options.mode !== "disabled",
      accounts: thenForget(accounts, ["change", "remove"], forget),
      credentials: thenForget(credentials, ["revoke"], forget),
      personalTokens: thenForget(databasePersonalTokens(em), ["remove"], forget),
      tokens: { issue: tokens.issue, newPersonal: newPersonalSecret },
      passwords: passwordHashing(options.passwordCost),
      attempts: attemptLimiter(pool, options.attempts),
      quotas: { post: limits.post },
    },
    close: () => pool.end(),
  };
}

/** The first administrator, made only while there is none: a restart brings back neither an account nor a password. */
export async function bootstrapAdmin(
  accounts: AccountStore,
  name: string,
  password: string | null,
  cost?: HashCost,
): Promise<void> {
  if (await accounts.hasAdmin()) return;
  await accounts.bootstrap({ name, passwordHash: await hashPassword(password ?? randomUUID(), cost) });
}

/** The same store; after each of the named methods has succeeded, remembered callers are looked up again. */
function thenForget<T extends object>(store: T, methods: readonly (keyof T & string)[], forget: () => void): T {
  const wrapped = { ...store };
  for (const name of methods) {
    const method = store[name] as (...given: unknown[]) => Promise<unknown>;
    const followed = async (...given: unknown[]): Promise<unknown> => {
      const result = await method(...given);
      forget();
      return result;
    };
    wrapped[name] = followed as T[typeof name];
  }
  return wrapped;
}

/** The library that counts needs the driver itself. Two connections are plenty, as each check of a password is slow. */
function countersPool({ database, log }: AccessOptions): Pool {
  const { host, port, user, password, tls } = database;
  const pool = new Pool({
    host,
    port,
    user,
    password,
    database: database.database,
    max: 2,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 5_000,
    query_timeout: 10_000,
    ...(tls ? { ssl: { rejectUnauthorized: true } } : {}),
  });
  pool.on("error", (error) => log.warn({ err: error }, "a database connection of the attempt counters failed"));
  return pool;
}
