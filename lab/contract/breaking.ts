/** What of a contract breaks the clients that were written against an earlier one. */
import { type Document, type Operation, operationsOf, type Parameter, type Response, resolve } from "./document.ts";
import { brokenSchema } from "./schemas.ts";

interface Both {
  readonly before: Document;
  readonly after: Document;
}

const rank: Readonly<Record<string, number>> = { none: 0, reader: 1, publisher: 2, admin: 3 };

/** Breaking changes in words, by operation; empty when every old client goes on working. */
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
      ...answers(both, old, present),
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
  const named = (document: Document, { parameters: all = [] }: Operation) =>
    new Map(all.map((one) => resolve(document, one)).map((one): [string, Parameter] => [`${one.in}/${one.name}`, one]));
  const [had, has] = [named(before, old), named(after, now)];
  const removed = [...had.keys()].filter((name) => !has.has(name)).map((name) => `${name}: removed`);
  const demanded = [...has]
    .filter(([name, one]) => one.required === true && had.get(name)?.required !== true)
    .map(([name]) => `${name}: must be sent now`);
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
  if (had === undefined) return has?.required === true ? ["body: must be sent now"] : [];
  if (has === undefined) return ["body: may not be sent any more"];
  const demanded = has.required === true && had.required !== true ? ["body: must be sent now"] : [];
  return [...demanded, ...contents({ before, after }, had.content, has.content, "body", "request")];
}

function answers({ before, after }: Both, old: Operation, now: Operation): string[] {
  return Object.entries(old.responses).flatMap(([status, one]) => {
    const next = now.responses[status];
    if (next === undefined) return [`${status}: removed`];
    const [had, has] = [resolve(before, one), resolve(after, next)];
    return [
      ...headers({ before, after }, had, has, status),
      ...contents({ before, after }, had.content ?? {}, has.content ?? {}, status, "answer"),
    ];
  });
}

function headers({ before, after }: Both, old: Response, now: Response, status: string): string[] {
  const [had, has] = [old.headers ?? {}, now.headers ?? {}];
  return Object.entries(had).flatMap(([name, header]) => {
    const present = has[name];
    if (present === undefined) return [`${status}: the header ${name} was removed`];
    const promised = resolve(before, header).required === true && resolve(after, present).required !== true;
    return promised ? [`${status}: the header ${name} may be missing now`] : [];
  });
}

type Content = NonNullable<Response["content"]>;

function contents(both: Both, old: Content, now: Content, at: string, direction: "request" | "answer"): string[] {
  return Object.entries(old).flatMap(([type, { schema }]) => {
    const present = now[type];
    if (present === undefined) return [`${at}: the media type ${type} was removed`];
    if (schema === undefined || present.schema === undefined) return [];
    return brokenSchema({ ...both, direction }, schema, present.schema, at);
  });
}
