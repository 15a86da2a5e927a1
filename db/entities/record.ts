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

/** A token that somebody made for a program. The secret itself is kept nowhere. */
export const PersonalToken = defineEntity({
  name: "PersonalToken",
  tableName: "personal_token",
  properties: {
    id: p.bigint("number").primary().autoincrement(),
    account: p.text(),
    name: p.text(),
    role: p.enum(() => ["admin", "publisher", "reader"] as const).$type<"admin" | "publisher" | "reader">(),
    /** Lower-case hex SHA-256 of the secret. */
    secretHash: p.text(),
    createdAt: p.datetime(),
    expiresAt: p.datetime(),
    lastUsedAt: p.datetime().nullable(),
  },
});
export type PersonalTokenRow = InferEntity<typeof PersonalToken>;

/** A sign-in token that was ended before its time. */
export const RevokedSignIn = defineEntity({
  name: "RevokedSignIn",
  tableName: "revoked_sign_in",
  properties: { tokenId: p.uuid().primary(), expiresAt: p.datetime() },
});

/** A counter of attempts to sign in; its shape is that of the library that counts. `expire` is in epoch milliseconds. */
export const SignInAttempt = defineEntity({
  name: "SignInAttempt",
  tableName: "sign_in_attempt",
  properties: {
    key: p.string().length(255).primary(),
    points: p.integer().default(0),
    expire: p.bigint("number").nullable(),
  },
});

/** Work of the registry that must be finished, however often it is interrupted. */
export const Chore = defineEntity({
  name: "Chore",
  tableName: "chore",
  properties: { name: p.text().primary(), since: p.datetime() },
});
