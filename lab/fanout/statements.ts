/** Bytes of a message that are kept: enough to tell statements apart. */
const KEPT = 4096;
/** Messages of PostgreSQL's protocol that name or run a statement. */
const NAMING = new Set(["P", "B", "Q", "E"]);

/**
 * Reads what a client of PostgreSQL sends and calls back with the beginning of each statement that runs. The first
 * message of a connection has no type; every other one is a byte of type and four of length, which count themselves.
 */
export function statementReader(onStatement: (sql: string) => void): (chunk: Buffer) => void {
  const read = messageReader(onStatement);
  let header = Buffer.alloc(0);
  let kept: Buffer[] = [];
  let left = 0;
  let typeBytes = 0;
  let type = "";
  return (chunk) => {
    for (let rest = chunk; rest.length > 0; ) {
      const body = rest.subarray(0, left);
      if (NAMING.has(type) && kept.reduce((sum, { length }) => sum + length, 0) < KEPT) kept.push(Buffer.from(body));
      left -= body.length;
      rest = rest.subarray(body.length);
      if (left > 0) return;
      if (type !== "") read(type, Buffer.concat(kept).subarray(0, KEPT).toString("utf8"));
      [type, kept] = ["", []];
      const lacking = typeBytes + 4 - header.length;
      header = Buffer.concat([header, rest.subarray(0, lacking)]);
      rest = rest.subarray(lacking);
      if (header.length < typeBytes + 4) return;
      type = header.toString("latin1", 0, typeBytes);
      left = header.readInt32BE(typeBytes) - 4;
      header = Buffer.alloc(0);
      typeBytes = 1;
      if (left > 0) continue;
      if (type !== "") read(type, "");
      type = "";
    }
  };
}

/** Follows names of statements: Parse gives one, Bind takes one, Execute runs what was bound. */
function messageReader(onStatement: (sql: string) => void): (type: string, body: string) => void {
  const named = new Map<string, string>();
  let bound = "";
  return (type, body) => {
    const [first = "", second = ""] = body.split("\0", 2);
    if (type === "P") named.set(first, second);
    if (type === "B") bound = named.get(second) ?? "";
    if (type === "Q") onStatement(first);
    if (type === "E") onStatement(bound);
  };
}
