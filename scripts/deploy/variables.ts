import { ConfigurationFault, type Env } from "../../domain/environment.ts";
import { parseIngestConfig } from "../../lambda/config.ts";
import { filledBy, namedSecrets, SECRET_VARIABLES } from "../../lambda/secrets/names.ts";

/** Names that Lambda reserves. */
const RESERVED = /^(_|AWS_(DEFAULT_)?REGION$|AWS_(ACCESS|SECRET|SESSION)_|AWS_EXECUTION_ENV$|AWS_LAMBDA_|LAMBDA_)/;
/** Most bytes of all names and values together. */
const LIMIT_BYTES = 4096;

/** Every variable that a configuration reads from this environment, found by running it. */
export function namesRead(parse: (env: Env) => unknown, given: Env = {}): string[] {
  const names = new Set<string>();
  const env = new Proxy(given, {
    get: (target, name) => {
      if (typeof name === "string") names.add(name);
      return target[String(name)];
    },
  });
  try {
    parse(env);
  } catch (error) {
    if (!(error instanceof ConfigurationFault)) throw error;
  }
  return [...names].sort();
}

/** Variables that name a secret instead of containing it. */
export const secretNames: readonly string[] = [
  "DB_SECRET_ARN",
  ...SECRET_VARIABLES.flatMap((variable) => [`${variable}_PARAM`, `${variable}_SECRET_ARN`]),
];

/**
 * The variables of the function: those of the environment that its configuration reads, and `more`, which overrides
 * them. They are checked as the function checks them; a variable that a named secret fills needs no value.
 * @throws ConfigurationFault that lists every fault
 */
export function functionVariables(env: Env, more: Readonly<Record<string, string>>): Record<string, string> {
  const all: Env = { ...env, ...more };
  const secrets = namedSecrets(all);
  const filled = new Set(secrets.flatMap(filledBy).filter((name) => !all[name]));
  const complete = { ...all, ...Object.fromEntries([...filled].map((name) => [name, valueFor(name)])) };
  parseIngestConfig(complete);
  const wanted = new Set([...namesRead(parseIngestConfig, complete), ...secretNames, ...Object.keys(more)]);
  const variables = Object.entries(all).filter(
    (entry): entry is [string, string] => Boolean(entry[1]) && wanted.has(entry[0]) && !RESERVED.test(entry[0]),
  );
  const chosen = Object.fromEntries(variables.sort(([a], [b]) => (a < b ? -1 : 1)));
  const bytes = Buffer.byteLength(JSON.stringify(chosen));
  const fault = `the function's variables have ${bytes} bytes, but Lambda allows ${LIMIT_BYTES}`;
  if (bytes > LIMIT_BYTES) throw new ConfigurationFault([fault]);
  return chosen;
}

/** A valid value in place of the secret's. */
const valueFor = (name: string): string => (name === "DB_PORT" ? "5432" : "kept elsewhere");
