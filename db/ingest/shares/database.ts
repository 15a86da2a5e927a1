import type { EntityManager } from "@mikro-orm/postgresql";
import { documentOf } from "../checkpoints.ts";
import { exchangeBudget } from "./budget.ts";
import type { ShareLedger } from "./ledger.ts";
import { join, plan, report } from "./plan.ts";
import { giveBack, next, renew } from "./units.ts";

/** Shared transfers in the database. */
export function databaseShares(em: EntityManager, leaseSeconds: number): ShareLedger {
  return {
    plan: (claim, units) => plan(em, claim, units),
    join: async (share) => ({ ...(await join(em, share)), resolved: await documentOf(em, share, "resolve") }),
    next: (share, request) => next(em, share, { ...request, leaseSeconds }),
    renew: (share, unit) => renew(em, share, { ...unit, leaseSeconds }),
    giveBack: (share, unit) => giveBack(em, share, unit),
    budget: (share, known) => exchangeBudget(em, share, known),
    report: (claim) => report(em, claim),
  };
}
