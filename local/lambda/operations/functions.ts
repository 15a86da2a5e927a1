import { functionArn, LATEST, parseReference } from "../functions/names.ts";
import type { CodeRecord, FunctionRecord, Settings, VersionRecord } from "../functions/records.ts";
import { defaultSettings, readSettings } from "../functions/settings.ts";
import type { ApiReply, ApiRequest, ControlPlane } from "../http/api.ts";
import { flagOf, objectOf, parseFields, requiredText, textMapOf } from "../http/fields.ts";
import { pageOf } from "../http/paging.ts";
import { invalid, Refusal } from "../http/refusal.ts";
import { presentVersion } from "./present.ts";
import { publish } from "./versions.ts";
import { readZip } from "./zip-file.ts";

/** A function that has never been published. */
export function newFunction(
  plane: ControlPlane,
  name: string,
  { code, settings, tags }: { code: CodeRecord; settings: Settings; tags: Readonly<Record<string, string>> },
): FunctionRecord {
  const latest = { version: LATEST, code, settings, revisionId: plane.newId(), lastModified: plane.now() };
  return {
    name,
    latest,
    versions: [],
    nextVersion: 1,
    aliases: [],
    eventInvoke: {},
    reservedConcurrency: null,
    tags,
    policies: {},
  };
}

export async function createFunction(plane: ControlPlane, { body }: ApiRequest): Promise<ApiReply> {
  const fields = parseFields(body);
  const { name } = parseReference(requiredText(fields, "FunctionName"), null, plane.home);
  for (const needed of ["Role", "Runtime", "Handler"]) requiredText(fields, needed);
  const settings = readSettings(fields, defaultSettings(name));
  const code = await plane.codes.keep(readZip(objectOf(fields, "Code") ?? {}));
  const record = await plane.store.change(name, (existing) => {
    if (existing !== null) throw new Refusal("ResourceConflictException", `Function already exist: ${name}`);
    const made = newFunction(plane, name, { code, settings, tags: textMapOf(fields, "Tags") ?? {} });
    return flagOf(fields, "Publish") ? publish(plane, made, null).record : made;
  });
  plane.updates.begin(name, null);
  plane.onChange(name);
  const published = record.versions.at(-1);
  return { status: 201, body: presentVersion(plane, name, published ?? record.latest, published?.version ?? null) };
}

/** The version that a request names, with the name and the qualifier that it used. */
function named(plane: ControlPlane, { parts, query }: ApiRequest) {
  const reference = parseReference(parts[0] ?? "", query.get("Qualifier"), plane.home);
  return { ...reference, ...plane.store.resolve(reference), qualifier: reference.qualifier };
}

export function getFunction(plane: ControlPlane, request: ApiRequest): ApiReply {
  const { name, record, version, qualifier } = named(plane, request);
  return {
    status: 200,
    body: {
      Configuration: presentVersion(plane, name, version, qualifier),
      Code: { RepositoryType: "S3" },
      ...(Object.keys(record.tags).length === 0 ? {} : { Tags: record.tags }),
      ...(record.reservedConcurrency === null
        ? {}
        : { Concurrency: { ReservedConcurrentExecutions: record.reservedConcurrency } }),
    },
  };
}

export function getFunctionConfiguration(plane: ControlPlane, request: ApiRequest): ApiReply {
  const { name, version, qualifier } = named(plane, request);
  return { status: 200, body: presentVersion(plane, name, version, qualifier) };
}

export function listFunctions(plane: ControlPlane, { query }: ApiRequest): ApiReply {
  const every = query.get("FunctionVersion") === "ALL";
  const shown = plane.store.all().flatMap((record): { name: string; version: VersionRecord }[] => {
    const versions = every ? [record.latest, ...record.versions] : [record.latest];
    return versions.map((version) => ({ name: record.name, version }));
  });
  const { items, next } = pageOf(shown, query);
  const functions = items.map(({ name, version }) =>
    presentVersion(plane, name, version, every ? version.version : null),
  );
  return { status: 200, body: { Functions: functions, ...next } };
}

/** Removes the function, or with a number as qualifier that one version, unless an alias leads to it. */
export async function deleteFunction(plane: ControlPlane, { parts, query }: ApiRequest): Promise<ApiReply> {
  const { name, qualifier } = parseReference(parts[0] ?? "", query.get("Qualifier"), plane.home);
  plane.store.resolve({ name, qualifier });
  if (qualifier === null) {
    await plane.store.change(name, () => null);
    plane.updates.forget(name);
  } else {
    await plane.store.update(name, (record) => withoutVersion(plane, record, qualifier));
  }
  plane.onChange(name);
  return { status: 204 };
}

function withoutVersion(plane: ControlPlane, record: FunctionRecord, number: string): FunctionRecord {
  const version = record.versions.find((candidate) => candidate.version === number);
  if (version === undefined) {
    throw invalid(
      `${functionArn(plane.home, record.name, number)}: only published versions can be deleted by qualifier`,
    );
  }
  const users = record.aliases.filter((alias) => alias.version === number).map((alias) => alias.name);
  if (users.length > 0) {
    throw new Refusal("ResourceConflictException", `Version ${number} is referenced by aliases ${users.join(", ")}`);
  }
  return { ...record, versions: record.versions.filter((candidate) => candidate !== version) };
}
