import { Artifact, ArtifactLink, WebhookDelivery } from "./artifact.ts";
import { Blob, BlobReference, Checkpoint, File, SourceBudget, TransferUnit } from "./content.ts";
import {
  Account,
  AuditEntry,
  AuditHead,
  CallbackNonce,
  Chore,
  PersonalToken,
  RateCounter,
  Rating,
  RevokedSignIn,
} from "./record.ts";

export const entities = [
  Artifact,
  ArtifactLink,
  File,
  Blob,
  BlobReference,
  Checkpoint,
  TransferUnit,
  SourceBudget,
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
