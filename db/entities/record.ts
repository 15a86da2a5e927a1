import { defineEntity, type InferEntity, p } from "@mikro-orm/core";
import type { components } from "../../generated/api.ts";

/** A rating as it was made: the wire form, and the facts it was made from, so that it can be made again. */
export const Rating = defineEntity({
  name: "Rating",
  tableName: "rating",
  properties: {
    id: p.bigint("number").primary().autoincrement(),
    artifactId: p.bigint("number"),
    policyVersion: p.text(),
    /** Null when too little could be read to say. */
    netScore: p.double().nullable(),
    rating: p.json<components["schemas"]["ModelRating"]>(),
    snapshot: p.json<unknown>(),
    createdAt: p.datetime(),
  },
});
export type RatingRow = InferEntity<typeof Rating>;

export const auditActions = ["CREATE", "UPDATE", "DOWNLOAD", "RATE", "AUDIT"] as const;

/** Who did what to an artifact. Rows are only ever added. */
export const AuditEntry = defineEntity({
  name: "AuditEntry",
  tableName: "audit_entry",
  properties: {
    id: p.bigint("number").primary().autoincrement(),
    artifactId: p.bigint("number"),
    action: p.enum(() => auditActions).$type<(typeof auditActions)[number]>(),
    account: p.text(),
    detail: p.text().nullable(),
    at: p.datetime(),
  },
});

/** Someone who may sign in. The hash holds its own parameters and salt. */
export const Account = defineEntity({
  name: "Account",
  tableName: "account",
  properties: {
    name: p.text().primary(),
    role: p.enum(() => ["admin", "publisher", "reader"] as const).$type<"admin" | "publisher" | "reader">(),
    passwordHash: p.text(),
    passwordChangedAt: p.datetime(),
    createdAt: p.datetime(),
  },
});
export type AccountRow = InferEntity<typeof Account>;
