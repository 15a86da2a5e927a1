import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { Readable } from "node:stream";
import { type Logger, pino } from "pino";
import { databaseNonces } from "../../../db/access/nonces.ts";
import { databaseAuditLog } from "../../../db/audit/log.ts";
import { databaseArtifacts } from "../../../db/catalogue/artifacts.ts";
import { databaseCatalogue } from "../../../db/catalogue/catalogue.ts";
import { databaseLineage } from "../../../db/catalogue/lineage.ts";
import { databaseRatings } from "../../../db/catalogue/ratings.ts";
import { databaseRegexSearch } from "../../../db/catalogue/regex-search.ts";
import { databaseArtifactSearch } from "../../../db/catalogue/search.ts";
import { callbackLedger } from "../../../db/ingest/callback-ledger.ts";
import { databaseLedger, type Ledger } from "../../../db/ingest/ledger.ts";
import { databaseUpdates } from "../../../db/ingest/updates.ts";
import { databaseRemoval } from "../../../db/upkeep/removal.ts";
import { databaseWorkload } from "../../../db/upkeep/workload.ts";
import type { Archived, Deps } from "../../../handlers/deps.ts";
import { machineClock } from "../../../lambda/clock.ts";
import { policy } from "../../../rating/policy.ts";
import { type Access, composeAccess } from "../../../server/access/access.ts";
import type { AttemptLimits } from "../../../server/access/attempts.ts";
import type { CallbackGateOptions } from "../../../server/access/callback-gate.ts";
import type { Identify } from "../../../server/access/identity.ts";
import type { RateConfig } from "../../../server/access/rate-limits.ts";
import { recordedLinks } from "../../../server/compose/downloads.ts";
import { hubOverDatabase } from "../../../server/compose/hub.ts";
import { type AppOptions, createApp } from "../../../server/http/app.ts";
import type { Contents } from "../../../server/hub/answers/file.ts";
import { onDemandPosts } from "../../../server/hub/on-demand.ts";
import { waitingRoom } from "../../../server/hub/waiting.ts";
import { rerating } from "../../../server/upkeep/rerating.ts";
import { aDatabase, type TestDatabase } from "../database.ts";
import { CALLBACK_SECRET, signer } from "./callback.ts";
import { type ContractClient, contractClient } from "./contract-client.ts";
import { aFollowing } from "./following.ts";

export const CONTRACT = path.resolve(import.meta.dirname, "../../../openapi.yaml");
export const ADMIN = { name: "admin", password: "correct horse battery staple" };
export const TOKEN_SECRET = "a secret that only the tests know 32+";

/** A server over a real database and real HTTP; ingest is recorded instead of run. */
export interface TestApi extends AsyncDisposable {
  readonly url: string;
  /** Signed in as the administrator. */
  readonly call: ContractClient;
  /** The administrator's, scheme included. */
  readonly token: string;
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
  readonly attempts?: Partial<AttemptLimits>;
  /** Instead of identification by token. */
  readonly identify?: Identify;
  readonly limits?: Partial<AppOptions["limits"]>;
  /** How often callers may ask; without limit by default. */
  readonly rates?: Partial<RateConfig>;
  readonly guards?: Partial<AppOptions["guards"]>;
  readonly trustProxy?: AppOptions["trustProxy"];
  readonly onDatabaseAway?: AppOptions["onDatabaseAway"];
  /** Null takes no reports of the ingest function. */
  readonly callback?: Partial<CallbackGateOptions> | null;
  /** Of the download API; `onDemand: true` posts what it does not know. */
  readonly hub?: Partial<Omit<AppOptions["hub"], "onDemand">> & { readonly onDemand?: boolean };
}

