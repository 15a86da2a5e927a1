export type Env = Readonly<Record<string, string | undefined>>;

/** Every variable that is wrong, at once. */
export class ConfigurationFault extends Error {
  override readonly name = "ConfigurationFault";
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(`The configuration is wrong:\n${faults.map((fault) => `  - ${fault}`).join("\n")}`);
    this.faults = faults;
  }
}

/** Turns the text of a variable into a value or throws an Error that says what it must be. */
export type Parse<T> = (text: string) => T;

export interface EnvironmentReader {
  /** The parsed value; a missing or empty variable is the fallback, or a fault without one. */
  <T>(name: string, parse: Parse<T>): T;
  <T, F>(name: string, parse: Parse<T>, fallback: F): T | F;
  fault(message: string): void;
  /** Throws ConfigurationFault if anything was wrong, else returns what was built. */
  valid<T>(value: T): T;
}

/** Reads variables and remembers every fault instead of stopping at the first. */
export function readEnvironment(env: Env): EnvironmentReader {
  const faults: string[] = [];
  const read = <T, F>(name: string, parse: Parse<T>, fallback?: F): T | F => {
    const text = env[name];
    if (text === undefined || text === "") {
      if (fallback === undefined) faults.push(`${name} is missing`);
      return fallback as F;
    }
    try {
      return parse(text);
    } catch (error) {
      faults.push(`${name} ${(error as Error).message}`);
      return fallback as F;
    }
  };
  return Object.assign(read, {
    fault: (message: string) => void faults.push(message),
    valid: <T>(value: T): T => {
      if (faults.length > 0) throw new ConfigurationFault(faults);
      return value;
    },
  });
}

export const text: Parse<string> = (value) => value;

/** Placeholders for secrets in examples and templates. */
const PLACEHOLDER = /change[-_ ]?(me|it|this)|placeholder|your[-_ ](secret|password|token)|at-least-32-char/i;

/** A text that nobody may guess. The error never shows it. */
export const secretOf =
  (characters: number): Parse<string> =>
  (value) => {
    if (PLACEHOLDER.test(value))
      throw new Error("is a placeholder: make a secret of your own, for example by openssl rand -base64 48");
    if (value.length < characters) throw new Error(`must have at least ${characters} characters`);
    return value;
  };

/** A secret that two processes share to sign what they send. */
export const sharedSecret: Parse<string> = secretOf(32);

/** Values between commas; spaces around them are not part of them. */
export const listOf =
  <T>(parse: Parse<T>): Parse<readonly T[]> =>
  (value) =>
    value.split(",").map((one) => parse(one.trim()));

export const integer =
  (minimum: number, maximum: number): Parse<number> =>
  (value) => {
    if (!/^-?\d{1,16}$/.test(value.trim())) throw new Error(`must be a whole number, not "${value}"`);
    const number = Number(value);
    if (number < minimum || number > maximum) throw new Error(`must be from ${minimum} to ${maximum}, not ${value}`);
    return number;
  };

export const fraction: Parse<number> = (value) => {
  const number = Number(value);
  if (!Number.isFinite(number) || number < 0 || number > 1)
    throw new Error(`must be a number from 0 to 1, not "${value}"`);
  return number;
};

export const flag: Parse<boolean> = (value) => {
  if (/^(true|1|yes|on)$/i.test(value)) return true;
  if (/^(false|0|no|off)$/i.test(value)) return false;
  throw new Error(`must be true or false, not "${value}"`);
};

/** An http or https address without path noise; shown without credentials, which are refused. */
export const address: Parse<URL> = (value) => {
  if (!URL.canParse(value)) throw new Error("must be an http or https address");
  const url = new URL(value);
  if (url.protocol !== "http:" && url.protocol !== "https:") throw new Error("must be an http or https address");
  if (url.username !== "" || url.password !== "") throw new Error("must not contain credentials");
  return url;
};

export const oneOf =
  <T extends string>(...allowed: readonly T[]): Parse<T> =>
  (value) => {
    if (!(allowed as readonly string[]).includes(value))
      throw new Error(`must be one of ${allowed.join(", ")}, not "${value}"`);
    return value as T;
  };

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|localhost|::1|\[::1\])$/;
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

/** Where the database is and who signs in. */
export interface DatabaseConfig {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  /** TLS with verification of the server's certificate. */
  readonly tls: boolean;
}

/** DB_HOST and its companions; TLS is on for a remote host unless DB_SSL says otherwise. */
export function readDatabase(read: EnvironmentReader): DatabaseConfig {
  const host = read("DB_HOST", text);
  return {
    host,
    port: read("DB_PORT", integer(1, 65_535), 5432),
    database: read("DB_NAME", text, "registry"),
    user: read("DB_USER", text),
    password: read("DB_PASSWORD", text),
    tls: read("DB_SSL", flag, !isLoopback(host ?? "")),
  };
}

export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}
export interface AwsVariables {
  readonly region: string;
  readonly s3Endpoint: URL | null;
  readonly lambdaEndpoint: URL | null;
  /** Null leaves them to the SDK's own chain: profile, role of the machine. */
  readonly credentials: AwsCredentials | null;
}

/** Region, endpoints and keys under the SDK's own names. */
export function readAws(read: EnvironmentReader, env: Env): AwsVariables {
  const general = read("AWS_ENDPOINT_URL", address, null);
  return {
    region: read("AWS_REGION", text, env["AWS_DEFAULT_REGION"] ?? "us-east-1"),
    s3Endpoint: read("AWS_ENDPOINT_URL_S3", address, general),
    lambdaEndpoint: read("AWS_ENDPOINT_URL_LAMBDA", address, general),
    credentials: credentialsIn(env),
  };
}

function credentialsIn(env: Env): AwsCredentials | null {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = env;
  if (!accessKeyId || !secretAccessKey) return null;
  return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
}
