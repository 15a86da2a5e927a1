import * as aliases from "../operations/aliases.ts";
import * as eventInvoke from "../operations/event-invoke.ts";
import * as functions from "../operations/functions.ts";
import * as limits from "../operations/limits.ts";
import * as policy from "../operations/policy.ts";
import * as tags from "../operations/tags.ts";
import * as updating from "../operations/updating.ts";
import * as versions from "../operations/versions.ts";
import type { Operation } from "./api.ts";

const FUNCTIONS = "/2015-03-31/functions";
const EVENT_INVOKE = "/2019-09-25/functions/*/event-invoke-config";

/** The operations that manage functions. "*" is one variable part of the path. */
const table: readonly (readonly [method: string, path: string, operation: Operation])[] = [
  ["GET", FUNCTIONS, functions.listFunctions],
  ["POST", FUNCTIONS, functions.createFunction],
  ["GET", `${FUNCTIONS}/*`, functions.getFunction],
  ["DELETE", `${FUNCTIONS}/*`, functions.deleteFunction],
  ["GET", `${FUNCTIONS}/*/configuration`, functions.getFunctionConfiguration],
  ["PUT", `${FUNCTIONS}/*/configuration`, updating.updateFunctionConfiguration],
  ["PUT", `${FUNCTIONS}/*/code`, updating.updateFunctionCode],
  ["GET", `${FUNCTIONS}/*/versions`, versions.listVersions],
  ["POST", `${FUNCTIONS}/*/versions`, versions.publishVersion],
  ["GET", `${FUNCTIONS}/*/aliases`, aliases.listAliases],
  ["POST", `${FUNCTIONS}/*/aliases`, aliases.createAlias],
  ["GET", `${FUNCTIONS}/*/aliases/*`, aliases.getAlias],
  ["PUT", `${FUNCTIONS}/*/aliases/*`, aliases.updateAlias],
  ["DELETE", `${FUNCTIONS}/*/aliases/*`, aliases.deleteAlias],
  ["GET", `${FUNCTIONS}/*/policy`, policy.getPolicy],
  ["POST", `${FUNCTIONS}/*/policy`, policy.addPermission],
  ["DELETE", `${FUNCTIONS}/*/policy/*`, policy.removePermission],
  ["GET", EVENT_INVOKE, eventInvoke.getEventInvokeConfig],
  ["PUT", EVENT_INVOKE, eventInvoke.putEventInvokeConfig],
  ["POST", EVENT_INVOKE, eventInvoke.updateEventInvokeConfig],
  ["DELETE", EVENT_INVOKE, eventInvoke.deleteEventInvokeConfig],
  ["GET", `${EVENT_INVOKE}/list`, eventInvoke.listEventInvokeConfigs],
  ["PUT", "/2017-10-31/functions/*/concurrency", limits.putConcurrency],
  ["DELETE", "/2017-10-31/functions/*/concurrency", limits.deleteConcurrency],
  ["GET", "/2019-09-30/functions/*/concurrency", limits.getConcurrency],
  ["GET", "/2016-08-19/account-settings", limits.getAccountSettings],
  ["GET", "/2017-03-31/tags/*", tags.listTags],
  ["POST", "/2017-03-31/tags/*", tags.tagResource],
  ["DELETE", "/2017-03-31/tags/*", tags.untagResource],
];

export interface Route<T> {
  readonly target: T;
  /** Decoded variable parts, in order. */
  readonly parts: readonly string[];
}

/** The variable parts when the path fits, else null. A trailing slash counts for nothing. */
function match(pattern: string, segments: readonly string[]): string[] | null {
  const wanted = pattern.split("/");
  if (wanted.length !== segments.length) return null;
  const parts: string[] = [];
  for (const [index, segment] of segments.entries()) {
    if (wanted[index] === "*") parts.push(segment);
    else if (wanted[index] !== segment) return null;
  }
  return parts;
}

/** Splits before decoding: an encoded slash or colon belongs to its part. @throws URIError when malformed */
const segmentsOf = (rawPath: string): string[] => rawPath.replace(/\/$/, "").split("/").map(decodeURIComponent);

const INVOKE = `${FUNCTIONS}/*/invocations`;

/** The operation of a request, "invoke" for an invocation, null when there is none. */
export function route(method: string, rawPath: string): Route<Operation | "invoke"> | null {
  const segments = segmentsOf(rawPath);
  const invoked = method === "POST" ? match(INVOKE, segments) : null;
  if (invoked !== null) return { target: "invoke", parts: invoked };
  for (const [verb, pattern, target] of table) {
    const parts = verb === method ? match(pattern, segments) : null;
    if (parts !== null) return { target, parts };
  }
  return null;
}
