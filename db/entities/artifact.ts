import { defineEntity, type InferEntity, p } from "@mikro-orm/core";
import type { FailureCode } from "../../domain/failure.ts";
import { statuses } from "../../domain/status.ts";
import type { components } from "../../generated/api.ts";

type Schemas = components["schemas"];

/** Where the zip of a completed artifact is. CRC32 is unsigned; sha256 is null when it was not had for free. */
export interface ArchiveRecord {
  readonly key: string;
  readonly bytes: number;
  readonly crc32: number;
  readonly sha256: string | null;
}

export interface FailureRecord {
  readonly code: FailureCode;
  readonly detail: string;
  readonly retryable: boolean;
  readonly reference?: string;
}

/** One link that was accepted, from POST to its end. Written through claim.ts and ledger.ts while it is worked on. */
export const Artifact = defineEntity({
  name: "Artifact",
  tableName: "artifact",
  properties: {
    id: p.bigint("number").primary().autoincrement(),
    type: p.text().$type<Schemas["ArtifactType"]>(),
    name: p.text(),
    /** Canonical link. */
    url: p.text(),
    host: p.text().$type<"huggingface" | "github">(),
    /** As in the link until the source was asked, then as the source spells it. */
    repository: p.text(),
    sourceKey: p.text(),
    /** Repository and ref as the source names them, once it was asked: one artifact holds it at a time. */
    origin: p.text().nullable(),
    /** As asked for: branch, tag or commit, and perhaps a folder. */
    revision: p.text(),
    commit: p.text().nullable(),
    owner: p.text(),
    status: p
      .enum(() => statuses)
      .$type<Schemas["ArtifactStatus"]>()
      .default("pending"),
    statusMessage: p.text(),
    progress: p.json<Schemas["Progress"]>().nullable(),
    bytesTotal: p.bigint("number").nullable(),
    attempt: p.integer().default(0),
    continuation: p.integer().default(0),
    /** True while the work is on its way from one invocation to the next. */
    handedOver: p.boolean().default(false),
    /** Fencing token of the worker that owns the artifact. */
    leaseToken: p.uuid().nullable(),
    /** Request id of that worker's invocation. */
    leaseHolder: p.text().nullable(),
    leaseUntil: p.datetime().nullable(),
    /** Token of the claim that last let go of the artifact, and how it did. */
    settledToken: p.uuid().nullable(),
    settledAs: p.text().nullable(),
    nextAttemptAt: p.datetime(),
    dispatchedAt: p.datetime().nullable(),
    dispatches: p.integer().default(0),
    dispatchError: p.text().nullable(),
    failure: p.json<FailureRecord>().nullable(),
    verdict: p.json<Schemas["Verdict"]>().nullable(),
    archive: p.json<ArchiveRecord>().nullable(),
    readme: p.text().nullable(),
    /** The artifact that this row is to replace when its ingest has passed; such a row shows in no list. */
    replaces: p.bigint("number").nullable(),
    /** True for an update to the revision that its artifact has already. */
    keepsRevision: p.boolean().default(false),
    lastUpdateId: p.bigint("number").nullable(),
    /** When nothing of an ended artifact was left in the object store. */
    cleanedAt: p.datetime().nullable(),
    /** Last attempt to read facts that the rating lacks; null when it lacks none. */
    refreshAt: p.datetime().nullable(),
    refreshes: p.integer().default(0),
    correlationId: p.text(),
    /** Where to report how it ended; null for nowhere. */
    callbackUrl: p.text().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    deletedAt: p.datetime().nullable(),
  },
});
export type ArtifactRow = InferEntity<typeof Artifact>;
