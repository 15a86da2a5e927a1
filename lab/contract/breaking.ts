/** Finds the changes of a contract that break clients of an earlier one. */
import { resolveReference } from "../../scripts/generate/spec.ts";
import { type Document, type Operation, operationsOf, type Parameter, type Response } from "./document.ts";
import { brokenSchema } from "./schemas.ts";

interface Both {
  readonly before: Document;
  readonly after: Document;
}

const rank: Readonly<Record<string, number>> = { none: 0, reader: 1, publisher: 2, admin: 3 };

/** One line per breaking change, with its operation; empty when every old client keeps working. */
export function breakingChanges(before: Document, after: Document): string[] {
  const both = { before, after };
  const now = operationsOf(after);
  return [...operationsOf(before)].flatMap(([name, old]) => {
    const present = now.get(name);
    if (present === undefined) return [`${name}: removed`];
    return [
      ...roles(old, present),
      ...parameters(both, old, present),
      ...bodies(both, old, present),
      ...responses(both, old, present),
    ].map((change) => `${name}: ${change}`);
  });
}

function roles(old: Operation, now: Operation): string[] {
  const renamed =
    old.operationId === now.operationId ? [] : [`is called ${now.operationId} now, was ${old.operationId}`];
  const [had, has] = [old["x-required-role"] ?? "none", now["x-required-role"] ?? "none"];
  return (rank[has] ?? 0) > (rank[had] ?? 0) ? [...renamed, `needs the role ${has} now, was ${had}`] : renamed;
}

function parameters({ before, after }: Both, old: Operation, now: Operation): string[] {
  const named = ({ parameters: all = [] }: Operation) =>
    new Map(all.map((one): [string, Parameter] => [`${one.in}/${one.name}`, one]));
  const [had, has] = [named(old), named(now)];
  const removed = [...had.keys()].filter((name) => !has.has(name)).map((name) => `${name}: removed`);
  const demanded = [...has]
    .filter(([name, one]) => one.required === true && had.get(name)?.required !== true)
    .map(([name]) => `${name}: is required now`);
  const narrowed = [...had].flatMap(([name, one]) => {
    const present = has.get(name);
    return present === undefined
      ? []
      : brokenSchema({ before, after, direction: "request" }, one.schema, present.schema, name);
  });
  return [...removed, ...demanded, ...narrowed];
}

function bodies({ before, after }: Both, old: Operation, now: Operation): string[] {
  const [had, has] = [old.requestBody, now.requestBody];
  if (had === undefined) return has?.required === true ? ["body: is required now"] : [];
  if (has === undefined) return ["body: is no longer accepted"];
  const demanded = has.required === true && had.required !== true ? ["body: is required now"] : [];
  return [...demanded, ...contents({ before, after }, had.content, has.content, "body", "request")];
}

function responses({ before, after }: Both, old: Operation, now: Operation): string[] {
  return Object.entries(old.responses).flatMap(([status, one]) => {
    const next = now.responses[status];
    if (next === undefined) return [`${status}: removed`];
    const [had, has] = [resolveReference(before, one), resolveReference(after, next)];
    return [
      ...headers({ before, after }, had, has, status),
      ...contents({ before, after }, had.content ?? {}, has.content ?? {}, status, "response"),
    ];
  });
}

function headers({ before, after }: Both, old: Response, now: Response, status: string): string[] {
  const [had, has] = [old.headers ?? {}, now.headers ?? {}];
  return Object.entries(had).flatMap(([name, header]) => {
    const present = has[name];
    if (present === undefined) return [`${status}: the header ${name} was removed`];
    const promised =
      resolveReference(before, header).required === true && resolveReference(after, present).required !== true;
    return promised ? [`${status}: the header ${name} can be missing now`] : [];
  });
}

type Content = NonNullable<Response["content"]>;

function contents(both: Both, old: Content, now: Content, at: string, direction: "request" | "response"): string[] {
  return Object.entries(old).flatMap(([type, { schema }]) => {
    const present = now[type];
    if (present === undefined) return [`${at}: the media type ${type} was removed`];
    if (schema === undefined || present.schema === undefined) return [];
    return brokenSchema({ ...both, direction }, schema, present.schema, at);
  });
}
