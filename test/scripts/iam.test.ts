import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const folder = path.resolve(import.meta.dirname, "../../scripts/iam");
const readme = readFileSync(path.join(folder, "README.md"), "utf8");

interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
const statementsOf = (file: string): Statement[] =>
  JSON.parse(readFileSync(path.join(folder, file), "utf8")).Statement as Statement[];
const documents = readdirSync(folder).filter((file) => file.endsWith(".json") && file !== "execution-trust.json");
const listOf = (value: string | readonly string[] = []): readonly string[] =>
  typeof value === "string" ? [value] : value;

test("every statement with the resource * is listed with its reason, and no other is", () => {
  const open = documents.flatMap((file) =>
    statementsOf(file)
      .filter(
        ({ Effect, Resource }) =>
          Effect === "Allow" && listOf(Resource).some((one) => one === "*" || one.endsWith("{NETWORK}")),
      )
      .map(({ Sid }) => `| \`${file}\` | \`${Sid}\` |`),
  );
  const listed = readme.match(/^\| `[\w-]+\.json` \| `\w+` \|/gm) ?? [];
  expect([...listed].sort()).toEqual([...open].sort());
});

test("no statement allows every action of a service", () => {
  const wide = documents.flatMap((file) =>
    statementsOf(file)
      .filter(({ Effect }) => Effect === "Allow")
      .flatMap(({ Action }) => listOf(Action).filter((action) => action.includes("*"))),
  );
  expect(wide).toEqual([]);
});

test("the deployer writes roles and policies only within the boundary and cannot touch the boundary itself", () => {
  const writing = statementsOf("deployer.json").filter(({ Action }) =>
    listOf(Action).some((action) => action.startsWith("iam:") && !/^iam:(Get|List|PassRole)/.test(action)),
  );
  expect(writing).not.toEqual([]);
  for (const { Condition, Action } of writing) {
    expect(Condition?.["StringEquals"]?.["iam:PermissionsBoundary"]).toMatch(/policy\/\$\{ROLE\}-boundary$/);
    expect(
      listOf(Action).filter((action) => /Boundary|PolicyVersion|AttachRolePolicy|UpdateAssumeRolePolicy/.test(action)),
    ).toEqual([]);
  }
});

test("the boundary allows everything that the function's policy allows", () => {
  const within = new Set(statementsOf("boundary.json").flatMap(({ Action }) => listOf(Action)));
  const beyond = statementsOf("execution-role.json").flatMap(({ Action }) =>
    listOf(Action).filter((one) => !within.has(one)),
  );
  expect(beyond).toEqual([]);
});

test("the bucket's policy refuses plain HTTP for every action", () => {
  expect(statementsOf("bucket-policy.json")).toEqual([
    expect.objectContaining({
      Effect: "Deny",
      Action: "s3:*",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    }),
  ]);
});
