/**
 * How the ledger's values are written in the bodies of reports over HTTP, in both directions: the ingest function
 * writes calls and reads answers, the server reads calls and writes answers.
 */

import type { Held } from "../../domain/failure.ts";
import type { components } from "../../generated/api.ts";
import type { DeclaredLink } from "../catalogue/lineage.ts";
import type { StoredBlob } from "./blobs.ts";
import type { SavedDocument } from "./checkpoints.ts";
import type { BareClaim } from "./claim.ts";
import type { Completion, RatingRecord, Rejection } from "./settle.ts";

type Schemas = components["schemas"];

export type LedgerCall = Schemas["LedgerCall"];
export type CallName = LedgerCall["call"];
export type CallOf<Name extends CallName> = Extract<LedgerCall, { call: Name }>;

type LedgerAnswer = Schemas["LedgerAnswer"];

/** The calls that are answered with more than that they are done. */
export const ANSWERS = {
  LedgerClaim: "LedgerClaimed",
  LedgerDocumentRead: "LedgerDocumentText",
  LedgerPin: "LedgerPinned",
  LedgerBlobsFind: "LedgerBlobsFound",
  LedgerParentScore: "LedgerParentScored",
  LedgerDatasetOffer: "LedgerDatasetOffered",
  LedgerSharePlan: "LedgerShareOpened",
  LedgerShareJoin: "LedgerShareJoined",
  LedgerShareExchange: "LedgerShareExchanged",
  LedgerShareReport: "LedgerShareReported",
} as const satisfies Partial<Record<CallName, LedgerAnswer["answer"]>>;
type AnswerName<Name extends CallName> = Name extends keyof typeof ANSWERS ? (typeof ANSWERS)[Name] : "LedgerDone";
export type AnswerOf<Name extends CallName> = Extract<LedgerAnswer, { answer: AnswerName<Name> }>;

/** Names under which a settlement finds its large parts. */
export const SETTLED_FILES = "settle/files";
export const SETTLED_SNAPSHOT = "settle/snapshot";

export const writeHold = ({ artifactId, token }: Held, leaseSeconds: number): Schemas["LedgerHold"] => ({
  artifact_id: artifactId,
  token,
  lease_seconds: leaseSeconds,
});
export const readHold = ({ artifact_id, token }: Schemas["LedgerHold"]): Held => ({ artifactId: artifact_id, token });

export function writeClaim(claim: BareClaim, stages: readonly string[]): Schemas["LedgerClaimedArtifact"] {
  const { artifactId, correlationId, progress, link, ...same } = claim;
  const { host, type, repository, revision } = link;
  return {
    ...same,
    artifact_id: artifactId,
    correlation_id: correlationId,
    link: { host, type, repository, revision },
    ...(progress === null ? {} : { progress }),
    checkpoints: [...stages],
  };
}

export function readClaim(written: Schemas["LedgerClaimedArtifact"]): BareClaim {
  const { artifact_id, correlation_id, progress = null, checkpoints: _stages, ...same } = written;
  return { ...same, artifactId: artifact_id, correlationId: correlation_id, progress };
}

export const writeBlob = ({ sha256, bytes, crc32, gitSha1 }: StoredBlob): Schemas["LedgerBlob"] => ({
  sha256,
  bytes,
  crc32,
  git_sha1: gitSha1,
});
export const readBlob = ({ git_sha1, ...same }: Schemas["LedgerBlob"]): StoredBlob => ({ ...same, gitSha1: git_sha1 });

const writeRating = ({ policyVersion, netScore, rating }: RatingRecord): Schemas["LedgerRating"] => ({
  policy_version: policyVersion,
  net_score: netScore,
  rating,
  snapshot: { saved: SETTLED_SNAPSHOT },
});
const readRating = ({ policy_version, net_score, rating, snapshot }: Schemas["LedgerRating"]): RatingRecord => ({
  policyVersion: policy_version,
  netScore: net_score,
  rating,
  snapshot,
});

const writeLink = ({ kind, target, declaredIn }: DeclaredLink): Schemas["LedgerLink"] => ({
  kind,
  target: { host: target.host, repository: target.repository },
  declared_in: [...declaredIn],
});
const readLink = ({ kind, target, declared_in }: Schemas["LedgerLink"]): DeclaredLink => ({
  kind,
  target,
  declaredIn: declared_in,
});

/** A settlement whose files and snapshot were saved before under the names above. */
export const writeCompletion = (held: Schemas["LedgerHold"], completion: Completion): CallOf<"LedgerComplete"> => ({
  call: "LedgerComplete",
  hold: held,
  message: completion.message,
  progress: completion.progress,
  ...(completion.verdict === undefined ? {} : { verdict: completion.verdict }),
  ...(completion.rating === undefined ? {} : { rating: writeRating(completion.rating) }),
  files: { saved: SETTLED_FILES },
  archive: completion.archive,
  ...(completion.links === undefined ? {} : { links: completion.links.map(writeLink) }),
});

export const readCompletion = (call: CallOf<"LedgerComplete">): Completion & { readonly files: SavedDocument } => ({
  message: call.message,
  progress: call.progress,
  verdict: call.verdict,
  rating: call.rating === undefined ? undefined : readRating(call.rating),
  files: call.files,
  archive: call.archive,
  ...(call.links === undefined ? {} : { links: call.links.map(readLink) }),
});

export const writeRejection = (held: Schemas["LedgerHold"], rejection: Rejection): CallOf<"LedgerReject"> => ({
  call: "LedgerReject",
  hold: held,
  message: rejection.message,
  progress: rejection.progress,
  verdict: rejection.verdict,
  ...(rejection.rating === undefined ? {} : { rating: writeRating(rejection.rating) }),
});

export const readRejection = (call: CallOf<"LedgerReject">): Rejection => ({
  message: call.message,
  progress: call.progress,
  verdict: call.verdict,
  rating: call.rating === undefined ? undefined : readRating(call.rating),
});
