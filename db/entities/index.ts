import { Artifact } from "./artifact.ts";
import { Blob, BlobReference, Checkpoint, File } from "./content.ts";
import { ArtifactLink } from "./link.ts";
import { Account, AuditEntry, Rating } from "./record.ts";

export const entities = [Artifact, ArtifactLink, File, Blob, BlobReference, Checkpoint, Rating, AuditEntry, Account];
