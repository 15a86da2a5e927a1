/** The registry that the clients load from: a model and a dataset of several revisions, and a model that is rejected. */
import { canonicalUrl } from "../../../domain/link.ts";
import { aDataset, aModel } from "../../../local/hub/builders.ts";
import type { SampleCommit, SampleRepository } from "../../../local/hub/sample.ts";
import { sampleRepositories } from "../../../local/hub.ts";
import { type SampleRegistry, startSampleRegistry } from "../../registry.ts";

/** A revision of a repository, under one of the names that it has. */
export interface Order {
  readonly type: "model" | "dataset";
  readonly id: string;
  readonly named: "main" | "tag" | "commit";
  readonly revision: string;
  /** SHA-256 of every file by its path, as the manifest has them. */
  readonly files: ReadonlyMap<string, string>;
}

export interface World extends AsyncDisposable {
  /** Address of the download API, at another host name than the object store's. */
  readonly endpoint: string;
  /** Of the role reader. */
  readonly token: string;
  readonly orders: readonly Order[];
  readonly rejected: Order;
  /** The sentence that has to reach the person who asks for the rejected model. */
  readonly reason: string;
}

/** Large enough to be redirected to the object store, in bytes. */
const LARGE = 12_000_000;
const TAG = "v1";
const MODEL = "acme/clear-bert";
const DATASET = "acme/corpus";
const REJECTED = "someone/test-upload";
const WEIGHTS = "clear-bert-Q4_K_M.gguf";
/** Only main has it. */
const CHANGES = "CHANGES.md";

/** The header of a GGUF file without tensors, and more bytes than the server sends itself. */
function gguf(): Uint8Array {
  const file = Buffer.alloc(2_000_000);
  file.write("GGUF");
  file.writeUInt32LE(3, 4);
  return file;
}

const extra = [
  { path: CHANGES, content: "Version 2: describes its evaluation.\n" },
  { path: "empty.txt", content: "" },
  { path: "notes/how it was made.md", content: "By hand.\n" },
];

/** The same repository with a tag at the last commit but one, which has everything but the changes. */
function tagged(repository: SampleRepository): SampleRepository {
  const commits = repository.commits ?? [];
  const before = repository.files.map(({ path }) => path).filter((path) => path !== CHANGES);
  const filesOf = [...commits.slice(2).map(() => []), before, [CHANGES]];
  const tags = [{ name: TAG, commit: commits.length - 2 }];
  return {
    ...repository,
    tags,
    commits: commits.map((commit, index): SampleCommit => ({ ...commit, files: filesOf[index] ?? [] })),
  };
}

/** Starts a registry with everything ingested. */
export async function startWorld(): Promise<World> {
  const { repositories, github, organizations } = sampleRepositories({ weightBytes: LARGE });
  const own = [
    tagged(aModel(MODEL, { weightBytes: LARGE, files: [...extra, { path: WEIGHTS, content: gguf() }] })),
    tagged(aDataset(DATASET, { dataBytes: LARGE, files: extra })),
  ];
  const others = repositories.filter(({ id }) => !own.some((one) => one.id === id));
  await using opened = new AsyncDisposableStack();
  const registry = await startSampleRegistry({ samples: { repositories: [...own, ...others], github, organizations } });
  opened.use(registry);
  const orders = [...(await ordersOf(registry, "model", MODEL)), ...(await ordersOf(registry, "dataset", DATASET))];
  const rejected = await registry.ended(await registry.post(`https://huggingface.co/${REJECTED}`));
  if (rejected !== "rejected") throw new Error(`${REJECTED} was ${rejected}`);
  const token = await readerToken(registry);
  const endpoint = `${registry.url.replace("127.0.0.1", "localhost")}/hub`;
  const reason = await reasonOf(endpoint, token);
  const owned = opened.move();
  return {
    endpoint,
    token,
    orders,
    rejected: { type: "model", id: REJECTED, named: "main", revision: "main", files: new Map([["config.json", ""]]) },
    reason,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** Ingests a repository by its newest commit and by its tag; what can be loaded of it. */
async function ordersOf(registry: SampleRegistry, type: Order["type"], id: string): Promise<Order[]> {
  const link = (revision: string) => canonicalUrl({ host: "huggingface", type, repository: id, revision });
  const posted = await Promise.all(["main", TAG].map((revision) => registry.post(link(revision), type)));
  const [main, tag] = await Promise.all(posted.map((artifact) => approved(registry, type, artifact)));
  if (main === undefined || tag === undefined || main.commit === tag.commit)
    throw new Error(`${id} has the same commit at main and at ${TAG}`);
  return [
    { type, id, named: "main", revision: "main", files: main.files },
    { type, id, named: "tag", revision: TAG, files: tag.files },
    { type, id, named: "commit", revision: tag.commit, files: tag.files },
  ];
}

async function approved(registry: SampleRegistry, type: Order["type"], id: number) {
  const status = await registry.ended(id, type);
  const params = { path: { artifact_type: type, id } };
  const { data: manifest } = await registry.client.GET("/artifacts/{artifact_type}/{id}/manifest", { params });
  if (manifest === undefined) throw new Error(`${type} ${id} was ${status}`);
  return { commit: manifest.commit, files: new Map(manifest.files.map((file) => [file.path, file.sha256 ?? ""])) };
}

async function readerToken({ client }: SampleRegistry): Promise<string> {
  const { data, response } = await client.POST("/tokens", { body: { name: "clients", role: "reader" } });
  if (data === undefined) throw new Error(`making a token was answered with ${response.status}`);
  return data.token;
}

/** What the registry says about the rejected model, without the link that follows. */
async function reasonOf(endpoint: string, token: string): Promise<string> {
  const signal = AbortSignal.timeout(60_000);
  const headers = { Authorization: `Bearer ${token}` };
  const response = await fetch(`${endpoint}/api/models/${REJECTED}`, { headers, signal });
  const { error = "" } = (await response.json()) as { error?: string };
  const [reason] = /^.*? is not approved here: .*?(?=\. )/.exec(error) ?? [];
  if (response.status !== 403 || reason === undefined) throw new Error(`${REJECTED} is answered with: ${error}`);
  return reason;
}
