import type { Env } from "../../domain/environment.ts";

/** The items of a list in a variable, separated by commas or spaces. */
const itemsOf = (text: string): string[] => text.split(/[\s,]+/).filter((item) => item !== "");

const LISTS = new Set(["PARAMETERS", "SECRETS", "SECRET_KEYS", "BUCKET_KEYS", "NETWORK", "FAILURE_TARGET", "NOTIFY"]);

/**
 * Fills the ${NAME}s of a JSON template. A string that consists of the name of a list becomes that list.
 * @throws Error that names the missing variable
 */
export function filled(template: unknown, values: Env): unknown {
  if (Array.isArray(template)) return template.map((item) => filled(item, values));
  if (typeof template === "object" && template !== null) {
    return Object.fromEntries(Object.entries(template).map(([name, value]) => [name, filled(value, values)]));
  }
  if (typeof template !== "string") return template;
  const list = /^\$\{([A-Z_]+)\}$/.exec(template)?.[1];
  if (list !== undefined && LISTS.has(list)) return itemsOf(values[list] ?? "");
  return template.replaceAll(/\$\{([A-Z_]+)\}/g, (_match, name: string) => {
    const value = values[name];
    if (!value) throw new Error(`the template needs ${name}, which has no value`);
    return value;
  });
}

interface Policy {
  readonly Version: string;
  readonly Statement: readonly { readonly Resource?: unknown }[];
}

/** A policy without statements that have no resource, such as that of a queue that is left out. */
export function policyOf(template: unknown, values: Env): Policy {
  const policy = filled(template, values) as Policy;
  const about = policy.Statement.filter(({ Resource: r }) => !(Array.isArray(r) && r.length === 0));
  return { ...policy, Statement: about };
}

/**
 * The existing rules of a bucket's life cycle with ours added.
 * @returns null when they contain ours already
 */
export function lifecycleWith(
  ours: readonly { readonly ID: string }[],
  existing: readonly { readonly ID?: string }[],
): object | null {
  const stale = ours.filter((rule) => !existing.some((other) => sameRule(rule, other)));
  if (stale.length === 0) return null;
  const ids = new Set(ours.map(({ ID }) => ID));
  return { Rules: [...existing.filter(({ ID }) => ID === undefined || !ids.has(ID)), ...ours] };
}

const sorted = (value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .sort()
          .map(([name, inner]) => [name, sorted(inner)]),
      )
    : value;
const sameRule = (a: object, b: object): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
