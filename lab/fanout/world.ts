/** The ingest function over a hub and a store, with a database of its own, for programs that measure or kill its workers. */
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { databaseArtifacts } from "../../db/catalogue/artifacts.ts";
import { migrate } from "../../db/migrate.ts";
import { createOrm } from "../../db/orm.ts";
import { canonicalUrl } from "../../domain/link.ts";
import { isFinal } from "../../domain/status.ts";
import type { components } from "../../generated/api.ts";
import { buildIngest } from "../../local/bundle/bundle.ts";
import { type LambdaOptions, type LocalLambda, startLambda } from "../../local/lambda.ts";
import { type LocalPostgres, startPostgres } from "../../local/postgres.ts";

export const BUCKET = "gatehouse";
export const KEYS = { accessKeyId: "FANOUTFANOUTFANOUT", secretAccessKey: "a key of this measurement only" };
const FUNCTION = "ingest";
const POLL_MS = 50;
const CLIENT = { region: "us-east-1", credentials: KEYS };

type IngestEvent = components["schemas"]["IngestEvent"];

export interface FunctionWorld extends AsyncDisposable {
  readonly lambda: LocalLambda;
  readonly postgres: LocalPostgres;
  /** Deploys the function with these variables beside those that it always has. */
  deploy(variables: Readonly<Record<string, string>>): Promise<void>;
  /** Registers a dataset of the hub; the event that dispatches it. */
  register(repository: string): Promise<IngestEvent>;
  dispatch(event: IngestEvent): Promise<void>;
  /** Waits until the artifact is final. Calls `onIdle` when no invocation is left that could make it so. */
  ended(event: IngestEvent, limitMs: number, onIdle?: () => Promise<void>): Promise<Ended>;
  /** Rows of a query. */
  query<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

export interface Ended {
  readonly status: string;
  readonly message: string;
  readonly stages: readonly { readonly stage: string; readonly seconds: number | null }[];
}

export interface FunctionWorldOptions extends Pick<LambdaOptions, "concurrency" | "openNetwork" | "retryDelaysMs"> {
  readonly directory: string;
  readonly log?: (line: string) => void;
}

/** Starts database and function service, and builds the function. */
export async function openFunctionWorld({ directory, log, ...service }: FunctionWorldOptions): Promise<FunctionWorld> {
  await using opened = new AsyncDisposableStack();
  const bundle = await buildIngest(path.join(directory, "function"));
  const postgres = await startPostgres({ directory: path.join(directory, "postgres"), ephemeral: true });
  opened.defer(() => postgres.stop());
  await migrate({ ...postgres, tls: false });
  const lambda = await startLambda({
    ...{ directory: path.join(directory, "lambda"), roleCredentials: KEYS, ...KEYS, ...service },
    log: ({ text }) => log?.(text),
  });
  opened.defer(() => lambda.close());
  const client = new LambdaClient({ ...CLIENT, endpoint: lambda.endpoint });
  opened.defer(async () => client.destroy());
  const pool = { max: 2, statementTimeoutMs: 10_000, connectTimeoutMs: 5_000 };
  const orm = createOrm({ ...postgres, tls: false }, pool);
  opened.defer(() => orm.close(true));
  const owned = opened.move();
  const always = { ...databaseVariables(postgres), AWS_ENDPOINT_URL_LAMBDA: lambda.endpoint };
  const query: FunctionWorld["query"] = (sql, parameters = []) => orm.em.fork().execute(sql, [...parameters]);
  return {
    ...{ lambda, postgres, query },
    deploy: (variables) =>
      lambda.deploy({ name: FUNCTION, bundle, environment: { ...always, ...variables }, timeoutSeconds: 900 }),
    register: (repository) => register(databaseArtifacts(orm.em), repository),
    dispatch: async (event) => {
      const Payload = Buffer.from(JSON.stringify(event));
      await client.send(new InvokeCommand({ FunctionName: FUNCTION, InvocationType: "Event", Payload }));
    },
    ended: (event, limitMs, onIdle) => untilFinal({ lambda, query }, event, limitMs, onIdle),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

const databaseVariables = ({ host, port, user, password, database }: LocalPostgres) => ({
  ...{ DB_HOST: host, DB_PORT: String(port), DB_USER: user, DB_PASSWORD: password, DB_NAME: database },
  ...{ AWS_STORAGE_BUCKET_NAME: BUCKET, POWERTOOLS_TRACE_ENABLED: "false" },
});

async function register(artifacts: ReturnType<typeof databaseArtifacts>, repository: string): Promise<IngestEvent> {
  const link = { host: "huggingface", type: "dataset", repository, revision: "main" } as const;
  const name = repository.split("/").at(-1) ?? repository;
  const correlationId = `fanout-${name}`;
  const inserted = await artifacts.insert({ link, name, owner: "lab", correlationId });
  if (!inserted.inserted) throw new Error(`${repository} is registered already`);
  return {
    ...{ artifact_id: inserted.id, source_url: canonicalUrl(link), artifact_type: "dataset", revision: "main", name },
    correlation_id: correlationId,
  };
}

async function untilFinal(
  { lambda, query }: Pick<FunctionWorld, "lambda" | "query">,
  { artifact_id: id, name }: IngestEvent,
  limitMs: number,
  onIdle?: () => Promise<void>,
): Promise<Ended> {
  for (const end = performance.now() + limitMs; performance.now() < end; await pause(POLL_MS)) {
    const idle = lambda.invocations.every(({ status }) => !["queued", "running", "retrying"].includes(status));
    const [row] = await query<{ status: Parameters<typeof isFinal>[0]; message: string; stages: Ended["stages"] }>(
      "select status, status_message as message, progress -> 'stages' as stages from artifact where id = ?",
      [id],
    );
    if (row === undefined) throw new Error(`${name} is not in the database`);
    if (isFinal(row.status)) return row;
    if (!idle) continue;
    if (onIdle === undefined) throw new Error(`${name} is ${row.status} and no invocation is left: ${row.message}`);
    await onIdle();
  }
  throw new Error(`${name} did not end within ${limitMs / 1000} s`);
}
