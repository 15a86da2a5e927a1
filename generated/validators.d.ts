// Written by "npm run generate" from openapi.yaml. Do not edit.
export interface ValidationFault {
  readonly instancePath: string;
  readonly message?: string;
  readonly keyword: string;
  readonly params: Record<string, unknown>;
}
export interface Validator {
  (value: unknown): boolean;
  errors?: readonly ValidationFault[] | null;
}
export declare const reply_ArtifactCreate_201: Validator;
export declare const reply_ArtifactCreate_202: Validator;
export declare const reply_ArtifactCreate_400: Validator;
export declare const reply_ArtifactCreate_403: Validator;
export declare const reply_ArtifactCreate_409: Validator;
export declare const reply_ArtifactCreate_413: Validator;
export declare const reply_ArtifactCreate_415: Validator;
export declare const reply_ArtifactCreate_424: Validator;
export declare const reply_ArtifactCreate_500: Validator;
export declare const reply_ArtifactDownload_400: Validator;
export declare const reply_ArtifactDownload_403: Validator;
export declare const reply_ArtifactDownload_404: Validator;
export declare const reply_ArtifactDownload_500: Validator;
export declare const reply_ArtifactManifest_200: Validator;
export declare const reply_ArtifactManifest_400: Validator;
export declare const reply_ArtifactManifest_403: Validator;
export declare const reply_ArtifactManifest_404: Validator;
export declare const reply_ArtifactManifest_500: Validator;
export declare const reply_ArtifactRetrieve_200: Validator;
export declare const reply_ArtifactRetrieve_400: Validator;
export declare const reply_ArtifactRetrieve_403: Validator;
export declare const reply_ArtifactRetrieve_404: Validator;
export declare const reply_ArtifactRetrieve_500: Validator;
export declare const reply_Authenticate_200: Validator;
export declare const reply_Authenticate_400: Validator;
export declare const reply_Authenticate_401: Validator;
export declare const reply_Authenticate_413: Validator;
export declare const reply_Authenticate_415: Validator;
export declare const reply_Authenticate_500: Validator;
export declare const reply_Contract_500: Validator;
export declare const reply_Health_200: Validator;
export declare const reply_ModelRate_200: Validator;
export declare const reply_ModelRate_400: Validator;
export declare const reply_ModelRate_403: Validator;
export declare const reply_ModelRate_404: Validator;
export declare const reply_ModelRate_500: Validator;
export declare const body_IngestEvent: Validator;
