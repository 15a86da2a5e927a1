import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { breakingChanges } from "../../../lab/contract/breaking.ts";
import type { Document } from "../../../lab/contract/document.ts";
import { ENTRY } from "../../support/programs/scripts.ts";

const root = path.resolve(import.meta.dirname, "../../..");
const text = await readFile(path.join(root, "openapi.yaml"), "utf8");
const parsed = parse(text) as Document;
/** Ours, to be changed. */
const ours = (): Document => structuredClone(parsed);

// biome-ignore lint/suspicious/noExplicitAny: the edits below damage documents in any way
type Loose = any;

/** Breaking changes between our contract and an edited copy. */
function after(edit: (document: Loose) => void): string[] {
  const changed = ours();
  edit(changed);
  return breakingChanges(ours(), changed);
}
const create = (document: Loose): Loose => document.paths["/artifact/{artifact_type}"].post;
const schemas = (document: Loose): Loose => document.components.schemas;

test("a contract has no breaking changes to itself", () => {
  expect(breakingChanges(ours(), ours())).toEqual([]);
});

describe("changes that break clients are reported with their place", () => {
  test.each<[string, (document: Loose) => void, string]>([
    ["a removed operation", (it) => delete it.paths["/tokens"].get, "GET /tokens: removed"],
    ["a renamed operation", (it) => (create(it).operationId = "Other"), "is called Other now, was ArtifactCreate"],
    ["a higher role", (it) => (create(it)["x-required-role"] = "admin"), "needs the role admin now, was publisher"],
    ["a removed status", (it) => delete create(it).responses["409"], "POST /artifact/{artifact_type}: 409: removed"],
    [
      "a removed header",
      (it) => delete create(it).responses["202"].headers.Location,
      "202: the header Location was removed",
    ],
    [
      "a removed field of a response",
      (it) => delete schemas(it).IngestAccepted.properties.message,
      "202/message: removed",
    ],
    [
      "a field that may be missing",
      (it) => schemas(it).IngestAccepted.required.pop(),
      "202/message: can be missing now",
    ],
    ["a field that may be null", (it) => (schemas(it).Detail.nullable = true), "400/detail: can be null now"],
    ["a new value of a response", (it) => schemas(it).ArtifactStatus.enum.push("odd"), '409/status: can be "odd" now'],
    ["a new required field", (it) => schemas(it).IngestRequest.required.push("name"), "body/name: is required now"],
    ["a removed field of a request", (it) => delete schemas(it).IngestRequest.properties.name, "body/name: removed"],
    [
      "a narrower text",
      (it) => (schemas(it).IngestRequest.properties.url.maxLength = 9),
      "body/url: maxLength became 9, was 2000",
    ],
    [
      "a new pattern",
      (it) => (schemas(it).IngestRequest.properties.url.pattern = "^x"),
      "body/url: must have the pattern ^x now",
    ],
    [
      "a narrower enum",
      (it) => schemas(it).ArtifactType.enum.pop(),
      'path/artifact_type: "code" is no longer accepted',
    ],
    ["another type", (it) => (schemas(it).TokenId.type = "string"), "path/id: the type integer became string"],
    [
      "a union whose variants lack a field",
      (it) => (schemas(it).Account = { oneOf: [{ type: "object", properties: { name: { type: "string" } } }] }),
      "200/role: removed",
    ],
    [
      "a union that accepts less",
      (it) => (schemas(it).TokenId = { anyOf: [{ type: "string" }, { type: "boolean" }] }),
      "path/id: the type integer became string",
    ],
    [
      "a parameter that became required",
      (it) => (it.components.parameters.Limit.required = true),
      "query/limit: is required now",
    ],
    [
      "a removed media type",
      (it) => (create(it).requestBody.content = {}),
      "body: the media type application/json was removed",
    ],
  ])("%s breaks a client", (_what, edit, says) => {
    expect(after(edit).join("\n")).toContain(says);
  });
});

