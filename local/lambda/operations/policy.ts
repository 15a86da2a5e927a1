import { parseReference } from "../functions/names.ts";
import type { PolicyRecord } from "../functions/records.ts";
import type { ApiReply, ApiRequest, ControlPlane } from "../http/api.ts";
import { type Fields, parseFields, requiredText, textOf } from "../http/fields.ts";
import { Refusal } from "../http/refusal.ts";
import { checkRevision } from "./guards.ts";

/** The function, and "" or the qualifier that the policy is kept under. */
function targetOf(plane: ControlPlane, { parts, query }: ApiRequest): { name: string; key: string; arn: string } {
  const reference = parseReference(parts[0] ?? "", query.get("Qualifier"), plane.home);
  const { arn } = plane.store.resolve(reference);
  return { name: reference.name, key: reference.qualifier ?? "", arn };
}

function principalOf(principal: string): unknown {
  if (principal === "*") return "*";
  return /^(?:\d{12}|arn:.+)$/.test(principal)
    ? { AWS: principal.startsWith("arn:") ? principal : `arn:aws:iam::${principal}:root` }
    : { Service: principal };
}

function statementOf(fields: Fields, arn: string): PolicyRecord["statements"][number] {
  const [sourceArn, sourceAccount] = [textOf(fields, "SourceArn"), textOf(fields, "SourceAccount")];
  const condition = {
    ...(sourceArn === undefined ? {} : { ArnLike: { "AWS:SourceArn": sourceArn } }),
    ...(sourceAccount === undefined ? {} : { StringEquals: { "AWS:SourceAccount": sourceAccount } }),
  };
  return {
    Sid: requiredText(fields, "StatementId", /[a-zA-Z0-9-_]{1,100}/),
    Effect: "Allow",
    Principal: principalOf(requiredText(fields, "Principal")),
    Action: requiredText(fields, "Action", /lambda:[*]|lambda:[a-zA-Z]+|[*]/),
    Resource: arn,
    ...(Object.keys(condition).length === 0 ? {} : { Condition: condition }),
  };
}

/** Kept and shown; the local Lambda asks for a valid signature only. */
export async function addPermission(plane: ControlPlane, request: ApiRequest): Promise<ApiReply> {
  const { name, key, arn } = targetOf(plane, request);
  const fields = parseFields(request.body);
  const statement = statementOf(fields, arn);
  await plane.store.update(name, (record) => {
    const policy = record.policies[key];
    checkRevision(textOf(fields, "RevisionId"), policy?.revisionId ?? "");
    const statements = policy?.statements ?? [];
    if (statements.some(({ Sid }) => Sid === statement.Sid)) {
      throw new Refusal("ResourceConflictException", `The statement id (${statement.Sid}) provided already exists.`);
    }
    const changed = { revisionId: plane.newId(), statements: [...statements, statement] };
    return { ...record, policies: { ...record.policies, [key]: changed } };
  });
  return { status: 201, body: { Statement: JSON.stringify(statement) } };
}

const missing = (): Refusal => new Refusal("ResourceNotFoundException", "The resource you requested does not exist.");

export function getPolicy(plane: ControlPlane, request: ApiRequest): ApiReply {
  const { name, key } = targetOf(plane, request);
  const policy = plane.store.get(name).policies[key];
  if (policy === undefined) throw missing();
  const text = JSON.stringify({ Version: "2012-10-17", Id: "default", Statement: policy.statements });
  return { status: 200, body: { Policy: text, RevisionId: policy.revisionId } };
}

export async function removePermission(plane: ControlPlane, request: ApiRequest): Promise<ApiReply> {
  const { name, key } = targetOf(plane, request);
  await plane.store.update(name, (record) => {
    const policy = record.policies[key];
    const statements = policy?.statements.filter(({ Sid }) => Sid !== request.parts[1]) ?? [];
    if (policy === undefined || statements.length === policy.statements.length) throw missing();
    const { [key]: _before, ...others } = record.policies;
    if (statements.length === 0) return { ...record, policies: others };
    return { ...record, policies: { ...others, [key]: { revisionId: plane.newId(), statements } } };
  });
  return { status: 204 };
}
