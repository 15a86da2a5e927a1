import { Artifact } from "./artifact.ts";
import { CallbackNonce } from "./callback.ts";
import { Blob, BlobReference, Checkpoint, File } from "./content.ts";
import { ArtifactLink } from "./link.ts";
import { Account, AuditEntry, Chore, PersonalToken, Rating, RevokedSignIn, SignInAttempt } from "./record.ts";
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
  Account,
  PersonalToken,
  RevokedSignIn,
  SignInAttempt,
  Chore,
  CallbackNonce,
  WebhookDelivery,
];