describe("compatible changes are not reported", () => {
  test.each<[string, (document: Loose) => void]>([
    ["a new operation", (it) => (it.paths["/new"] = { get: { operationId: "New", responses: {} } })],
    ["a new field of a response", (it) => (schemas(it).IngestAccepted.properties.more = { type: "string" })],
    ["a new field that may be sent", (it) => (schemas(it).IngestRequest.properties.more = { type: "string" })],
    ["a wider limit", (it) => (schemas(it).IngestRequest.properties.url.maxLength = 4000)],
    ["a lower role", (it) => (create(it)["x-required-role"] = "reader")],
    ["a new status", (it) => (create(it).responses["410"] = { description: "Gone." })],
    ["another description", (it) => (schemas(it).IngestRequest.properties.url.description = "Another text.")],
    ["a response with fewer values", (it) => schemas(it).FailureCode.enum.pop()],
    [
      "a union that also accepts text",
      (it) => {
        const [id] = it.paths["/tokens/{id}"].delete.parameters;
        id.schema = { anyOf: [{ type: "string" }, id.schema] };
      },
    ],
    [
      "a union whose variants share the fields",
      (it) => {
        const { name, role, ...others } = schemas(it).Account.properties;
        const variant = (properties: object) => ({ type: "object", properties, required: Object.keys(properties) });
        schemas(it).Account = { oneOf: [variant({ name, ...others }), variant({ role, ...others })] };
      },
    ],
  ])("%s breaks no client", (_what, edit) => {
    expect(after(edit)).toEqual([]);
  });
});

test("compares a schema that refers to itself", () => {
  const tree = (): Loose => ({
    paths: {
      "/tree": {
        get: {
          operationId: "T",
          responses: { 200: { content: { "application/json": { schema: { $ref: "#/components/schemas/Node" } } } } },
        },
      },
    },
    components: {
      schemas: {
        Node: { type: "object", properties: { name: { type: "string" }, next: { $ref: "#/components/schemas/Node" } } },
      },
    },
  });
  const changed = tree();
  delete changed.components.schemas.Node.properties.name;
  expect(breakingChanges(tree(), changed)).toEqual(["GET /tree: 200/name: removed"]);
});

describe("parameters of a path", () => {
  const shared = (name: string, required = false): Loose => ({
    name,
    in: "query",
    required,
    schema: { type: "string" },
  });
  const document = (item: Loose, operation: Loose): Document => ({
    paths: { "/one": { ...item, get: { operationId: "One", responses: {}, ...operation } } },
    components: { parameters: { Old: shared("old") } },
  });
  const before = document({}, { parameters: [{ $ref: "#/components/parameters/Old" }] });

  test("are those of each of its operations", () => {
    expect(breakingChanges(before, document({ parameters: [shared("old")] }, {}))).toEqual([]);
    expect(breakingChanges(document({ parameters: [shared("old")] }, {}), document({}, {}))).toEqual([
      "GET /one: query/old: removed",
    ]);
    expect(breakingChanges(before, document({ parameters: [shared("old"), shared("new", true)] }, {}))).toEqual([
      "GET /one: query/new: is required now",
    ]);
  });

  test("are replaced by an operation's own with the same name and place", () => {
    const after = document({ parameters: [shared("old", true)] }, { parameters: [shared("old")] });
    expect(breakingChanges(before, after)).toEqual([]);
  });
});

test("the command compares with a revision of git and names one that does not exist", async () => {
  const command = (...words: string[]) =>
    promisify(execFile)(process.execPath, [...ENTRY, path.join(root, "lab/contract/diff.ts"), ...words], { cwd: root });
  const same = await command("HEAD").catch((error: { stdout: string }) => error);
  expect(same.stdout).toMatch(/\d+ breaking changes since HEAD\n$/);
  await expect(command("no-such-revision")).rejects.toMatchObject({
    code: 1,
    stderr: 'There is no openapi.yaml in the revision "no-such-revision"\n',
  });
});
