import { randomUUID } from "node:crypto";
import type { VersionRecord } from "../functions/records.ts";

export interface RoleCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** The network of one execution environment. */
export interface FunctionNetwork {
  /** The function's variables, with the addresses under which it reaches its services. */
  readonly variables: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** The credentials of the function's role, as Lambda hands them over. */
const credentialVariables = (credentials: RoleCredentials): Record<string, string> => ({
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  ...(credentials.sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: credentials.sessionToken }),
});

/**
 * Everything that a function sees in its environment: what Lambda sets and what its configuration says, nothing of
 * this machine. Credentials in the configuration win over those of the role.
 */
export function variablesOf(
  name: string,
  { version, settings }: VersionRecord,
  at: { readonly region: string; readonly credentials: RoleCredentials | null; readonly now: Date },
): Record<string, string> {
  const { region, credentials, now } = at;
  const day = now.toISOString().slice(0, 10).replaceAll("-", "/");
  return {
    LANG: "en_US.UTF-8",
    TZ: ":UTC",
    PATH: "/usr/local/bin:/usr/bin:/bin",
    ...(credentials === null ? {} : credentialVariables(credentials)),
    ...settings.environment,
    _HANDLER: settings.handler,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${settings.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(settings.memorySize),
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_GROUP_NAME: settings.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: `${day}/[${version}]${randomUUID().replaceAll("-", "")}`,
    AWS_XRAY_CONTEXT_MISSING: "LOG_ERROR",
  };
}