export async function anApi(options: ApiOptions = {}): Promise<TestApi> {
  const database = await aDatabase();
  const clock = { now: new Date() };
  const dispatched: number[] = [];
  const logged: Record<string, unknown>[] = [];
  const access = anAccess(database, clock, recording(logged), options);
  const following = aFollowing(database, clock, recording(logged));
  const base = { ...baseDeps(database, access.deps, dispatched, clock), ...following.deps };
  const deps = { ...base, ...options.deps?.(base, database) };
  await access.bootstrap();
  clock.now = new Date();
  const app = await createApp({
    deps,
    identify: options.identify ?? access.identify,
    instrument: following.instrument,
    callback: options.callback === null ? null : { ...aGate(database, clock), ...options.callback },
    trustProxy: options.trustProxy ?? 0,
    // The same whether the web page is built or not.
    page: import.meta.dirname,
    guards: { hstsSeconds: 0, corsOrigins: [], loopbackOnly: false, ...options.guards },
    rates: access.limits,
    hub: aHub(database, deps, options.hub ?? {}),
    log: recording(logged),
    onDatabaseAway: options.onDatabaseAway,
    replyCheckShare: 1,
    limits: { requests: 200, requestSeconds: 25, ...options.limits },
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const token = await tokenOf(access);
  const sign = signer(() => clock.now.getTime());
  return {
    url,
    call: contractClient(url, token, sign),
    token,
    database,
    ledger: databaseLedger(database.statements, { leaseSeconds: 30, dropBlobs: async () => undefined }),
    dispatched,
    logged,
    clock,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await access.close();
      await following.close();
      await database[Symbol.asyncDispose]();
    },
  };
}

async function tokenOf(access: Access): Promise<string> {
  const admin = await access.deps.accounts.find(ADMIN.name);
  if (admin === null) throw new Error("the administrator is missing");
  return `bearer ${access.deps.tokens.issue(admin)}`;
}

const aGate = (database: TestDatabase, clock: { now: Date }): CallbackGateOptions => ({
  secret: CALLBACK_SECRET,
  nonces: databaseNonces(database.orm.em, () => clock.now.getTime()),
  now: () => clock.now.getTime(),
});

function anAccess(database: TestDatabase, clock: { now: Date }, log: Logger, { attempts, rates }: ApiOptions): Access {
  return composeAccess({
    em: database.orm.em,
    database: { ...database.login, tls: false },
    mode: "required",
    adminUser: ADMIN.name,
    adminPassword: ADMIN.password,
    tokenSecrets: [TOKEN_SECRET],
    tokenTtlSeconds: 3600,
    // Hashing at full strength would take half of the time of these tests; passwords.test.ts measures the real one.
    passwordCost: { N: 2 ** 10, r: 8, p: 1 },
    attempts: { perPair: 1000, perAddress: 1000, perAccount: 1000, windowSeconds: 900, ...attempts },
    rates: { store: "memory", perToken: 0, perAddress: 0, postsPerHour: 0, ...rates },
    now: () => clock.now.getTime(),
    log,
  });
}

function aHub(database: TestDatabase, deps: Deps, options: NonNullable<ApiOptions["hub"]>): AppOptions["hub"] {
  const tools = { em: database.orm.em, deps, contents: memoryContents(), onDownload: () => undefined };
  return {
    ...hubOverDatabase({ ...tools, sourceHead: async () => null }),
    waiting: waitingRoom({ clock: machineClock, pollMs: 20, places: 100 }),
    patience: { headMs: 50, otherMs: 300_000 },
    publicUrl: null,
    anonymous: false,
    delivery: "redirect",
    ...options,
    onDemand: options.onDemand === true ? onDemandPosts(deps) : null,
  };
}

/** Files whose every byte is the last digit of its place. */
function memoryContents(): Contents {
  const digits = "01234567890123456789";
  const bytesOf = (start: number, end: number): Buffer =>
    Buffer.alloc(end - start + 1, digits.slice(start % 10, (start % 10) + 10));
  return {
    whole: async ({ bytes }) => bytesOf(0, bytes - 1),
    firstByte: async () => 48,
    link: async ({ sha256, path: name }) =>
      `https://store.example/${sha256}?name=${encodeURIComponent(name)}&signature=x`,
    stream: async (_file, { start, end }) => Readable.from([bytesOf(start, end)]),
  };
}

type OtherDeps = Omit<Deps, keyof ReturnType<typeof aFollowing>["deps"]>;
function baseDeps(
  database: TestDatabase,
  access: Access["deps"],
  dispatched: number[],
  clock: { now: Date },
): OtherDeps {
  const auditLog = databaseAuditLog(database.orm.em);
  return {
    ...access,
    ratings: rerating(databaseRatings(database.orm.em), { policy, threshold: 0.5, strict: false, clock: () => 0 }),
    updates: databaseUpdates(database.orm.em),
    garbage: async () => ({ items: [], checkpoints: 0, olderThan: clock.now.getTime() }),
    removal: { remove: databaseRemoval(database.orm.em).remove, reset: async () => true },
    artifacts: databaseArtifacts(database.orm.em),
    catalogue: databaseCatalogue(database.orm.em),
    artifactSearch: databaseArtifactSearch(database.orm.em),
    search: databaseRegexSearch(database.orm.em, { concurrency: 2, queue: 32, timeoutMs: 300_000 }),
    auditLog,
    lineage: databaseLineage(database.orm.em),
    licenses: { check: async () => ({ outcome: "unreadable", detail: "no test of this kind asks GitHub" }) },
    ingest: { dispatch: async (id) => void dispatched.push(id), runInline: null },
    downloads: {
      sign,
      handOut: recordedLinks(sign, auditLog, 3600),
      stream: (files) => {
        const content = Buffer.from(files.map(({ path: name }) => name).join("\n"));
        return { body: Readable.from([content]), bytes: content.length };
      },
      belongs: (name, component) => component === "full" || name.endsWith(".json") === (component === "config"),
    },
    readiness: async () => [],
    openLedger: (leaseSeconds) =>
      callbackLedger(database.orm.em.fork(), {
        leaseSeconds,
        dropBlobs: async () => undefined,
        pieceCharacters: 700_000,
      }),
    endedIngests: databaseWorkload(database.orm.em).ended,
    contract: async () => "openapi: 3.0.3\n",
    now: () => clock.now,
  };
}

const sign = async ({ name, archive }: Archived): Promise<string> =>
  `https://store.example/${archive.key}?name=${name}.zip&signature=x`;

function recording(logged: Record<string, unknown>[]): Logger {
  return pino({ level: "debug" }, { write: (line: string) => void logged.push(JSON.parse(line)) });
}
