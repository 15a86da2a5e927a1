import type { EntityManager } from "@mikro-orm/postgresql";
import pLimit from "p-limit";
import { rows } from "../sql.ts";
import { type CatalogueEntry, type EntryRow, toEntry } from "./catalogue.ts";
import { listed, type Page } from "./listed.ts";
import { requiredLiterals } from "./regex-literals.ts";

export type RegexAnswer =
  | { readonly outcome: "found"; readonly entries: CatalogueEntry[] }
  /** `detail` says what is wrong with the expression, or that it takes too long. */
  | { readonly outcome: "refused"; readonly detail: string }
  /** Too many searches wait already. */
  | { readonly outcome: "busy" };

export interface RegexSearch {
  /** Artifacts on offer whose name or README matches, by id. */
  match(regex: string, page: Page): Promise<RegexAnswer>;
}

export interface RegexSearchOptions {
  /** Searches at the same time: the number of connections that `root` has for them alone. */
  readonly concurrency: number;
  /** How many may wait for their turn. */
  readonly queue: number;
  /** Milliseconds that the database may spend on one search. */
  readonly timeoutMs: number;
}

/** SQLSTATE values of the faults that are the caller's. */
const INVALID_EXPRESSION = "2201B";
const CANCELED = "57014";
/** Out of memory, out of limits, out of stack: an expression wants more of them than the database gives. */
const OVER_LIMITS = new Set(["53200", "54000", "54001"]);

/**
 * Regular expressions run in PostgreSQL, on connections of their own, under a time limit of their own and a few at a
 * time, so that no expression can take connections or the database away from other requests.
 */
export function databaseRegexSearch(root: EntityManager, options: RegexSearchOptions): RegexSearch {
  const limit = pLimit(options.concurrency);
  return {
    match: async (regex, page) => {
      if (limit.pendingCount >= options.queue) return { outcome: "busy" };
      return limit(() => search(root, toPostgres(regex), page, options.timeoutMs));
    },
  };
}

/** Without a known literal the index reads what it can out of the expression itself. */
const matching = (condition: (column: string) => string): string => `select a.id, a.name, a.type from artifact a
  where ${listed("a")} and a.id > ? and (${condition("a.name")} or ${condition("a.readme")})
  order by a.id limit ?`;

/** Literals go to the index; the expression, called as a function, is checked on what they leave. */
function statement(regex: string, page: Page): { sql: string; parameters: unknown[] } {
  const likes = requiredLiterals(regex).map((literal) => `%${literal}%`);
  const bound = likes.length === 0 ? [regex] : [...likes, regex];
  const condition = (column: string): string =>
    likes.length === 0
      ? `${column} ~ ?`
      : `(${likes.map(() => `${column} like ?`).join(" and ")} and textregexeq(${column}, ?))`;
  return { sql: matching(condition), parameters: [page.after, ...bound, ...bound, page.limit] };
}

const byTrigrams = "select set_config('enable_indexscan', 'off', true)";
const byWalking = "select set_config('enable_bitmapscan', 'off', true), set_config('enable_seqscan', 'off', true)";

/**
 * What is rare is found by its trigrams, what is common by walking along the ids until the page is full. Which it is
 * shows only in the doing: each way gets half of the time. An expression without three characters in a row that stand
 * for themselves leaves the index little to go by, so that walking comes first.
 */
const waysFor = (regex: string): readonly string[] =>
  /[\p{L}\p{N}]{3}/u.test(regex) ? [byTrigrams, byWalking] : [byWalking, byTrigrams];

async function search(root: EntityManager, regex: string, page: Page, timeoutMs: number): Promise<RegexAnswer> {
  const ways = waysFor(regex);
  for (const way of ways) {
    try {
      const found = await attempt(root, way, regex, page, Math.ceil(timeoutMs / ways.length));
      return { outcome: "found", entries: found.map(toEntry) };
    } catch (error) {
      const { code, message } = error as { code?: string; message: string };
      if (code === INVALID_EXPRESSION) return { outcome: "refused", detail: reasonIn(message) };
      if (OVER_LIMITS.has(code ?? "") || /invalid memory alloc request size/.test(message))
        return { outcome: "refused", detail: "is too expensive: it needs more memory than one search may take" };
      if (code !== CANCELED) throw error;
    }
  }
  const seconds = timeoutMs / 1000;
  return {
    outcome: "refused",
    detail: `is too expensive: it was given up after ${seconds} s; use longer literal parts`,
  };
}

function attempt(root: EntityManager, way: string, regex: string, page: Page, timeoutMs: number): Promise<EntryRow[]> {
  return root.fork().transactional(async (em) => {
    await rows(em, way);
    await rows(
      em,
      "select set_config('statement_timeout', ?, true), set_config('max_parallel_workers_per_gather', '0', true)",
      [String(timeoutMs)],
    );
    // No row may ever reach the expression: an invalid one has to be refused all the same.
    await rows(em, "select '' ~ ?", [regex]);
    const { sql, parameters } = statement(regex, page);
    return rows<EntryRow>(em, sql, parameters);
  });
}

/** The words of the database about the expression, without the statement that surrounds them. */
function reasonIn(message: string): string {
  const reason = /invalid regular expression: ([^\n]*)/.exec(message)?.[1];
  return `is not a valid regular expression${reason === undefined ? "" : `: ${reason}`}`;
}

/** PostgreSQL writes a word boundary as \y where most dialects write \b; brackets are left alone. */
const toPostgres = (regex: string): string =>
  regex.replaceAll(/\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]/g, (token) =>
    token === "\\b" ? "\\y" : token === "\\B" ? "\\Y" : token,
  );
