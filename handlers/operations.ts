import { artifactAudit } from "./artifact-audit.ts";
import { artifactByName } from "./artifact-by-name.ts";
import { artifactByRegEx } from "./artifact-by-regex.ts";
import { artifactCost } from "./artifact-cost.ts";
import { artifactsList } from "./artifacts-list.ts";
import { licenseCheck } from "./license-check.ts";
import { modelLineage } from "./model-lineage.ts";
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
  ArtifactAudit: artifactAudit,
  ArtifactByName: artifactByName,
  ArtifactByRegEx: artifactByRegEx,
  ArtifactCost: artifactCost,
  ArtifactsList: artifactsList,
  LicenseCheck: licenseCheck,
  ModelLineage: modelLineage,
  ArtifactCreate: artifactCreate,
  ArtifactDownload: artifactDownload,
  ArtifactManifest: artifactManifest,
  ArtifactRetrieve: artifactRetrieve,
  Authenticate: authenticate,
  Contract: contractDocument,
  Health: health,
  ModelRate: modelRate,
};
