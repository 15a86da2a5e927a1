import { ConfigurationFault, type Env } from "../../domain/environment.ts";
import { parseIngestConfig } from "../../lambda/config.ts";
import { filledBy, namedSecrets, SECRET_VARIABLES } from "../../lambda/secrets/names.ts";

/** Names that Lambda sets itself and refuses in a configuration. */
const RESERVED = /^(_|AWS_(DEFAULT_)?REGION$|AWS_(ACCESS|SECRET|SESSION)_|AWS_EXECUTION_ENV$|AWS_LAMBDA_|LAMBDA_)/;
/** Bytes that all names and values may have together. */
const LIMIT_BYTES = 4096;

/** Every variable that a configuration reads, found by letting it read. */
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

/** Variables that say where a secret is kept. */
export const secretNames: readonly string[] = [
  "DB_SECRET_ARN",
  ...SECRET_VARIABLES.flatMap((variable) => [`${variable}_PARAM`, `${variable}_SECRET_ARN`]),
];

/**
 * The variables of the function: what its configuration reads, out of the given environment, and `more`, which wins.
 * They are checked as the function itself will check them; what a named secret fills in needs no value.
 * @throws ConfigurationFault that lists every fault
 */
export function functionVariables(env: Env, more: Readonly<Record<string, string>>): Record<string, string> {
  const all: Env = { ...env, ...more };
  const secrets = namedSecrets(all);
  const filled = new Set(secrets.flatMap(filledBy).filter((name) => !all[name]));
  parseIngestConfig({ ...all, ...Object.fromEntries([...filled].map((name) => [name, valueFor(name)])) });
  const wanted = new Set([...namesRead(parseIngestConfig), ...secretNames, ...Object.keys(more)]);
  const variables = Object.entries(all).filter(
    (entry): entry is [string, string] => Boolean(entry[1]) && wanted.has(entry[0]) && !RESERVED.test(entry[0]),
  );
  const chosen = Object.fromEntries(variables.sort(([a], [b]) => (a < b ? -1 : 1)));
  const bytes = Buffer.byteLength(JSON.stringify(chosen));
  const fault = `the function's variables take ${bytes} bytes of the ${LIMIT_BYTES} that Lambda allows`;
  if (bytes > LIMIT_BYTES) throw new ConfigurationFault([fault]);
  return chosen;
}

/** Something valid in place of what is read from the secret later. */
const valueFor = (name: string): string => (name === "DB_PORT" ? "5432" : "kept elsewhere");
