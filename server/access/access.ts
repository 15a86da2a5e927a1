import { randomUUID } from "node:crypto";
import type { EntityManager } from "@mikro-orm/postgresql";
import { Pool } from "pg";
import type { Logger } from "pino";
import { databaseAccounts } from "../../db/access/accounts.ts";
import { databaseCredentials } from "../../db/access/credentials.ts";
import { databasePersonalTokens } from "../../db/access/personal-tokens.ts";
import type { DatabaseConfig } from "../../domain/environment.ts";
import type { Deps } from "../../handlers/deps.ts";
import { afterwards } from "./afterwards.ts";
import { type AttemptLimits, attemptLimiter } from "./attempts.ts";
import { type Identify, identification, identifyEveryone } from "./identity.ts";
import { hashPassword, verifyPassword } from "./passwords.ts";
import { newPersonalSecret, signedTokens } from "./tokens.ts";

export interface AccessOptions {
  readonly em: EntityManager;
  readonly database: DatabaseConfig;
  readonly mode: "required" | "disabled";
  readonly adminUser: string;
  readonly tokenSecret: string;
  readonly tokenTtlSeconds: number;
  readonly attempts: AttemptLimits;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly log: Logger;
}

/** Who may call, and how accounts and tokens are kept. */
export interface Access {
  readonly identify: Identify;
  readonly deps: Pick<Deps, "accounts" | "credentials" | "personalTokens" | "tokens" | "passwords" | "attempts">;
  /** Looks up again what was remembered of tokens. */
  forget(): void;
  /** Deletes what has expired. */
  forgetExpired(): Promise<void>;
  close(): Promise<void>;
}

/** How long another server may go on accepting a token that was ended here, in milliseconds. */
const MEMORY_MS = 2_000;

export function composeAccess(options: AccessOptions): Access {
  const { em, now } = options;
  const tokens = signedTokens({
    secret: options.tokenSecret,
    ttlSeconds: options.tokenTtlSeconds,
    now,
    newId: randomUUID,
  });
  const credentials = databaseCredentials(em);
  const { identify, forget } = identification({ tokens, credentials, now, memoryMs: MEMORY_MS });
  const pool = countersPool(options);
  return {
    identify: options.mode === "disabled" ? identifyEveryone(options.adminUser) : identify,
    forget,
    forgetExpired: () => credentials.forgetExpired(new Date(now())),
    deps: {
      accounts: afterwards(databaseAccounts(em), ["put", "change", "remove"], forget),
      credentials: afterwards(credentials, ["revoke"], forget),
      personalTokens: afterwards(databasePersonalTokens(em), ["remove"], forget),
      tokens: { issue: tokens.issue, newPersonal: newPersonalSecret },
      passwords: { verify: verifyPassword, hash: hashPassword },
      attempts: attemptLimiter(pool, options.attempts),
    },
    close: () => pool.end(),
  };
}

/** The counters' library speaks to the driver itself; two connections are plenty, as each check of a password is slow. */
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
  pool.on("error", (error) => log.warn({ err: error }, "a connection of the counters of attempts broke"));
  return pool;
}
