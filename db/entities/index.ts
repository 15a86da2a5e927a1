import { Artifact } from "./artifact.ts";
import { Blob, BlobReference, Checkpoint, File } from "./content.ts";
import { Account, AuditEntry, Rating } from "./record.ts";

export const entities = [Artifact, File, Blob, BlobReference, Checkpoint, Rating, AuditEntry, Account];
