/** Reads the part of GraphQL that queries use: fields, aliases, arguments, variables and inline fragments. */

export type Value =
  | { readonly variable: string }
  | { readonly list: readonly Value[] }
  | { readonly object: Readonly<Record<string, Value>> }
  | { readonly literal: string | number | boolean | null };

export interface Field {
  readonly alias: string;
  readonly name: string;
  readonly args: Readonly<Record<string, Value>>;
  readonly selection: Selection | null;
}

export interface Selection {
  readonly fields: readonly Field[];
  readonly fragments: readonly { readonly on: string | null; readonly selection: Selection }[];
}

export class GraphqlSyntaxError extends Error {
  override readonly name = "GraphqlSyntaxError";
}

const TOKEN = /\.{3}|[A-Za-z_]\w*|-?\d+(?:\.\d+)?|"(?:[^"\\]|\\.)*"|[{}()[\]:$!=@]/g;

class Reader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(text: string) {
    const bare = text.replaceAll(/#.*/g, "").replaceAll(",", " ");
    this.#tokens = bare.match(TOKEN) ?? [];
  }

  peek(): string | undefined {
    return this.#tokens[this.#at];
  }

  next(): string {
    const token = this.peek();
    if (token === undefined) throw new GraphqlSyntaxError("Unexpected end of the document");
    this.#at += 1;
    return token;
  }

  take(token: string): boolean {
    if (this.peek() !== token) return false;
    this.#at += 1;
    return true;
  }

  expect(token: string): void {
    const found = this.next();
    if (found !== token) throw new GraphqlSyntaxError(`Expected ${token}, found ${found}`);
  }

  name(): string {
    const token = this.next();
    if (!/^[A-Za-z_]/.test(token)) throw new GraphqlSyntaxError(`Expected a name, found ${token}`);
    return token;
  }
}

function value(reader: Reader): Value {
  if (reader.take("$")) return { variable: reader.name() };
  if (reader.take("[")) {
    const list: Value[] = [];
    while (!reader.take("]")) list.push(value(reader));
    return { list };
  }
  if (reader.take("{")) return { object: args(reader, "}") };
  const token = reader.next();
  if (token.startsWith('"')) return { literal: JSON.parse(token) as string };
  if (/^-?\d/.test(token)) return { literal: Number(token) };
  const words: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };
  // What is left is a value of an enum, which the resolvers read as text.
  return { literal: Object.hasOwn(words, token) ? (words[token] ?? null) : token };
}

function args(reader: Reader, end: string): Record<string, Value> {
  const found: Record<string, Value> = {};
  while (!reader.take(end)) {
    const name = reader.name();
    reader.expect(":");
    found[name] = value(reader);
  }
  return found;
}

function field(reader: Reader): Field {
  const first = reader.name();
  const name = reader.take(":") ? reader.name() : first;
  const given = reader.take("(") ? args(reader, ")") : {};
  return { alias: first, name, args: given, selection: reader.peek() === "{" ? selection(reader) : null };
}

function selection(reader: Reader): Selection {
  reader.expect("{");
  const fields: Field[] = [];
  const fragments: { on: string | null; selection: Selection }[] = [];
  while (!reader.take("}")) {
    if (!reader.take("...")) fields.push(field(reader));
    else if (reader.take("on")) fragments.push({ on: reader.name(), selection: selection(reader) });
    else fragments.push({ on: null, selection: selection(reader) });
  }
  return { fields, fragments };
}

/** Parses a document with one query. Throws GraphqlSyntaxError for anything else. */
export function parseQuery(text: string): Selection {
  const reader = new Reader(text);
  if (reader.peek() !== "{") {
    reader.expect("query");
    while (reader.peek() !== "{" && reader.peek() !== "(") reader.name();
    if (reader.take("(")) while (!reader.take(")")) reader.next();
  }
  const found = selection(reader);
  if (reader.peek() !== undefined) throw new GraphqlSyntaxError(`Unexpected ${reader.peek()} after the query`);
  return found;
}
