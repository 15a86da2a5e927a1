import { asJson, type Sql, sql } from "../../sql.ts";
import { type BudgetReport, SAME_WINDOW_MS } from "./ledger.ts";

const NOW_MS = sql`(extract(epoch from now()) * 1000)`;

/**
 * Common table expressions that merge what a worker knows with what is known. Within a window the smaller number counts,
 * and what is used up stays used up until its window ends; else the later window counts.
 * @param after a condition that is true once the statement has locked its other rows: the rows of a budget are those of
 * all artifacts, and are locked last, so that two of them cannot wait for each other
 */
export const budgetMerged = ({ identity, known }: BudgetReport, after: Sql): Sql => sql`
        stated as (
          select s.* from valid,
            jsonb_to_recordset(${asJson(known)}::jsonb) as s (source text, kind text, remaining int, until bigint)
          where ${after} order by s.source, s.kind),
        saved as (
          insert into source_budget as b (source, identity, kind, remaining, until)
          select source, ${identity}::text, kind, remaining, until from stated
          on conflict (source, identity, kind) do update set until = greatest(b.until, excluded.until),
            remaining = case when abs(b.until - excluded.until) < ${SAME_WINDOW_MS}
              then least(b.remaining, excluded.remaining) else excluded.remaining end
          where excluded.until > b.until - ${SAME_WINDOW_MS}
            and (b.remaining > 0 or excluded.remaining = 0 or b.until <= ${NOW_MS}))`;

/** What was known before, as a JSON list of allowances. */
export const budgetKnown = (identity: string): Sql => sql`
        (select coalesce(jsonb_agg(jsonb_build_object('source', b.source, 'kind', b.kind, 'remaining', b.remaining,
            'until', b.until)), '[]') from (
          select * from source_budget where identity = ${identity} and until > ${NOW_MS} limit 1000) b)`;
