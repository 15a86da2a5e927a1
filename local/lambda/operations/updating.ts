import { parseReference } from "../functions/names.ts";
import type { FunctionRecord, VersionRecord } from "../functions/records.ts";
import { readArchitectures, readSettings } from "../functions/settings.ts";
import type { ApiReply, ApiRequest, ControlPlane } from "../http/api.ts";
import { flagOf, parseFields, textOf } from "../http/fields.ts";
import { invalid } from "../http/refusal.ts";
import { checkRevision, refuseDuringUpdate } from "./guards.ts";
import { presentVersion } from "./present.ts";
import { publish } from "./versions.ts";
import { readZip } from "./zip-file.ts";

/** Updates name the function, never a version: what was published does not change. */
function unqualified(plane: ControlPlane, { parts }: ApiRequest): string {
  const { name, qualifier } = parseReference(parts[0] ?? "", null, plane.home);
  if (qualifier === null || qualifier === "$LATEST") return name;
  throw invalid(`Only $LATEST can be updated, not ${qualifier}`);
}

type Change = Pick<VersionRecord, "code"> | Pick<VersionRecord, "settings"> | Pick<VersionRecord, "code" | "settings">;

/** $LATEST with the change in it and a new revision. */
export const changedLatest = (plane: ControlPlane, record: FunctionRecord, change: Change): FunctionRecord => ({
  ...record,
  latest: { ...record.latest, ...change, revisionId: plane.newId(), lastModified: plane.now() },
});

async function changeLatest(
  plane: ControlPlane,
  name: string,
  revision: string | undefined,
  change: (record: FunctionRecord) => FunctionRecord,
): Promise<FunctionRecord> {
  let before: VersionRecord | undefined;
  const record = await plane.store.update(name, (current) => {
    refuseDuringUpdate(plane, name);
    checkRevision(revision, current.latest.revisionId);
    before = current.latest;
    const changed = change(current);
    plane.updates.begin(name, before);
    return changed;
  });
  plane.onChange(name);
  return record;
}

export async function updateFunctionCode(plane: ControlPlane, request: ApiRequest): Promise<ApiReply> {
  const name = unqualified(plane, request);
  const fields = parseFields(request.body);
  const { latest } = plane.store.get(name);
  const architectures = readArchitectures(fields) ?? latest.settings.architectures;
  const revision = textOf(fields, "RevisionId");
  const code = await plane.codes.keep(readZip(fields));
  if (flagOf(fields, "DryRun")) {
    checkRevision(revision, latest.revisionId);
    const would = { ...latest, code, settings: { ...latest.settings, architectures } };
    return { status: 200, body: presentVersion(plane, name, would, null) };
  }
  const withPublication = flagOf(fields, "Publish");
  const record = await changeLatest(plane, name, revision, (current) => {
    const settings = { ...current.latest.settings, architectures };
    const changed = changedLatest(plane, current, { code, settings });
    return withPublication ? publish(plane, changed, null).record : changed;
  });
  const shown = withPublication ? record.versions.at(-1)! : record.latest;
  return { status: 200, body: presentVersion(plane, name, shown, withPublication ? shown.version : null) };
}

export async function updateFunctionConfiguration(plane: ControlPlane, request: ApiRequest): Promise<ApiReply> {
  const name = unqualified(plane, request);
  const fields = parseFields(request.body);
  const record = await changeLatest(plane, name, textOf(fields, "RevisionId"), (current) =>
    changedLatest(plane, current, { settings: readSettings(fields, current.latest.settings) }),
  );
  return { status: 200, body: presentVersion(plane, name, record.latest, null) };
}
