import { bodyOf, type Call } from "../http/call.ts";
import { json, type Reply } from "../http/reply.ts";
import { problem } from "./answers.ts";
import { type Field, GraphqlSyntaxError, parseQuery, type Selection, type Value } from "./graphql-document.ts";
import { GraphqlFault, type Node, queryRoot, type Variables } from "./graphql-graph.ts";
import type { GitHubSite } from "./site.ts";

interface Fault {
  readonly type?: string;
  readonly path: readonly (string | number)[];
  readonly message: string;
}

function argumentOf(given: Value, variables: Variables): unknown {
  if ("variable" in given) return variables[given.variable] ?? null;
  if ("list" in given) return given.list.map((one) => argumentOf(one, variables));
  if ("literal" in given) return given.literal;
  return Object.fromEntries(Object.entries(given.object).map(([name, one]) => [name, argumentOf(one, variables)]));
}

class Execution {
  readonly faults: Fault[] = [];
  readonly #variables: Variables;

  constructor(variables: Variables) {
    this.#variables = variables;
  }

  select(node: Node, selection: Selection, path: readonly (string | number)[]): Record<string, unknown> {
    const found: Record<string, unknown> = {};
    for (const field of selection.fields) found[field.alias] = this.#field(node, field, [...path, field.alias]);
    for (const { on, selection: inner } of selection.fragments) {
      if (on === null || on === node["__typename"]) Object.assign(found, this.select(node, inner, path));
    }
    return found;
  }

  #field(node: Node, field: Field, path: readonly (string | number)[]): unknown {
    const held = node[field.name];
    if (held === undefined) {
      throw new GraphqlSyntaxError(`Field '${field.name}' doesn't exist on type '${node["__typename"]}'`);
    }
    const args = Object.fromEntries(
      Object.entries(field.args).map(([name, one]) => [name, argumentOf(one, this.#variables)]),
    );
    try {
      return this.#shape(typeof held === "function" ? held(args) : held, field, path);
    } catch (error) {
      if (!(error instanceof GraphqlFault)) throw error;
      this.faults.push({ type: error.type, path, message: error.message });
      return null;
    }
  }

  #shape(result: unknown, field: Field, path: readonly (string | number)[]): unknown {
    if (result === null) return null;
    if (Array.isArray(result)) return result.map((one, index) => this.#shape(one, field, [...path, index]));
    if (typeof result !== "object") return result;
    if (field.selection === null) throw new GraphqlSyntaxError(`Field '${field.name}' must have selections`);
    return this.select(result as Node, field.selection, path);
  }
}

async function requestOf(call: Call): Promise<{ query: string; variables: Variables }> {
  let body: unknown;
  try {
    body = JSON.parse(await bodyOf(call));
  } catch (error) {
    if (error instanceof SyntaxError) throw problem(400, "Problems parsing JSON");
    throw error;
  }
  const { query, variables } = body as { query?: unknown; variables?: Variables | null };
  if (typeof query !== "string") throw problem(400, "A query attribute must be specified and must be a string.");
  return { query, variables: variables ?? {} };
}

/** POST /graphql. Faults of a query come with status 200, as on GitHub. */
export async function graphql(call: Call, site: GitHubSite): Promise<Reply> {
  const { query, variables } = await requestOf(call);
  const execution = new Execution(variables);
  try {
    const data = execution.select(queryRoot(site, call), parseQuery(query), []);
    return json(execution.faults.length === 0 ? { data } : { data, errors: execution.faults });
  } catch (error) {
    if (error instanceof GraphqlSyntaxError) return json({ errors: [{ message: error.message }] });
    throw error;
  }
}
