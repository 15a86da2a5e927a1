import type { Claim } from "../../../db/ingest/claim.ts";
import type { ManifestEntry } from "../../../db/ingest/settle.ts";
import type { components } from "../../../generated/api.ts";
import { blankModel } from "../../rating/models/blank-model.ts";
import { acceptedId } from "../api/answers.ts";
import type { TestApi } from "../api/api.ts";

type Schemas = components["schemas"];

export const COMMIT = "c0ffee0000000000000000000000000000000001";

export const someProgress = (stage: Schemas["Progress"]["stage"] = "transfer"): Schemas["Progress"] => ({
  stage,
  detail: null,
  bytes_done: 10,
  bytes_total: 20,
  bytes_saved: 0,
  files_done: 1,
  files_total: 2,
  percent: 50,
  bytes_per_second: 5,
  eta_seconds: 2,
  attempt: 1,
  continuation: 0,
  heartbeat_at: "2026-01-02T03:04:05.000Z",
});

const files: ManifestEntry[] = [
  { path: "config.json", bytes: 2, sha256: "a".repeat(64), crc32: 1, gitSha1: "b".repeat(40), kind: "file" },
  { path: "model.safetensors", bytes: 18, sha256: "c".repeat(64), crc32: 4294967295, gitSha1: null, kind: "file" },
  { path: "vendor", bytes: 0, sha256: null, crc32: null, gitSha1: null, kind: "submodule" },
];

let counter = 0;

/** Posts a model and returns its id. */
export async function aPosted(api: TestApi, url = `https://huggingface.co/acme/model-${counter++}`): Promise<number> {
  const created = await api.call("ArtifactCreate", { path: { artifact_type: "model" }, body: { url } });
  return acceptedId(created);
}

/** Claims an artifact, or an update of one, as a worker would. */
export async function claimOn(api: TestApi, artifactId: number): Promise<Claim> {
  const claim = await api.ledger.claim({ artifactId, holder: "w", leaseSeconds: 30, maxAttempts: 3 });
  if (claim === null) throw new Error("the artifact could not be claimed");
  return claim;
}

/** Posts a model and claims it. */
export const aClaimed = async (api: TestApi): Promise<Claim> => claimOn(api, await aPosted(api));

/** Takes an artifact, or an update of one, through its ingest at a commit. */
export async function completedAt(
  api: TestApi,
  artifactId: number,
  commit: string,
  manifest: readonly ManifestEntry[] = files,
): Promise<void> {
  const claim = await claimOn(api, artifactId);
  await api.ledger.pin(claim, { repository: claim.link.repository, ref: claim.link.revision, commit, bytesTotal: 20 });
  const blobs = manifest.flatMap(({ sha256, bytes }) => (sha256 == null ? [] : [{ sha256, bytes }]));
  await api.ledger.blobs(claim).reference(blobs);
  await api.ledger.move(claim, "rating");
  const archive = { key: `archives/${artifactId}/m.zip`, bytes: 30, crc32: 7, sha256: null };
  await api.ledger.complete(claim, { message: "Admitted", progress: someProgress("done"), files: manifest, archive });
}

/** A completed model with a small manifest; its id. */
export async function aCompleted(api: TestApi, rating?: Schemas["ModelRating"]): Promise<number> {
  const claim = await aClaimed(api);
  await api.ledger.pin(claim, {
    repository: claim.link.repository,
    ref: claim.link.revision,
    commit: COMMIT,
    bytesTotal: 20,
  });
  await api.ledger.move(claim, "rating");
  await api.ledger.complete(claim, {
    message: "Admitted",
    progress: someProgress("done"),
    files,
    archive: { key: `archives/${claim.artifactId}/m.zip`, bytes: 30, crc32: 7, sha256: null },
    ...(rating ? { rating: { policyVersion: "1", netScore: rating.net_score, rating, snapshot: blankModel } } : {}),
  });
  return claim.artifactId;
}

/** A dataset of the Hub on offer; its id. */
export async function aDatasetOnOffer(api: TestApi, repository: string): Promise<number> {
  const url = `https://huggingface.co/datasets/${repository}`;
  const created = await api.call("ArtifactCreate", { path: { artifact_type: "dataset" }, body: { url } });
  const id = acceptedId(created);
  await completedAt(api, id, COMMIT);
  return id;
}

const metricNames = [
  "ramp_up_time",
  "bus_factor",
  "performance_claims",
  "license",
  "dataset_and_code_score",
  "dataset_quality",
  "code_quality",
  "reproducibility",
  "reviewedness",
  "tree_score",
] as const;

/** A well-formed rating with the same score everywhere. */
export function aRating(score: number): Schemas["ModelRating"] {
  const pairs = metricNames.flatMap((name) => [[name, score] as const, [`${name}_latency`, 0.1] as const]);
  const scores = Object.fromEntries(pairs) as unknown as Schemas["ModelRating"];
  return {
    ...scores,
    name: "m",
    category: "MODEL",
    net_score: score,
    net_score_latency: 0.2,
    size_score: { raspberry_pi: score, jetson_nano: score, desktop_pc: score, aws_server: score },
    size_score_latency: 0.1,
    rating_details: {
      repository: "acme/m",
      commit: COMMIT,
      policy_version: "1",
      inputs_hash: "d".repeat(64),
      threshold: 0.5,
      strict: false,
      verdict: "accept",
      firmness: "robust",
      coverage: 1,
      bounds: { lo: score, hi: score },
      decision: { decision: "accept", firm: true, reasons: [] },
      metrics: {},
      evidence: [],
      advice: [],
    },
  };
}
