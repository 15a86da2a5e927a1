import { accountCreate } from "./account-create.ts";
import { accountDelete } from "./account-delete.ts";
import { accountList } from "./account-list.ts";
import { accountOwn } from "./account-own.ts";
import { accountPassword } from "./account-password.ts";
import { accountUpdate } from "./account-update.ts";
import { artifactAudit } from "./artifact-audit.ts";
import { artifactByName } from "./artifact-by-name.ts";
import { artifactByRegEx } from "./artifact-by-regex.ts";
import { artifactCost } from "./artifact-cost.ts";
import { artifactCreate } from "./artifact-create.ts";
import { artifactDelete } from "./artifact-delete.ts";
import { artifactDeliveries } from "./artifact-deliveries.ts";
import { artifactDownload } from "./artifact-download.ts";
import { artifactEvents } from "./artifact-events.ts";
import { artifactManifest } from "./artifact-manifest.ts";
import { artifactRetrieve } from "./artifact-retrieve.ts";
import { artifactCounts, artifactSearch } from "./artifact-search.ts";
import { artifactUpdate } from "./artifact-update.ts";
import { artifactsList } from "./artifacts-list.ts";
import { auditList } from "./audit-list.ts";
import { authenticate } from "./authenticate.ts";
import { componentsHealth } from "./components-health.ts";
import type { Operations } from "./contract.ts";
import { contractDocument } from "./contract-document.ts";
import { documentation, documentationFile } from "./documentation.ts";
import { garbageList } from "./garbage-list.ts";
import { health } from "./health.ts";
import { ingestStatistics } from "./ingest-statistics.ts";
import { ledgerCall } from "./ledger-call.ts";
import { licenseCheck } from "./license-check.ts";
import { metrics } from "./metrics.ts";
import { modelLineage } from "./model-lineage.ts";
import { modelRate } from "./model-rate.ts";
import { ratingsRerate } from "./ratings-rerate.ts";
import { readiness } from "./readiness.ts";
import { registryReset } from "./registry-reset.ts";
import { root } from "./root.ts";
import { signOut } from "./sign-out.ts";
import { tokenCreate } from "./token-create.ts";
import { tokenDelete } from "./token-delete.ts";
import { tokenList } from "./token-list.ts";
import { tracks } from "./tracks.ts";

/** Every operation of openapi.yaml. */
export const operations: Operations = {
  RatingsRerate: ratingsRerate,
  RegistryReset: registryReset,
  ArtifactDelete: artifactDelete,
  ArtifactUpdate: artifactUpdate,
  TokenList: tokenList,
  TokenDelete: tokenDelete,
  TokenCreate: tokenCreate,
  SignOut: signOut,
  AccountUpdate: accountUpdate,
  AccountPassword: accountPassword,
  AccountList: accountList,
  AccountOwn: accountOwn,
  AccountDelete: accountDelete,
  AccountCreate: accountCreate,
  ArtifactAudit: artifactAudit,
  AuditList: auditList,
  ArtifactByName: artifactByName,
  ArtifactByRegEx: artifactByRegEx,
  ArtifactCost: artifactCost,
  ArtifactCounts: artifactCounts,
  ArtifactSearch: artifactSearch,
  ArtifactsList: artifactsList,
  GarbageList: garbageList,
  IngestStatistics: ingestStatistics,
  LedgerCall: ledgerCall,
  LicenseCheck: licenseCheck,
  ModelLineage: modelLineage,
  ArtifactCreate: artifactCreate,
  ArtifactDownload: artifactDownload,
  ArtifactManifest: artifactManifest,
  ArtifactEvents: artifactEvents,
  ArtifactDeliveries: artifactDeliveries,
  Documentation: documentation,
  DocumentationFile: documentationFile,
  HealthComponents: componentsHealth,
  Metrics: metrics,
  ArtifactRetrieve: artifactRetrieve,
  Authenticate: authenticate,
  Contract: contractDocument,
  Health: health,
  ModelRate: modelRate,
  Readiness: readiness,
  Root: root,
  Tracks: tracks,
};
