import type { Client, PoolClient } from "pg";

/** The statements around a transaction after whose failure the query builder does not give the connection back. */
const KEEPS_CONNECTION = /^(begin|start transaction|rollback$)/;

/** Says that connections keep this statement planned, under its name. */
export const markPrepared = (name: string, sql: string): string => `/*prepared ${name}*/ ${sql}`;
const PREPARED = /^\/\*prepared (\w+)\*\/ /;

/** The query builder knows no names of statements: a marked one gets its name on the way to the driver. */
function asPrepared(given: unknown[]): unknown[] {
  const [text, values, ...rest] = given;
  const name = typeof text === "string" ? PREPARED.exec(text)?.[1] : undefined;
  return name === undefined ? given : [{ name, text, values }, ...rest];
}

/**
 * Mends what the libraries leave undone when a connection breaks. A statement whose answer is late is given up, but the
 * next one would go down the same silent connection: it is ended. A transaction that cannot be begun or rolled back
 * would keep its place in the pool for ever, and a few outages would leave the pool empty: the place is given back.
 */
export function mindConnection(client: PoolClient): void {
  const send = client.query.bind(client) as (...given: unknown[]) => unknown;
  client.query = ((...given: unknown[]) => {
    const answer = send(...asPrepared(given));
    if (answer instanceof Promise) answer.catch((error: unknown) => afterFault(client, given[0], error));
    return answer;
  }) as PoolClient["query"];
}

function afterFault(client: PoolClient, statement: unknown, error: unknown): void {
  // A pooled connection is a client with release() added.
  if (error instanceof Error && error.message === "Query read timeout") void (client as unknown as Client).end();
  if (typeof statement === "string" && KEEPS_CONNECTION.test(statement)) client.release(true);
}
