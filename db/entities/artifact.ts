import { defineEntity, type InferEntity, p } from "@mikro-orm/core";
import type { FailureCode } from "../../domain/failure.ts";
import { artifactTypes, type SourceHost, sourceHosts } from "../../domain/link.ts";
import { statuses } from "../../domain/status.ts";
import type { components } from "../../generated/api.ts";

type Schemas = components["schemas"];

/** The zip of a completed artifact. CRC32 is unsigned; sha256 is null when computing it would have meant a second read. */
export interface ArchiveRecord {
  /** Null when there is no zip: size and CRC-32 are those that it would have. */
  readonly key: string | null;
  readonly bytes: number;
  readonly crc32: number;
  readonly sha256: string | null;
  /** Why there is no zip. */
  readonly missing?: string;
}

export interface FailureRecord {
  readonly code: FailureCode;
  readonly detail: string;
  readonly retryable: boolean;
  readonly reference?: string;
}

/** An accepted link, from POST to its final status. While a worker holds it, only its claim and ledger write it. */
export const Artifact = defineEntity({
  name: "Artifact",
  tableName: "artifact",
  properties: {
    id: p.bigint("number").primary().autoincrement(),
    type: p.enum(() => artifactTypes).$type<Schemas["ArtifactType"]>(),
    name: p.text(),
    /** Canonical link. */
    url: p.text(),
    host: p.enum(() => sourceHosts).$type<SourceHost>(),
    /** As the link spells it until the source is resolved, then as the source does. */
    repository: p.text(),
    sourceKey: p.text(),
    /** Repository and ref as the source names them, once resolved: one artifact holds it at a time. */
    origin: p.text().nullable(),
    /** As requested: branch, tag or commit, and perhaps a folder. */
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
    /** True between an invocation and its continuation. */
    handedOver: p.boolean().default(false),
    /** Fencing token of the current claim. */
    leaseToken: p.uuid().nullable(),
    /** Request id of the invocation that made the claim. */
    leaseHolder: p.text().nullable(),
    leaseUntil: p.datetime().nullable(),
    /** Fencing token of the invocations that share the transfer; null while there are none. */
    shareToken: p.uuid().nullable(),
    /** Fencing token of the last claim that ended, and how it ended. */
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
    /** The artifact that this update replaces once it is admitted; an update appears in no list. */
    replaces: p.bigint("number").nullable(),
    /** True for an update to the revision that its artifact already has. */
    keepsRevision: p.boolean().default(false),
    lastUpdateId: p.bigint("number").nullable(),
    /** When the last object of an ended artifact was deleted. */
    cleanedAt: p.datetime().nullable(),
    /** Last attempt to read the facts that the rating lacks; null when it lacks none. */
    refreshAt: p.datetime().nullable(),
    refreshes: p.integer().default(0),
    correlationId: p.text(),
    /** From the verdict; the database computes it. */
    netScore: p.double().nullable().generated("((verdict ->> 'net_score')::double precision) stored"),
    /** From the verdict; the database computes it. */
    license: p.text().nullable().generated("(verdict ->> 'license') stored"),
    /** First part of the repository, null when it has only one; the database computes it. */
    sourceOwner: p
      .text()
      .nullable()
      .generated("(case when position('/' in repository) > 0 then split_part(repository, '/', 1) end) stored"),
    /** When it became completed, rejected or failed. */
    endedAt: p.datetime().nullable(),
    /** Address that is notified of the final status; null for none. */
    callbackUrl: p.text().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    deletedAt: p.datetime().nullable(),
  },
});
export type ArtifactRow = InferEntity<typeof Artifact>;

const linkKinds = ["parent", "dataset", "code"] as const;
export type LinkKind = (typeof linkKinds)[number];

/** Something that a completed artifact declares it was made from; the registry may or may not hold it. */
export const ArtifactLink = defineEntity({
  name: "ArtifactLink",
  tableName: "artifact_link",
  properties: {
    artifactId: p.bigint("number").primary(),
    kind: p
      .enum(() => linkKinds)
      .$type<LinkKind>()
      .primary(),
    /** Source key of the target: host, type and repository in lower case. */
    targetKey: p.text().primary(),
    /** Repository of the target as it was declared. */
    target: p.text(),
    /** The places that declare it. */
    declaredIn: p.json<readonly string[]>(),
  },
});

/** What the trigger keeps of an artifact when it, or an update of it, becomes final. */
export interface DeliveredOutcome {
  readonly status: Schemas["ArtifactStatus"];
  readonly status_message: string;
  readonly progress: Schemas["Progress"] | null;
  readonly verdict: Schemas["Verdict"] | null;
  readonly failure: FailureRecord | null;
  readonly commit: string | null;
  readonly updated_at: string;
  /** The update that became final; absent when it was the artifact itself. */
  readonly update?: DeliveredOutcome & { readonly id: number };
}

const deliveryStates = ["pending", "delivered", "abandoned"] as const;

/** The report of a final status to the callback address of an artifact. A trigger adds the row. */
export const WebhookDelivery = defineEntity({
  name: "WebhookDelivery",
  tableName: "webhook_delivery",
  properties: {
    id: p.uuid().primary(),
    artifactId: p.bigint("number"),
    url: p.text(),
    /** The artifact at that moment. */
    outcome: p.json<DeliveredOutcome>(),
    state: p.enum(() => deliveryStates).$type<(typeof deliveryStates)[number]>(),
    /** Attempts started so far. */
    attempts: p.integer(),
    nextAt: p.datetime(),
    lastStatus: p.integer().nullable(),
    lastError: p.text().nullable(),
    createdAt: p.datetime(),
    endedAt: p.datetime().nullable(),
  },
});
export type WebhookDeliveryRow = InferEntity<typeof WebhookDelivery>;
