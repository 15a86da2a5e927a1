import { accountCreate } from "./account-create.ts";
import { accountDelete } from "./account-delete.ts";
import { accountList } from "./account-list.ts";
import { accountPassword } from "./account-password.ts";
import { accountUpdate } from "./account-update.ts";
import { artifactAudit } from "./artifact-audit.ts";
import { artifactByName } from "./artifact-by-name.ts";
import { artifactByRegEx } from "./artifact-by-regex.ts";
import { artifactCost } from "./artifact-cost.ts";
import { artifactCreate } from "./artifact-create.ts";
import { artifactDownload } from "./artifact-download.ts";
import { artifactManifest } from "./artifact-manifest.ts";
import { artifactRetrieve } from "./artifact-retrieve.ts";
import { artifactsList } from "./artifacts-list.ts";
import { authenticate } from "./authenticate.ts";
import type { Operations } from "./contract.ts";
import { contractDocument } from "./contract-document.ts";
import { health } from "./health.ts";
import { ledgerCall } from "./ledger-call.ts";
import { licenseCheck } from "./license-check.ts";
import { modelLineage } from "./model-lineage.ts";
import { modelRate } from "./model-rate.ts";
import { readiness } from "./readiness.ts";
import { signOut } from "./sign-out.ts";
import { tokenCreate } from "./token-create.ts";
import { tokenDelete } from "./token-delete.ts";
import { tokenList } from "./token-list.ts";

/** Every operation of openapi.yaml. */
export const operations: Operations = {
  TokenList: tokenList,
  TokenDelete: tokenDelete,
  TokenCreate: tokenCreate,
  SignOut: signOut,
  AccountUpdate: accountUpdate,
  AccountPassword: accountPassword,
  AccountList: accountList,
  AccountDelete: accountDelete,
  AccountCreate: accountCreate,
  ArtifactAudit: artifactAudit,
  ArtifactByName: artifactByName,
  ArtifactByRegEx: artifactByRegEx,
  ArtifactCost: artifactCost,
  ArtifactsList: artifactsList,
  LedgerCall: ledgerCall,
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
  Readiness: readiness,
};
