import { invalid, Refusal } from "../http/refusal.ts";

/** The account and region in every ARN of this Lambda. */
export interface Home {
  readonly region: string;
  /** Twelve digits. */
  readonly account: string;
}

export const LATEST = "$LATEST";

const NAME =
  /^(?:arn:aws[a-z-]*:lambda:(?<region>[a-z0-9-]+):(?<account>\d{12}):function:|(?<partial>\d{12}):function:|function:)?(?<name>[A-Za-z0-9_-]{1,64})(?::(?<qualifier>\$LATEST|[A-Za-z0-9_-]{1,128}))?$/;

export interface FunctionReference {
  readonly name: string;
  /** A version, an alias or $LATEST; null when none was named, which means $LATEST. */
  readonly qualifier: string | null;
}

/**
 * Reads a function name in each form that Lambda takes: name, name:alias, partial ARN, ARN; the qualifier may be
 * in the name or beside it.
 * @throws Refusal when it is malformed, names another account or region, or has two different qualifiers.
 */
export function parseReference(text: string, besides: string | null, home: Home): FunctionReference {
  const groups = NAME.exec(text)?.groups;
  if (groups?.["name"] === undefined) {
    throw new Refusal(
      "ValidationException",
      `Value '${text}' at 'functionName' failed to satisfy constraint: not a function name or ARN`,
    );
  }
  const { name, qualifier: inside, region, account, partial } = groups;
  const owner = account ?? partial;
  if ((region !== undefined && region !== home.region) || (owner !== undefined && owner !== home.account)) {
    throw new Refusal("ResourceNotFoundException", `Function not found: ${text}`);
  }
  if (besides !== null && !/^(?:\$LATEST|[A-Za-z0-9_-]{1,128})$/.test(besides)) {
    throw new Refusal(
      "ValidationException",
      `Value '${besides}' at 'qualifier' failed to satisfy constraint: not a version or alias`,
    );
  }
  if (inside !== undefined && besides !== null && inside !== besides) {
    throw invalid("The derived qualifier from the function name does not match the specified qualifier.");
  }
  return { name, qualifier: inside ?? besides };
}

/** @param qualifier null for the unqualified ARN. */
export const functionArn = (home: Home, name: string, qualifier: string | null = null): string =>
  `arn:aws:lambda:${home.region}:${home.account}:function:${name}${qualifier === null ? "" : `:${qualifier}`}`;
