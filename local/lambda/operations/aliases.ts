import { functionArn, parseReference } from "../functions/names.ts";
import type { AliasRecord, FunctionRecord } from "../functions/records.ts";
import type { ApiReply, ApiRequest, ControlPlane } from "../http/api.ts";
import { type Fields, objectOf, parseFields, requiredText, textOf } from "../http/fields.ts";
import { pageOf } from "../http/paging.ts";
import { invalid, Refusal } from "../http/refusal.ts";
import { checkRevision } from "./guards.ts";

const present = ({ home }: ControlPlane, name: string, alias: AliasRecord): object => ({
  AliasArn: functionArn(home, name, alias.name),
  Name: alias.name,
  FunctionVersion: alias.version,
  Description: alias.description,
  RevisionId: alias.revisionId,
});

const functionOf = (plane: ControlPlane, { parts }: ApiRequest): string =>
  parseReference(parts[0] ?? "", null, plane.home).name;

function refuseWeights(fields: Fields): void {
  const weights = objectOf(objectOf(fields, "RoutingConfig") ?? {}, "AdditionalVersionWeights") ?? {};
  if (Object.keys(weights).length > 0) throw invalid("Weighted aliases cannot be used in the local Lambda");
}

/** @throws Refusal when the alias would lead nowhere. */
function checkVersion(plane: ControlPlane, record: FunctionRecord, version: string): void {
  if (version === "$LATEST" || record.versions.some((candidate) => candidate.version === version)) return;
  throw new Refusal(
    "ResourceNotFoundException",
    `Function not found: ${functionArn(plane.home, record.name, version)}`,
  );
}

function find(plane: ControlPlane, record: FunctionRecord, name: string): AliasRecord {
  const alias = record.aliases.find((candidate) => candidate.name === name);
  if (alias !== undefined) return alias;
  throw new Refusal(
    "ResourceNotFoundException",
    `Cannot find alias arn: ${functionArn(plane.home, record.name, name)}`,
  );
}

export async function createAlias(plane: ControlPlane, request: ApiRequest): Promise<ApiReply> {
  const name = functionOf(plane, request);
  const fields = parseFields(request.body);
  refuseWeights(fields);
  const alias: AliasRecord = {
    name: requiredText(fields, "Name", /(?!\d+$)[a-zA-Z0-9-_]{1,128}/),
    version: requiredText(fields, "FunctionVersion", /\$LATEST|\d+/),
    description: textOf(fields, "Description") ?? "",
    revisionId: plane.newId(),
  };
  await plane.store.update(name, (record) => {
    checkVersion(plane, record, alias.version);
    if (record.aliases.some((candidate) => candidate.name === alias.name)) {
      const arn = functionArn(plane.home, name, alias.name);
      throw new Refusal("ResourceConflictException", `Alias already exists: ${arn}`);
    }
    return { ...record, aliases: [...record.aliases, alias] };
  });
  return { status: 201, body: present(plane, name, alias) };
}

export function getAlias(plane: ControlPlane, request: ApiRequest): ApiReply {
  const name = functionOf(plane, request);
  return { status: 200, body: present(plane, name, find(plane, plane.store.get(name), request.parts[1] ?? "")) };
}

export async function updateAlias(plane: ControlPlane, request: ApiRequest): Promise<ApiReply> {
  const name = functionOf(plane, request);
  const fields = parseFields(request.body);
  refuseWeights(fields);
  let updated: AliasRecord | undefined;
  await plane.store.update(name, (record) => {
    const alias = find(plane, record, request.parts[1] ?? "");
    checkRevision(textOf(fields, "RevisionId"), alias.revisionId);
    const version = textOf(fields, "FunctionVersion", /\$LATEST|\d+/) ?? alias.version;
    checkVersion(plane, record, version);
    const description = textOf(fields, "Description") ?? alias.description;
    const changed = { ...alias, version, description, revisionId: plane.newId() };
    updated = changed;
    return { ...record, aliases: record.aliases.map((candidate) => (candidate === alias ? changed : candidate)) };
  });
  return { status: 200, body: present(plane, name, updated!) };
}

/** An alias that does not exist is deleted already; its event-invoke configuration goes with it. */
export async function deleteAlias(plane: ControlPlane, request: ApiRequest): Promise<ApiReply> {
  const alias = request.parts[1] ?? "";
  await plane.store.update(functionOf(plane, request), (record) => {
    const { [alias]: _gone, ...eventInvoke } = record.eventInvoke;
    return { ...record, eventInvoke, aliases: record.aliases.filter((candidate) => candidate.name !== alias) };
  });
  return { status: 204 };
}

export function listAliases(plane: ControlPlane, request: ApiRequest): ApiReply {
  const name = functionOf(plane, request);
  const version = request.query.get("FunctionVersion");
  const wanted = plane.store.get(name).aliases.filter((alias) => version === null || alias.version === version);
  const { items, next } = pageOf(wanted, request.query);
  return { status: 200, body: { Aliases: items.map((alias) => present(plane, name, alias)), ...next } };
}
