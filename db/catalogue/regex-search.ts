import pLimit from "p-limit";
import { affected, type Database, rows, type Sql, sql } from "../sql.ts";
import { CATALOGUE_ENTRY, type CatalogueEntry, listed, type Page } from "./catalogue.ts";
import { requiredLiterals } from "./regex-literals.ts";

export type RegexAnswer =
  | { readonly outcome: "found"; readonly entries: CatalogueEntry[] }
  /** `detail` says what is wrong with the expression, or that it took too long. */
  | { readonly outcome: "refused"; readonly detail: string }
  /** Too many searches are waiting. */
  | { readonly outcome: "busy" };

export interface RegexSearch {
  /** Artifacts on offer whose name or README matches, by id. */
  match(regex: string, page: Page): Promise<RegexAnswer>;
}

export interface RegexSearchOptions {
  /** Concurrent searches: the number of connections that `db` has for them alone. */
  readonly concurrency: number;
  /** How many searches may wait. */
  readonly queue: number;
  /** Milliseconds that the database may spend on one search. */
  readonly timeoutMs: number;
}

/** SQLSTATE values of faults that the expression causes. */
const INVALID_EXPRESSION = "2201B";
const CANCELED = "57014";
/** Out of memory, over a program limit, out of stack: the expression needs more than the database allows. */
const OVER_LIMITS = new Set(["53200", "54000", "54001"]);

/**
 * Regular expressions run in PostgreSQL, on separate connections, under a separate time limit and a few at a time, so
 * that no expression can take connections or the database away from other requests.
 */
export function databaseRegexSearch(db: Database, options: RegexSearchOptions): RegexSearch {
  const limit = pLimit(options.concurrency);
  return {
    match: async (regex, page) => {
      if (limit.pendingCount >= options.queue) return { outcome: "busy" };
      return limit(() => search(db, { regex: toPostgres(regex), page, timeoutMs: options.timeoutMs }));
    },
  };
}

/**
 * Artifacts whose name or README matches. Literals go to the trigram index; the expression, called as a function, then
 * checks only the rows that they leave. Without a literal the index reads what it can out of the expression itself.
 */
function matching(regex: string, { after, skip, limit }: Page): Sql {
  const likes = requiredLiterals(regex).map((literal) => `%${literal}%`);
  const condition = (column: Sql): Sql =>
    likes.length === 0
      ? sql`${column} ~ ${regex}`
      : sql`(${sql.join(
          likes.map((like) => sql`${column} like ${like}`),
          sql` and `,
        )} and textregexeq(${column}, ${regex}))`;
  return sql`select a.id, a.name, a.type from artifact a
    where ${listed("a")} and a.id > ${after} and (${condition(sql.ref("a.name"))} or ${condition(sql.ref("a.readme"))})
    order by a.id limit ${limit} offset ${skip}`;
}

const byTrigrams = sql`select set_config('enable_indexscan', 'off', true)`;
const byWalking = sql`select set_config('enable_bitmapscan', 'off', true), set_config('enable_seqscan', 'off', true)`;

/**
 * Rare matches are found fast by trigrams, common ones by walking along the ids until the page is full. Which of the two
 * an expression has cannot be known beforehand, so each way gets half of the time. An expression without three plain
 * characters in a row gives the index little to search for: then walking comes first.
 */
const waysFor = (regex: string): readonly Sql[] =>
  /[\p{L}\p{N}]{3}/u.test(regex) ? [byTrigrams, byWalking] : [byWalking, byTrigrams];

interface Search {
  readonly regex: string;
  readonly page: Page;
  readonly timeoutMs: number;
}

async function search(db: Database, { regex, page, timeoutMs }: Search): Promise<RegexAnswer> {
  const ways = waysFor(regex);
  for (const way of ways) {
    try {
      const found = await attempt(db, way, { regex, page, timeoutMs: Math.ceil(timeoutMs / ways.length) });
      return { outcome: "found", entries: found };
    } catch (error) {
      const { code, message } = error as { code?: string; message: string };
      if (code === INVALID_EXPRESSION) return { outcome: "refused", detail: reasonIn(message) };
      if (OVER_LIMITS.has(code ?? "") || /invalid memory alloc request size/.test(message))
        return { outcome: "refused", detail: "is too expensive: it needs more memory than one search may use" };
      if (code !== CANCELED) throw error;
    }
  }
  const seconds = timeoutMs / 1000;
  return {
    outcome: "refused",
    detail: `is too expensive: the search was stopped after ${seconds} s. Use longer literal parts`,
  };
}

function attempt(db: Database, way: Sql, search: Search): Promise<CatalogueEntry[]> {
  const { regex, page, timeoutMs } = search;
  return db.transactional(async (tx) => {
    await affected(tx, way);
    await affected(
      tx,
      sql`select set_config('statement_timeout', ${String(timeoutMs)}, true),
        set_config('max_parallel_workers_per_gather', '0', true)`,
    );
    // An invalid expression must be refused even when no row would be compared with it.
    await affected(tx, sql`select '' ~ ${regex}`);
    return rows(tx, CATALOGUE_ENTRY, matching(regex, page));
  });
}

/** The part of the database's message that is about the expression. */
function reasonIn(message: string): string {
  const reason = /invalid regular expression: ([^\n]*)/.exec(message)?.[1];
  return `is not a valid regular expression${reason === undefined ? "" : `: ${reason}`}`;
}

/** PostgreSQL writes a word boundary as \y where most dialects write \b; brackets are left alone. */
const toPostgres = (regex: string): string =>
  regex.replaceAll(/\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]/g, (token) =>
    token === "\\b" ? "\\y" : token === "\\B" ? "\\Y" : token,
  );
