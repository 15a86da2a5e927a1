import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { Readable } from "node:stream";
import { type Logger, pino } from "pino";
import { databaseAccounts } from "../../db/accounts.ts";
import { databaseArtifacts } from "../../db/artifacts.ts";
import { databaseAuditTrail } from "../../db/audit.ts";
import { databaseCatalogue } from "../../db/catalogue.ts";
import { databaseLedger, type Ledger } from "../../db/ledger.ts";
import { databaseLineage } from "../../db/lineage.ts";
import { databaseRegexSearch } from "../../db/regex-search.ts";
import type { Deps } from "../../handlers/deps.ts";
import { createApp } from "../../server/app.ts";
import { bootstrapAdmin, type Identify, identifyByToken } from "../../server/identity.ts";
import { verifyPassword } from "../../server/passwords.ts";
import { signedTokens } from "../../server/tokens.ts";
import { type ContractClient, contractClient } from "./contract-client.ts";
import { aDatabase, type TestDatabase } from "./database.ts";

export const CONTRACT = path.resolve(import.meta.dirname, "../../openapi.yaml");
export const ADMIN = { name: "admin", password: "correct horse battery staple" };
export const TOKEN_SECRET = "a secret that only the tests know, 32+";

/** A server over a real database and real HTTP; ingest is recorded instead of run. */
export interface TestApi extends AsyncDisposable {
  readonly url: string;
  /** Signed in as the administrator. */
  readonly call: ContractClient;
  readonly database: TestDatabase;
  readonly ledger: Ledger;
  readonly dispatched: number[];
  /** Lines that the server logged, parsed. */
  readonly logged: Record<string, unknown>[];
  /** The manual clock that tokens and ages are measured by. */
  readonly clock: { now: Date };
}

export interface ApiOptions {
  readonly deps?: (deps: Deps, database: TestDatabase) => Partial<Deps>;
  /** Instead of identification by token. */
  readonly identify?: Identify;
}

export async function anApi(options: ApiOptions = {}): Promise<TestApi> {
  const database = await aDatabase();
  const accounts = databaseAccounts(database.orm.em);
  const clock = { now: new Date() };
  const tokens = signedTokens(TOKEN_SECRET, 3600, () => clock.now.getTime());
  const dispatched: number[] = [];
  const logged: Record<string, unknown>[] = [];
  const base = baseDeps(database, tokens, dispatched, clock);
  const deps = { ...base, ...options.deps?.(base, database) };
  await bootstrapAdmin(accounts, ADMIN.name, ADMIN.password);
  clock.now = new Date();
  const identify = options.identify ?? identifyByToken(tokens, accounts);
  const app = await createApp({
    contract: CONTRACT,
    deps,
    identify,
    log: recording(logged),
    checkReplies: () => "enforce",
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const token = await tokens.issue({ name: ADMIN.name, role: "admin" });
  return {
    url,
    call: contractClient(url, `bearer ${token}`),
    database,
    ledger: databaseLedger(database.orm.em, { leaseSeconds: 30, dropBlobs: async () => undefined }),
    dispatched,
    logged,
    clock,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await database[Symbol.asyncDispose]();
    },
  };
}

function baseDeps(database: TestDatabase, tokens: Deps["tokens"], dispatched: number[], clock: { now: Date }): Deps {
  return {
    artifacts: databaseArtifacts(database.orm.em),
    accounts: databaseAccounts(database.orm.em),
    catalogue: databaseCatalogue(database.orm.em),
    search: databaseRegexSearch(database.orm.em, { concurrency: 2, queue: 32, timeoutMs: 2_000 }),
    auditTrail: databaseAuditTrail(database.orm.em),
    lineage: databaseLineage(database.orm.em),
    licenses: { check: async () => ({ outcome: "unreadable", detail: "no test of this kind asks GitHub" }) },
    tokens,
    passwords: { verify: verifyPassword },
    ingest: { dispatch: async (id) => void dispatched.push(id), runInline: null },
    downloads: {
      sign: async (key, fileName) => `https://store.example/${key}?name=${fileName}&signature=x`,
      stream: (files) => {
        const content = Buffer.from(files.map(({ path: name }) => name).join("\n"));
        return { body: Readable.from([content]), bytes: content.length };
      },
      belongs: (name, component) => component === "full" || name.endsWith(".json") === (component === "config"),
    },
    contract: async () => "openapi: 3.0.3\n",
    now: () => clock.now,
  };
}

function recording(logged: Record<string, unknown>[]): Logger {
  return pino({ level: "debug" }, { write: (line: string) => void logged.push(JSON.parse(line)) });
}
