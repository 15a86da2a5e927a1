import type { EntityManager } from "@mikro-orm/postgresql";
import type { Held } from "../../../domain/failure.ts";
import { SourceBudget } from "../../entities/content.ts";
import { asJson, columnsOf, rows, sql } from "../../sql.ts";
import { type Allowance, type BudgetReport, SAME_WINDOW_MS } from "./ledger.ts";
import { sharedArtifact } from "./plan.ts";

const ALLOWANCE = columnsOf(SourceBudget, "source", "kind", "remaining", "until");

/**
 * Merges what a worker knows with what is known, and returns what was known before. Within a window the smaller number
 * counts, and what is used up stays used up until its window ends; else the later window counts.
 */
export async function exchangeBudget(
  em: EntityManager,
  share: Held,
  { identity, known }: BudgetReport,
): Promise<Allowance[]> {
  const now = sql`(extract(epoch from now()) * 1000)`;
  return rows(
    em,
    ALLOWANCE,
    sql`with valid as materialized (${sharedArtifact(share)}),
        stated as (
          select s.* from valid,
            jsonb_to_recordset(${asJson(known)}::jsonb) as s (source text, kind text, remaining int, until bigint)
          order by s.source, s.kind),
        saved as (
          insert into source_budget as b (source, identity, kind, remaining, until)
          select source, ${identity}::text, kind, remaining, until from stated
          on conflict (source, identity, kind) do update set until = greatest(b.until, excluded.until),
            remaining = case when abs(b.until - excluded.until) < ${SAME_WINDOW_MS}
              then least(b.remaining, excluded.remaining) else excluded.remaining end
          where excluded.until > b.until - ${SAME_WINDOW_MS}
            and (b.remaining > 0 or excluded.remaining = 0 or b.until <= ${now}))
        select b.source, b.kind, b.remaining, b.until from source_budget b, valid
        where b.identity = ${identity} and b.until > ${now} limit 1000`,
  );
}
