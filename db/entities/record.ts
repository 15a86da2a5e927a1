import { defineEntity, type InferEntity, p } from "@mikro-orm/core";
import type { components } from "../../generated/api.ts";

/** A rating in the form of the contract, and the facts it was computed from, so that it can be computed again. */
export const Rating = defineEntity({
  name: "Rating",
  tableName: "rating",
  properties: {
    id: p.bigint("number").primary().autoincrement(),
    artifactId: p.bigint("number"),
    policyVersion: p.text(),
    /** Null when too few facts were known. */
    netScore: p.double().$type<number>().nullable(),
    rating: p.json<components["schemas"]["ModelRating"]>(),
    snapshot: p.json<unknown>(),
    createdAt: p.datetime(),
  },
});
export type RatingRow = InferEntity<typeof Rating>;

/** Actions that the audit log records. */
const auditActions = [
  "SIGN_IN",
  "SIGN_IN_REFUSED",
  "SIGN_OUT",
  "ACCOUNT_CREATE",
  "ACCOUNT_ROLE",
  "ACCOUNT_PASSWORD",
  "ACCOUNT_DELETE",
  "TOKEN_CREATE",
  "TOKEN_DELETE",
  "POLICY",
  "CREATE",
  "UPDATE",
  "DELETE",
  "DOWNLOAD",
  "RATE",
  "AUDIT",
  "RESET",
] as const;
export type AuditAction = (typeof auditActions)[number];

/** Who did what, in the whole registry. Rows are only ever added; a trigger chains them at the commit. */
export const AuditEntry = defineEntity({
  name: "AuditEntry",
  tableName: "audit_log",
  properties: {
    id: p.bigint("number").primary().autoincrement(),
    /** Place in the chain, from 1 without a gap; null until the commit. */
    seq: p.bigint("number").nullable(),
    at: p.datetime(),
    action: p.text().$type<AuditAction>(),
    /** The account that acted; null for the registry itself and for strangers. */
    actor: p.text().nullable(),
    address: p.text().nullable(),
    /** As the artifact was then: the entry outlives it. */
    artifactId: p.bigint("number").nullable(),
    artifactType: p.text().nullable(),
    artifactName: p.text().nullable(),
    /** The name of the account or token that was changed, where the object is not an artifact. */
    subject: p.text().nullable(),
    detail: p.text().nullable(),
    /** Lower-case hex SHA-256, of the entry before and over this one. */
    previousHash: p.text().nullable(),
    hash: p.text().nullable(),
  },
});

/** The newest link of the chain. */
export const AuditHead = defineEntity({
  name: "AuditHead",
  tableName: "audit_head",
  properties: { name: p.text().primary(), seq: p.bigint("number"), hash: p.text() },
});

const roles = ["admin", "publisher", "reader"] as const;

/** Someone who may sign in. The hash includes its parameters and salt. */
export const Account = defineEntity({
  name: "Account",
  tableName: "account",
  properties: {
    name: p.text().primary(),
    role: p.enum(() => roles).$type<(typeof roles)[number]>(),
    passwordHash: p.text(),
    passwordChangedAt: p.datetime(),
    createdAt: p.datetime(),
  },
});
export type AccountRow = InferEntity<typeof Account>;

/** A token that somebody created for a program. Only the hash of its secret is stored. */
export const PersonalToken = defineEntity({
  name: "PersonalToken",
  tableName: "personal_token",
  properties: {
    id: p.bigint("number").primary().autoincrement(),
    account: p.text(),
    name: p.text(),
    role: p.enum(() => roles).$type<(typeof roles)[number]>(),
    /** Lower-case hex SHA-256 of the secret. */
    secretHash: p.text(),
    createdAt: p.datetime(),
    expiresAt: p.datetime(),
    lastUsedAt: p.datetime().nullable(),
  },
});
export type PersonalTokenRow = InferEntity<typeof PersonalToken>;

/** A sign-in token that was revoked before it expired. */
export const RevokedSignIn = defineEntity({
  name: "RevokedSignIn",
  tableName: "revoked_sign_in",
  properties: { tokenId: p.uuid().primary(), expiresAt: p.datetime() },
});

/** A counter of requests, posts or sign-in attempts, in the shape of the library that counts. `expire` is in epoch milliseconds. */
export const RateCounter = defineEntity({
  name: "RateCounter",
  tableName: "rate_counter",
  properties: {
    key: p.string().length(255).primary(),
    points: p.integer().default(0),
    expire: p.bigint("number").nullable(),
  },
});

/** Work that the registry must finish, however often it is interrupted. */
export const Chore = defineEntity({
  name: "Chore",
  tableName: "chore",
  properties: { name: p.text().primary(), since: p.datetime() },
});

/** The nonce of a signed report, kept for as long as the report's timestamp would be accepted. */
export const CallbackNonce = defineEntity({
  name: "CallbackNonce",
  tableName: "callback_nonce",
  properties: { nonce: p.text().primary(), expiresAt: p.datetime() },
});
