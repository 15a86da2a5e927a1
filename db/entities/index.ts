import { Artifact } from "./artifact.ts";
import { CallbackNonce } from "./callback.ts";
import { Blob, BlobReference, Checkpoint, File } from "./content.ts";
import { ArtifactLink } from "./link.ts";
import { Account, AuditEntry, AuditHead, Chore, PersonalToken, RateCounter, Rating, RevokedSignIn } from "./record.ts";
import { WebhookDelivery } from "./webhook.ts";

export const entities = [
  Artifact,
  ArtifactLink,
  File,
  Blob,
  BlobReference,
  Checkpoint,
  Rating,
  AuditEntry,
  AuditHead,
  Account,
  PersonalToken,
  RevokedSignIn,
  RateCounter,
  Chore,
  CallbackNonce,
  WebhookDelivery,
];
