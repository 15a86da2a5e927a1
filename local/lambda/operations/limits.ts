import { parseReference } from "../functions/names.ts";
import type { ApiReply, ApiRequest, ControlPlane } from "../http/api.ts";
import { parseFields, wholeOf } from "../http/fields.ts";
import { invalid } from "../http/refusal.ts";

const nameOf = (plane: ControlPlane, { parts }: ApiRequest): string =>
  parseReference(parts[0] ?? "", null, plane.home).name;

const present = (reserved: number | null): object =>
  reserved === null ? {} : { ReservedConcurrentExecutions: reserved };

/** 0 stops the function; more than the local Lambda runs at the same time has no effect beyond that limit. */
export async function putConcurrency(plane: ControlPlane, request: ApiRequest): Promise<ApiReply> {
  const name = nameOf(plane, request);
  const reserved = wholeOf(parseFields(request.body), "ReservedConcurrentExecutions", 0, 1_000_000);
  if (reserved === undefined) throw invalid("ReservedConcurrentExecutions must be given");
  await plane.store.update(name, (record) => ({ ...record, reservedConcurrency: reserved }));
  plane.onChange(name);
  return { status: 200, body: present(reserved) };
}

export function getConcurrency(plane: ControlPlane, request: ApiRequest): ApiReply {
  return { status: 200, body: present(plane.store.get(nameOf(plane, request)).reservedConcurrency) };
}

export async function deleteConcurrency(plane: ControlPlane, request: ApiRequest): Promise<ApiReply> {
  const name = nameOf(plane, request);
  await plane.store.update(name, (record) => ({ ...record, reservedConcurrency: null }));
  plane.onChange(name);
  return { status: 204 };
}

const GIB = 1024 ** 3;

export function getAccountSettings({ store, concurrency }: ControlPlane): ApiReply {
  const functions = store.all();
  const reserved = functions.reduce((sum, { reservedConcurrency }) => sum + (reservedConcurrency ?? 0), 0);
  return {
    status: 200,
    body: {
      AccountLimit: {
        TotalCodeSize: 75 * GIB,
        CodeSizeUnzipped: 262_144_000,
        CodeSizeZipped: 52_428_800,
        ConcurrentExecutions: concurrency,
        UnreservedConcurrentExecutions: Math.max(0, concurrency - reserved),
      },
      AccountUsage: {
        TotalCodeSize: store.codes().reduce((sum, code) => sum + code.bytes, 0),
        FunctionCount: functions.length,
      },
    },
  };
}
