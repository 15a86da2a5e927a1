import { mkdir, mkdtemp, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { ListMultipartUploadsCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import type { components } from "../../generated/api.ts";
import type { GitHubSampleRepository, SampleRepository } from "../../local/hub/sample.ts";
import { type ActiveFault, type LocalHub, startHub } from "../../local/hub.ts";
import type { Login } from "../../local/postgres/login.ts";
import { removeTemporary } from "../../local/postgres.ts";
import { type Started, start } from "../../scripts/start.ts";
import { acceptedId } from "./api/answers.ts";
import { type ContractClient, contractClient } from "./api/contract-client.ts";

type Schemas = components["schemas"];
export type Artifact = Schemas["Artifact"];

/** The whole registry as `npm start` brings it up, with a sample hub. `await using` stops it. */
export interface TestRegistry extends AsyncDisposable {
  readonly hub: LocalHub;
  readonly call: ContractClient;
  readonly started: Started;
  /** Lines that the function wrote. */
  readonly functionLog: string[];
  /** Posts a link and returns the artifact's id. */
  post(url: string, type?: Schemas["ArtifactType"]): Promise<number>;
  read(id: number, type?: Schemas["ArtifactType"]): Promise<Artifact>;
  /** Polls until the artifact is final; every state that was seen. */
  follow(id: number, type?: Schemas["ArtifactType"]): Promise<Artifact[]>;
  /** Keys of everything in the bucket, open uploads included. */
  bucket(): Promise<{ objects: string[]; uploads: string[] }>;
  /** Holds each transfer of these files after this many bytes, however fast the machine is, until the result is removed. */
  stall(file: string, afterBytes: number): ActiveFault;
}

/** Where the function keeps the state of an ingest: in the database itself, or at the server, told over HTTP. */
export const worlds = ["database", "callback"] as const;

export interface RegistryOptions {
  /** `database` by default. */
  readonly ledger?: (typeof worlds)[number];
  readonly repositories: readonly SampleRepository[];
  readonly github?: readonly GitHubSampleRepository[];
  readonly env?: Readonly<Record<string, string>>;
  readonly hub?: Partial<Parameters<typeof startHub>[0]>;
}

export const PASSWORD = "the password of this test registry";
/** Ends a hang; a machine may be many times slower. */
const LIMIT_MS = 500_000;

/**
 * What a test run has once for all of its registries: a database server, and the bundle with what Node compiled of it.
 * `npm run fuzz` has neither.
 */
async function sharedParts(): Promise<{
  readonly login: Login;
  readonly bundle: string;
  readonly compiled: string;
  drop(): Promise<void>;
} | null> {
  if (process.env["VITEST"] === undefined) return null;
  const [{ inject }, { cloneTemplate, dropDatabase }] = await Promise.all([import("vitest"), import("./database.ts")]);
  const login = await cloneTemplate();
  return { login, bundle: inject("bundle"), compiled: inject("compiled"), drop: () => dropDatabase(login) };
}

/** Lets the functions of all registries find what Node compiled of their bundle for the first one. */
async function shareCompiled(compiled: string, dataDirectory: string): Promise<void> {
  const lambda = path.join(dataDirectory, "lambda");
  await mkdir(lambda, { mode: 0o700 });
  await symlink(compiled, path.join(lambda, "compiled"));
}

const databaseVariables = ({ host, port, user, password, database }: Login): Record<string, string> => ({
  DB_HOST: host,
  DB_PORT: String(port),
  DB_USER: user,
  DB_PASSWORD: password,
  DB_NAME: database,
  DB_SSL: "false",
});

/** Short pauses, every reply checked, nothing logged. */
const TEST_SETTINGS = {
  PORT: "0",
  ADMIN_PASSWORD: PASSWORD,
  INGEST_RETRY_PAUSE_SECONDS: "0",
  INGEST_LEASE_SECONDS: "5",
  SWEEP_SECONDS: "1",
  REPLY_CHECK_SHARE: "1",
  LOG_LEVEL: "silent",
  PATH: process.env["PATH"] ?? "",
};

export async function aRegistry(options: RegistryOptions): Promise<TestRegistry> {
  const directory = await mkdtemp(path.join(tmpdir(), "gatehouse-test-"));
  const hub = await startHub({ repositories: options.repositories, github: options.github ?? [], ...options.hub });
  const functionLog: string[] = [];
  const shared = await sharedParts();
  if (shared !== null) await shareCompiled(shared.compiled, directory);
  const settings = {
    ...TEST_SETTINGS,
    DATA_DIR: directory,
    HF_ENDPOINT: hub.endpoint,
    GITHUB_API_URL: hub.github,
    INGEST_LEDGER: options.ledger ?? "database",
    ...(shared === null ? {} : databaseVariables(shared.login)),
    ...options.env,
  };
  const started = await start(settings, {
    ephemeral: true,
    onFunctionLog: (line) => functionLog.push(line),
    ...(shared === null ? {} : { bundle: shared.bundle }),
  });
  const call = await signedIn(started.url);
  return {
    hub,
    call,
    started,
    functionLog,
    ...followers(call),
    bucket: () => bucketOf(started),
    stall: (file, afterBytes) => hub.faults.add({ file, listener: "cdn" }, { kind: "stall", afterBytes }),
    [Symbol.asyncDispose]: async () => {
      await started.stop();
      await hub.close();
      await shared?.drop();
      await removeTemporary(directory);
    },
  };
}

async function signedIn(url: string): Promise<ContractClient> {
  const body = { user: { name: "admin" }, secret: { password: PASSWORD } };
  const answer = await contractClient(url)("Authenticate", { body });
  if (answer.status !== 200) throw new Error(`signing in answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return contractClient(url, answer.body);
}

function followers(call: ContractClient): Pick<TestRegistry, "post" | "read" | "follow"> {
  const read = async (id: number, type: Schemas["ArtifactType"] = "model"): Promise<Artifact> => {
    const found = await call("ArtifactRetrieve", { path: { artifact_type: type, id } });
    if (found.status !== 200) throw new Error(`reading ${type} ${id} answered ${found.status}`);
    return found.body;
  };
  return {
    read,
    post: async (url, type = "model") => {
      const created = await call("ArtifactCreate", { path: { artifact_type: type }, body: { url } });
      return acceptedId(created);
    },
    follow: async (id, type) => {
      const seen: Artifact[] = [];
      const end = Date.now() + LIMIT_MS;
      for (;;) {
        const artifact = await read(id, type);
        seen.push(artifact);
        if (["completed", "rejected", "failed"].includes(artifact.status)) return seen;
        if (Date.now() > end) throw new Error(`artifact ${id} did not end: ${artifact.status_message}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
  };
}

async function bucketOf({ stack }: Started): Promise<{ objects: string[]; uploads: string[] }> {
  const { env } = stack;
  const client = new S3Client({
    endpoint: env["AWS_ENDPOINT_URL_S3"] ?? "",
    region: "us-east-1",
    forcePathStyle: true,
    credentials: { accessKeyId: env["AWS_ACCESS_KEY_ID"] ?? "", secretAccessKey: env["AWS_SECRET_ACCESS_KEY"] ?? "" },
  });
  try {
    const Bucket = env["AWS_STORAGE_BUCKET_NAME"];
    const objects = await client.send(new ListObjectsV2Command({ Bucket }));
    const uploads = await client.send(new ListMultipartUploadsCommand({ Bucket }));
    return {
      objects: (objects.Contents ?? []).map(({ Key }) => Key ?? ""),
      uploads: (uploads.Uploads ?? []).map(({ Key }) => Key ?? ""),
    };
  } finally {
    client.destroy();
  }
}
