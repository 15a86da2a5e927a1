// Written by "npm run generate" from openapi.yaml. Do not edit.

export const operationTable = {
  ArtifactAudit: {
    method: "get",
    path: "/artifact/{artifact_type}/{id}/audit",
    secured: true,
    role: "reader",
    responses: { 200: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 400: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 403: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 404: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 500: {"mediaTypes":["application/json"],"requiredHeaders":[]} },
  },
  ArtifactByName: {
    method: "get",
    path: "/artifact/byName/{name}",
    secured: true,
    role: "reader",
    responses: { 200: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 400: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 403: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 404: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 500: {"mediaTypes":["application/json"],"requiredHeaders":[]} },
  },
  ArtifactByRegEx: {
    method: "post",
    path: "/artifact/byRegEx",
    secured: true,
    role: "reader",
    responses: { 200: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 400: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 403: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 404: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 413: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 415: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 429: {"mediaTypes":["application/json"],"requiredHeaders":["Retry-After"]}, 500: {"mediaTypes":["application/json"],"requiredHeaders":[]} },
  },
  ArtifactCost: {
    method: "get",
    path: "/artifact/{artifact_type}/{id}/cost",
    secured: true,
    role: "reader",
    responses: { 200: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 400: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 403: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 404: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 500: {"mediaTypes":["application/json"],"requiredHeaders":[]} },
  },
  ArtifactCreate: {
    method: "post",
    path: "/artifact/{artifact_type}",
    secured: true,
    role: "publisher",
    responses: { 201: {"mediaTypes":["application/json"],"requiredHeaders":["Location"]}, 202: {"mediaTypes":["application/json"],"requiredHeaders":["Location"]}, 400: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 403: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 409: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 413: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 415: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 424: {"mediaTypes":["application/json"],"requiredHeaders":["Location"]}, 500: {"mediaTypes":["application/json"],"requiredHeaders":[]} },
  },
  ArtifactDownload: {
    method: "get",
    path: "/artifacts/{artifact_type}/{id}/download",
    secured: true,
    role: "reader",
    responses: { 200: {"mediaTypes":["application/zip"],"requiredHeaders":["Content-Disposition","Content-Length"]}, 302: {"mediaTypes":[],"requiredHeaders":["Location"]}, 400: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 403: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 404: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 500: {"mediaTypes":["application/json"],"requiredHeaders":[]} },
  },
  ArtifactManifest: {
    method: "get",
    path: "/artifacts/{artifact_type}/{id}/manifest",
    secured: true,
    role: "reader",
    responses: { 200: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 400: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 403: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 404: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 500: {"mediaTypes":["application/json"],"requiredHeaders":[]} },
  },
  ArtifactRetrieve: {
    method: "get",
    path: "/artifacts/{artifact_type}/{id}",
    secured: true,
    role: "reader",
    responses: { 200: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 400: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 403: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 404: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 500: {"mediaTypes":["application/json"],"requiredHeaders":[]} },
  },
  ArtifactsList: {
    method: "post",
    path: "/artifacts",
    secured: true,
    role: "reader",
    responses: { 200: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 400: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 403: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 413: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 415: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 500: {"mediaTypes":["application/json"],"requiredHeaders":[]} },
  },
  Authenticate: {
    method: "put",
    path: "/authenticate",
    secured: false,
    role: "none",
    responses: { 200: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 400: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 401: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 413: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 415: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 500: {"mediaTypes":["application/json"],"requiredHeaders":[]} },
  },
  Contract: {
    method: "get",
    path: "/openapi.yaml",
    secured: false,
    role: "none",
    responses: { 200: {"mediaTypes":["application/yaml"],"requiredHeaders":[]}, 500: {"mediaTypes":["application/json"],"requiredHeaders":[]} },
  },
  Health: {
    method: "get",
    path: "/health",
    secured: false,
    role: "none",
    responses: { 200: {"mediaTypes":["application/json"],"requiredHeaders":[]} },
  },
  LicenseCheck: {
    method: "post",
    path: "/artifact/model/{id}/license-check",
    secured: true,
    role: "reader",
    responses: { 200: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 400: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 403: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 404: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 413: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 415: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 500: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 502: {"mediaTypes":["application/json"],"requiredHeaders":[]} },
  },
  ModelLineage: {
    method: "get",
    path: "/artifact/model/{id}/lineage",
    secured: true,
    role: "reader",
    responses: { 200: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 400: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 403: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 404: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 500: {"mediaTypes":["application/json"],"requiredHeaders":[]} },
  },
  ModelRate: {
    method: "get",
    path: "/artifact/model/{id}/rate",
    secured: true,
    role: "reader",
    responses: { 200: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 400: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 403: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 404: {"mediaTypes":["application/json"],"requiredHeaders":[]}, 500: {"mediaTypes":["application/json"],"requiredHeaders":[]} },
  },
} as const;

export type OperationId = keyof typeof operationTable;
export const operationIds = Object.keys(operationTable) as OperationId[];
