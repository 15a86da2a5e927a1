import { isDeepStrictEqual } from "node:util";
import { parseReference } from "../functions/names.ts";
import type { FunctionRecord, VersionRecord } from "../functions/records.ts";
import type { ApiReply, ApiRequest, ControlPlane } from "../http/api.ts";
import { parseFields, textOf } from "../http/fields.ts";
import { pageOf } from "../http/paging.ts";
import { invalid } from "../http/refusal.ts";
import { checkRevision, refuseDuringUpdate } from "./guards.ts";
import { presentVersion } from "./present.ts";

/** Whether a version does what $LATEST does; the description counts for nothing. */
const sameWork = (a: VersionRecord, b: VersionRecord): boolean =>
  a.code.sha256 === b.code.sha256 &&
  isDeepStrictEqual({ ...a.settings, description: "" }, { ...b.settings, description: "" });

/** Fixes $LATEST as a new version, or finds that the newest one is the same. */
export function publish(
  plane: ControlPlane,
  record: FunctionRecord,
  description: string | null,
): { readonly record: FunctionRecord; readonly version: VersionRecord } {
  const newest = record.versions.at(-1);
  if (newest !== undefined && sameWork(newest, record.latest)) return { record, version: newest };
  const version: VersionRecord = {
    ...record.latest,
    version: String(record.nextVersion),
    settings: { ...record.latest.settings, description: description ?? record.latest.settings.description },
    revisionId: plane.newId(),
    lastModified: plane.now(),
  };
  return {
    record: { ...record, versions: [...record.versions, version], nextVersion: record.nextVersion + 1 },
    version,
  };
}

export async function publishVersion(plane: ControlPlane, { parts, body }: ApiRequest): Promise<ApiReply> {
  const { name } = parseReference(parts[0] ?? "", null, plane.home);
  const fields = parseFields(body);
  const wanted = textOf(fields, "CodeSha256");
  const revision = textOf(fields, "RevisionId");
  let published: VersionRecord | undefined;
  await plane.store.update(name, (record) => {
    refuseDuringUpdate(plane, name);
    checkRevision(revision, record.latest.revisionId);
    const has = record.latest.code.sha256;
    if (wanted !== undefined && wanted !== has) {
      throw invalid(
        `CodeSHA256 (${wanted}) is different from current CodeSHA256 in $LATEST (${has}). Please try again with the CodeSHA256 in $LATEST.`,
      );
    }
    const result = publish(plane, record, textOf(fields, "Description") ?? null);
    published = result.version;
    return result.record;
  });
  plane.onChange(name);
  return { status: 201, body: presentVersion(plane, name, published!, published!.version) };
}

export function listVersions(plane: ControlPlane, { parts, query }: ApiRequest): ApiReply {
  const { name } = parseReference(parts[0] ?? "", null, plane.home);
  const record = plane.store.get(name);
  const { items, next } = pageOf([record.latest, ...record.versions], query);
  return {
    status: 200,
    body: { Versions: items.map((version) => presentVersion(plane, name, version, version.version)), ...next },
  };
}
