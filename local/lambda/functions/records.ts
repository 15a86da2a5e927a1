/** The record of a function, stored as JSON on disk. */

export interface Settings {
  readonly role: string;
  readonly runtime: string;
  readonly handler: string;
  readonly description: string;
  /** Seconds, 1 to 900. */
  readonly timeout: number;
  /** MiB, 128 to 10240. */
  readonly memorySize: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly architectures: readonly string[];
  /** MiB, 512 to 10240. */
  readonly ephemeralStorage: number;
  readonly tracingMode: string;
  readonly deadLetterArn: string | null;
  readonly vpc: { readonly subnetIds: readonly string[]; readonly securityGroupIds: readonly string[] };
  readonly logFormat: string;
  readonly logGroup: string;
}

export interface CodeRecord {
  /** Base64 SHA-256 of the zip, as Lambda states it. */
  readonly sha256: string;
  /** Bytes of the zip. */
  readonly bytes: number;
}

/** A version: its code and settings never change once it has a number. */
export interface VersionRecord {
  /** "$LATEST" or a decimal number. */
  readonly version: string;
  readonly code: CodeRecord;
  readonly settings: Settings;
  readonly revisionId: string;
  /** Epoch milliseconds. */
  readonly lastModified: number;
}

export interface AliasRecord {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly revisionId: string;
}

export interface EventInvokeRecord {
  /** 0 to 2, null for Lambda's default of 2. */
  readonly maximumRetryAttempts: number | null;
  /** 60 to 21,600, null for Lambda's default of 21,600. */
  readonly maximumEventAgeSeconds: number | null;
  readonly onSuccess: string | null;
  readonly onFailure: string | null;
  /** Epoch milliseconds. */
  readonly lastModified: number;
}

export interface PolicyRecord {
  readonly revisionId: string;
  readonly statements: readonly { readonly Sid: string; readonly [key: string]: unknown }[];
}

export interface FunctionRecord {
  readonly name: string;
  readonly latest: VersionRecord;
  /** Published ones, oldest first. */
  readonly versions: readonly VersionRecord[];
  /** Numbers are never given twice. */
  readonly nextVersion: number;
  readonly aliases: readonly AliasRecord[];
  /** By qualifier; "$LATEST" is the one of unqualified invocations. */
  readonly eventInvoke: Readonly<Record<string, EventInvokeRecord>>;
  readonly reservedConcurrency: number | null;
  readonly tags: Readonly<Record<string, string>>;
  /** By qualifier; "" is the one of the unqualified function. */
  readonly policies: Readonly<Record<string, PolicyRecord>>;
}
