/** A list of paths that a client sends. */
import type { Request } from "express";
import { asObject, parseJson } from "../../../domain/json.ts";
import { readBytes } from "../../http/requests.ts";
import { HubRefusal } from "../refusal.ts";
import { isOn } from "./query.ts";

export interface PathsQuery {
  readonly paths: readonly string[];
  readonly expand: boolean;
}

/** Largest list of paths in bytes, and in number. */
const PATHS = { bytes: 1024 * 1024, count: 2_000 };

/** Reads a form or JSON, whatever a client sends. Throws HubRefusal with 400. */
export async function readPaths(request: Request): Promise<PathsQuery> {
  const text = (await readBytes(request, PATHS.bytes)).toString();
  const query = request.is("json") ? pathsOfJson(text) : pathsOfForm(new URLSearchParams(text));
  if (query === null)
    throw new HubRefusal({ status: 400, message: 'The body must be JSON with a list "paths", or a form' });
  if (query.paths.length > PATHS.count)
    throw new HubRefusal({ status: 400, message: `paths must hold at most ${PATHS.count} paths` });
  return query;
}

const pathsOfForm = (form: URLSearchParams): PathsQuery => ({
  paths: form.getAll("paths"),
  expand: isOn(form.get("expand")),
});

function pathsOfJson(text: string): PathsQuery | null {
  const body = asObject(parseJson(text));
  const paths = body?.["paths"];
  if (!Array.isArray(paths) || !paths.every((path) => typeof path === "string")) return null;
  return { paths, expand: body?.["expand"] === true };
}
