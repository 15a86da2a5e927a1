/** Messages of PostgreSQL's protocol that run a statement: Query and Execute. */
const RUNS = new Set(["Q", "E"].map((letter) => letter.charCodeAt(0)));

/**
 * Reads what a client of PostgreSQL sends and calls back for each statement. The first message of a connection has no
 * type; every other one is a byte of type and four of length, which count themselves.
 */
export function statementCounter(onStatement: () => void): (chunk: Buffer) => void {
  let header = Buffer.alloc(0);
  let left = 0;
  let typeBytes = 0;
  return (chunk) => {
    for (let rest = chunk; rest.length > 0; ) {
      const skipped = Math.min(left, rest.length);
      left -= skipped;
      rest = rest.subarray(skipped);
      const lacking = typeBytes + 4 - header.length;
      header = Buffer.concat([header, rest.subarray(0, lacking)]);
      rest = rest.subarray(lacking);
      if (header.length < typeBytes + 4) return;
      if (typeBytes === 1 && RUNS.has(header[0] as number)) onStatement();
      left = header.readInt32BE(typeBytes) - 4;
      typeBytes = 1;
      header = Buffer.alloc(0);
    }
  };
}
