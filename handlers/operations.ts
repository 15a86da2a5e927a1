import { artifactCreate } from "./artifact-create.ts";
import { artifactDownload } from "./artifact-download.ts";
import { artifactManifest } from "./artifact-manifest.ts";
import { artifactRetrieve } from "./artifact-retrieve.ts";
import { authenticate } from "./authenticate.ts";
import type { Operations } from "./contract.ts";
import { contractDocument } from "./contract-document.ts";
import { health } from "./health.ts";
import { modelRate } from "./model-rate.ts";

/** Every operation of openapi.yaml. */
export const operations: Operations = {
  ArtifactCreate: artifactCreate,
  ArtifactDownload: artifactDownload,
  ArtifactManifest: artifactManifest,
  ArtifactRetrieve: artifactRetrieve,
  Authenticate: authenticate,
  Contract: contractDocument,
  Health: health,
  ModelRate: modelRate,
};
