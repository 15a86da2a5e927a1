import { readFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import type { Env } from "../../domain/environment.ts";
import { parseIngestConfig, parseSecretAccess } from "../../lambda/config.ts";
import { namedSecrets } from "../../lambda/secrets/names.ts";
import { parseServerConfig } from "../../server/config.ts";

interface Line {
  readonly name: string;
  readonly value: string;
  /** False for what is in a comment: the default. */
  readonly active: boolean;
  readonly remark: string;
}

let lines: Line[];
beforeAll(async () => {
  const text = await readFile(path.resolve(import.meta.dirname, "../../.env.example"), "utf8");
  lines = [...text.matchAll(/^(# )?([A-Z][A-Z0-9_]+)=(\S*)[ \t]*(#.*)?$/gm)].map(
    ([, comment, name = "", value = "", remark = ""]) => ({ name, value, active: comment === undefined, remark }),
  );
});

/** What is left empty for the reader to fill in. */
const SECRETS = { DB_PASSWORD: "of the database", ADMIN_PASSWORD: "twelve or more", TOKEN_SECRET: "x".repeat(32) };
const filledIn = (): Record<string, string> => ({ ...valuesOf(lines.filter(({ active }) => active)), ...SECRETS });

const valuesOf = (chosen: readonly Line[]): Record<string, string> =>
  Object.fromEntries(chosen.map(({ name, value }) => [name, value]));

/** The names of the variables that a reader looks at. */
function lookedAt(given: Env, read: (env: Env) => unknown): Set<string> {
  const names = new Set<string>();
  const env = new Proxy(given, {
    get: (target, name) => {
      names.add(String(name));
      return target[String(name)];
    },
  });
  read(env);
  return names;
}

test("the example of the environment names every variable that server and function read, and no other", () => {
  const given = filledIn();
  const keys = { AWS_ACCESS_KEY_ID: "key", AWS_SECRET_ACCESS_KEY: "secret" };
  const callback = { REGISTRY_CALLBACK_URL: "https://a.example", REGISTRY_CALLBACK_SECRET: "s".repeat(32) };
  const readings = [
    lookedAt(given, parseServerConfig),
    lookedAt(given, parseIngestConfig),
    lookedAt({ ...given, ...callback }, parseIngestConfig),
    lookedAt(keys, parseSecretAccess),
    lookedAt({}, namedSecrets),
  ];
  const read = [...new Set(readings.flatMap((names) => [...names]))].sort();
  expect(lines.map(({ name }) => name).sort()).toEqual(read);
});

test("the example holds no secret that could be taken over", () => {
  for (const name of Object.keys(SECRETS))
    expect(lines.filter((line) => line.name === name)).toEqual([expect.objectContaining({ active: true, value: "" })]);
});

test("what the example shows as a default is the default of server and function", () => {
  const given = filledIn();
  const shown = { ...given, ...valuesOf(lines.filter(({ active }) => !active)) };
  expect(parseServerConfig(shown)).toEqual(parseServerConfig(given));
  expect(parseIngestConfig(shown)).toEqual(parseIngestConfig(given));
});

test("each default of the example is told in a remark beside it, where a server is not asked for a value", () => {
  const told = /^# (\[[^\]]+\]|SSM parameter|Secrets Manager)/;
  const silent = lines.filter(({ active, remark }) => !active && !told.test(remark)).map(({ name }) => name);
  expect(silent).toEqual([]);
});
