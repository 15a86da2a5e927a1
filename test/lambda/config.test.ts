import { expect, test } from "vitest";
import { parseIngestConfig } from "../../lambda/config.ts";

const common = { AWS_STORAGE_BUCKET_NAME: "bucket" };
const database = { DB_HOST: "db.example", DB_USER: "u", DB_PASSWORD: "p" };
const callback = {
  REGISTRY_CALLBACK_URL: "https://registry.example/models",
  REGISTRY_CALLBACK_SECRET: "a secret of more than 32 characters",
};
const faultsOf = (env: Record<string, string>): readonly string[] => {
  try {
    parseIngestConfig(env);
    return [];
  } catch (error) {
    return (error as { faults: readonly string[] }).faults;
  }
};

test("a function with database variables reports to the database", () => {
  expect(parseIngestConfig({ ...common, ...database }).ledger).toMatchObject({ kind: "database" });
  expect(faultsOf(common)).toEqual(["DB_HOST is missing", "DB_USER is missing", "DB_PASSWORD is missing"]);
});

test("a function with callback variables needs no database variable", () => {
  const { ledger } = parseIngestConfig({ ...common, ...callback });
  expect(ledger).toEqual({
    kind: "callback",
    url: new URL(callback.REGISTRY_CALLBACK_URL),
    secret: callback.REGISTRY_CALLBACK_SECRET,
  });
  expect(parseIngestConfig({ ...common, ...database, ...callback }).ledger.kind).toBe("callback");
});

test("one callback variable without the other is a fault, and all faults are reported at once", () => {
  const { REGISTRY_CALLBACK_URL, REGISTRY_CALLBACK_SECRET } = callback;
  expect(faultsOf({ ...common, REGISTRY_CALLBACK_URL })).toEqual(["REGISTRY_CALLBACK_SECRET is missing"]);
  expect(faultsOf({ REGISTRY_CALLBACK_SECRET })).toEqual([
    "REGISTRY_CALLBACK_URL is missing",
    "AWS_STORAGE_BUCKET_NAME is missing",
  ]);
  expect(faultsOf({ ...common, REGISTRY_CALLBACK_URL, REGISTRY_CALLBACK_SECRET: "short" })).toEqual([
    "REGISTRY_CALLBACK_SECRET must have at least 32 characters",
  ]);
});

test.each([
  ["http://registry.example", "must be an https address"],
  ["ftp://registry.example", "must be an http or https address"],
  ["https://user:pass@registry.example", "must not contain credentials"],
  ["https://registry.example/?a=b", "must have no query and no fragment"],
])("the address %s is refused: it %s", (REGISTRY_CALLBACK_URL, message) => {
  expect(faultsOf({ ...common, ...callback, REGISTRY_CALLBACK_URL })).toEqual([`REGISTRY_CALLBACK_URL ${message}`]);
});

test.each(["http://127.0.0.1:8000", "http://localhost:8000", "http://[::1]:8000"])(
  "a callback to %s on this machine needs no TLS",
  (REGISTRY_CALLBACK_URL) => {
    expect(faultsOf({ ...common, ...callback, REGISTRY_CALLBACK_URL })).toEqual([]);
  },
);
