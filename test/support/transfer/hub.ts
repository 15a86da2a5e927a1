import { randomUUID } from "node:crypto";
import { request } from "node:http";
import type { Ending, ManifestEntry, Rejection } from "../../../db/ingest/settle.ts";
import { acceptedId } from "../api/answers.ts";
import type { TestApi } from "../api/api.ts";
import { claimOn, completedAt, someProgress } from "../artifacts/artifacts.ts";

export const SHA = { config: "a".repeat(64), weights: "c".repeat(64), empty: "e".repeat(64), nested: "d".repeat(64) };
export const GIT = {
  config: "b".repeat(40),
  empty: "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
  nested: "d".repeat(40),
};
export const WEIGHT_BYTES = 3_000_000;

const plain = { crc32: 1, kind: "file" } as const;
export const hubFiles: readonly ManifestEntry[] = [
  { ...plain, path: "config.json", bytes: 20, sha256: SHA.config, gitSha1: GIT.config },
  { ...plain, path: "empty.txt", bytes: 0, sha256: SHA.empty, gitSha1: GIT.empty },
  { ...plain, path: "model.safetensors", bytes: WEIGHT_BYTES, sha256: SHA.weights, gitSha1: null },
  { ...plain, path: "a b/é#?.json", bytes: 20, sha256: SHA.nested, gitSha1: GIT.nested },
];
export const COMMIT_A = "a".repeat(40);
export const COMMIT_B = "b".repeat(40);

/** Posts a link of the Hub and takes it through its ingest; its id. */
export async function anApproved(
  api: TestApi,
  link: string,
  commit = COMMIT_A,
  files: readonly ManifestEntry[] = hubFiles,
): Promise<number> {
  const id = await posted(api, link);
  await completedAt(api, id, commit, files);
  return id;
}

/** `acme/m`, `datasets/acme/d` or `acme/m/tree/v1`. */
export async function posted(api: TestApi, link: string): Promise<number> {
  const type = link.startsWith("datasets/") ? "dataset" : "model";
  const url = `https://huggingface.co/${link}`;
  const created = await api.call("ArtifactCreate", { path: { artifact_type: type }, body: { url } });
  return acceptedId(created);
}

export interface HubAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** The body as JSON. */
  json(): Record<string, unknown>;
}

/** A request as a client of the Hub sends it: no redirect is followed, headers and bytes come as they are. */
export function hubRequest(
  api: Pick<TestApi, "url" | "token">,
  path: string,
  options: { method?: string; token?: string | null; headers?: Record<string, string>; body?: string } = {},
): Promise<HubAnswer> {
  const { method = "GET", token = api.token, headers = {}, body } = options;
  const sent = { ...(token === null ? {} : { authorization: token }), ...headers };
  return new Promise((resolve, reject) => {
    // The path as it is: a URL would lose the segments ".." of it.
    const asked = request(api.url, { path: `/hub${path}`, method, headers: sent }, async (response) => {
      try {
        const parts: Buffer[] = [];
        for await (const part of response) parts.push(part as Buffer);
        const bytes = Buffer.concat(parts);
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers as Record<string, string>,
          body: bytes,
          json: () => JSON.parse(bytes.toString()) as Record<string, unknown>,
        });
      } catch (error) {
        reject(error as Error);
      }
    });
    asked.once("error", reject);
    asked.end(body);
  });
}

/** A personal token, as the clients of the Hub take it. */
export async function aHubToken(api: TestApi, role: "reader" | "publisher" | "admin"): Promise<string> {
  const made = await api.call("TokenCreate", { body: { name: randomUUID(), role } });
  if (made.status !== 201) throw new Error(`making a token answered ${made.status}`);
  return made.body.token;
}

const aVerdict = {
  admitted: false,
  net_score: 0.31,
  threshold: 0.5,
  policy_version: "1",
  coverage: 1,
  bounds: { lo: 0.31, hi: 0.31 },
  firmness: "robust",
  reasons: ["no licence found"],
  advice: [{ metric: "license", text: "Name a licence in the README", gain: 0.2 }],
  metrics: {},
} satisfies Rejection["verdict"];

/** Posts a link and lets the registry reject it at a commit; its id. */
export async function aRejected(api: TestApi, link: string, commit = COMMIT_A): Promise<number> {
  const id = await posted(api, link);
  await rejectedAt(api, id, commit);
  return id;
}

/** Lets the registry reject an artifact, or an update of one, at a commit. */
export async function rejectedAt(api: TestApi, id: number, commit: string): Promise<void> {
  const claim = await claimOn(api, id);
  await api.ledger.pin(claim, { repository: claim.link.repository, ref: claim.link.revision, commit, bytesTotal: 20 });
  await api.ledger.move(claim, "rating");
  await api.ledger.reject(claim, { message: "Rejected", progress: someProgress("done"), verdict: aVerdict });
}

/** Posts a link and lets its ingest fail; its id. */
export async function aFailed(api: TestApi, link: string, failure: Ending["failure"]): Promise<number> {
  const id = await posted(api, link);
  const claim = await claimOn(api, id);
  await api.ledger.fail(claim, { failure, progress: someProgress("done") });
  return id;
}
