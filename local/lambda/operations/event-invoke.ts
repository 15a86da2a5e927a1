import { functionArn, LATEST, parseReference } from "../functions/names.ts";
import type { EventInvokeRecord, FunctionRecord } from "../functions/records.ts";
import type { ApiReply, ApiRequest, ControlPlane } from "../http/api.ts";
import { type Fields, objectOf, parseFields, textOf, wholeOf } from "../http/fields.ts";
import { pageOf } from "../http/paging.ts";
import { invalid, Refusal } from "../http/refusal.ts";

const destination = (arn: string | null): object => (arn === null ? {} : { Destination: arn });

const present = ({ home }: ControlPlane, name: string, qualifier: string, config: EventInvokeRecord): object => ({
  FunctionArn: functionArn(home, name, qualifier),
  LastModified: config.lastModified / 1000,
  ...(config.maximumRetryAttempts === null ? {} : { MaximumRetryAttempts: config.maximumRetryAttempts }),
  ...(config.maximumEventAgeSeconds === null ? {} : { MaximumEventAgeInSeconds: config.maximumEventAgeSeconds }),
  DestinationConfig: { OnSuccess: destination(config.onSuccess), OnFailure: destination(config.onFailure) },
});

/** The function and the qualifier that the configuration is kept under. */
function targetOf(plane: ControlPlane, { parts, query }: ApiRequest): { name: string; qualifier: string } {
  const reference = parseReference(parts[0] ?? "", query.get("Qualifier"), plane.home);
  plane.store.resolve(reference);
  return { name: reference.name, qualifier: reference.qualifier ?? LATEST };
}

const SERVICES = {
  OnSuccess: /^arn:aws[a-z-]*:(?:sqs|sns|lambda|events):/,
  OnFailure: /^arn:aws[a-z-]*:(?:sqs|sns|lambda|events|s3):/,
};

function readDestination(config: Fields, kind: "OnSuccess" | "OnFailure"): string | null | undefined {
  const given = objectOf(config, kind);
  if (given === undefined) return undefined;
  const arn = textOf(given, "Destination");
  if (arn === undefined || arn === "") return null;
  if (SERVICES[kind].test(arn)) return arn;
  throw invalid(`The provided destination config DestinationConfig(${kind}) is invalid: ${arn}`);
}

/** @param before what stays where the request is silent. */
function read(plane: ControlPlane, body: Uint8Array, before: EventInvokeRecord | null): EventInvokeRecord {
  const fields = parseFields(body);
  const destinations = objectOf(fields, "DestinationConfig") ?? {};
  const onSuccess = readDestination(destinations, "OnSuccess");
  const onFailure = readDestination(destinations, "OnFailure");
  return {
    maximumRetryAttempts: wholeOf(fields, "MaximumRetryAttempts", 0, 2) ?? before?.maximumRetryAttempts ?? null,
    maximumEventAgeSeconds:
      wholeOf(fields, "MaximumEventAgeInSeconds", 60, 21_600) ?? before?.maximumEventAgeSeconds ?? null,
    onSuccess: onSuccess === undefined ? (before?.onSuccess ?? null) : onSuccess,
    onFailure: onFailure === undefined ? (before?.onFailure ?? null) : onFailure,
    lastModified: plane.now(),
  };
}

function find(plane: ControlPlane, record: FunctionRecord, qualifier: string): EventInvokeRecord {
  const config = record.eventInvoke[qualifier];
  if (config !== undefined) return config;
  const arn = functionArn(plane.home, record.name, qualifier);
  throw new Refusal("ResourceNotFoundException", `The function ${arn} doesn't have an EventInvokeConfig`);
}

async function write(plane: ControlPlane, request: ApiRequest, merge: boolean): Promise<ApiReply> {
  const { name, qualifier } = targetOf(plane, request);
  const changed = await plane.store.update(name, (record) => {
    const before = merge ? find(plane, record, qualifier) : null;
    return { ...record, eventInvoke: { ...record.eventInvoke, [qualifier]: read(plane, request.body, before) } };
  });
  return { status: 200, body: present(plane, name, qualifier, find(plane, changed, qualifier)) };
}

/** Replaces the whole configuration of the qualifier. */
export const putEventInvokeConfig = (plane: ControlPlane, request: ApiRequest): Promise<ApiReply> =>
  write(plane, request, false);

/** Changes what the request names and leaves the rest. */
export const updateEventInvokeConfig = (plane: ControlPlane, request: ApiRequest): Promise<ApiReply> =>
  write(plane, request, true);

export function getEventInvokeConfig(plane: ControlPlane, request: ApiRequest): ApiReply {
  const { name, qualifier } = targetOf(plane, request);
  return { status: 200, body: present(plane, name, qualifier, find(plane, plane.store.get(name), qualifier)) };
}

export async function deleteEventInvokeConfig(plane: ControlPlane, request: ApiRequest): Promise<ApiReply> {
  const { name, qualifier } = targetOf(plane, request);
  await plane.store.update(name, (record) => {
    find(plane, record, qualifier);
    const { [qualifier]: _gone, ...eventInvoke } = record.eventInvoke;
    return { ...record, eventInvoke };
  });
  return { status: 204 };
}

export function listEventInvokeConfigs(plane: ControlPlane, { parts, query }: ApiRequest): ApiReply {
  const { name } = parseReference(parts[0] ?? "", null, plane.home);
  const { items, next } = pageOf(Object.entries(plane.store.get(name).eventInvoke), query);
  const configs = items.map(([qualifier, config]) => present(plane, name, qualifier, config));
  return { status: 200, body: { FunctionEventInvokeConfigs: configs, ...next } };
}
