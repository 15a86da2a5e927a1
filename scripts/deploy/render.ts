/**
 * `render.ts policy|document|alarms|lifecycle <template> <out> [<existing>]` fills a JSON template from the environment.
 * Alarms go into the folder <out>, one file each. Exit code 3: the existing life cycle needs no change.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Env } from "../../domain/environment.ts";

/** The items of a list in a variable, separated by commas or spaces. */
const itemsOf = (text: string): string[] => text.split(/[\s,]+/).filter((item) => item !== "");

const LISTS = new Set(["PARAMETERS", "SECRETS", "SECRET_KEYS", "BUCKET_KEYS", "NETWORK", "FAILURE_TARGET", "NOTIFY"]);

/**
 * Fills the ${NAME}s of a JSON template. A string that consists of the name of a list becomes that list.
 * @throws Error that names the missing variable
 */
function filled(template: unknown, values: Env): unknown {
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

const read = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));
const write = (file: string, content: unknown): void => writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);

type Rules = { readonly Rules?: { readonly ID: string }[] };

const kinds: Record<string, (template: unknown, out: string, existing?: string) => void> = {
  policy: (template, out) => write(out, policyOf(template, process.env)),
  document: (template, out) => write(out, filled(template, process.env)),
  alarms: (template, out) => {
    mkdirSync(out, { recursive: true });
    const alarms = filled(template, process.env) as { readonly AlarmName: string }[];
    for (const [index, alarm] of alarms.entries()) write(path.join(out, `${index + 10}.json`), alarm);
  },
  lifecycle: (template, out, existing) => {
    const before = existing === undefined ? {} : (read(existing) as Rules);
    const merged = lifecycleWith((template as Rules).Rules ?? [], before.Rules ?? []);
    if (merged === null) process.exitCode = 3;
    else write(out, merged);
  },
};

if (import.meta.main) {
  const [kind = "", template, out, existing] = process.argv.slice(2);
  const render = kinds[kind];
  if (render === undefined || template === undefined || out === undefined) {
    throw new Error(`usage: render.ts ${Object.keys(kinds).join("|")} <template> <out> [<existing>]`);
  }
  try {
    render(read(template), out, existing);
  } catch (error) {
    console.error(`${template}: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}
