import { parseReference } from "../functions/names.ts";
import type { ApiReply, ApiRequest, ControlPlane } from "../http/api.ts";
import { parseFields, textMapOf } from "../http/fields.ts";
import { invalid } from "../http/refusal.ts";

const LIMIT = 50;

/** Tags belong to the function as a whole. */
function nameOf(plane: ControlPlane, { parts }: ApiRequest): string {
  const arn = parts[0] ?? "";
  const { name, qualifier } = parseReference(arn, null, plane.home);
  if (!arn.startsWith("arn:")) throw invalid(`Tags need the ARN of a function, not ${arn}`);
  if (qualifier !== null)
    throw invalid("Tags on function aliases and versions are not supported. Please specify a function ARN.");
  return name;
}

export function listTags(plane: ControlPlane, request: ApiRequest): ApiReply {
  return { status: 200, body: { Tags: plane.store.get(nameOf(plane, request)).tags } };
}

export async function tagResource(plane: ControlPlane, request: ApiRequest): Promise<ApiReply> {
  const given = textMapOf(parseFields(request.body), "Tags") ?? {};
  await plane.store.update(nameOf(plane, request), (record) => {
    const tags = { ...record.tags, ...given };
    if (Object.keys(tags).length > LIMIT) throw invalid(`A function has at most ${LIMIT} tags`);
    return { ...record, tags };
  });
  return { status: 204 };
}

export async function untagResource(plane: ControlPlane, request: ApiRequest): Promise<ApiReply> {
  const gone = request.query.getAll("tagKeys");
  if (gone.length === 0) throw invalid("tagKeys must name at least one tag");
  await plane.store.update(nameOf(plane, request), (record) => ({
    ...record,
    tags: Object.fromEntries(Object.entries(record.tags).filter(([key]) => !gone.includes(key))),
  }));
  return { status: 204 };
}
