import type { Env } from "../../domain/environment.ts";

/** A secret that the environment names instead of containing it. */
export interface NamedSecret {
  readonly service: "ssm" | "secretsmanager";
  /** Name or ARN of the parameter or secret. */
  readonly name: string;
  /** The variables that its text sets: one to the text itself, or several to the members of its JSON. */
  readonly fills: { readonly variable: string } | { readonly members: Readonly<Record<string, string>> };
}

/** Variables that can be named: <NAME>_PARAM names a parameter of SSM, <NAME>_SECRET_ARN a secret of Secrets Manager. */
export const SECRET_VARIABLES = ["DB_PASSWORD", "HF_TOKEN", "GITHUB_TOKEN", "REGISTRY_CALLBACK_SECRET"] as const;

/** Variables by member of the JSON in a secret of RDS. */
const DATABASE_MEMBERS = {
  host: "DB_HOST",
  port: "DB_PORT",
  dbname: "DB_NAME",
  username: "DB_USER",
  password: "DB_PASSWORD",
};

/** The secrets that the environment names. DB_SECRET_ARN names a secret that RDS created. */
export function namedSecrets(env: Env): NamedSecret[] {
  const found: NamedSecret[] = [];
  const database = env["DB_SECRET_ARN"];
  if (database) found.push({ service: "secretsmanager", name: database, fills: { members: DATABASE_MEMBERS } });
  for (const variable of SECRET_VARIABLES) {
    const parameter = env[`${variable}_PARAM`];
    const secret = env[`${variable}_SECRET_ARN`];
    if (parameter) found.push({ service: "ssm", name: parameter, fills: { variable } });
    if (secret) found.push({ service: "secretsmanager", name: secret, fills: { variable } });
  }
  return found;
}

/** The variables that a secret can set. */
export const filledBy = ({ fills }: NamedSecret): string[] =>
  "variable" in fills ? [fills.variable] : Object.values(fills.members);

/**
 * The environment with the values of every named secret. Variables that the environment sets itself win.
 * @param read fetches the text of one secret
 * @throws Error that names the secret, never its content
 */
export async function resolveSecrets(env: Env, read: (secret: NamedSecret) => Promise<string>): Promise<Env> {
  const secrets = namedSecrets(env);
  const texts = await Promise.all(secrets.map(read));
  const filled = secrets.map((secret, index) => valuesOf(secret, texts[index] as string));
  const given = Object.entries(env).filter(([, value]) => value !== undefined && value !== "");
  return { ...Object.assign({}, ...filled), ...Object.fromEntries(given) };
}

function valuesOf(secret: NamedSecret, text: string): Record<string, string> {
  if ("variable" in secret.fills) return { [secret.fills.variable]: text };
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new Error(`The secret ${secret.name} must be JSON, as RDS writes it`);
  }
  if (typeof content !== "object" || content === null) throw new Error(`The secret ${secret.name} must be an object`);
  const members = content as Record<string, unknown>;
  const filled = Object.entries(secret.fills.members)
    .filter(([member]) => ["string", "number"].includes(typeof members[member]))
    .map(([member, variable]) => [variable, String(members[member])]);
  return Object.fromEntries(filled);
}
