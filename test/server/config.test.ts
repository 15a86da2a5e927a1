import { expect, test } from "vitest";
import { ConfigurationFault } from "../../domain/environment.ts";
import { parseServerConfig } from "../../server/config.ts";

const variables = (more: Record<string, string> = {}): Record<string, string> => ({
  DB_HOST: "127.0.0.1",
  DB_USER: "registry",
  DB_PASSWORD: "of the database",
  AWS_STORAGE_BUCKET_NAME: "bucket",
  TOKEN_SECRET: "0123456789abcdef0123456789abcdef",
  ...more,
});

function faultsOf(more: Record<string, string>): readonly string[] {
  try {
    parseServerConfig(variables(more));
    return [];
  } catch (error) {
    if (error instanceof ConfigurationFault) return error.faults;
    throw error;
  }
}

test.each([
  ["ADMIN_PASSWORD", "change-me-at-once"],
  ["ADMIN_PASSWORD", "ChangeMe12345"],
  ["ADMIN_PASSWORD", "your-password"],
  ["TOKEN_SECRET", "at-least-32-characters-of-randomness"],
  ["TOKEN_SECRET", "please change this to a long secret of your own"],
  ["REGISTRY_CALLBACK_SECRET", "placeholder-placeholder-placeholder"],
  ["WEBHOOK_SECRET", "change_me_change_me_change_me_change_me"],
])("refuses %s=%s at start as a placeholder, without showing it", (name, value) => {
  const faults = faultsOf({ [name]: value });
  expect(faults).toEqual([expect.stringMatching(`^${name} is a placeholder`)]);
  expect(faults.join()).not.toContain(value);
});

test.each([
  ["ADMIN_PASSWORD", "elevenchars"],
  ["TOKEN_SECRET", "thirty-one characters, not more"],
  ["TOKEN_SECRET", `${"a".repeat(32)},short`],
  ["REGISTRY_CALLBACK_SECRET", "short"],
  ["WEBHOOK_SECRET", "short"],
])("%s is refused at start when it is too short, without being shown", (name, value) => {
  const faults = faultsOf({ [name]: value });
  expect(faults).toEqual([expect.stringMatching(`^${name} must have at least \\d+ characters$`)]);
});

test("token secrets are a list, the first of which signs", () => {
  const [one, other] = ["a".repeat(32), "b".repeat(40)];
  expect(parseServerConfig(variables({ TOKEN_SECRET: `${one}, ${other}` })).auth.tokenSecrets).toEqual([one, other]);
});

test("proxies are a number or networks, and everything else is refused", () => {
  expect(parseServerConfig(variables()).trustProxy).toBe(0);
  expect(parseServerConfig(variables({ TRUST_PROXY: "2" })).trustProxy).toBe(2);
  expect(parseServerConfig(variables({ TRUST_PROXY: "10.0.0.0/8, ::1" })).trustProxy).toEqual(["10.0.0.0/8", "::1"]);
  for (const wrong of ["11", "true", "10.0.0.0/8/9", "example.com", "*"])
    expect(faultsOf({ TRUST_PROXY: wrong })).toHaveLength(1);
});

test("origins are complete ones, without a path and without a wildcard", () => {
  const origins = ["https://app.example.com", "http://localhost:3000"];
  expect(parseServerConfig(variables({ CORS_ORIGINS: origins.join(",") })).corsOrigins).toEqual(origins);
  for (const wrong of ["*", "app.example.com", "https://app.example.com/", "https://app.example.com/path"])
    expect(faultsOf({ CORS_ORIGINS: wrong })).toHaveLength(1);
});
